extension GroupSelection {
    /// Populations and groups are numbered in 32 bits in the counters of random numbers, and a population's working set
    /// should fit in a cache.
    static let mostPopulations = 1 << 24
    static let mostGroups = 1 << 16
    static let mostInputs = 1 << 12
    /// Generations are numbered in 32 bits in the counters of random numbers.
    package static let mostGenerations = 1 << 32 - 1
    /// Squared, it is far from the largest number of either precision.
    static let greatestMagnitude = 1e9

    func validate() throws(DynamicsError) {
        try whole("populations", populations, in: 1...Self.mostPopulations)
        try whole("groups", groups, in: 1...Self.mostGroups)
        try whole("populations_per_map", populationsPerMap, in: 1...populations)
        guard populations % populationsPerMap == 0 else {
            throw bad("populations_per_map", "\(populationsPerMap)", "a divisor of the \(populations) populations")
        }
        try whole("generations_per_stimulus", generationsPerStimulus, in: 1...Self.mostGenerations)
        try whole("mutation_interval", mutationInterval, in: 1...Self.mostGenerations)
        try validateStimuli()
        try real("stimulus_gain", stimulusGain, "a number from 0 to 1e9") { $0 >= 0 }
        try real("tuning_width", tuningWidth, "a number from 1e-6 to 1e6") { $0 >= 1e-6 && $0 <= 1e6 }
        try real("activation_decay", activationDecay, "a number from 0 to 1") { $0 >= 0 && $0 <= 1 }
        try real("reentry", reentry, "0, or a number between 0 and activation_decay, \(activationDecay)") {
            $0 == 0 || ($0 > 0 && $0 < activationDecay)
        }
        guard reentry == 0 || populationsPerMap > 1 else {
            throw bad("reentry", "\(reentry)", "0 where populations_per_map is 1, as nothing re-enters then")
        }
        try real("baseline_fitness", baselineFitness, "a number from 1e-6 to 1e6") { $0 >= 1e-6 && $0 <= 1e6 }
        try real("share_mutation", shareMutation, "a number from 0 to 1") { $0 >= 0 && $0 <= 1 }
        try real("weight_mutation", weightMutation, "a number from 0 to 1e9") { $0 >= 0 }
        try real("weight_decay", weightDecay, "a number from 0 to 1") { $0 >= 0 && $0 <= 1 }
        try real("weight_rest", weightRest, "a number of at most 1e9 in magnitude") { _ in true }
    }

    private func validateStimuli() throws(DynamicsError) {
        guard let first = stimuli.first, !first.isEmpty else {
            throw bad("stimuli", "empty", "one pattern or more, of one input or more")
        }
        try whole("inputs", first.count, in: 1...Self.mostInputs)
        for (index, pattern) in stimuli.enumerated() {
            guard pattern.count == first.count else {
                throw DynamicsError(
                    .badParameter, key: "stimuli[\(index)]",
                    problem: "the pattern has \(pattern.count) inputs and stimuli[0] has \(first.count)",
                    remedy: "give all patterns the same number")
            }
            for (input, value) in pattern.enumerated() where !(abs(value) <= Self.greatestMagnitude) {
                throw bad("stimuli[\(index)][\(input)]", "\(value)", "a number of at most 1e9 in magnitude")
            }
        }
    }

    private func whole(_ key: String, _ value: Int, in range: ClosedRange<Int>) throws(DynamicsError) {
        guard range.contains(value) else {
            throw bad(key, "\(value)", "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
    }

    private func real(
        _ key: String, _ value: Double, _ expected: String, _ isRight: (Double) -> Bool
    ) throws(DynamicsError) {
        guard abs(value) <= Self.greatestMagnitude, isRight(value) else { throw bad(key, "\(value)", expected) }
    }

    private func bad(_ key: String, _ value: String, _ expected: String) -> DynamicsError {
        DynamicsError(.badParameter, key: key, problem: "it is \(value)", remedy: "it must be \(expected)")
    }
}
