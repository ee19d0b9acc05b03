public import Graphs

/// Why Φ is zero by definition in IIT 3.0, without a cut being looked at.
public enum ConceptualZeroReason: String, Sendable, Codable, CaseIterable {
    case noSystem = "NO_SYSTEM"
    /// A single unit has no parts to cut.
    case singleUnit = "SINGLE_UNIT"
    case notStronglyConnected = "NO_STRONG_CONNECTIVITY"
    case noConcepts = "NO_CONCEPTS"
}

/// A cut of every connection from one part of the system to the rest of it (Oizumi et al. 2014, Fig. 12).
public struct UnidirectionalCut: Hashable, Sendable {
    /// Unit indices in the substrate, ascending.
    public let from: [Int]
    public let to: [Int]

    public init(from: [Int], to: [Int]) {
        self.from = from
        self.to = to
    }
}

/// What the least costly cut does to a conceptual structure.
public struct ConceptualCut: Hashable, Sendable {
    public let cut: UnidirectionalCut
    /// How many cuts attain Φ within the tolerance; 1 where it is unique.
    public let ties: Int
    /// The concepts of the cut system, in the order of the whole one's.
    public let concepts: [Concept]

    public init(cut: UnidirectionalCut, ties: Int, concepts: [Concept]) {
        self.cut = cut
        self.ties = ties
        self.concepts = concepts
    }
}

/// The conceptual structure of a candidate system in one state, and its integrated conceptual information Φ, by IIT 3.0
/// (Oizumi, Albantakis & Tononi 2014, PLoS Comput Biol 10(5): e1003588).
public struct ConceptualStructure: Hashable, Sendable {
    /// The candidate system's unit indices in the substrate, ascending.
    public let units: [Int]
    /// The candidate system's state, over `units`.
    public let state: State
    /// Φ: the distance between the conceptual structure and that of the system cut where it matters least. 0 where the
    /// system is reducible or `reasons` is not empty.
    public let phi: Double
    /// CI: the distance between the conceptual structure and the null concept (Fig. 11).
    public let conceptualInformation: Double
    /// The smaller mechanisms first, then in the units' order.
    public let concepts: [Concept]
    /// Why Φ is zero by definition; empty where a cut decided.
    public let reasons: [ConceptualZeroReason]
    /// The cut that attains Φ: of several, the one whose source set comes first in binary order, the system's first unit
    /// counting least. Nil where `reasons` is not empty.
    public let leastCut: ConceptualCut?

    /// Σφ of the concepts.
    public var sumPhi: Double { concepts.reduce(0) { $0 + $1.phi } }

    public init(
        units: [Int], state: State, phi: Double, conceptualInformation: Double, concepts: [Concept],
        reasons: [ConceptualZeroReason], leastCut: ConceptualCut?
    ) {
        self.units = units
        self.state = state
        self.phi = phi
        self.conceptualInformation = conceptualInformation
        self.concepts = concepts
        self.reasons = reasons
        self.leastCut = leastCut
    }
}
