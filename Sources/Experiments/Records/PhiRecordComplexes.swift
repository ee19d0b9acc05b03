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
    /// How many candidate systems there were, what became of them, and what Φ decided between them.
    public let result: Complexes
    public let substrate: Substrate
    /// The state of the whole substrate.
    public let state: State
    /// Which attractor of the noise-free dynamics the state belongs to, from 1, the largest basin first; nil where it
    /// belongs to none or that was not asked.
    public let attractor: Int?
    public let formalism: Formalism
    public let provenance: Provenance?

    /// - Parameters:
    ///   - structures: Those of the complexes, in their order; nil where they were not asked for.
    ///   - unitsConsidered: How many units' subsets were candidates.
    ///   - state: The state of the whole substrate.
    ///   - attractor: The number of the attractor that the state belongs to, from 1.
    /// - Precondition: `result` was found in `substrate`: unit indices are in range.
    public init(
        result: Complexes, structures: [CauseEffectStructure]? = nil, unitsConsidered: Int, substrate: Substrate,
        state: State, attractor: Int? = nil, formalism: Formalism, provenance: Provenance?
    ) {
        var substrate = substrate
        substrate.state = state
        complexes = result.complexes.enumerated().map { [substrate] index, complex in
            PhiRecord(
                result: complex, substrate: substrate, formalism: formalism, provenance: nil,
                structure: structures.map { StructureRecord($0[index], labels: substrate.labels) })
        }
        self.result = result
        self.unitsConsidered = unitsConsidered
        self.substrate = substrate
        self.state = state
        self.attractor = attractor
        self.formalism = formalism
        self.provenance = provenance
    }

    /// Groups of overlapping candidate systems of equal φ_s > 0 and equal Φ: unit indices.
    var unresolvedTies: [[[Int]]] { result.unresolvedTies }

    /// The record as JSON, keys in the documented order, without a final line break. Equal records give equal bytes.
    ///
    /// - Throws: `ResultNotFinite` where a number is NaN or infinite.
    /// - Complexity: O(complexes · n²) for n units, and what their structures take.
    public func json(pretty: Bool) throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: pretty)
        writer.beginObject()
        writer.key("complexes")
        writer.beginArray()
        for complex in complexes { complex.write(to: &writer) }
        writer.endArray()
        writer.key("candidates")
        writer.value(result.candidates)
        writer.key("evaluated")
        writer.value(result.evaluated)
        writer.key("ruled_out_by_connectivity")
        writer.value(result.ruledOutByConnectivity)
        writer.key("ruled_out_by_bounds")
        writer.value(result.ruledOutByBounds)
        writer.key("ties")
        writer.beginArray()
        for tie in result.ties { write(tie, to: &writer) }
        writer.endArray()
        writer.key("unresolved_ties")
        writer.beginArray()
        for group in unresolvedTies {
            writer.beginArray(inline: true)
            for candidate in group { writer.values(labels(of: candidate)) }
            writer.endArray()
        }
        writer.endArray()
        writer.key("units")
        writer.values(substrate.labels)
        writer.key("state")
        writer.values(state.values)
        writer.key("attractor")
        writer.value(attractor)
        writer.endRecord(formalism, substrate, schema: Self.schema, provenance)
        return try writer.finish()
    }

    private func write(_ tie: ComplexTie, to writer: inout PhiRecordWriter) {
        writer.beginObject()
        writer.key("phi_s")
        writer.value(tie.phi)
        writer.key("candidates")
        writer.beginArray()
        for candidate in tie.candidates {
            writer.beginObject(inline: true)
            writer.key("units")
            writer.values(labels(of: candidate.units))
            writer.key("big_phi")
            if let bigPhi = candidate.bigPhi { writer.value(bigPhi) } else { writer.null() }
            writer.key("outcome")
            writer.value(candidate.outcome.rawValue)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    /// The labels of these units.
    func labels(of units: [Int]) -> [String] { units.map { substrate.labels[$0] } }
}
