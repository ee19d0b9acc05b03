/// A mean that takes one value at a time: m ← m + (x − m)/n.
///
/// Source: Welford, Technometrics 4 (1962) 419.
@usableFromInline
struct RunningMean: Sendable, Hashable {
    /// Whole: how many values there were.
    @usableFromInline var count = 0.0
    @usableFromInline var mean = 0.0

    @inlinable
    init() {}

    @inlinable
    @inline(__always)
    mutating func add(_ value: Double) {
        count += 1
        mean += (value - mean) / count
    }
}

extension StateExchange {
    /// A running mean: an object with `count` and `mean`.
    mutating func mean(_ key: String, _ value: inout RunningMean) throws {
        try count(key + "_count", &value.count)
        try number(key, &value.mean, "a finite number") { $0.isFinite }
        try require(value.count > 0 || value.mean == 0, key, "it is \(value.mean) of no values", "0")
    }
}
