import Foundation
import Graphs
import IntegratedInformation

/// The maximally irreducible causes and effects of the mechanisms of one candidate system, by enumeration. Sets of units and
/// states are masks, bit i = the system's i-th unit.
struct StructureSides {
    let units: [Int]
    /// The system's specified states, where it has any: what causes and effects must agree with.
    let congruentCause: Int?
    let congruentEffect: Int?
    private let current: Int
    private let causes: MarginalProbabilities
    private let effects: MarginalProbabilities
    private let feeds: (Int, Int) -> Bool

    /// A specified state of a purview, and what its MIP comes to.
    private struct Candidate {
        var purview: Int
        var state: Int
        var phi: Double
        var normalizedPhi: Double
        var cuts: Set<[Int]>
    }

    /// A purview with the states that attain its φ, the preferred one first.
    private struct Purview {
        var candidates: [Candidate]
        var isCongruent: Bool
        var best: Candidate { candidates[0] }
    }

    init(
        candidate: ReferenceSystem, units: [Int], connectivity: Connectivity, congruentCause: Int?,
        congruentEffect: Int?
    ) {
        self.units = units
        self.congruentCause = congruentCause
        self.congruentEffect = congruentEffect
        current = candidate.state
        causes = MarginalProbabilities(candidate.cause)
        effects = MarginalProbabilities(candidate.effect)
        feeds = { connectivity.feeds(units[$0], units[$1]) }
    }

    /// Every nonempty set of `count` units, the small ones first, those of a size lexicographically.
    static func subsets(of count: Int) -> [Int] {
        (1..<(1 << count)).sorted { a, b in
            let (left, right) = (JointPartitions.members(a), JointPartitions.members(b))
            return left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
        }
    }

    /// The mechanism's cause or effect; nil where every purview is reducible.
    func side(_ direction: CausalDirection, _ mechanism: Int) -> EnumeratingStructure.Side? {
        let purviews = Self.subsets(of: units.count)
            .filter { isConnected(direction, mechanism, $0) }
            .compactMap { purview(direction, mechanism, $0) }
        guard let greatest = purviews.map(\.best.phi).max() else { return nil }
        let tied = purviews.filter { $0.best.phi >= greatest - EnumeratingStructure.tolerance }
        guard let chosen = tied.min(by: precedes) else { return nil }
        return EnumeratingStructure.Side(
            purview: names(chosen.best.purview), state: local(chosen.best.state, over: chosen.best.purview),
            phi: chosen.best.phi, normalizedPhi: chosen.best.normalizedPhi, isCongruent: chosen.isCongruent,
            tiedPurviews: tied.map { names($0.best.purview) }, tiedStates: chosen.candidates.count,
            cuts: chosen.best.cuts)
    }

    /// Which of two tied purviews is taken: the congruent one, the larger, the first in the units' order.
    private func precedes(_ a: Purview, _ b: Purview) -> Bool {
        if a.isCongruent != b.isCongruent { return a.isCongruent }
        let (left, right) = (JointPartitions.members(a.best.purview), JointPartitions.members(b.best.purview))
        return left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count > right.count
    }

    /// A unit without a connection to the mechanism belongs to none of its purviews.
    private func isConnected(_ direction: CausalDirection, _ mechanism: Int, _ purview: Int) -> Bool {
        JointPartitions.members(purview).allSatisfy { unit in
            JointPartitions.members(mechanism).contains { direction == .cause ? feeds(unit, $0) : feeds($0, unit) }
        }
    }

    /// The purview's specified states that attain the greatest φ; nil where that is 0. Of tied ones the congruent comes
    /// first, or else the first lexicographically.
    private func purview(_ direction: CausalDirection, _ mechanism: Int, _ purview: Int) -> Purview? {
        let minima = specified(direction, mechanism, purview).map { state, probability in
            minimum(direction, mechanism, purview, state: state, probability: probability)
        }
        guard let greatest = minima.map(\.phi).max(), greatest > EnumeratingStructure.tolerance else { return nil }
        let tied = minima.filter { $0.phi >= greatest - EnumeratingStructure.tolerance }
        let target = direction == .cause ? congruentCause : congruentEffect
        let congruent = tied.firstIndex { candidate in target.map { ($0 ^ candidate.state) & purview == 0 } ?? true }
        var ordered = tied
        if let congruent { ordered.swapAt(0, congruent) }
        return Purview(candidates: ordered, isCongruent: congruent != nil)
    }

