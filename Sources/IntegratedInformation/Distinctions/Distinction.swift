public import Graphs

/// The two directions in which a mechanism has causal power.
public enum CausalDirection: String, Sendable, Codable, CaseIterable {
    /// Over the system's previous state.
    case cause
    /// Over the system's next state.
    case effect
}

/// The maximally irreducible cause or effect of a mechanism: the purview over which, and the state for which, its
/// integrated information is greatest (Albantakis et al. 2023, Eq. 42–46).
public struct IrreduciblePurview: Hashable, Sendable, Codable {
    public let direction: CausalDirection
    /// Unit indices in the substrate, ascending.
    public let purview: [Int]
    /// The specified state, over `purview`.
    public let state: State
    /// φ(M, Z) in ibits, greater than 0.
    public let phi: Double
    /// φ over the number of connections that the MIP cuts: what the MIP minimises.
    public let normalizedPhi: Double
    /// The minimum-information partition of the mechanism and the purview.
    public let partition: JointPartition
    public let ties: Ties

    /// How many alternatives attain φ within the tolerance; 1 where the choice is unique.
    public struct Ties: Hashable, Sendable, Codable {
        /// Purviews of the mechanism.
        public let purviews: Int
        /// Specified states of the chosen purview.
        public let states: Int
        /// Distinct cuts of the chosen purview that attain its MIP; nil where there are too many to count.
        public let partitions: Int?

        public init(purviews: Int, states: Int, partitions: Int?) {
            self.purviews = purviews
            self.states = states
            self.partitions = partitions
        }
    }

    public init(
        direction: CausalDirection, purview: [Int], state: State, phi: Double, normalizedPhi: Double,
        partition: JointPartition, ties: Ties
    ) {
        self.direction = direction
        self.purview = purview
        self.state = state
        self.phi = phi
        self.normalizedPhi = normalizedPhi
        self.partition = partition
        self.ties = ties
    }
}

/// A causal distinction: a mechanism that is irreducible both as an effect of its cause and as a cause of its effect.
public struct Distinction: Hashable, Sendable, Codable {
    /// Unit indices in the substrate, ascending.
    public let mechanism: [Int]
    /// The mechanism's current state, over `mechanism`.
    public let state: State
    public let cause: IrreduciblePurview
    public let effect: IrreduciblePurview
    /// Whether its cause and effect states agree with the system's specified ones on their purviews; true where the
    /// system specifies none.
    public let isCongruent: Bool

    /// φ_d in ibits: the smaller of the two sides.
    public var phi: Double { min(cause.phi, effect.phi) }

    public init(
        mechanism: [Int], state: State, cause: IrreduciblePurview, effect: IrreduciblePurview, isCongruent: Bool
    ) {
        self.mechanism = mechanism
        self.state = state
        self.cause = cause
        self.effect = effect
        self.isCongruent = isCongruent
    }
}
