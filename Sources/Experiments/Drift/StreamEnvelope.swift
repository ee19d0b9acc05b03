/// A stream of unknown length in as many points as a picture has room for: the least and the greatest value of equal
/// stretches, which grow with the stream.
package struct StreamEnvelope: Sendable {
    /// In order; the last may be shorter than the others.
    package private(set) var stretches: [(low: Double, high: Double)] = []
    /// Values in a stretch.
    package private(set) var stretch = 1
    package private(set) var count = 0

    package init() {}

    /// An even number.
    private static let mostStretches = 1600

    /// - Complexity: O(1), amortised.
    package mutating func add(_ value: Double) {
        if count % stretch == 0 {
            if stretches.count == Self.mostStretches { halve() }
            // Halving doubles the stretch, and a full picture ends where a stretch of either size does.
            stretches.append((value, value))
        } else {
            let last = stretches.count - 1
            stretches[last] = (min(stretches[last].low, value), max(stretches[last].high, value))
        }
        count += 1
    }

    private mutating func halve() {
        stretches = stride(from: 0, to: stretches.count, by: 2).map { index in
            let (first, second) = (stretches[index], stretches[index + 1])
            return (min(first.low, second.low), max(first.high, second.high))
        }
        stretch *= 2
    }
}
