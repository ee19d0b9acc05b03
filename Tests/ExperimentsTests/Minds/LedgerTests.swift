import Compute
import Experiments
import Foundation
import GRDB
import GeneratedInput
import Minds
import Testing

@Suite("The ledger of a store of minds")
struct LedgerTests {
    /// The encoding that docs/mind-store.md describes, written a second time.
    private func encoding(_ entry: LedgerEntry) -> [UInt8] {
        func number(_ value: Int) -> [UInt8] { (0..<8).reversed().map { UInt8((value >> (8 * $0)) & 255) } }
        var bytes = Array("claustrum.ledger/1".utf8) + [0] + number(entry.sequence)
        let texts = [entry.mind, entry.time, entry.kind.rawValue].map { Array($0.utf8) }
        for field in texts + [entry.payload, entry.document, entry.previous] { bytes += number(field.count) + field }
        return bytes
    }

    private func entries(_ store: MindStore) throws -> [LedgerEntry] {
        var entries: [LedgerEntry] = []
        try store.history(LedgerFilter()) { entries.append($0) }
        return entries
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

    @Test("every hash is the SHA-256 of the documented encoding, and names the one before")
    func hashes() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let store = try fixture.open()
        for number in 1...5 { _ = try store.change { try $0.record(MindStoreFixture.event("ev\(number)")) } }
        let entries = try entries(store)
        #expect(entries.map(\.sequence) == Array(1...6))
        var previous = [UInt8](repeating: 0, count: 32)
        for entry in entries {
            #expect(entry.previous == previous)
            #expect(hexadecimal(entry.hash) == RunRecord.digest(of: encoding(entry)))
            previous = entry.hash
        }
        let mind = try store.mind()
        #expect(try hexadecimal(entries[5].document) == RunRecord.digest(of: mind.mind.json()))
    }

