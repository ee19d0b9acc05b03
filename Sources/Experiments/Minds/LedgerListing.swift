/// A stretch of a ledger, written an entry at a time: it may be long.
public struct LedgerListing {
    /// How it is written.
    public enum Form: Sendable {
        /// A line an entry, for people.
        case text
        /// A line of JSON an entry.
        case lines
        /// One JSON object with a list.
        case document
    }

    private let form: Form
    private let store: String
    private var isEmpty = true

    public init(form: Form, store: String) {
        self.form = form
        self.store = store
    }

    /// What stands before the entries.
    public func begin() -> [UInt8] {
        guard form == .document else { return [] }
        var writer = PhiRecordWriter(pretty: false)
        writer.beginObject()
        writer.member("schema", "claustrum.mind-history/1")
        writer.member("store", store)
        writer.key("entries")
        return writer.bytes + Array("[".utf8)
    }

    /// The next entry.
    ///
    /// - Parameter names: the minds' names by identifier.
    /// - Throws: `ResultNotFinite`, which no entry holds.
    public mutating func next(_ entry: LedgerEntry, names: [String: String]) throws -> [UInt8] {
        defer { isEmpty = false }
        switch form {
        case .text: return Array(entry.text(names: names).utf8)
        case .lines: return try entry.json() + [0x0A]
        case .document: return Array((isEmpty ? "\n" : ",\n").utf8) + (try entry.json())
        }
    }

    /// What stands after them.
    public func end() -> [UInt8] {
        switch form {
        case .text: isEmpty ? Array("no entry\n".utf8) : []
        case .lines: []
        case .document: Array("\n]}\n".utf8)
        }
    }
}
