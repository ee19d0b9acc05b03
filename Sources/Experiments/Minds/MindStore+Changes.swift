internal import Foundation
internal import GRDB
public import Minds
internal import Synchronization

/// What a change wrote to the ledger.
public struct RecordedChange: Sendable, Hashable {
    /// How many entries it appended; none where nothing changed.
    public let entries: Int
    /// The ledger's last sequence afterwards.
    public let sequence: Int
}

extension MindStore {
    /// Adds a mind.
    ///
    /// - Parameters:
    ///   - kind: `created` or `imported`.
    ///   - detail: an object that says where it comes from.
    /// - Throws: `MindStoreError` where there is one of its name or identifier.
    @discardableResult
    public func add(
        _ mind: Mind, as kind: LedgerEntry.Kind = .created, detail: JSONTree = .object([:]), keeping: Bool = true
    ) throws -> RecordedChange {
        try appending(keeping: keeping) { db, _ in
            let (id, name) = (mind.identity.id, mind.identity.name)
            guard
                try Row.fetchOne(
                    db, sql: "SELECT 1 FROM mind WHERE id IN (?1, ?2) OR name IN (?1, ?2)",
                    arguments: [id, name]) == nil
            else {
                throw MindStoreError(
                    .mindExists, place: path,
                    problem: "there is a mind \(name.debugDescription), or one of its identifier",
                    remedy: "give another name")
            }
            let document = try mind.json()
            let payload = LedgerPayload(
                changes: DocumentChanges([.replace("", try JSONTree(parsing: document))]), detail: detail)
            try db.execute(
                sql: "INSERT INTO mind (id, name, sequence, document) VALUES (?, ?, 0, ?)",
                arguments: [id, name, Data(document)])
            return ((), id, document, [(kind, payload)])
        }.change
    }

    /// Changes a mind: reads it, lets `body` change it, and appends what changed, in one transaction that no other
    /// process writes beside.
    ///
    /// - Parameters:
    ///   - name: the mind's name or identifier; nil where there is only one.
    ///   - keeping: whether the change is written; otherwise everything is done but that.
    /// - Throws: `MindStoreError`, and what `body` throws; nothing has been written then.
    /// - Complexity: O(size of the mind and of what others appended meanwhile).
    public func change<Result>(
        _ name: String? = nil, keeping: Bool = true, _ body: (inout MindEdit) throws -> Result
    ) throws -> (result: Result, change: RecordedChange) {
        try appending(keeping: keeping) { db, position in
            let row = try Self.row(of: name, in: db, path: path)
            try position.check(mind: row.id, sequence: row.sequence, document: row.document)
            var edit = try MindEdit(Array(row.document))
            let result = try body(&edit)
            let document = try edit.mind.json()
            if !edit.isEmpty {
                guard try JSONTree(parsing: document) == edit.document, edit.mind.identity.id == row.id else {
                    throw MindStoreError(
                        .inconsistent, place: path, problem: "the changes of mind \(row.name) do not lead to it",
                        remedy: "nothing was written; please report what led to this")
                }
                try db.execute(
                    sql: "UPDATE mind SET name = ?, document = ? WHERE id = ?",
                    arguments: [edit.mind.identity.name, Data(document), row.id])
            }
            return (result, row.id, document, edit.drafts)
        }
    }

    /// Runs `body` in a writing transaction at the verified end of the ledger, and appends what it drafts.
    private func appending<Result>(
        keeping: Bool,
        _ body: (Database, LedgerPosition) throws -> (
            result: Result, mind: String, document: [UInt8], drafts: [(kind: LedgerEntry.Kind, payload: LedgerPayload)]
        )
    ) throws -> (result: Result, change: RecordedChange) {
        let known = position.withLock { $0 }
        let (result, end, count) = try writing(keeping: keeping) { db in
            // Where another process restored a backup, what was verified is gone.
            var position = try known.isCurrent(in: db) ? known : LedgerPosition()
            try position.advance(in: db)
            let (result, mind, document, drafts) = try body(db, position)
            let time = Timestamp.now()
            let digest = LedgerHasher.digest(document)
            for (number, draft) in drafts.enumerated() {
                let entry = LedgerEntry(
                    sequence: position.sequence + 1, mind: mind, time: time, kind: draft.kind,
                    payload: draft.payload.bytes, document: number == drafts.count - 1 ? digest : [],
                    previous: position.hash)
                try Self.insert(entry, in: db)
                position.follow(entry)
            }
            if !drafts.isEmpty {
                try db.execute(sql: "UPDATE mind SET sequence = ? WHERE id = ?", arguments: [position.sequence, mind])
            }
            return (result, position, drafts.count)
        }
        if keeping { position.withLock { $0 = end } }
        return (result, RecordedChange(entries: count, sequence: end.sequence))
    }
}

extension MindStore {
    static func insert(_ entry: LedgerEntry, in db: Database) throws {
        try db.cachedStatement(
            sql: "INSERT INTO ledger (\(LedgerEntry.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            entry.sequence, entry.mind, entry.time, entry.kind.rawValue, Data(entry.payload), Data(entry.document),
            Data(entry.previous), Data(entry.hash),
        ])
    }

    /// The end of the ledger.
    static func lastEntry(_ db: Database) throws -> (sequence: Int, hash: [UInt8]) {
        guard let row = try Row.fetchOne(db, sql: "SELECT sequence, hash FROM ledger ORDER BY sequence DESC LIMIT 1")
        else { return (0, LedgerEntry.origin) }
        return (row[0], Array(row[1] as Data))
    }
}
