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
    /// - Throws: `MindStoreError` where there is one of its name or identifier, or it is nested too deep to be kept.
    @discardableResult
    public func add(
        _ mind: Mind, as kind: LedgerEntry.Kind = .created, detail: JSONTree = .object([:])
    ) throws -> RecordedChange {
        try appending(keeping: true) { db, _ in
            let (id, name) = (mind.identity.id, mind.identity.name)
            try Self.checkUnused(mind.identity, in: db, path: path)
            try NestingLimit.check(mind)
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
            let document = try edit.finished()
            if !edit.isEmpty {
                guard edit.mind.identity.id == row.id else {
                    throw MindStoreError(
                        .inconsistent, place: path, problem: "a change gives mind \(row.name) another identifier",
                        remedy: "nothing was written; please report what led to this")
                }
                if edit.mind.identity.name != row.name {
                    try Self.checkUnused(edit.mind.identity, besides: row.id, in: db, path: path)
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
        let (result, start, end, count) = try writing(keeping: keeping) { db in
            // Where another process restored a backup, what was verified is gone.
            var position = try known.isCurrent(in: db) ? known : LedgerPosition()
            try position.advance(in: db)
            let start = position
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
                try readAgain(drafts.map(\.payload.changes), of: mind, from: start, to: position, in: db)
            }
            return (result, start, position, drafts.count)
        }
        if keeping { position.withLock { $0 = end } }
        return (result, RecordedChange(entries: count, sequence: keeping ? end.sequence : start.sequence))
    }

    /// Reads what was appended as a later verification will: nothing is committed that it would refuse.
    ///
    /// - Throws: `MindStoreError.unkeepable`.
    /// - Complexity: O(bytes of the new entries and of the mind's document).
    private func readAgain(
        _ changes: [DocumentChanges], of mind: String, from start: LedgerPosition, to end: LedgerPosition,
        in db: Database
    ) throws {
        do {
            var again = start
            var written = changes[...]
            try again.advance(in: db) { number, _, payload in
                guard let next = written.popFirst(), LedgerPayload(payload)?.changes == next else {
                    throw LedgerFault("entry \(number) could not be read again")
                }
            }
            let row = try Self.row(of: mind, in: db, path: path)
            try again.check(mind: row.id, sequence: row.sequence, document: row.document)
            try again.check(count: try Int.fetchOne(db, sql: "SELECT count(*) FROM mind") ?? 0)
            guard written.isEmpty, again.hash == end.hash else {
                throw LedgerFault("the new entries could not be read again")
            }
        } catch let fault as LedgerFault {
            throw MindStoreError(
                .unkeepable, place: path, problem: "the change cannot be kept: \(fault.problem)",
                remedy: "nothing was written; please report what led to this")
        }
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
        return (try row.held(0), Array(try row.held(1) as Data))
    }
}
