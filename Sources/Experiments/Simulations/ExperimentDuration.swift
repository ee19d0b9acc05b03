internal import Graphs

/// Times in experiment documents and flags: a number of milliseconds, or a text such as `60 s`.
enum ExperimentDuration {
    /// Milliseconds by unit.
    private static let units: [(name: String, milliseconds: Double)] = [
        ("us", 0.001), ("µs", 0.001), ("ms", 1), ("s", 1000), ("min", 60_000), ("h", 3_600_000),
    ]

    static let expectation = "a time: a number of milliseconds, or a text such as '60 s', '500 ms' or '2 min'"

    /// The milliseconds in `text`; nil where it is no time.
    ///
    /// - Complexity: O(length).
    static func milliseconds(_ text: String) -> Double? {
        let trimmed = text.filter { !$0.isWhitespace }
        if let number = Double(trimmed) { return number.isFinite ? number : nil }
        // The longest unit that the text ends in: "ms" before "s".
        let unit = units.filter { trimmed.hasSuffix($0.name) }.max { $0.name.count < $1.name.count }
        guard let unit, let number = Double(trimmed.dropLast(unit.name.count)), number.isFinite else { return nil }
        return number * unit.milliseconds
    }
}

extension DocumentValue {
    /// - Throws: `GraphsError` of kind `wrongType`.
    func milliseconds() throws(GraphsError) -> Double {
        if let number = node.number { return number }
        guard let text = node.string, let value = ExperimentDuration.milliseconds(text) else {
            throw wrongType(ExperimentDuration.expectation)
        }
        return value
    }

    /// A whole number from 0 to 2⁶⁴ − 1; beyond 2⁵³, which numbers of documents do not hold exactly, as a text.
    ///
    /// - Throws: `GraphsError` of kind `wrongType`.
    func seed() throws(GraphsError) -> UInt64 {
        if let number = node.number, number.magnitude <= 9_007_199_254_740_992, let seed = UInt64(exactly: number) {
            return seed
        }
        if let text = node.string, let seed = UInt64(text) { return seed }
        throw wrongType("a whole number from 0 to 2^53, or in quotes one up to 2^64 - 1")
    }
}
