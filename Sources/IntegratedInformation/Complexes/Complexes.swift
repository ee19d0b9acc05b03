public import Compute

/// The complexes of a substrate in one state (the exclusion postulate): the candidate system of greatest φ_s, then the
/// greatest of those that overlap none so far, and so on while φ_s > 0. Of overlapping candidates of equal φ_s, the one
/// of greatest Φ.
public struct Complexes: Hashable, Sendable {
    /// Non-overlapping, the greatest φ_s first, each above 0. The first is the maximal complex.
    public let complexes: [SystemIntegratedInformation]
    /// The number of candidate systems: every nonempty subset of the units considered.
    public let candidates: Int
    /// Candidates whose φ_s was computed.
    public let evaluated: Int
    /// Candidates that are not strongly connected, or single units that do not feed themselves.
    public let ruledOutByConnectivity: Int
    /// Candidates that an upper bound of φ_s showed to be reducible or below a complex they overlap.
    public let ruledOutByBounds: Int
    /// The groups of overlapping candidates whose φ_s is equal, in the order in which exclusion met them, with the Φ
    /// that decided between them.
    public let ties: [ComplexTie]
    /// Groups of overlapping candidates (unit indices) whose φ_s and Φ are both equal: none of a group is a complex, and
    /// none excludes another candidate.
    public let unresolvedTies: [[[Int]]]

    public init(
        complexes: [SystemIntegratedInformation], candidates: Int, evaluated: Int, ruledOutByConnectivity: Int,
        ruledOutByBounds: Int, ties: [ComplexTie], unresolvedTies: [[[Int]]]
    ) {
        self.complexes = complexes
        self.candidates = candidates
        self.evaluated = evaluated
        self.ruledOutByConnectivity = ruledOutByConnectivity
        self.ruledOutByBounds = ruledOutByBounds
        self.ties = ties
        self.unresolvedTies = unresolvedTies
    }
}

/// Candidate systems of equal φ_s that hang together by overlaps, and what their Φ decided (Albantakis et al. 2023, S1
/// Text, on ties; `docs/complexes.md` says how it is read).
public struct ComplexTie: Hashable, Sendable {
    /// What became of a tied candidate.
    public enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        /// Its Φ exceeds that of every candidate of the tie that overlaps it and is not excluded.
        case complex
        /// It overlaps a complex of the same φ_s and greater Φ.
        case excluded
        /// It overlaps a candidate of equal φ_s and equal Φ: neither is definite, and neither is a complex.
        case undecided
    }

    public struct Candidate: Hashable, Sendable {
        /// Unit indices in the substrate, ascending.
        public let units: [Int]
        /// Φ of its cause–effect structure, in ibits; nil where the tied candidates are images of each other under a
        /// symmetry of the substrate in its state, and so have one Φ, whatever it is.
        public let bigPhi: LargeReal?
        public let outcome: Outcome

        public init(units: [Int], bigPhi: LargeReal?, outcome: Outcome) {
            self.units = units
            self.bigPhi = bigPhi
            self.outcome = outcome
        }
    }

    /// The φ_s that they share, in ibits: the greatest of those that differ by no more than the tolerance.
    public let phi: Double
    /// The greatest Φ first; equal ones in the units' order.
    public let candidates: [Candidate]

    public init(phi: Double, candidates: [Candidate]) {
        self.phi = phi
        self.candidates = candidates
    }
}
