public import Graphs

/// The core cause or the core effect of a mechanism (Oizumi et al. 2014, Fig. 8): of all purviews, the one whose
/// repertoire differs most from that of the partitioned mechanism and purview.
public struct CorePurview: Hashable, Sendable {
    public let direction: CausalDirection
    /// Unit indices in the substrate, ascending.
    public let purview: [Int]
    /// φ of the mechanism over the purview: an earth mover's distance, greater than 0.
    public let phi: Double
    /// The probabilities of the purview's states given the mechanism's state, its first unit varying fastest.
    public let repertoire: [Double]
    /// The minimum-information bipartition. Of several, the first in a fixed order; `ties` counts them.
    public let partition: JointPartition
    public let ties: Ties

    /// How many alternatives attain φ within the tolerance; 1 where the choice is unique.
    public struct Ties: Hashable, Sendable {
        /// Purviews of the mechanism.
        public let purviews: Int
        /// Bipartitions of the chosen purview.
        public let partitions: Int

        public init(purviews: Int, partitions: Int) {
            self.purviews = purviews
            self.partitions = partitions
        }
    }

    public init(
        direction: CausalDirection, purview: [Int], phi: Double, repertoire: [Double], partition: JointPartition,
        ties: Ties
    ) {
        self.direction = direction
        self.purview = purview
        self.phi = phi
        self.repertoire = repertoire
        self.partition = partition
        self.ties = ties
    }
}

/// A concept: a mechanism with a core cause and a core effect (Oizumi et al. 2014, Fig. 9).
public struct Concept: Hashable, Sendable {
    /// Unit indices in the substrate, ascending.
    public let mechanism: [Int]
    /// The mechanism's current state, over `mechanism`.
    public let state: State
    public let cause: CorePurview
    public let effect: CorePurview

    /// φ of the concept: the smaller of the two sides.
    public var phi: Double { min(cause.phi, effect.phi) }

    public init(mechanism: [Int], state: State, cause: CorePurview, effect: CorePurview) {
        self.mechanism = mechanism
        self.state = state
        self.cause = cause
        self.effect = effect
    }
}
