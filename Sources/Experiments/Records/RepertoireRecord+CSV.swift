internal import Graphs
internal import IntegratedInformation

extension RepertoireRecord {
    /// The first line of a CSV file of repertoires, without a line break: a row for each direction and state of the
    /// purview.
    ///
    /// Lists are written as in a phi record's CSV; the parts of the partition are separated by bars, in each the mechanism's
    /// units before a slash and the purview's behind it. `specified` is 1 for a specified state. A value that does not
    /// apply is an empty field.
    public static let csvHeader =
        "direction,state,probability,unconstrained,forward,partitioned,partitioned_forward,ii,phi,specified,mechanism,"
        + "mechanism_state,purview,partition,units,substrate_state,name"

    /// The rows after RFC 4180, each without a line break: fields in `csvHeader`'s order. Lines are to be joined by CR LF.
    ///
    /// - Throws: `ResultNotFinite` where a number is NaN or infinite.
    /// - Complexity: O(2^|Z| · (|Z| + n)) for the purview Z and n units.
    public var csvRows: [String] {
        get throws { try repertoires.flatMap(rows) }
    }

    private func rows(_ repertoire: Repertoire) throws -> [String] {
        let slash = "/"
        let parts = repertoire.partition?.parts.map { part in
            [part.mechanism, part.purview].map { PhiRecord.list(labels($0), alsoEscaping: slash) }
                .joined(separator: slash)
        }
        let common = [
            PhiRecord.list(labels(repertoire.mechanism)), PhiRecord.field(repertoire.mechanismState.values),
            PhiRecord.list(labels(repertoire.purview)), parts?.joined(separator: "|") ?? "",
            PhiRecord.list(labels(units)), PhiRecord.field(state.values), substrate.name ?? "",
        ]
        return try repertoire.rows.map { row in
            let own: [String] = [
                repertoire.direction.rawValue,
                PhiRecord.field(row.state.values),
                try PhiRecord.field(row.probability, key: "probability"),
                try PhiRecord.field(row.unconstrained, key: "unconstrained"),
                try PhiRecord.field(row.forward, key: "forward"),
                try PhiRecord.field(row.partitioned, key: "partitioned"),
                try PhiRecord.field(row.partitionedForward, key: "partitioned_forward"),
                try PhiRecord.field(row.intrinsicInformation, key: "ii"),
                try PhiRecord.field(row.phi, key: "phi"),
                repertoire.specifiedStates.contains(row.state) ? "1" : "0",
            ]
            return (own + common).map(PhiRecord.quoted).joined(separator: ",")
        }
    }
}
