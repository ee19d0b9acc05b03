internal import Foundation
internal import GRDB

/// How far a ledger has been read and found right, and what it says so far.
struct LedgerPosition {
    /// The last entry's sequence; 0 where there is none.
    private(set) var sequence = 0
    /// The last entry's hash.
    private(set) var hash = LedgerEntry.origin
    /// For each mind, its last entry's sequence and the digest of its document then.
    private(set) var minds: [String: (sequence: Int, document: [UInt8])] = [:]

    /// Reads the entries from here to the end, checking each.
    ///
    /// - Parameter take: is given what each entry found right did to which mind.
    /// - Throws: `LedgerFault` for the first entry that is not as its hash says, or not where it belongs.
    /// - Complexity: O(bytes of the new entries).
    mutating func advance(
        in db: Database, _ take: (_ sequence: Int, _ mind: String, _ payload: Data) throws -> Void = { _, _, _ in }
    ) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT \(LedgerEntry.columns) FROM ledger WHERE sequence > ? ORDER BY sequence",
            arguments: [sequence])
        while let row = try rows.next() {
            let number: Int = row[0]
            guard number == sequence + 1 else {
                throw LedgerFault(
                    number == sequence + 2
                        ? "entry \(sequence + 1) is missing" : "entries \(sequence + 1) to \(number - 1) are missing")
            }
            let (mind, kind): (String, String) = (row[1], row[3])
            guard try row.withUnsafeData(atIndex: 6, { Self.equal($0, hash) }) else {
                throw LedgerFault("entry \(number) does not follow entry \(sequence): it names another hash")
            }
            var hasher = LedgerHasher(sequence: number)
            hasher.update(mind)
            hasher.update(row[2] as String)
            hasher.update(kind)
            for index in 4...6 {
                try row.withUnsafeData(atIndex: index) { ($0 ?? Data()).withUnsafeBytes { hasher.update($0) } }
            }
            let computed = hasher.finish()
            guard try row.withUnsafeData(atIndex: 7, { Self.equal($0, computed) }) else {
                throw LedgerFault("entry \(number) is not what was written: its hash does not fit it")
            }
            guard LedgerEntry.Kind(rawValue: kind) != nil else {
                throw LedgerFault("entry \(number) is of the kind '\(kind.prefix(32))', which there is not")
            }
            try row.withUnsafeData(atIndex: 4) { try take(number, mind, $0 ?? Data()) }
            follow(sequence: number, mind: mind, document: Array(row[5] as Data), hash: computed)
        }
    }

    /// Takes an entry that is known to follow.
    mutating func follow(_ entry: LedgerEntry) {
        follow(sequence: entry.sequence, mind: entry.mind, document: entry.document, hash: entry.hash)
    }

    private mutating func follow(sequence: Int, mind: String, document: [UInt8], hash: [UInt8]) {
        self.sequence = sequence
        self.hash = hash
        if !mind.isEmpty { minds[mind] = (sequence, document) }
    }

    /// Whether the ledger still has the entry that was last read: it has not where another process restored a backup.
    func isCurrent(in db: Database) throws -> Bool {
        guard sequence > 0 else { return true }
        let stored = try Data.fetchOne(db, sql: "SELECT hash FROM ledger WHERE sequence = ?", arguments: [sequence])
        return Self.equal(stored, hash)
    }

    /// Checks that each mind's document is the one its last entry names.
    ///
    /// - Parameter take: is given each document found right.
    /// - Throws: `LedgerFault`.
    /// - Complexity: O(bytes of the documents).
    func checkDocuments(
        in db: Database, _ take: (_ mind: String, _ document: Data) throws -> Void = { _, _ in }
    ) throws {
        var seen = 0
        let rows = try Row.fetchCursor(db, sql: "SELECT id, sequence, document FROM mind")
        while let row = try rows.next() {
            let (mind, document): (String, Data) = (row[0], row[2])
            try check(mind: mind, sequence: row[1], document: document)
            try take(mind, document)
            seen += 1
        }
        guard seen == minds.count else {
            throw LedgerFault("it tells of \(minds.count) minds, but \(seen) are there")
        }
    }

    /// Checks one mind's document.
    ///
    /// - Throws: `LedgerFault`.
    func check(mind: String, sequence: Int, document: Data) throws {
        guard let last = minds[mind] else { throw LedgerFault("there is a mind \(mind) that no entry tells of") }
        guard last.sequence == sequence else {
            throw LedgerFault("the document of mind \(mind) is of entry \(sequence), but its last is \(last.sequence)")
        }
        guard LedgerHasher.digest(document) == last.document else {
            throw LedgerFault("the document of mind \(mind) is not the one that entry \(last.sequence) left")
        }
    }

    private static func equal(_ data: Data?, _ bytes: [UInt8]) -> Bool {
        data.map { $0.elementsEqual(bytes) } ?? false
    }
}
