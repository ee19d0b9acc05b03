public import Graphs

/// What a mechanism in its state says of a purview, in one direction: a probability for each of the purview's states.
///
/// Source: Albantakis et al. 2023, Eq. 5–8 and, for parts of the system, Eq. 27–41; `docs/repertoires.md`.
public struct Repertoire: Hashable, Sendable {
    /// What there is to say of one state of the purview.
    public struct Row: Hashable, Sendable {
        /// Over the purview.
        public let state: State
        /// π_e(z|m) or π_c(z|m).
        public let probability: Double
        /// What the probability is measured against: π_e(z), the mean of π_e(z|m) over the mechanism's states; for causes
        /// 2^−|Z|.
        public let unconstrained: Double
        /// The probability forward in time: π_e(z|m), the same as `probability`, for effects; π_e(m|z) for causes.
        public let forward: Double
        /// `probability` and `forward` with the connections that the partition cuts replaced by noise; nil without a
        /// partition.
        public let partitioned: Double?
        public let partitionedForward: Double?
        /// ii(z) in ibits.
        public let intrinsicInformation: Double
        /// What the partition costs if z is the specified state, φ(m, Z, θ) in ibits, no less than 0; nil without one.
        public let phi: Double?
    }

    public let direction: CausalDirection
    /// Unit indices in the substrate, ascending; empty for the unconstrained repertoire.
    public let mechanism: [Int]
    /// Over `mechanism`.
    public let mechanismState: State
    /// Unit indices in the substrate, ascending.
    public let purview: [Int]
    public let partition: JointPartition?
    /// A row for each of the purview's 2^|Z| states; its first unit's state varies fastest.
    public let rows: [Row]
    /// π_e(m), the mean of π_e(m|z) over z, in the cause direction; nil in the effect direction.
    public let unconstrainedForward: Double?
    /// The states of greatest ii within the tolerance, lexicographically, the first unit most significant; empty where ii
    /// is nowhere above 0.
    public let specifiedStates: [State]
    /// The ii that the specified states attain, in ibits; 0 where there is none.
    public let intrinsicInformation: Double

    /// φ(m, Z, θ) in ibits at the specified state, the greatest where several tie; nil without a partition or a specified
    /// state.
    public var phi: Double? {
        specifiedStates.compactMap { rows[Int($0.bits)].phi }.max()
    }
}
