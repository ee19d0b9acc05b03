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
        // From the start, so are entries that somebody put before the first.
        let rows = try Row.fetchCursor(
            db,
            sql:
                "SELECT \(LedgerEntry.columns) FROM ledger \(sequence > 0 ? "WHERE sequence > ?" : "") ORDER BY sequence",
            arguments: sequence > 0 ? [sequence] : [])
        while let row = try rows.next() {
            let number: Int = try row.held(0)
            guard number > sequence else { throw LedgerFault("entry \(number) stands before the first") }
            guard number == sequence + 1 else {
                throw LedgerFault(
                    number == sequence + 2
                        ? "entry \(sequence + 1) is missing" : "entries \(sequence + 1) to \(number - 1) are missing")
            }
            let (mind, time, kind): (String, String, String) = (try row.held(1), try row.held(2), try row.held(3))
            guard try row.withUnsafeData(atIndex: 6, { Self.equal($0, hash) }) else {
                throw LedgerFault("entry \(number) does not follow entry \(sequence): it names another hash")
            }
            var hasher = LedgerHasher(sequence: number)
            hasher.update(mind)
            hasher.update(time)
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
            follow(sequence: number, mind: mind, document: Array(try row.held(5) as Data), hash: computed)
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

    /// Checks that each mind's document is the one its last entry names, and that the mind is found by the name there.
    ///
    /// - Parameter take: is given each document found right.
    /// - Throws: `LedgerFault`.
    /// - Complexity: O(bytes of the documents).
    func checkDocuments(
        in db: Database, _ take: (_ mind: String, _ document: Data) throws -> Void = { _, _ in }
    ) throws {
        var seen = 0
        let text = "CAST(document AS TEXT)"
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, sequence, document,
                    CASE WHEN json_valid(\(text)) THEN json_extract(\(text), '$.identity.name') END IS name FROM mind
                """)
        while let row = try rows.next() {
            let (mind, document): (String, Data) = (try row.held(0), try row.held(2))
            try check(mind: mind, sequence: try row.held(1), document: document)
            guard try row.held(3) else {
                throw LedgerFault("the mind \(mind) is kept under a name that is not its own")
            }
            try take(mind, document)
            seen += 1
        }
        try check(count: seen)
    }

    /// - Throws: `LedgerFault` where there are not as many minds as the entries tell of.
    func check(count: Int) throws {
        guard count == minds.count else {
            throw LedgerFault("it tells of \(minds.count) minds, but \(count) are there")
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
