internal import Compute
internal import Foundation

/// Rows of numbers of one length on 64-byte boundaries, row after row: what every kernel of this module reads and writes.
///
/// Sendable without a lock because of how it is used, and only so: the integrator that owns it is used by one thread at
/// a time, and its parallel regions write disjoint ranges.
final class Rows<Real: BinaryFloatingPoint>: @unchecked Sendable {
    let rows: Int
    /// From one row to the next, in entries.
    let stride: Int
    let base: UnsafeMutablePointer<Real>

    /// Entries of the slices that a large network's rows are worked on in.
    static var sliceLength: Int { 16384 }

    /// Rows of zeros.
    ///
    /// - Parameter pool: The threads that will work on them, where there are several: each writes its slices first, so that
    ///   their memory lies with it.
    init(_ rows: Int, _ stride: Int, touchedBy pool: ThreadPool = ThreadPool(threads: 1)) {
        self.rows = rows
        self.stride = stride
        let count = max(1, rows * stride)
        let entries = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Real>.stride, alignment: 64)
            .bindMemory(to: Real.self, capacity: count)
        base = entries
        guard stride > Self.sliceLength && pool.threads > 1 else {
            entries.initialize(repeating: 0, count: count)
            return
        }
        // Slices are disjoint.
        nonisolated(unsafe) let disjoint = UnsafeMutableRawPointer(entries)
        let (length, width) = (Self.sliceLength, MemoryLayout<Real>.stride)
        pool.forEach(count: (stride + length - 1) / length) { slice in
            let first = slice * length
            for row in 0..<rows {
                memset(disjoint + (row * stride + first) * width, 0, min(length, stride - first) * width)
            }
        }
    }

    deinit { base.deallocate() }

    var count: Int { rows * stride }

    /// The first entry of `row`.
    subscript(row: Int) -> UnsafeMutablePointer<Real> { base + row * stride }

    func copy(from other: Rows<Real>) {
        base.update(from: other.base, count: count)
    }
}

/// A fixed list of numbers that kernels read. Sendable because nothing writes to it once it is made.
final class Fixed<Element: BitwiseCopyable>: @unchecked Sendable {
    let count: Int
    let base: UnsafePointer<Element>

    init(_ elements: [Element]) {
        count = elements.count
        let copy = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        copy.initialize(from: elements, count: elements.count)
        base = UnsafePointer(copy)
    }

    deinit { UnsafeMutablePointer(mutating: base).deallocate() }
}
