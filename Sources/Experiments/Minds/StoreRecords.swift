internal import Graphs
internal import Minds

/// What commands tell of a whole store. JSON has its keys in the order of `docs/schema/mind-store.schema.json`.
extension StoreVerification {
    /// Whether all is right.
    public var isSound: Bool { problems.isEmpty }

    /// - Throws: `ResultNotFinite`, which this does not hold.
    public func json(store: String) throws -> [UInt8] {
        try PhiRecordWriter.record("claustrum.mind-verification/1", store: store) { writer in
            writer.member("sound", isSound)
            writer.member("entries", entries)
            writer.member("minds", minds)
            writer.member("head", head)
            writer.member("version", version)
            writer.key("problems")
            writer.values(problems)
        }
    }

    /// For people.
    public func text(store: String) -> String {
        guard isSound else {
            return "\(store): not sound\n".printableLines + problems.map { "  \($0)\n".printableLines }.joined()
        }
        return "\(store): sound; \(entries.counted("entry", plural: "entries")) of \(minds.counted("mind")), "
            .printableLines
            + "each chained to the one before, and every mind is what its entries make it\nhead: \(head)\n"
    }
}

extension Restoration {
    /// - Throws: `ResultNotFinite`, which this does not hold.
    public func json(store: String) throws -> [UInt8] {
        try PhiRecordWriter.record("claustrum.mind-restoration/1", store: store) { writer in
            writer.member("backup", backup)
            writer.member("entries", entries)
            writer.member("minds", minds)
            writer.member("before", before)
            writer.member("was_sound", wasSound)
        }
    }

    /// For people.
    public func text(store: String) -> String {
        let kept =
            before.map { "what was there before is kept as \($0)" + (wasSound ? "" : ", since it was not sound") }
            ?? "nothing was there before"
        return "\(store): restored from \(backup), \(entries.counted("entry", plural: "entries")) of "
            .printableLines + "\(minds.counted("mind")); \(kept)\n".printableLines
    }
}

/// The backups of a store, and what a backup did.
public struct BackupListing: Sendable {
    public let store: String
    /// The one that was made; nil where it was only asked which there are.
    public let made: StoreBackup?
    public let removed: [StoreBackup]
    /// The oldest first.
    public let kept: [StoreBackup]

    public init(store: String, made: StoreBackup? = nil, removed: [StoreBackup] = []) {
        self.store = store
        self.made = made
        self.removed = removed
        kept = MindStore.backups(of: store)
    }

    /// - Throws: `ResultNotFinite`, which this does not hold.
    public func json() throws -> [UInt8] {
        try PhiRecordWriter.record("claustrum.mind-backups/1", store: store) { writer in
            writer.member("made", made?.path)
            writer.key("removed")
            writer.values(removed.map(\.path))
            writer.key("backups")
            writer.beginArray()
            for backup in kept {
                writer.beginObject(inline: true)
                writer.member("path", backup.path)
                writer.member("time", backup.moment.description)
                writer.member("sequence", backup.sequence)
                writer.endObject()
            }
            writer.endArray()
        }
    }

    /// For people.
    public var text: String {
        if let made {
            return "\(made.path): \(made.sequence.counted("entry", plural: "entries")), verified; "
                .printableLines + "\(removed.count.counted("old backup")) removed, \(kept.count) kept\n"
        }
        guard !kept.isEmpty else { return "\(store) has no backups\n".printableLines }
        return PhiText.table(
            [["backup", "time", "entries"]]
                + kept.map { [$0.path.printable, $0.moment.description, String($0.sequence)] }, flushLeft: [0, 1])
    }
}

/// The minds of a store.
public struct MindListing: Sendable {
    public let store: String
    public let minds: [(id: String, name: String)]

    /// - Throws: `MindStoreError`.
    public init(_ store: MindStore) throws {
        self.store = store.path
        minds = try store.minds()
    }

    /// - Throws: `ResultNotFinite`, which this does not hold.
    public func json() throws -> [UInt8] {
        try PhiRecordWriter.record("claustrum.mind-list/1", store: store) { writer in
            writer.key("minds")
            writer.beginArray()
            for mind in minds {
                writer.beginObject(inline: true)
                writer.member("id", mind.id)
                writer.member("name", mind.name)
                writer.endObject()
            }
            writer.endArray()
        }
    }

    /// For people: a mind a line.
    public var text: String {
        minds.isEmpty
            ? "\(store) has no minds\n".printableLines
            : PhiText.table(minds.map { [$0.name.printable, $0.id.printable] }, flushLeft: [0, 1])
    }
}

extension String {
    /// Harmless on a terminal; the line break at the end stays.
    fileprivate var printableLines: String {
        hasSuffix("\n") ? String(dropLast()).printable + "\n" : printable
    }
}
