internal import Minds

extension PhiRecordWriter {
    /// A record about a store: its schema and the store's file, then what `body` writes.
    ///
    /// - Throws: what `body` throws; `ResultNotFinite`.
    static func record(
        _ schema: String, store: String, _ body: (inout PhiRecordWriter) throws -> Void
    ) throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: true)
        writer.beginObject()
        writer.member("schema", schema)
        writer.member("store", store)
        try body(&writer)
        writer.endObject()
        return try writer.finish()
    }

    mutating func member(_ name: String, _ truth: Bool) {
        key(name)
        self.truth(truth)
    }

    mutating func member(_ name: String, _ string: String?) {
        key(name)
        value(string)
    }

    mutating func member(_ name: String, _ number: Int?) {
        key(name)
        value(number)
    }

    mutating func value(_ state: ReflectionState) {
        beginObject()
        member("due", state.isDue)
        key("reasons")
        values(state.reasons.map(\.description))
        member("events", state.eventCount)
        member("days", state.days)
        key("overdue")
        values(state.overdue.map(\.id))
        member("closed_commitments", state.closedCount)
        endObject()
    }
}
