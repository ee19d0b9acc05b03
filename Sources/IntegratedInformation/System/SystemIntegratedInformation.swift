public import Graphs

/// Which published definition of system integrated information is computed.
public enum Formalism: String, Sendable, Codable, CaseIterable {
    /// IIT 4.0, Albantakis et al. 2023.
    case iit4In2023 = "iit4-2023"
    /// IIT 4.0 with φ_s capped by intrinsic information and differentiation, Mayner, Marshall & Tononi 2026.
    case iit4In2026 = "iit4-2026"
}

/// Why φ_s is zero by definition, without a partition being looked at.
public enum ZeroReason: String, Sendable, Codable, CaseIterable {
    case noSystem = "NO_SYSTEM"
    case notStronglyConnected = "NO_STRONG_CONNECTIVITY"
    case singleUnitWithoutSelfConnection = "MONAD_WITH_NO_SELFLOOP"
    case noCause = "NO_CAUSE"
    case noEffect = "NO_EFFECT"
}

/// The state a system specifies in one direction: where its intrinsic information is greatest.
public struct SpecifiedState: Hashable, Sendable {
    /// The state, over the candidate system's units in ascending order.
    public let state: State
    /// The intrinsic information ii of that state, in ibits.
    public let intrinsicInformation: Double
    /// How many states attain it within the tolerance; 1 where it is unique.
    public let ties: Int

    public init(state: State, intrinsicInformation: Double, ties: Int) {
        self.state = state
        self.intrinsicInformation = intrinsicInformation
        self.ties = ties
    }
}

/// The integrated information φ_s of one candidate system in one state, and what it was computed from.
public struct SystemIntegratedInformation: Hashable, Sendable {
    /// The candidate system's unit indices in the substrate, ascending.
    public var units: [Int]
    /// The candidate system's state, over `units`.
    public var state: State
    /// φ_s in ibits. 0 where the system is reducible or `reasons` is not empty.
    public var phi: Double
    /// φ_s over the number of connections that the MIP cuts: what the MIP minimises.
    public var normalizedPhi: Double
    /// The cause and effect sides at the MIP, each clamped at 0; nil where `reasons` is not empty.
    public var phiCause: Double?
    public var phiEffect: Double?
    /// The specified states; nil where φ_s is zero before they are looked for.
    public var cause: SpecifiedState?
    public var effect: SpecifiedState?
    /// Why φ_s is zero by definition; empty where a partition decided.
    public var reasons: [ZeroReason]
    /// The minimum-information partition; nil where `reasons` is not empty.
    public var partition: DirectedPartition?
    /// The number of distinct cuts that attain the MIP; nil where φ_s = 0 or it was not determined.
    public var ties: Int?

    public init(
        units: [Int], state: State, phi: Double, normalizedPhi: Double, phiCause: Double?, phiEffect: Double?,
        cause: SpecifiedState?, effect: SpecifiedState?, reasons: [ZeroReason], partition: DirectedPartition?,
        ties: Int?
    ) {
        self.units = units
        self.state = state
        self.phi = phi
        self.normalizedPhi = normalizedPhi
        self.phiCause = phiCause
        self.phiEffect = phiEffect
        self.cause = cause
        self.effect = effect
        self.reasons = reasons
        self.partition = partition
        self.ties = ties
    }
}
