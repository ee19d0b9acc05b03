/// A causal link of a transition: an occurrence and its actual cause or its actual effect.
///
/// An occurrence is a set of units in the states that they have in the transition, at t − 1 or at t. What "before" and
/// "after" mean for the two sides follows from the direction: a cause lies before its occurrence, an effect after it.
/// Source: Albantakis, Marshall, Hoel & Tononi 2019, *Entropy* 21(5): 459, Definitions 1 and 2.
public struct CausalLink: Hashable, Sendable, Codable {
    /// A set of units on the other side of the transition that attains the link's strength.
    public struct Counterpart: Hashable, Sendable, Codable {
        /// Unit indices in the substrate, ascending.
        public let units: [Int]
        /// ρ in bits: how much the occurrence raises the probability of these units' states over their probability when
        /// nothing is known, before any partition.
        public let ratio: Double
        /// A partition that attains the minimum: its mechanism is the occurrence, its purview is `units`. Where several
        /// attain it, the first that the search meets, which is the same every time.
        public let partition: JointPartition

        public init(units: [Int], ratio: Double, partition: JointPartition) {
            self.units = units
            self.ratio = ratio
            self.partition = partition
        }
    }

    /// Whether `counterparts` are the occurrence's cause or its effect.
    public let direction: CausalDirection
    /// The units whose states have the cause or the effect: indices in the substrate, ascending.
    public let occurrence: [Int]
    /// α in bits, greater than 0: what is lost of ρ by the partition that loses least.
    public let strength: Double
    /// The actual cause or effect. Where more than one set attains α and none of them contains another, it is one of
    /// them and the transition does not determine which; all are listed, the smaller first, then in the units' order.
    public let counterparts: [Counterpart]

    /// Whether the actual cause or effect is unique.
    public var isDetermined: Bool { counterparts.count == 1 }

    public init(direction: CausalDirection, occurrence: [Int], strength: Double, counterparts: [Counterpart]) {
        self.direction = direction
        self.occurrence = occurrence
        self.strength = strength
        self.counterparts = counterparts
    }
}
