internal import Graphs
internal import IntegratedInformation

/// What the pictures of a cause–effect structure share: the strongest distinctions in their order, and the relations
/// among them. It is bounded, whatever the structure's size.
struct ReportStructure {
    /// The most distinctions that are shown: every one of a system of seven units.
    static let limit = 128
    /// The most relations that can be shown in a picture, and those shown at first.
    static let relationLimit = 160
    static let relationsAtFirst = 32

    /// A relation among the distinctions shown.
    struct Link {
        /// Through which purviews the distinctions overlap.
        enum Side: String {
            /// Everything shared lies in the cause of every one of them.
            case cause
            /// Everything shared lies in the effect of every one of them.
            case effect
            /// Neither alone, or both.
            case mixed
        }

        /// Its distinctions are places in `ranked`.
        let relation: Relation
        let side: Side
    }

    let substrate: Substrate
    let record: StructureRecord
    let notation: StructureNotation
    /// The distinctions shown, the greatest φ_d first.
    let ranked: [Distinction]
    /// The number of distinctions in the structure.
    let total: Int
    /// The strongest relations among the distinctions shown, the strongest first.
    let links: [Link]
    /// Whether pictures name distinctions by their mechanisms; where these are long, by their places in the ranking.
    let usesNames: Bool
    /// The most characters of such a name.
    let nameLength: Int

    /// - Complexity: O(n log n) for n distinctions; the relations are found among a bounded number of them.
    init(_ record: StructureRecord, substrate: Substrate) {
        self.substrate = substrate
        self.record = record
        total = record.distinctions.count
        let ranked = Array(record.rankedDistinctions.prefix(Self.limit))
        self.ranked = ranked
        let notation = StructureNotation(record)
        self.notation = notation
        let longest = ranked.map { notation.mechanism($0).count }.max() ?? 0
        usesNames = longest <= Self.nameLimit
        nameLength = usesNames ? longest : String(ranked.count).count
        links = StrongestRelations(among: ranked).prefix(Self.relationLimit).map { relation in
            Link(relation: relation, side: Self.side(of: relation, among: ranked))
        }
    }

    /// The system's units, ascending.
    var units: [Int] { record.structure.system.units }

    /// The system's units' labels.
    var labels: [String] { record.labels(of: units) }

    /// Whether some distinctions are not shown.
    var isCut: Bool { ranked.count < total }

    /// Whether every relation among the distinctions shown is in `links`.
    var hasEveryLink: Bool { links.count < Self.relationLimit }

    /// The greatest φ of a cause or an effect of the distinctions shown.
    var greatestPhi: Double { ranked.reduce(0) { max($0, $1.cause.phi, $1.effect.phi) } }

    private static let nameLimit = 9

    /// What a picture calls the distinction at a place in the ranking, escaped.
    func name(_ rank: Int) -> String {
        usesNames ? ReportMarkup.escape(notation.mechanism(ranked[rank])) : "\(rank + 1)"
    }

    private static func side(of relation: Relation, among ranked: [Distinction]) -> Link.Side {
        func lies(in side: KeyPath<Distinction, IrreduciblePurview>) -> Bool {
            relation.distinctions.allSatisfy { place in
                let purview = ranked[place][keyPath: side]
                let said = zip(purview.purview, purview.state.values).map { UnitState(unit: $0, state: $1) }
                return relation.purview.allSatisfy(said.contains)
            }
        }
        let (inCauses, inEffects) = (lies(in: \.cause), lies(in: \.effect))
        return inCauses == inEffects ? .mixed : inCauses ? .cause : .effect
    }
}
