internal import Graphs
internal import IntegratedInformation

extension PhiRecord {
    /// The first line of a CSV file of records, without a line break.
    ///
    /// A field that holds a list separates its items by semicolons; the MIP's parts are separated by bars, each as
    /// `units:cuts`, and the rows of the cut matrix too. A semicolon, bar or backslash in a label has a backslash before
    /// it, so that lists can be taken apart whatever the labels are; what a part cuts follows its last colon. A value
    /// that does not apply is an empty field.
    public static let csvHeader =
        "phi_s,normalized_phi_s,phi_c,phi_e,cause_state,cause_ii,cause_ties,effect_state,effect_ii,effect_ties,"
        + "reasons,mip_parts,connections_cut,cut_matrix,mip_ties,units,unit_indices,state,substrate_state,formalism,name"

    /// The record as a line of CSV after RFC 4180, without a line break: fields in `csvHeader`'s order, quoted where
    /// they hold a comma, a quote or a line break, with a structure those of `structureCSVColumns` after them. Lines are
    /// to be joined by CR LF.
    ///
    /// - Throws: `ResultNotFinite` where a number is NaN or infinite.
    /// - Complexity: O(n²) for n units.
    public var csvRow: String {
        get throws {
            let labels = units.map { Self.escaped($0) }
            let partition = result.partition
            let parts = partition?.parts.map { part in
                part.units.map { labels[$0] }.joined(separator: ";") + ":" + part.cuts.rawValue
            }
            let rows = partition?.cutMatrix.map { $0.map(String.init).joined(separator: ";") }
            let fields: [String] = [
                try Self.field(result.phi, key: "phi_s"),
                try Self.field(result.normalizedPhi, key: "normalized_phi_s"),
                try Self.field(result.phiCause, key: "phi_c"),
                try Self.field(result.phiEffect, key: "phi_e"),
                Self.field(result.cause?.state.values),
                try Self.field(result.cause?.intrinsicInformation, key: "cause_ii"),
                result.cause.map { String($0.ties) } ?? "",
                Self.field(result.effect?.state.values),
                try Self.field(result.effect?.intrinsicInformation, key: "effect_ii"),
                result.effect.map { String($0.ties) } ?? "",
                result.reasons.map(\.rawValue).joined(separator: ";"),
                parts?.joined(separator: "|") ?? "",
                partition.map { String($0.connectionsCut) } ?? "",
                rows?.joined(separator: "|") ?? "",
                result.ties.map(String.init) ?? "",
                labels.joined(separator: ";"),
                Self.field(result.units),
                Self.field(result.state.values),
                Self.field(substrate.state?.values),
                formalism.rawValue,
                substrate.name ?? "",
            ]
            let sums = try structure?.csvSums ?? []
            return (fields + sums).map(Self.quoted).joined(separator: ",")
        }
    }

    static func field(_ number: Double?, key: String) throws -> String {
        guard let number else { return "" }
        guard number.isFinite else { throw ResultNotFinite(key: key) }
        return (number == 0 ? 0.0 : number).description
    }

    static func field(_ numbers: [Int]?) -> String {
        numbers?.map(String.init).joined(separator: ";") ?? ""
    }

    /// Labels as a list.
    ///
    /// - Parameter separators: What else must have a backslash before it, beside a semicolon, a bar and a backslash.
    static func list(_ labels: [String], alsoEscaping separators: String = "") -> String {
        labels.map { escaped($0, separators) }.joined(separator: ";")
    }

    /// A label as an item of a list.
    private static func escaped(_ label: String, _ separators: String = "") -> String {
        guard label.utf8.contains(where: { $0 == 0x3B || $0 == 0x7C || $0 == 0x5C || separators.utf8.contains($0) })
        else { return label }
        let special = (";|\\" + separators).unicodeScalars
        var escaped = String.UnicodeScalarView()
        for scalar in label.unicodeScalars {
            if special.contains(scalar) { escaped.append("\\") }
            escaped.append(scalar)
        }
        return String(escaped)
    }

    static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
            return field
        }
        return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