    /// The states of greatest intrinsic information (Eq. 5 and 7), lexicographically with the first unit most significant,
    /// each with its probability in the repertoire; none where that information is 0.
    private func specified(
        _ direction: CausalDirection, _ mechanism: Int, _ purview: Int
    ) -> [(state: Int, probability: Double)] {
        let states = Self.states(of: purview)
        var found: [(state: Int, probability: Double, information: Double)] = []
        switch direction {
        case .effect:
            let alternatives = Self.states(of: mechanism)
            for next in states {
                func forward(_ state: Int) -> Double {
                    effects.probability(ofAll: purview, in: next, kept: mechanism, state: state)
                }
                let constrained = forward(current)
                let unconstrained = alternatives.reduce(0) { $0 + forward($1) } / Double(alternatives.count)
                found.append((next, constrained, constrained > 0 ? constrained * log2(constrained / unconstrained) : 0))
            }
        case .cause:
            let forward = states.map { causes.probability(ofAll: mechanism, in: current, kept: purview, state: $0) }
            let total = forward.reduce(0, +)
            for (previous, likelihood) in zip(states, forward) {
                let mean = total / Double(states.count)
                let information = likelihood > 0 ? likelihood / total * log2(likelihood / mean) : 0
                found.append((previous, likelihood / total, information))
            }
        }
        let greatest = found.map(\.information).max() ?? 0
        guard greatest > EnumeratingStructure.tolerance else { return [] }
        return found.filter { $0.information >= greatest - EnumeratingStructure.tolerance }
            .map { ($0.state, $0.probability) }
            .sorted { rank($0.state) < rank($1.state) }
    }

    /// The least φ / connections cut over all joint partitions; among equals the greatest φ (Eq. 39–41).
    private func minimum(
        _ direction: CausalDirection, _ mechanism: Int, _ purview: Int, state: Int, probability: Double
    ) -> Candidate {
        let pairs = mechanism.nonzeroBitCount * purview.nonzeroBitCount
        /// log₂ p of the target's value with everything kept, less that with only `kept`.
        func loss(_ target: Int, _ kept: Int) -> Double {
            let whole: Double
            let part: Double
            switch direction {
            case .effect:
                whole = effects.probability(of: target, in: state, kept: mechanism, state: current)
                part = effects.probability(of: target, in: state, kept: kept, state: current)
            case .cause:
                whole = causes.probability(of: target, in: current, kept: purview, state: state)
                part = causes.probability(of: target, in: current, kept: kept, state: state)
            }
            return log2(whole) - log2(part)
        }
        let partitions = JointPartitions.all(mechanism: mechanism, purview: purview)
        let losses = units.indices.map { target in (0..<(1 << units.count)).map { loss(target, $0) } }
        let phi = partitions.map { parts in
            var sum = 0.0
            for part in parts {
                let (targets, kept) =
                    direction == .effect ? (part.purview, part.mechanism) : (part.mechanism, part.purview)
                for target in units.indices where targets >> target & 1 == 1 { sum += losses[target][kept] }
            }
            return max(0, probability * sum)
        }
        let normalized = zip(phi, partitions).map { phi, parts in
            let kept = parts.reduce(0) { $0 + $1.mechanism.nonzeroBitCount * $1.purview.nonzeroBitCount }
            return phi / Double(pairs - kept)
        }
        let least = normalized.min() ?? 0
        guard least > EnumeratingStructure.tolerance else {
            return Candidate(purview: purview, state: state, phi: 0, normalizedPhi: 0, cuts: [])
        }
        let smallest = partitions.indices.filter { normalized[$0] <= least + EnumeratingStructure.tolerance }
        let greatest = smallest.map { phi[$0] }.max() ?? 0
        let attaining = smallest.filter { phi[$0] >= greatest - EnumeratingStructure.tolerance }
        return Candidate(
            purview: purview, state: state, phi: greatest, normalizedPhi: normalized[attaining[0]],
            cuts: Set(attaining.map { connectionsKept(partitions[$0], mechanism, purview) }))
    }

    private func connectionsKept(_ parts: [JointPartitions.Part], _ mechanism: Int, _ purview: Int) -> [Int] {
        let places = JointPartitions.members(purview)
        return JointPartitions.members(mechanism).map { unit in
            let kept = parts.first { $0.mechanism >> unit & 1 == 1 }?.purview ?? 0
            return places.enumerated().reduce(0) { $0 | (kept >> $1.element & 1) << $1.offset }
        }
    }

    private static func states(of set: Int) -> [Int] { (0...set).filter { $0 & ~set == 0 } }

    /// Compares states lexicographically, the first unit most significant.
    private func rank(_ state: Int) -> Int {
        units.indices.reduce(0) { $0 << 1 | (state >> $1 & 1) }
    }

    private func names(_ set: Int) -> [Int] { JointPartitions.members(set).map { units[$0] } }

    private func local(_ state: Int, over set: Int) -> State {
        State(JointPartitions.members(set).map { state >> $0 & 1 == 1 })
    }
}
