internal import Graphs
internal import IntegratedInformation

extension PhiRecord {
    /// The record as JSON, keys in the documented order, without a final line break.
    ///
    /// Equal records give equal bytes. A value that does not apply is `null`, never absent.
    ///
    /// - Parameter pretty: One key a line, indented by two spaces; else a single line.
    /// - Throws: `ResultNotFinite` where a number is NaN or infinite.
    /// - Complexity: O(n²) for n units, and O(n) for each distinction and each face of a relation.
    public func json(pretty: Bool) throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: pretty)
        write(to: &writer)
        return try writer.finish()
    }

    func write(to writer: inout PhiRecordWriter) {
        writer.beginObject()
        writer.key("phi_s")
        writer.value(result.phi)
        writer.key("normalized_phi_s")
        writer.value(result.normalizedPhi)
        writer.key("phi_c")
        writer.value(result.phiCause)
        writer.key("phi_e")
        writer.value(result.phiEffect)
        write(result.cause, as: ("cause_state", "cause_ii", "cause_ties"), to: &writer)
        write(result.effect, as: ("effect_state", "effect_ii", "effect_ties"), to: &writer)
        writer.key("reasons")
        writer.values(result.reasons.map(\.rawValue))
        writer.key("mip")
        if let partition = result.partition {
            write(partition, to: &writer)
        } else {
            writer.null()
        }
        writer.key("units")
        writer.values(units)
        writer.key("unit_indices")
        writer.values(result.units)
        writer.key("state")
        writer.values(result.state.values)
        writer.key("substrate_state")
        if let state = substrate.state { writer.values(state.values) } else { writer.null() }
        writer.key("structure")
        if let structure { structure.write(to: &writer) } else { writer.null() }
        writer.endRecord(formalism, substrate, schema: Self.schema, provenance)
    }

    private func write(
        _ specified: SpecifiedState?, as keys: (state: String, ii: String, ties: String),
        to writer: inout PhiRecordWriter
    ) {
        writer.key(keys.state)
        if let specified { writer.values(specified.state.values) } else { writer.null() }
        writer.key(keys.ii)
        writer.value(specified?.intrinsicInformation)
        writer.key(keys.ties)
        writer.value(specified?.ties)
    }

    private func write(_ partition: DirectedPartition, to writer: inout PhiRecordWriter) {
        writer.beginObject()
        writer.key("parts")
        writer.beginArray()
        for part in partition.parts {
            writer.beginObject(inline: true)
            writer.key("units")
            writer.values(part.units.map { substrate.labels[result.units[$0]] })
            writer.key("cuts")
            writer.value(part.cuts.rawValue)
            writer.endObject()
        }
        writer.endArray()
        writer.key("connections_cut")
        writer.value(partition.connectionsCut)
        writer.key("cut_matrix")
        writer.beginArray()
        for source in partition.cutInputs.indices {
            writer.values(partition.cutInputs.lazy.map { Int($0 >> UInt64(source) & 1) })
        }
        writer.endArray()
        writer.key("ties")
        writer.value(result.ties)
        writer.endObject()
    }
}

extension PhiRecordWriter {
    /// The keys with which every record of a result ends: what was computed, of what, and where it comes from.
    mutating func endRecord(
        _ formalism: Formalism, _ substrate: Substrate, schema: String, _ provenance: Provenance?
    ) {
        key("formalism")
        value(formalism.rawValue)
        endRecord(substrate, schema: schema, provenance)
    }

    /// The same for what depends on no formalism.
    mutating func endRecord(_ substrate: Substrate, schema: String, _ provenance: Provenance?) {
        key("name")
        value(substrate.name)
        key("schema")
        value(schema)
        key("provenance")
        provenance.write(to: &self)
        endObject()
    }
}

extension PhiRecordWriter {
    /// Where a result comes from.
    mutating func value(_ provenance: Provenance?) { provenance.write(to: &self) }
}

extension Provenance? {
    fileprivate func write(to writer: inout PhiRecordWriter) {
        guard let self else { return writer.null() }
        writer.beginObject()
        writer.key("version")
        writer.value(self.version)
        writer.key("revision")
        writer.value(self.revision)
        writer.key("input_digest")
        writer.value(self.inputDigest)
        writer.key("configuration")
        writer.beginObject()
        for (key, value) in self.configuration.sorted(by: { $0.key < $1.key }) {
            writer.key(key)
            writer.value(value)
        }
        writer.endObject()
        writer.key("device")
        writer.value(self.device)
        writer.key("instruction_set")
        writer.value(self.instructionSet)
        writer.key("seed")
        writer.value(self.seed)
        writer.key("wall_time_seconds")
        writer.value(self.wallTimeSeconds)
        writer.key("started_at")
        writer.value(self.startedAt)
        writer.endObject()
    }
}
