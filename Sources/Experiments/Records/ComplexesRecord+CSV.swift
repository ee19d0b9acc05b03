internal import Compute
internal import Graphs
internal import IntegratedInformation

extension ComplexesRecord {
    /// The first line of a CSV file of complexes, a row a state, without a line break.
    ///
    /// Lists are written as in the CSV of `PhiRecord`. `complexes` is their number; `units` to `big_phi` describe them in
    /// one order, the maximal one first, separated by bars; `big_phi` is empty where structures were not asked for.
    /// `unresolved_ties` is the number of groups of candidates that tie in φ_s and Φ.
    public static let csvHeader =
        "state,attractor,complexes,units,unit_indices,phi_s,big_phi,unresolved_ties,formalism,name"

    /// The record as a line of CSV after RFC 4180, without a line break: fields in `csvHeader`'s order. Lines are to be
    /// joined by CR LF.
    ///
    /// - Throws: `ResultNotFinite` where a number is NaN or infinite.
    /// - Complexity: O(n) for n units.
    public var csvRow: String {
        get throws {
            let numbers = try complexes.map { try PhiRecord.field($0.result.phi, key: "phi_s") }
            let bigPhi = complexes.compactMap { $0.structure?.structure.bigPhi.description }
            let fields: [String] = [
                PhiRecord.field(state.values),
                attractor.map(String.init) ?? "",
                String(complexes.count),
                complexes.map { PhiRecord.list($0.units) }.joined(separator: "|"),
                complexes.map { PhiRecord.field($0.result.units) }.joined(separator: "|"),
                numbers.joined(separator: "|"),
                bigPhi.joined(separator: "|"),
                String(unresolvedTies.count),
                formalism.rawValue,
                substrate.name ?? "",
            ]
            return fields.map(PhiRecord.quoted).joined(separator: ",")
        }
    }
}
