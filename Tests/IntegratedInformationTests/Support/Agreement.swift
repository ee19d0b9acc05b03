import Foundation
import Graphs
import IntegratedInformation

/// Where a result of the library and the enumerating reference disagree; empty where they agree.
enum Agreement {
    static func isClose(_ a: Double, _ b: Double) -> Bool {
        abs(a - b) <= 1e-9 * max(1, abs(b))
    }

    static func disagreements(
        _ fast: SystemIntegratedInformation, _ slow: EnumeratingReference.Outcome, formalism: Formalism = .iit4In2023
    ) -> [String] {
        var found: [String] = []
        func compare(_ name: String, _ value: Double?, _ expected: Double?) {
            switch (value, expected) {
            case (nil, nil): break
            case (let value?, let expected?) where isClose(value, expected): break
            default: found.append("\(name): \(value.debugDescription), reference \(expected.debugDescription)")
            }
        }
        compare("φ_s", fast.phi, formalism == .iit4In2026 ? slow.cappedPhi : slow.phi)
        if Set(fast.reasons) != Set(slow.reasons) { found.append("reasons: \(fast.reasons), \(slow.reasons)") }
        compare("ii_c", fast.cause?.intrinsicInformation, slow.causeInformation)
        compare("ii_e", fast.effect?.intrinsicInformation, slow.effectInformation)
        found += states(fast, slow)
        guard slow.reasons.isEmpty else {
            if fast.partition != nil || fast.phiCause != nil || fast.phiEffect != nil || fast.ties != nil {
                found.append("a partition although φ_s is zero by definition")
            }
            return found
        }
        if formalism == .iit4In2023 {
            compare("normalised φ_s", fast.normalizedPhi, slow.normalizedPhi)
            found += ties(fast, slow)
        }
        if slow.hasUniquePartition {
            compare("φ_c", fast.phiCause, slow.phiCause)
            compare("φ_e", fast.phiEffect, slow.phiEffect)
        }
        found += partition(fast, slow)
        return found
    }

    private static func states(
        _ fast: SystemIntegratedInformation, _ slow: EnumeratingReference.Outcome
    ) -> [String] {
        var found: [String] = []
        for (name, specified, expected) in [
            ("cause", fast.cause, slow.causeStates), ("effect", fast.effect, slow.effectStates),
        ] {
            guard let specified else { continue }
            if specified.ties != expected.count || !expected.contains(Int(specified.state.bits)) {
                found.append("\(name) \(specified.state.bits) with \(specified.ties) ties, reference \(expected)")
            }
        }
        guard let first = slow.winners.first, let cause = fast.cause, let effect = fast.effect else { return found }
        let pair = EnumeratingReference.StatePair(cause: Int(cause.state.bits), effect: Int(effect.state.bits))
        if pair != first {
            found.append("specified states \(pair) with φ_s = \(fast.phi), not the first of \(slow.winners)")
        }
        return found
    }

    /// Ties are counted at one pair of specified states, so they are compared where that pair is the only one.
    private static func ties(_ fast: SystemIntegratedInformation, _ slow: EnumeratingReference.Outcome) -> [String] {
        if slow.phi <= EnumeratingReference.tolerance {
            return fast.ties == nil ? [] : ["\(fast.ties.debugDescription) ties of a reducible system"]
        }
        guard slow.causeStates.count == 1, slow.effectStates.count == 1 else { return [] }
        return fast.ties == slow.minimumCuts.count
            ? [] : ["\(fast.ties.debugDescription) ties, reference \(slow.minimumCuts.count)"]
    }

    /// The cut reported must be one that attains the MIP, and so the very one where that is unique.
    private static func partition(
        _ fast: SystemIntegratedInformation, _ slow: EnumeratingReference.Outcome
    ) -> [String] {
        guard let cut = fast.partition?.cutInputs.map({ Int($0) }) else { return ["no partition"] }
        guard slow.phi > EnumeratingReference.tolerance else {
            return DirectedSetPartitions.distinct(units: cut.count).contains(cut) ? [] : ["\(cut) is no partition"]
        }
        return slow.minimumCuts.contains(cut) ? [] : ["cut \(cut), reference \(slow.minimumCuts)"]
    }
}
