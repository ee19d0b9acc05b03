extension TraitDriftRule {
    /// Checks every value.
    ///
    /// - Parameter path: what the keys in errors begin with, such as `drift`; empty for none.
    /// - Throws: `DriftError` naming the value that is outside its domain.
    /// - Complexity: O(1).
    public func validate(path: String = "") throws {
        let prefix = path.isEmpty ? "" : path + "."
        func fail(_ key: String, _ value: String, _ remedy: String) -> DriftError {
            DriftError(.badPopulation, key: prefix + key, problem: "it is \(value)", remedy: remedy)
        }
        guard (0...1).contains(inertia) else { throw fail("inertia", "\(inertia)", "give a number from 0 to 1") }
        guard maximumDelta > 0, maximumDelta <= 1 else {
            throw fail("maximum_delta", "\(maximumDelta)", "give a number above 0 and at most 1")
        }
        guard cooldownDays >= 0, cooldownDays <= 1_000_000 else {
            throw fail("cooldown_days", "\(cooldownDays)", "give a number of days from 0 to 1000000")
        }
        guard (0...1).contains(eventSensitivity) else {
            throw fail("event_sensitivity", "\(eventSensitivity)", "give a number from 0 to 1")
        }
        for (key, bound) in [("bounds.minimum", lowerBound), ("bounds.maximum", upperBound)] {
            guard (0...1).contains(bound), FourDecimals.rounded(bound) == bound else {
                throw fail(key, "\(bound)", "give a number from 0 to 1 with at most four decimals: scores are kept so")
            }
        }
        guard lowerBound < upperBound else {
            throw fail("bounds", "\(lowerBound) to \(upperBound)", "give a minimum below the maximum")
        }
    }
}
