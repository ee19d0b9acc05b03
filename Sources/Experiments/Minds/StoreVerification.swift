internal import Foundation
internal import GRDB

/// What a full verification of a store found.
///
/// Four things are checked: SQLite's own structures; that every entry is what its hash says, follows the one before and
/// none is missing; that each mind's document is the one its last entry names; and that replaying the entries from the
/// first gives exactly that document.
public struct StoreVerification: Sendable, Hashable {
    /// The ledger's entries that were found right, up to the first that is not.
    public private(set) var entries = 0
    public private(set) var minds = 0
    /// The hash of the last of them, in hexadecimal.
    public private(set) var head = RunRecord.hexadecimal(LedgerEntry.origin)
    /// The schema's last migration.
    public let version: String
    /// What is wrong, a sentence each; empty where the store is sound.
    public private(set) var problems: [String] = []

    /// At most so many of SQLite's complaints are told.
    private static let complaints = 8

    /// - Throws: `DatabaseError` where not even that much can be read.
    /// - Complexity: O(bytes of the ledger and the documents).
    init(of queue: DatabaseQueue) throws {
        version = MindStoreSchema.version
        try queue.read { db in
            let complaints = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(Self.complaints))")
            if complaints != ["ok"] { problems += complaints.map { "SQLite: \($0)" } }
            var position = LedgerPosition()
            var replay = LedgerReplay()
            do {
                try position.advance(in: db) { try replay.take($0, $1, $2) }
                try position.checkDocuments(in: db) { try replay.check($0, document: $1) }
            } catch let error as LedgerFault {
                problems.append(error.problem)
            }
            entries = position.sequence
            minds = position.minds.count
            head = RunRecord.hexadecimal(position.hash)
        }
    }

    /// - Throws: `MindStoreError.broken` with the first problem.
    func check(_ path: String) throws {
        if let problem = problems.first { throw LedgerFault(problem).error(path) }
    }
}

/// What is wrong with a ledger.
struct LedgerFault: Error {
    let problem: String

    init(_ problem: String) { self.problem = problem }

    func error(_ path: String) -> MindStoreError {
        MindStoreError(
            .broken, place: path, problem: "the ledger is broken: \(problem)",
            remedy: "restore a backup with claustrum mind restore, which keeps this file aside")
    }
}
