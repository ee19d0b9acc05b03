internal import Drift
internal import Graphs
internal import Minds

extension DocumentValue {
    /// A whole number that an `Int` holds; whether it is in its range is the population's to say.
    ///
    /// - Throws: `GraphsError` of kind `wrongType`.
    func count() throws(GraphsError) -> Int {
        guard let number = node.number, let count = Int(exactly: number) else { throw wrongType("a whole number") }
        return count
    }

    /// A day, as days since 1970-01-01: a whole number, or a date.
    ///
    /// - Throws: `GraphsError` of kind `wrongType`.
    func day() throws(GraphsError) -> Int {
        if let text = node.string, let day = UTCDay(text) { return day.number }
        guard node.number != nil else { throw wrongType("a date such as 2026-01-31, or days since 1970-01-01") }
        return try count()
    }

    /// A number, `{mean, deviation}` or `{low, high}`.
    ///
    /// - Throws: `GraphsError`.
    func distribution(_ form: String) throws(GraphsError) -> Population.Distribution {
        if let number = node.number { return .constant(number) }
        let keys = try object(keys: ["mean", "deviation", "low", "high"], form)
        if let low = keys["low"] {
            if let mean = keys["mean"] ?? keys["deviation"] {
                throw mean.error(.conflictingKeys, "stands beside low", remedy: "give {mean, deviation} or {low, high}")
            }
            return .uniform(
                low: try low.number("a number"), high: try keys.required("high", "a number").number("a number"))
        }
        return .normal(
            mean: try keys.required("mean", "a number, or low and high").number("a number"),
            deviation: try keys.required("deviation", "a number").number("a number"))
    }
}
