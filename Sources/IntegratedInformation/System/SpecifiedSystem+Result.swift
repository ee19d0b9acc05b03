import Compute
import Foundation
import Graphs

extension SpecifiedSystem {
    /// The result for one pair of specified states and the partition found for it.
    ///
    /// - Parameters:
    ///   - cause, effect: the pair's places among the tied states.
    ///   - phiCause, phiEffect: what the partition costs in each direction, in ibits.
    func result(
        _ outcome: PartitionSearch.Outcome, cause: Int = 0, effect: Int = 0, phiCause: Double, phiEffect: Double,
        formalism: Formalism
    ) -> SystemIntegratedInformation {
        let phi = outcome.isReducible ? 0 : max(0, min(phiCause, phiEffect))
        return SystemIntegratedInformation(
            units: system.units, state: system.asState(system.state), phi: capped(phi, formalism),
            normalizedPhi: outcome.normalizedPhi, phiCause: max(0, phiCause), phiEffect: max(0, phiEffect),
            cause: system.specified(causes, cause), effect: system.specified(effects, effect), reasons: [],
            partition: DirectedPartition(cutInputs: outcome.partition.cutInputs), ties: outcome.ties)
    }

    private func capped(_ phi: Double, _ formalism: Formalism) -> Double {
        switch formalism {
        case .iit4In2023: phi
        case .iit4In2026: min(phi, cap)
        }
    }

    /// A single unit that feeds itself: its only partition cuts the self-connection.
    func singleUnit(formalism: Formalism) -> SystemIntegratedInformation {
        let current = system.state
        /// The loss of log-probability when the unit's input becomes uniform.
        func cost(_ columns: AlignedBuffer, _ previous: Int, _ next: Int, _ probability: Double) -> Double {
            let column = (0...1).map { next == 1 ? columns[$0] : 1 - columns[$0] }
            return probability * (log2(column[previous]) - log2((column[0] + column[1]) / 2))
        }
        let phiCauses = zip(causes.states, causes.probabilities).map { cost(causeColumns, $0, current, $1) }
        let phiEffects = zip(effects.states, effects.probabilities).map { cost(system.effectColumns, current, $0, $1) }
        let (cause, effect) = firstOfGreatest(phiCauses.count, phiEffects.count) { min(phiCauses[$0], phiEffects[$1]) }
        let phi = min(phiCauses[cause], phiEffects[effect])
        let isReducible = phi <= equalityTolerance
        let outcome = PartitionSearch.Outcome(
            partition: CutCandidate(cutInputs: [1], cost: phi), problem: 0, normalizedPhi: isReducible ? 0 : phi,
            ties: isReducible ? nil : 1)
        return result(
            outcome, cause: cause, effect: effect, phiCause: phiCauses[cause], phiEffect: phiEffects[effect],
            formalism: formalism)
    }
}

extension CandidateSystem {
    /// The result where φ_s is zero by definition.
    func zero(
        _ reasons: [ZeroReason], causes: SpecifiedStates?, effects: SpecifiedStates?
    ) -> SystemIntegratedInformation {
        SystemIntegratedInformation(
            units: units, state: asState(state), phi: 0, normalizedPhi: 0, phiCause: nil, phiEffect: nil,
            cause: specified(causes, 0), effect: specified(effects, 0), reasons: reasons, partition: nil, ties: nil)
    }

    func asState(_ bits: Int) -> State {
        State(bits: UInt64(bits), count: unitCount)
    }

    /// One of the specified states; nil where none is.
    func specified(_ states: SpecifiedStates?, _ index: Int) -> SpecifiedState? {
        guard let states, index < states.states.count else { return nil }
        return SpecifiedState(
            state: asState(states.states[index]), intrinsicInformation: states.intrinsicInformation,
            ties: states.states.count)
    }
}
