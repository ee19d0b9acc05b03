internal import Graphs
internal import Minds

extension LedgerEntry {
    /// The entry as one line of JSON: keys in the order of `docs/schema/mind-history.schema.json`.
    ///
    /// - Throws: `ResultNotFinite`, which no entry holds.
    public func json() throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: false)
        writer.value(self)
        return try writer.finish()
    }

    /// The entry for people: `SEQUENCE  TIME  KIND  what happened`.
    ///
    /// - Parameter names: the minds' names by identifier; where there are several, entries say whose they are.
    public func text(names: [String: String]) -> String {
        let who = names.count > 1 ? PhiTextLayout.padded((names[mind] ?? "").printable, to: 12) + "  " : ""
        return PhiTextLayout.rightAligned(String(sequence), to: 6) + "  \(time)  "
            + PhiTextLayout.padded(kind.rawValue, to: 17) + "  " + who + summary.printable + "\n"
    }

    private static let longest = 100

    /// What happened, in words.
    private var summary: String {
        guard let payload = LedgerPayload(payload) else { return "(not readable)" }
        let detail = payload.detail
        let value = payload.changes.operations.first?.value
        let text: String
        switch kind {
        case .created, .imported:
            text = value?["identity"]?["name"]?.words ?? ""
        case .event: text = [value?["id"]?.words, value?["summary"]?.words].compactMap(\.self).joined(separator: ": ")
        case .insight: text = value?["content"]?.words ?? ""
        case .drift:
            let moved = detail["velocity"]?.members.map { "\($0.key) \(MindText.signed($0.value))" } ?? []
            text = moved.isEmpty ? "no trait moved" : moved.joined(separator: ", ")
        case .reflection: text = detail["reasons"]?.list.joined(separator: "; ") ?? ""
        case .commitmentOpened:
            text = [value?["id"]?.words, value?["text"]?.words].compactMap(\.self).joined(separator: ": ")
        case .commitmentClosed:
            text = [detail["id"]?.words, value?["outcome"]?.words, value?["evidence"]?.words].compactMap(\.self)
                .joined(separator: ": ")
        case .configuration: text = payload.changes.operations.map(\.place).joined(separator: ", ")
        case .migrated: text = "to a later schema"
        case .restored: text = "from \(detail["backup"]?.words ?? "?")"
        }
        return text.count > Self.longest ? text.prefix(Self.longest) + "…" : text
    }
}

extension PhiRecordWriter {
    mutating func value(_ entry: LedgerEntry) {
        let payload = LedgerPayload(entry.payload)
        beginObject(inline: true)
        member("sequence", entry.sequence)
        member("mind", entry.mind.isEmpty ? nil : entry.mind)
        member("time", entry.time)
        member("kind", entry.kind.rawValue)
        key("changes")
        value(payload?.changes.tree ?? .null)
        key("detail")
        value(payload?.detail ?? .null)
        member("program", payload?.program)
        member("document", entry.document.isEmpty ? nil : RunRecord.hexadecimal(entry.document))
        member("previous", RunRecord.hexadecimal(entry.previous))
        member("hash", RunRecord.hexadecimal(entry.hash))
        endObject()
    }
}

extension JSONTree {
    /// A string.
    fileprivate var words: String? { if case .string(let words) = self { words } else { nil } }

    /// The strings of a list.
    fileprivate var list: [String] {
        if case .array(let elements) = self { elements.compactMap(\.words) } else { [] }
    }

    /// The numbers of an object, by key.
    fileprivate var members: [(key: String, value: Double)] {
        guard case .object(let members) = self else { return [] }
        return members.compactMap { key, value in
            if case .number(let number) = value { (key, number) } else { nil }
        }.sorted { $0.key < $1.key }
    }
}
