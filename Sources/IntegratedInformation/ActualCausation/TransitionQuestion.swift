import Graphs

/// A question about a transition that has been checked: from which state to which, and which units on either side.
struct TransitionQuestion: Codable, Sendable {
    let substrate: Substrate
    /// The state of the whole substrate at t − 1, and at t.
    let before: State
    let after: State
    /// Unit indices, ascending: whose states at t − 1, and at t, are asked about.
    let sources: [Int]
    let targets: [Int]
    /// Causes first.
    let directions: [CausalDirection]

    /// The least probability of a single unit's state that is computed with: below, ratios would leave a double's range.
    static let leastProbability = 0x1p-900

    /// - Throws: what is wrong with the states, the units or the size; `impossibleTransition`.
    init(
        substrate: Substrate, before: State, after: State, sources: [Int], targets: [Int],
        directions: Set<CausalDirection>, limits: Limits
    ) throws(IntegratedInformationError) {
        let count = substrate.unitCount
        for state in [before, after] where state.count != count {
            throw .stateLength(state.count, unitCount: count)
        }
        for units in [sources, targets] { try substrate.checkUnits(units) }
        let bytes = directions.count * CandidateLinks.bytes(units: sources.count + targets.count)
        guard bytes <= limits.memoryBytes else {
            throw .tooLarge(units: max(sources.count, targets.count), bytes: bytes, limit: limits.memoryBytes)
        }
        for unit in targets.sorted() {
            let on = substrate.transitions.probability(of: unit, after: Int(before.bits))
            let probability = after[unit] == 1 ? on : 1 - on
            guard probability >= Self.leastProbability else {
                throw .impossibleTransition(
                    unit: substrate.labels[unit], value: after[unit],
                    before: before.values.map(String.init).joined(separator: ","), probability: probability)
            }
        }
        self.substrate = substrate
        self.before = before
        self.after = after
        self.sources = sources.sorted()
        self.targets = targets.sorted()
        self.directions = CausalDirection.allCases.filter { directions.contains($0) }
    }

    /// P(targets' states at t | the substrate's state at t − 1).
    var probability: Double {
        targets.reduce(1) { product, unit in
            let on = substrate.transitions.probability(of: unit, after: Int(before.bits))
            return product * (after[unit] == 1 ? on : 1 - on)
        }
    }
}
