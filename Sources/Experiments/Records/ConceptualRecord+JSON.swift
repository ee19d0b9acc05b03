internal import Graphs
internal import IntegratedInformation

extension ConceptualRecord {
    /// The record as JSON, keys in the documented order, without a final line break.
    ///
    /// Equal records give equal bytes. A value that does not apply is `null`, never absent.
    ///
    /// - Parameter pretty: One key a line, indented by two spaces; else a single line.
    /// - Throws: `ResultNotFinite` where a number is NaN or infinite.
    /// - Complexity: O(Σ 2^|Z|) over the purviews Z of its concepts.
    public func json(pretty: Bool) throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: pretty, capacity: 16_384)
        writer.beginObject()
        writer.key("big_phi")
        writer.value(result.phi)
        writer.key("conceptual_information")
        writer.value(result.conceptualInformation)
        writer.key("sum_phi")
        writer.value(result.sumPhi)
        writer.key("reasons")
        writer.values(result.reasons.map(\.rawValue))
        writer.key("concepts")
        write(result.concepts, to: &writer)
        writer.key("cut")
        if let least = result.leastCut {
            writer.beginObject()
            writer.key("from")
            writer.values(labels(least.cut.from))
            writer.key("to")
            writer.values(labels(least.cut.to))
            writer.key("ties")
            writer.value(least.ties)
            writer.key("concepts")
            write(least.concepts, to: &writer)
            writer.endObject()
        } else {
            writer.null()
        }
        writer.key("units")
        writer.values(labels(result.units))
        writer.key("unit_indices")
        writer.values(result.units)
        writer.key("state")
        writer.values(result.state.values)
        writer.key("substrate_state")
        if let state = substrate.state { writer.values(state.values) } else { writer.null() }
        writer.key("formalism")
        writer.value(FormalismSetting.iit3.rawValue)
        writer.endRecord(substrate, schema: Self.schema, provenance)
        return try writer.finish()
    }

    private func write(_ concepts: [Concept], to writer: inout PhiRecordWriter) {
        writer.beginArray()
        for concept in concepts {
            writer.beginObject()
            writer.key("mechanism")
            writer.values(labels(concept.mechanism))
            writer.key("state")
            writer.values(concept.state.values)
            writer.key("phi")
            writer.value(concept.phi)
            for side in [concept.cause, concept.effect] {
                writer.key(side.direction.rawValue)
                write(side, to: &writer)
            }
            writer.endObject()
        }
        writer.endArray()
    }

    private func write(_ side: CorePurview, to writer: inout PhiRecordWriter) {
        writer.beginObject()
        writer.key("purview")
        writer.values(labels(side.purview))
        writer.key("phi")
        writer.value(side.phi)
        writer.key("repertoire")
        writer.beginArray(inline: true)
        for probability in side.repertoire { writer.value(probability) }
        writer.endArray()
        writer.key("mip")
        writer.beginArray()
        for part in side.partition.parts {
            writer.beginObject(inline: true)
            writer.key("mechanism")
            writer.values(labels(part.mechanism))
            writer.key("purview")
            writer.values(labels(part.purview))
            writer.endObject()
        }
        writer.endArray()
        writer.key("ties")
        writer.beginObject(inline: true)
        writer.key("purviews")
        writer.value(side.ties.purviews)
        writer.key("partitions")
        writer.value(side.ties.partitions)
        writer.endObject()
        writer.endObject()
    }
}
