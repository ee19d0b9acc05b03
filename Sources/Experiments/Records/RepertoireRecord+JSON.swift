internal import Graphs
internal import IntegratedInformation

extension RepertoireRecord {
    /// The record as JSON, keys in the documented order, without a final line break. Equal records give equal bytes; a
    /// value that does not apply is `null`, never absent.
    ///
    /// - Parameter pretty: One key a line, indented by two spaces; else a single line.
    /// - Throws: `ResultNotFinite` where a number is NaN or infinite.
    /// - Complexity: O(2^|Z| · |Z|) for the purview Z.
    public func json(pretty: Bool) throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: pretty)
        let any = repertoires.first
        writer.beginObject()
        writer.units(any?.mechanism ?? [], as: "mechanism", named: substrate.labels)
        writer.key("mechanism_state")
        writer.values(any?.mechanismState.values ?? [])
        writer.units(any?.purview ?? [], as: "purview", named: substrate.labels)
        writer.key("partition")
        if let partition = any?.partition { writer.value(partition, named: substrate.labels) } else { writer.null() }
        for (key, repertoire) in [("cause", cause), ("effect", effect)] {
            writer.key(key)
            if let repertoire { write(repertoire, to: &writer) } else { writer.null() }
        }
        writer.key("units")
        writer.values(labels(units))
        writer.key("unit_indices")
        writer.values(units)
        writer.key("state")
        writer.values(state.restricted(to: units).values)
        writer.key("substrate_state")
        writer.values(state.values)
        writer.endRecord(formalism, substrate, schema: Self.schema, provenance)
        return try writer.finish()
    }

    private func write(_ repertoire: Repertoire, to writer: inout PhiRecordWriter) {
        writer.beginObject()
        writer.key("specified_states")
        writer.beginArray()
        for state in repertoire.specifiedStates { writer.values(state.values) }
        writer.endArray()
        writer.key("ii")
        writer.value(repertoire.intrinsicInformation)
        writer.key("phi")
        writer.value(repertoire.phi)
        writer.key("unconstrained_forward")
        writer.value(repertoire.unconstrainedForward)
        writer.key("states")
        writer.beginArray()
        for row in repertoire.rows {
            writer.beginObject(inline: true)
            writer.key("state")
            writer.values(row.state.values)
            writer.key("probability")
            writer.value(row.probability)
            writer.key("unconstrained")
            writer.value(row.unconstrained)
            writer.key("forward")
            writer.value(row.forward)
            writer.key("partitioned")
            writer.value(row.partitioned)
            writer.key("partitioned_forward")
            writer.value(row.partitionedForward)
            writer.key("ii")
            writer.value(row.intrinsicInformation)
            writer.key("phi")
            writer.value(row.phi)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
