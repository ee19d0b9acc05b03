import Graphs

/// The states that the system specifies, which those of its distinctions must agree with.
struct Congruence: Sendable, Codable {
    /// Bits of the system's units.
    let cause: Int
    let effect: Int

    func admits(_ direction: CausalDirection, purview: Int, state: Int) -> Bool {
        ((direction == .cause ? cause : effect) ^ state) & purview == 0
    }

    /// The states that a system specifies; nil where φ_s is zero by definition and there are none.
    init?(_ system: SystemIntegratedInformation) {
        guard system.reasons.isEmpty, let cause = system.cause, let effect = system.effect else { return nil }
        self.cause = Int(cause.state.bits)
        self.effect = Int(effect.state.bits)
    }
}
