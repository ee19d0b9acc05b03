internal import Drift

extension DriftConfiguration {
    /// The variables that set parts of the rule, as in the original model.
    public static let environmentVariables = ["PMM_MAX_DELTA", "PMM_INERTIA", "PMM_EVENT_SENSITIVITY"]

    /// The configuration with what the environment sets: `PMM_MAX_DELTA` the largest step, `PMM_INERTIA`,
    /// `PMM_EVENT_SENSITIVITY`. A variable that is empty sets nothing.
    ///
    /// - Parameter environment: names and values.
    /// - Throws: `MindError` naming the variable whose value is no number or out of its range.
    /// - Complexity: O(1).
    public func overridden(by environment: [String: String]) throws -> DriftConfiguration {
        var result = self
        func set(_ variable: String, _ value: WritableKeyPath<TraitDriftRule, Double>) throws {
            guard let text = environment[variable], !text.isEmpty else { return }
            guard let number = Double(text), number.isFinite else {
                throw MindError(
                    .badEnvironment, key: variable, problem: "\(text.debugDescription) is no number",
                    remedy: "set it to a decimal number such as 0.02, or unset it")
            }
            result.rule[keyPath: value] = number
            do {
                try result.rule.validate()
            } catch let error as DriftError {
                throw MindError(.badEnvironment, key: variable, problem: error.problem, remedy: error.remedy)
            }
        }
        // The mind's own mistakes are the mind's, not the variable's.
        try MindCheck.placing("drift") { try validate() }
        try set("PMM_MAX_DELTA", \.maximumDelta)
        try set("PMM_INERTIA", \.inertia)
        try set("PMM_EVENT_SENSITIVITY", \.eventSensitivity)
        return result
    }
}
