import Foundation
import Graphs
import IntegratedInformation

/// System integrated information by its definition: every distinct directed set partition is listed and every
/// probability is a mean over the rows of a table. Slow and obvious; it shares no code with the library's search.
///
/// Source: Albantakis et al. 2023, PLoS Comput Biol 19(10): e1011465, Eq. 3–7 and 14–20; the cap of the 2026 form is
/// Mayner, Marshall & Tononi, Entropy 28: 410.
struct EnumeratingReference {
    /// Two values closer than this are equal.
    static let tolerance = 1e-10

    /// What the definition comes to. States are integers, bit `i` = the candidate system's `i`-th unit.
    struct Outcome {
        var reasons: [ZeroReason] = []
        var phi = 0.0
        /// φ_s of the 2026 form.
        var cappedPhi = 0.0
        var normalizedPhi = 0.0
        /// The two sides at the MIP, clamped at 0.
        var phiCause = 0.0
        var phiEffect = 0.0
        /// The greatest intrinsic information; nil where it is not above 0 and so no state is specified.
        var causeInformation: Double?
        var effectInformation: Double?
        /// Every state that attains the greatest intrinsic information.
        var causeStates: [Int] = []
        var effectStates: [Int] = []
        /// The pairs of specified states that attain φ_s.
        var winners: [StatePair] = []
        /// The distinct cuts that attain the MIP of the first winner: `cuts[k][i]` = the inputs cut for unit i.
        var minimumCuts: [[Int]] = []

        /// Whether no rule for ties was needed to name the MIP.
        var hasUniquePartition: Bool {
            phi > EnumeratingReference.tolerance && winners.count == 1 && minimumCuts.count == 1
        }
    }

    struct StatePair: Hashable {
        var cause: Int
        var effect: Int
    }

    /// The MIP of one pair of specified states.
    private struct Minimum {
        var phi: Double
        var normalizedPhi: Double
        var phiCause: Double
        var phiEffect: Double
        var cuts: [[Int]]
    }

    /// φ_s of the candidate system `units` (ascending) of `substrate` in `state`.
    ///
    /// - Throws: `UnreachableState` where nothing leads to `state`.
    static func analyse(_ substrate: Substrate, state: State, units: [Int]) throws -> Outcome {
        var outcome = Outcome()
        guard !units.isEmpty else {
            outcome.reasons = [.noSystem]
            return outcome
        }
        let system = try ReferenceSystem(substrate, state: state, units: units)
        guard isStronglyConnected(units, substrate.connectivity) else {
            outcome.reasons = [.notStronglyConnected]
            return outcome
        }
        if units.count == 1 && !substrate.connectivity.feeds(units[0], units[0]) {
            outcome.reasons = [.singleUnitWithoutSelfConnection]
            return outcome
        }
        let causeInformation = system.causeInformation
        let effectInformation = system.effectInformation
        let greatestCause = causeInformation.max() ?? 0
        let greatestEffect = effectInformation.max() ?? 0
        if greatestCause > tolerance {
            outcome.causeInformation = greatestCause
            outcome.causeStates = maximisers(causeInformation)
        } else {
            outcome.reasons.append(.noCause)
        }
        if greatestEffect > tolerance {
            outcome.effectInformation = greatestEffect
            outcome.effectStates = maximisers(effectInformation)
        } else {
            outcome.reasons.append(.noEffect)
        }
        if outcome.reasons.isEmpty { partition(system, &outcome) }
        return outcome
    }

    /// Fills in everything that the partitions decide: each pair of tied states is carried on, the greater φ wins.
    private static func partition(_ system: ReferenceSystem, _ outcome: inout Outcome) {
        let partitions = DirectedSetPartitions.distinct(units: system.count)
        let causes = outcome.causeStates.map { system.causeSide(of: $0, over: partitions) }
        let effects = outcome.effectStates.map { system.effectSide(of: $0, over: partitions) }
        var minima: [(pair: StatePair, minimum: Minimum)] = []
        for (cause, causeSide) in zip(outcome.causeStates, causes) {
            for (effect, effectSide) in zip(outcome.effectStates, effects) {
                minima.append(
                    (StatePair(cause: cause, effect: effect), minimum(partitions, causeSide, effectSide)))
            }
        }
        let greatest = minima.map(\.minimum.phi).max() ?? 0
        let winners = minima.filter { $0.minimum.phi >= greatest - tolerance }
            .sorted { system.precedes($0.pair, $1.pair) }
        let winner = winners[0].minimum
        outcome.winners = winners.map(\.pair)
        outcome.phi = winner.phi
        outcome.normalizedPhi = winner.normalizedPhi
        outcome.phiCause = winner.phiCause
        outcome.phiEffect = winner.phiEffect
        outcome.minimumCuts = winner.cuts
        let information = min(outcome.causeInformation ?? 0, outcome.effectInformation ?? 0)
        outcome.cappedPhi = min(winner.phi, information, system.differentiation)
    }

    /// The least φ(θ) / connections cut; among equals the greatest φ(θ) (Eq. 19–20).
    private static func minimum(_ partitions: [[Int]], _ cause: [Double], _ effect: [Double]) -> Minimum {
        let phi = zip(cause, effect).map { max(0, min($0, $1)) }
        let normalized = zip(phi, partitions).map { phi, cuts in
            phi / Double(cuts.reduce(0) { $0 + $1.nonzeroBitCount })
        }
        let least = normalized.min() ?? 0
        let smallest = partitions.indices.filter { normalized[$0] <= least + tolerance }
        let greatest = smallest.map { phi[$0] }.max() ?? 0
        let attaining = smallest.filter { phi[$0] >= greatest - tolerance }
        let first = attaining[0]
        return Minimum(
            phi: phi[first], normalizedPhi: normalized[first], phiCause: max(0, cause[first]),
            phiEffect: max(0, effect[first]), cuts: attaining.map { partitions[$0] })
    }

    private static func maximisers(_ values: [Double]) -> [Int] {
        let greatest = values.max() ?? 0
        return values.indices.filter { values[$0] >= greatest - tolerance }
    }

    /// Whether every unit reaches every other inside `units`.
    private static func isStronglyConnected(_ units: [Int], _ connectivity: Connectivity) -> Bool {
        units.allSatisfy { start in
            var reached: Set<Int> = [start]
            var grew = true
            while grew {
                let next = units.filter { target in
                    !reached.contains(target) && reached.contains { connectivity.feeds($0, target) }
                }
                reached.formUnion(next)
                grew = !next.isEmpty
            }
            return reached.count == units.count
        }
    }
}
