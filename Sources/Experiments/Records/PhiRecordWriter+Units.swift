internal import IntegratedInformation

extension PhiRecordWriter {
    /// Unit indices, and the same units' labels under `KEY_labels`.
    ///
    /// - Parameter labels: those of every unit of the network.
    mutating func units(_ units: [Int], as key: String, named labels: [String]) {
        self.key(key)
        values(units)
        self.key(key + "_labels")
        values(units.map { labels[$0] })
    }

    /// A joint partition: its parts, by the names of their two sides, and how many connections it cuts.
    mutating func value(
        _ partition: JointPartition, sides: (mechanism: String, purview: String) = ("mechanism", "purview"),
        named labels: [String]
    ) {
        beginObject()
        key("parts")
        beginArray()
        for part in partition.parts {
            beginObject(inline: true)
            units(part.mechanism, as: sides.mechanism, named: labels)
            units(part.purview, as: sides.purview, named: labels)
            endObject()
        }
        endArray()
        key("connections_cut")
        value(partition.connectionsCut)
        endObject()
    }
}
