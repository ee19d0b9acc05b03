internal import IntegratedInformation

extension PhiText {
    /// What a result's φ_s says of the system, in one sentence that begins with `irreducible` or `reducible`.
    static func meaning(of record: PhiRecord) -> String {
        let result = record.result
        if record.isIrreducible {
            if let cap = cappedFrom(record) {
                return
                    "irreducible: every way of cutting the system loses cause or effect; the least costly, the MIP, loses "
                    + "\(number(cap)), and φ_s is capped below that by the information the system specifies"
            }
            return result.units.count == 1
                ? "irreducible: the unit makes a difference to itself; cutting its self-connection loses φ_s"
                : "irreducible: every way of cutting the system loses cause or effect; the least costly, the MIP, loses φ_s"
        }
        let why = result.reasons.isEmpty ? [reducibility(of: record)] : result.reasons.map(words(for:))
        return "reducible: φ_s = 0 because " + why.joined(separator: "; and ")
    }

    /// Why φ_s is zero by definition, in words that follow "because".
    static func words(for reason: ZeroReason) -> String {
        switch reason {
        case .noSystem: "the candidate system has no units"
        case .notStronglyConnected:
            "the units are not strongly connected: from some unit no path inside the system leads to some other, "
                + "so it falls apart without losing a connection"
        case .singleUnitWithoutSelfConnection:
            "a single unit without a self-connection neither causes nor is caused by itself"
        case .noCause: "the system in this state specifies no cause: its intrinsic cause information ii is not positive"
        case .noEffect:
            "the system in this state specifies no effect: its intrinsic effect information ii is not positive"
        }
    }

    /// The value at the MIP that the 2026 formalism capped; nil where there was no cap.
    static func cappedFrom(_ record: PhiRecord) -> Double? {
        guard record.formalism == .iit4In2026, let cause = record.result.phiCause,
            let effect = record.result.phiEffect
        else { return nil }
        let uncapped = min(cause, effect)
        return uncapped - record.result.phi > 1e-10 ? uncapped : nil
    }

    private static func reducibility(of record: PhiRecord) -> String {
        if cappedFrom(record) != nil {
            return "the intrinsic differentiation, which caps φ_s in this formalism, is 0: the state cannot persist, "
                + "or persists for certain"
        }
        let losesNoCause = record.result.phiCause == 0
        let losesNoEffect = record.result.phiEffect == 0
        let what =
            losesNoCause && losesNoEffect
            ? "neither its cause nor its effect" : losesNoCause ? "none of its cause" : "none of its effect"
        return "the partition below can be cut and the system loses \(what)"
    }
}
