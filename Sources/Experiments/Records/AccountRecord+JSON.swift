internal import Graphs
internal import IntegratedInformation

extension AccountRecord {
    /// The record as JSON, keys in the documented order, without a final line break. Equal records give equal bytes; a
    /// value that does not apply is `null`, never absent.
    ///
    /// - Parameter pretty: One key a line, indented by two spaces; else a single line.
    /// - Throws: `ResultNotFinite` where a number is NaN or infinite.
    /// - Complexity: O(n) for each counterpart of each link in a network of n units.
    public func json(pretty: Bool) throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: pretty)
        writer.beginObject()
        writer.key("links")
        writer.beginArray()
        for link in account.links { write(link, to: &writer) }
        writer.endArray()
        for direction in CausalDirection.allCases {
            writer.key("\(direction.rawValue)s")
            if account.directions.contains(direction) { write(direction, to: &writer) } else { writer.null() }
        }
        writer.key("probability")
        writer.value(account.probability)
        writer.key("before")
        writer.values(account.before.values)
        writer.key("after")
        writer.values(account.after.values)
        writer.units(account.sources, as: "sources", named: substrate.labels)
        writer.units(account.targets, as: "targets", named: substrate.labels)
        writer.key("units")
        writer.values(substrate.labels)
        writer.endRecord(substrate, schema: Self.schema, provenance)
        return try writer.finish()
    }

    private func write(_ link: CausalLink, to writer: inout PhiRecordWriter) {
        writer.beginObject()
        writer.key("direction")
        writer.value(link.direction.rawValue)
        write(link.occurrence, as: "occurrence", in: occurrenceState(link), to: &writer)
        writer.key("alpha")
        writer.value(link.strength)
        writer.key("ties")
        writer.value(link.counterparts.count)
        writer.key("counterparts")
        writer.beginArray()
        for counterpart in link.counterparts {
            writer.beginObject()
            write(counterpart.units, as: "units", in: counterpartState(link), to: &writer)
            writer.key("rho")
            writer.value(counterpart.ratio)
            writer.key("mip")
            writer.value(
                counterpart.partition, sides: ("occurrence", "counterpart"), named: substrate.labels)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    /// What the links of a direction come to.
    private func write(_ direction: CausalDirection, to writer: inout PhiRecordWriter) {
        writer.beginObject(inline: true)
        writer.key("occurrences")
        writer.value(account.occurrenceCount(direction))
        writer.key("links")
        writer.value(account.links(direction).count)
        writer.key("total_alpha")
        writer.value(totalStrength(direction))
        writer.endObject()
    }

    /// The same with the units' state under `KEY_state`; the key of `units` itself is plainly `state`.
    private func write(_ units: [Int], as key: String, in state: State, to writer: inout PhiRecordWriter) {
        writer.units(units, as: key, named: substrate.labels)
        writer.key(key == "units" ? "state" : key + "_state")
        writer.values(state.restricted(to: units).values)
    }
}
