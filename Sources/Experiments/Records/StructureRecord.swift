internal import Graphs
public import IntegratedInformation

/// The cause–effect structure of one candidate system as it leaves Claustrum: what `--structure` adds to a `PhiRecord`,
/// and the source of its JSON, its CSV, its text and its pictures, so that all of them show the same numbers.
public struct StructureRecord: Sendable {
    public let structure: CauseEffectStructure
    /// The distinctions that belong to the structure, the smaller mechanisms first, then in the units' order: the list
    /// that relations point into.
    public let distinctions: [Distinction]
    /// The distinctions that the system's specified states rule out, in the same order.
    public let incongruentDistinctions: [Distinction]
    /// The strongest relations, the strongest first; nil where they were not asked for.
    public let relations: [Relation]?
    /// The labels of all the network's units, by index.
    public let labels: [String]

    /// - Parameters:
    ///   - relations: The strongest relations among the structure's distinctions; nil where they were not asked for.
    ///   - labels: Those of all the network's units.
    /// - Precondition: every unit index in `structure` is one of `labels`, and every one in `relations` one of the
    ///   structure's distinctions.
    /// - Complexity: O(distinctions).
    public init(_ structure: CauseEffectStructure, relations: [Relation]? = nil, labels: [String]) {
        self.structure = structure
        self.relations = relations
        self.labels = labels
        distinctions = structure.distinctions
        incongruentDistinctions = structure.allDistinctions.filter { !$0.isCongruent }
    }

    /// The distinctions that belong to the structure, the greatest φ_d first. Those whose φ_d are equal within the
    /// tolerance of the analysis stay in the order of `distinctions`, whatever their last bits.
    ///
    /// - Complexity: O(n log n) for n distinctions.
    public var rankedDistinctions: [Distinction] {
        distinctions.enumerated()
            .map { (rank: -($0.element.phi / Self.rankingStep).rounded(), place: $0.offset, distinction: $0.element) }
            .sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }
            .map(\.distinction)
    }

    /// Values that round to the same multiple rank as equal: the analysis's own tolerance, in ibits.
    private static let rankingStep = 1e-10

    /// The labels of these units.
    func labels(of units: [Int]) -> [String] { units.map { labels[$0] } }
}