    @Test("the database itself refuses to change, remove or replace an entry, or to leave one out")
    func appendOnly() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let queue = try DatabaseQueue(path: fixture.path)
        let row = "mind, time, kind, payload, document, previous, hash FROM ledger WHERE sequence = 1"
        for sql in [
            "UPDATE ledger SET time = 'x'", "DELETE FROM ledger",
            "INSERT OR REPLACE INTO ledger SELECT 1, \(row)", "INSERT INTO ledger SELECT 3, \(row)",
            "INSERT INTO ledger SELECT 2, \(row)",
        ] {
            let error = #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
            #expect(error?.message?.contains("append-only") == true, "\(sql)")
        }
        try queue.close()
        #expect(try MindStore.verify(fixture.path).isSound)
    }

    @Test(
        "whatever is changed behind the ledger's back is found when the store is opened",
        arguments: [
            ("UPDATE ledger SET payload = CAST(replace(CAST(payload AS TEXT), 'ev2', 'ev9') AS BLOB)", "entry 3 "),
            ("UPDATE ledger SET time = replace(time, '20', '19') WHERE sequence = 4", "entry 4 "),
            ("UPDATE ledger SET mind = 'id-Eve' WHERE sequence = 2", "entry 2 "),
            ("UPDATE ledger SET kind = 'insight' WHERE sequence = 3", "entry 3 "),
            ("UPDATE ledger SET hash = zeroblob(32) WHERE sequence = 6", "entry 6 "),
            ("UPDATE ledger SET document = x'00' WHERE sequence = 3", "entry 3 "),
            ("DELETE FROM ledger WHERE sequence = 3", "entry 3 is missing"),
            ("DELETE FROM ledger WHERE sequence IN (3, 4)", "entries 3 to 4 are missing"),
            ("DELETE FROM ledger WHERE sequence = 6", "is of entry 6"),
            (
                "UPDATE ledger SET sequence = 99 WHERE sequence = 3; UPDATE ledger SET sequence = 3 WHERE sequence = 4; "
                    + "UPDATE ledger SET sequence = 4 WHERE sequence = 99", "entry 3 does not follow"
            ),
            ("UPDATE mind SET document = CAST(replace(CAST(document AS TEXT), '0.5', '0.9') AS BLOB)", "the document"),
            ("UPDATE mind SET sequence = 5", "is of entry 5"), ("DELETE FROM mind", "tells of 1 minds"),
            ("INSERT INTO mind VALUES ('x', 'x', 1, x'00')", "no entry tells of"),
            ("UPDATE mind SET name = 'Eve'", "a name that is not its own"),
            (
                "INSERT INTO ledger SELECT 0, mind, time, kind, payload, document, previous, hash FROM ledger "
                    + "WHERE sequence = 1", "entry 0 stands before the first"
            ),
            ("UPDATE ledger SET sequence = -9223372036854775807 - 1 WHERE sequence = 2", "stands before the first"),
        ])
    func tampering(_ sql: String, _ words: String) throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let store = try fixture.open()
        for number in 1...5 { _ = try store.change { try $0.record(MindStoreFixture.event("ev\(number)")) } }
        try store.close()
        try fixture.tamper(sql)
        let error = try #require(fixture.failure { _ = try fixture.open() })
        #expect(error.code == "mind-ledger-broken" && error.exitStatus == .badData, "\(error)")
        #expect(error.message.contains(words) && error.message.contains("mind restore"), "\(error)")
        #expect(try MindStore.verify(fixture.path).problems.count == 1)
    }

    @Test(
        "a database whose tables or triggers are not a store's is not read at all",
        arguments: [
            "DROP TRIGGER ledger_keeps_entries", "DELETE FROM grdb_migrations", "DROP TABLE grdb_migrations",
            "CREATE TRIGGER t AFTER INSERT ON ledger BEGIN DELETE FROM mind; END", "CREATE VIEW v AS SELECT 1",
            "CREATE INDEX i ON mind (sequence)", "ALTER TABLE ledger RENAME COLUMN sequence TO sequenxe",
            """
            DROP TABLE mind; CREATE TABLE mind (id, name, sequence, document);
            INSERT INTO mind VALUES (NULL, NULL, NULL, NULL)
            """,
            """
            DROP TABLE grdb_migrations; CREATE TABLE grdb_migrations (identifier);
            INSERT INTO grdb_migrations VALUES (NULL)
            """,
        ])
    func otherTables(_ sql: String) throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let store = try fixture.open()
        let backup = try store.backup(keeping: BackupRetention(), now: MindStoreFixture.birth).made.path
        try store.close()
        for path in [fixture.path, backup] {
            let queue = try DatabaseQueue(path: path)
            try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
            try queue.close()
            for failure in [
                fixture.failure { _ = try MindStore(path: path) }, fixture.failure { _ = try MindStore.verify(path) },
            ] { #expect(failure?.code == "mind-store-damaged" && failure?.exitStatus == .badData) }
        }
        let refused = fixture.failure {
            _ = try MindStore.restore(backup, over: fixture.path, now: MindStoreFixture.birth)
        }
        #expect(refused?.code == "mind-backup-unusable")
    }

    @Test("a document that hashes as its entry says, but that no entries lead to, is found by a full verification")
    func replay() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        // A forger who writes the whole chain anew still has to make the entries lead to the document.
        let queue = try DatabaseQueue(path: fixture.path)
        let row = try #require(try queue.read { try Row.fetchOne($0, sql: "SELECT * FROM ledger") })
        try queue.close()
        let document = try fixture.open().mind().mind
        var other = document
        other.identity.name = "Eve"
        let json = try other.json()
        let forged = fixture.forged(row, document: json)
        try fixture.tamper(
            """
            UPDATE ledger SET document = x'\(forged.document)', hash = x'\(forged.hash)';
            UPDATE mind SET document = x'\(hexadecimal(json))', name = 'Eve'
            """)
        #expect(try fixture.open().mind().mind == other)
        let verification = try MindStore.verify(fixture.path)
        #expect(verification.problems.first?.contains("not what replaying") == true)
    }

    @Test("entries are filtered by kind, time, mind and number")
    func filters() throws {
        let fixture = try MindStoreFixture()
        try fixture.add("Ada")
        try fixture.add("Bob")
        let store = try fixture.open()
        for number in 1...4 { _ = try store.change("Ada") { try $0.record(MindStoreFixture.event("ev\(number)")) } }
        func sequences(_ edit: (inout LedgerFilter) -> Void) throws -> [Int] {
            var filter = LedgerFilter()
            edit(&filter)
            var found: [Int] = []
            try store.history(filter) { found.append($0.sequence) }
            return found
        }
        #expect(try sequences { $0.mind = "Bob" } == [2])
        #expect(try sequences { $0.kinds = [.event] } == [3, 4, 5, 6])
        #expect(try sequences { $0.last = 2 } == [5, 6])
        #expect(try sequences { $0.since = Moment(milliseconds: 4_102_444_800_000) } == [])
        #expect(try sequences { $0.until = MindStoreFixture.birth } == [])
        #expect(try sequences { $0.since = MindStoreFixture.birth }.count == 6)
        #expect(fixture.failure { _ = try sequences { $0.mind = "Adda" } }?.message.contains("Ada") == true)
    }
}

extension MindStoreFixture {
    /// The first entry as it would have to be to name another document.
    func forged(_ row: Row, document json: [UInt8]) -> (document: String, hash: String) {
        func number(_ value: Int) -> [UInt8] { (0..<8).reversed().map { UInt8((value >> (8 * $0)) & 255) } }
        let document = RunRecord.digest(of: json)
        let digest = stride(from: 0, to: 64, by: 2).compactMap { offset -> UInt8? in
            let start = document.index(document.startIndex, offsetBy: offset)
            return UInt8(document[start..<document.index(start, offsetBy: 2)], radix: 16)
        }
        var bytes = Array("claustrum.ledger/1".utf8) + [0] + number(1)
        for name in ["mind", "time", "kind"] {
            let field = Array((row[name] as String).utf8)
            bytes += number(field.count) + field
        }
        for field in [Array(row["payload"] as Data), digest, Array(row["previous"] as Data)] {
            bytes += number(field.count) + field
        }
        return (document, RunRecord.digest(of: bytes))
    }
}
