import Foundation
import Graphs
import IntegratedInformation

/// The causal account of a transition from the definitions alone (Albantakis, Marshall, Hoel & Tononi 2019, *Entropy* 21(5):
/// 459, Sections 2.3 and 2.4): repertoires state by state, every partition tried. For at most four units a side.
struct EnumeratingAccount {
    struct Link {
        let strength: Double
        /// Masks over the other side's units, with their ratios.
        let counterparts: [Int: Double]
    }

    static let tolerance = 1e-10

    let sources: [Int]
    let targets: [Int]
    private let direction: CausalDirection
    /// `likelihood[i][v]` = P(target i is as it is | the sources are in state v, the rest as it was).
    private let likelihood: [[Double]]
    /// The sources' actual state.
    private let actual: Int
    /// π of each set on the other side given each occurrence: entry `occurrence << JointPartitions.greatestCount | set`.
    private var probabilities: [Double] = []

    init(
        _ direction: CausalDirection, of substrate: Substrate, before: State, after: State, sources: [Int],
        targets: [Int]
    ) {
        self.direction = direction
        self.sources = sources
        self.targets = targets
        actual = Int(before.restricted(to: sources).bits)
        likelihood = targets.map { target in
            (0..<(1 << sources.count)).map { state in
                var row = Int(before.bits)
                for (place, source) in sources.enumerated() {
                    row = row & ~(1 << source) | (state >> place & 1) << source
                }
                let on = substrate.transitions.probability(of: target, after: row)
                return after[target] == 1 ? on : 1 - on
            }
        }
        let side = JointPartitions.greatestCount
        probabilities = (0..<(1 << (2 * side))).map { key in
            let (occurrence, set) = (key >> side, key & (1 << side - 1))
            guard occurrence < 1 << counts.own, set < 1 << counts.other else { return .nan }
            return direction == .cause
                ? causeProbability(of: set, given: occurrence) : effectProbability(of: set, given: occurrence)
        }
    }

    /// The sizes of the occurrences' side and of the other.
    var counts: (own: Int, other: Int) {
        direction == .cause ? (targets.count, sources.count) : (sources.count, targets.count)
    }

    /// P(target i | the sources of `held` are as in `state`, the others uniform).
    private func probability(_ target: Int, held: Int, state: Int) -> Double {
        let agreeing = likelihood[target].indices.filter { ($0 ^ state) & held == 0 }
        return agreeing.reduce(0) { $0 + likelihood[target][$1] } / Double(agreeing.count)
    }

    /// π(y | x): the product over the targets.
    private func effectProbability(of purview: Int, given mechanism: Int) -> Double {
        JointPartitions.members(purview).reduce(1) { $0 * probability($1, held: mechanism, state: actual) }
    }

    /// π(x | y): the normalised product of the targets' own cause repertoires.
    private func causeProbability(of purview: Int, given mechanism: Int) -> Double {
        let states = likelihood.first?.indices.filter { $0 & ~purview == 0 } ?? [0]
        func product(_ state: Int) -> Double {
            JointPartitions.members(mechanism).reduce(1) { product, target in
                let total = states.reduce(0) { $0 + probability(target, held: purview, state: $1) }
                return product * probability(target, held: purview, state: state) / total
            }
        }
        return product(actual & purview) / states.reduce(0) { $0 + product($1) }
    }

    private func probability(of purview: Int, given mechanism: Int) -> Double {
        probabilities[mechanism << JointPartitions.greatestCount | purview]
    }

    /// ρ in bits.
    func ratio(_ mechanism: Int, _ purview: Int) -> Double {
        log2(probability(of: purview, given: mechanism) / probability(of: purview, given: 0))
    }

    /// log₂ π / π_ψ: what a partition loses.
    func loss(_ mechanism: Int, _ purview: Int, _ parts: [JointPartitions.Part]) -> Double {
        let kept = parts.reduce(1) { $0 * probability(of: $1.purview, given: $1.mechanism) }
        return log2(probability(of: purview, given: mechanism) / kept)
    }

    /// α in bits.
    func strength(_ mechanism: Int, _ purview: Int) -> Double {
        JointPartitions.all(mechanism: mechanism, purview: purview).reduce(.infinity) {
            min($0, loss(mechanism, purview, $1))
        }
    }

    /// The actual cause or effect of an occurrence; nil where it has none.
    func link(of mechanism: Int) -> Link? {
        let strengths = (1..<max(1, 1 << counts.other)).map { (set: $0, strength: strength(mechanism, $0)) }
        let greatest = strengths.reduce(0) { max($0, $1.strength) }
        guard greatest > Self.tolerance else { return nil }
        let tied = strengths.filter { $0.strength >= greatest - Self.tolerance }.map(\.set)
        let minimal = tied.filter { set in !tied.contains { $0 != set && $0 & ~set == 0 } }
        return Link(
            strength: greatest,
            counterparts: Dictionary(uniqueKeysWithValues: minimal.map { ($0, ratio(mechanism, $0)) }))
    }
}
