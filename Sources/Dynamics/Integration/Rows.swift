/// Rows of numbers of one length on 64-byte boundaries, row after row: what every kernel of this module reads and writes.
///
/// Sendable without a lock because of how it is used, and only so: the integrator that owns it is used by one thread at
/// a time, and its parallel regions write disjoint ranges.
final class Rows<Real: BinaryFloatingPoint>: @unchecked Sendable {
    let rows: Int
    /// From one row to the next, in entries.
    let stride: Int
    let base: UnsafeMutablePointer<Real>

    /// Rows of zeros.
    init(_ rows: Int, _ stride: Int) {
        self.rows = rows
        self.stride = stride
        let count = max(1, rows * stride)
        base = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Real>.stride, alignment: 64)
            .bindMemory(to: Real.self, capacity: count)
        base.initialize(repeating: 0, count: count)
    }

    deinit { base.deallocate() }

    var count: Int { rows * stride }

    /// The first entry of `row`.
    subscript(row: Int) -> UnsafeMutablePointer<Real> { base + row * stride }

    func copy(from other: Rows<Real>) {
        base.update(from: other.base, count: count)
    }
}

/// A fixed list of numbers that kernels read.
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
