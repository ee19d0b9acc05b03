internal import Graphs
internal import IntegratedInformation

extension AccountRecord {
    /// The first line of a CSV file of causal links, without a line break.
    ///
    /// A field that holds a list separates its items by semicolons; the parts of the partition are separated by bars,
    /// each as `occurrence:counterpart`. A semicolon, bar, colon or backslash in a label has a backslash before it.
    public static let csvHeader =
        "direction,alpha,ties,occurrence,occurrence_state,counterpart,counterpart_state,rho,mip_parts,connections_cut,name"

    /// The links as lines of CSV after RFC 4180, each without a line break: a line for each counterpart of each link,
    /// fields in `csvHeader`'s order. Lines are to be joined by CR LF.
    ///
    /// - Throws: `ResultNotFinite` where a number is NaN or infinite.
    /// - Complexity: O(n) for each counterpart of each link in a network of n units.
    public var csvRows: [String] {
        get throws {
            try account.links.flatMap { link in try link.counterparts.map { try row(link, $0) } }
        }
    }

    private func row(_ link: CausalLink, _ counterpart: CausalLink.Counterpart) throws -> String {
        let parts = counterpart.partition.parts.map { "\(list($0.mechanism)):\(list($0.purview))" }
        let fields: [String] = [
            link.direction.rawValue,
            try PhiRecord.field(link.strength, key: "alpha"),
            String(link.counterparts.count),
            list(link.occurrence),
            PhiRecord.field(occurrenceState(link).restricted(to: link.occurrence).values),
            list(counterpart.units),
            PhiRecord.field(counterpartState(link).restricted(to: counterpart.units).values),
            try PhiRecord.field(counterpart.ratio, key: "rho"),
            parts.joined(separator: "|"),
            String(counterpart.partition.connectionsCut),
            substrate.name ?? "",
        ]
        return fields.map(PhiRecord.quoted).joined(separator: ",")
    }

    private func list(_ units: [Int]) -> String { PhiRecord.list(labels(units), alsoEscaping: ":") }
}
