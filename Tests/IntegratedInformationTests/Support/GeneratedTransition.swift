import GeneratedInput
import Graphs
import IntegratedInformation

/// A random network, a state of it, one that can follow, and the units that are asked about on either side.
struct GeneratedTransition {
    let substrate: Substrate
    let before: State
    let after: State
    let sources: [Int]
    let targets: [Int]

    /// - Parameter all: Whether every unit is asked about on both sides; else a random set on each, often not the same.
    init(_ family: GeneratedNetwork.Family, units count: Int, all: Bool = false, _ random: inout SplitMix64) {
        let substrate = GeneratedNetwork(family, units: count, &random).substrate
        let row = random.index(1 << count)
        self.substrate = substrate
        before = State(bits: UInt64(row), count: count)
        after = State(
            (0..<count).map { random.chance(substrate.transitions.probability(of: $0, after: row)) })
        sources = all ? Array(0..<count) : Array(random.permutation(count).prefix(1 + random.index(count)))
        targets = all ? Array(0..<count) : Array(random.permutation(count).prefix(1 + random.index(count)))
    }

    func analysis(limits: Limits = Limits()) throws(IntegratedInformationError) -> CausalAccountAnalysis {
        try CausalAccountAnalysis(
            substrate: substrate, before: before, after: after, sources: sources, targets: targets, limits: limits)
    }
}
