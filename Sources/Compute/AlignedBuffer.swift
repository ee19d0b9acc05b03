/// `count` doubles on a 64-byte boundary, the cache line and the widest vector register.
///
/// Sendable without a lock because of how it is used, and only so: one owner fills it, and shares it when it is full; or
/// several threads fill disjoint ranges inside one parallel region and read after it.
public final class AlignedBuffer: @unchecked Sendable {
    /// The number of entries.
    public let count: Int
    /// The first entry, on a 64-byte boundary. Valid while the buffer is.
    public let base: UnsafeMutablePointer<Double>

    /// A buffer whose entries all have one value.
    ///
    /// - Parameters:
    ///   - count: 0 or more.
    ///   - value: what every entry starts as.
    /// - Complexity: O(count).
    public convenience init(count: Int, repeating value: Double = 0) {
        self.init(uninitialized: count)
        base.initialize(repeating: value, count: count)
    }

    /// For a caller that writes every entry before reading any: a large buffer is then touched once, not twice.
    ///
    /// - Parameter count: 0 or more.
    /// - Precondition: no entry is read before it was written.
    /// - Complexity: O(1).
    public init(uninitialized count: Int) {
        self.count = count
        base = UnsafeMutableRawPointer.allocate(byteCount: max(1, count) * MemoryLayout<Double>.stride, alignment: 64)
            .bindMemory(to: Double.self, capacity: max(1, count))
    }

    deinit {
        base.deallocate()
    }

    /// The entry at `index`.
    ///
    /// - Precondition: `index` is in `0..<count`. It is not checked.
    /// - Complexity: O(1).
    @inlinable
    public subscript(index: Int) -> Double {
        get { base[index] }
        set { base[index] = newValue }
    }

    /// The entries as an array, for tests and small results.
    ///
    /// - Precondition: every entry was written.
    /// - Complexity: O(count) time and space.
    public var values: [Double] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
