public import Graphs
public import IntegratedInformation

/// The complexes of a network in one state as they leave Claustrum: what `claustrum complexes` shows.
///
/// The JSON form is schema `claustrum.complexes/1`, described by `docs/schema/complexes.schema.json`.
public struct ComplexesRecord: Sendable {
    /// The name and version of the JSON form.
    public static let schema = "claustrum.complexes/1"

    /// The complexes, the maximal one first; without provenance of their own.
    public let complexes: [PhiRecord]
    /// How many of the network's units were considered: every non-empty subset of them is a candidate.
    public let unitsConsidered: Int
    /// How many candidate systems there were, and what became of them.
    public let candidates: Int
    public let evaluated: Int
    public let ruledOutByConnectivity: Int
    public let ruledOutByBounds: Int
    /// Groups of overlapping candidate systems of equal φ_s > 0, between which only Φ could decide: unit indices.
    public let unresolvedTies: [[[Int]]]
    public let substrate: Substrate
    /// The state of the whole substrate.
    public let state: State
    public let formalism: Formalism
    public let provenance: Provenance?

    /// - Parameter state: The state of the whole substrate.
    /// - Precondition: `complexes` were found in `substrate`: unit indices are in range.
    public init(
        result: Complexes, unitsConsidered: Int, substrate: Substrate, state: State, formalism: Formalism,
        provenance: Provenance?
    ) {
        self.init(
            complexes: result.complexes, unitsConsidered: unitsConsidered, candidates: result.candidates,
            evaluated: result.evaluated,
            ruledOutByConnectivity: result.ruledOutByConnectivity, ruledOutByBounds: result.ruledOutByBounds,
            unresolvedTies: result.unresolvedTies, substrate: substrate, state: state, formalism: formalism,
            provenance: provenance)
    }

    /// - Precondition: `complexes` were found in `substrate`: unit indices are in range.
    public init(
        complexes: [SystemIntegratedInformation], unitsConsidered: Int, candidates: Int, evaluated: Int,
        ruledOutByConnectivity: Int,
        ruledOutByBounds: Int, unresolvedTies: [[[Int]]], substrate: Substrate, state: State, formalism: Formalism,
        provenance: Provenance?
    ) {
        var substrate = substrate
        substrate.state = state
        self.complexes = complexes.map { [substrate] in
            PhiRecord(result: $0, substrate: substrate, formalism: formalism, provenance: nil)
        }
        self.unitsConsidered = unitsConsidered
        self.candidates = candidates
        self.evaluated = evaluated
        self.ruledOutByConnectivity = ruledOutByConnectivity
        self.ruledOutByBounds = ruledOutByBounds
        self.unresolvedTies = unresolvedTies
        self.substrate = substrate
        self.state = state
        self.formalism = formalism
        self.provenance = provenance
    }

    /// The record as JSON, keys in the documented order, without a final line break. Equal records give equal bytes.
    ///
    /// - Throws: `ResultNotFinite` where a number is NaN or infinite.
    /// - Complexity: O(complexes · n²) for n units.
    public func json(pretty: Bool) throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: pretty)
        writer.beginObject()
        writer.key("complexes")
        writer.beginArray()
        for complex in complexes { complex.write(to: &writer) }
        writer.endArray()
        writer.key("candidates")
        writer.value(candidates)
        writer.key("evaluated")
        writer.value(evaluated)
        writer.key("ruled_out_by_connectivity")
        writer.value(ruledOutByConnectivity)
        writer.key("ruled_out_by_bounds")
        writer.value(ruledOutByBounds)
        writer.key("unresolved_ties")
        writer.beginArray()
        for group in unresolvedTies {
            writer.beginArray(inline: true)
            for candidate in group { writer.values(candidate.map { substrate.labels[$0] }) }
            writer.endArray()
        }
        writer.endArray()
        writer.key("units")
        writer.values(substrate.labels)
        writer.key("state")
        writer.values(state.values)
        writer.endRecord(formalism, substrate, schema: Self.schema, provenance)
        return try writer.finish()
    }
}
