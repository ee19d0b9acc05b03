extension DriftDetector {
    /// Takes every value and returns the indices, in `values`, at which it says `.drift`.
    ///
    /// - Complexity: O(n) updates; nothing is allocated but the result.
    @inlinable
    public mutating func detections(in values: some Sequence<Double>) -> [Int] {
        var found: [Int] = []
        var index = 0
        for value in values {
            if update(value) == .drift { found.append(index) }
            index += 1
        }
        return found
    }

    /// Takes values up to the first at which it says `.drift`, and returns its index; nil where there is none.
    ///
    /// - Complexity: O(n) updates; nothing is allocated.
    @inlinable
    public mutating func firstDetection(in values: some Sequence<Double>) -> Int? {
        var index = 0
        for value in values {
            if update(value) == .drift { return index }
            index += 1
        }
        return nil
    }
}
