import Compute
import Experiments
import Foundation
import GRDB
import Minds
import Testing

@Suite("Backups of a store of minds")
struct MindBackupTests {
    private func moment(_ day: Int) -> Moment { MindStoreFixture.clock(day).now() }

    private func record(_ id: String, _ store: MindStore) throws {
        _ = try store.change { try $0.record(MindStoreFixture.event(id)) }
    }

    @Test("backups are kept by number and age, and the newest always")
    func retention() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let store = try fixture.open()
        for day in 0..<5 {
            try record("ev\(day)", store)
            _ = try store.backup(keeping: BackupRetention(count: 3, days: 100), now: moment(day))
        }
        #expect(MindStore.backups(of: fixture.path).map(\.sequence) == [4, 5, 6])
        #expect(MindStore.backups(of: fixture.path).map(\.moment) == [moment(2), moment(3), moment(4)])
        let (made, removed) = try store.backup(keeping: BackupRetention(count: 9, days: 2), now: moment(6))
        #expect(made.sequence == 6 && removed.map(\.sequence) == [4, 5])
        let (_, all) = try store.backup(keeping: BackupRetention(count: 1, days: 1), now: moment(400))
        #expect(all.count == 2 && MindStore.backups(of: fixture.path).count == 1)
        #expect(made.path.hasSuffix("minds.sqlite.backups/minds.sqlite-20260107T000000Z-6.sqlite"))
        #expect(
            fixture.failure { _ = try store.backup(keeping: BackupRetention(count: 0, days: 1), now: moment(0)) }?
                .exitStatus == .usage)
    }

    @Test("a restored store is the backup's, goes on from there, and keeps what was there before")
    func restoring() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let store = try fixture.open()
        try record("ev1", store)
        let then = try store.mind()
        let backup = try store.backup(keeping: BackupRetention(), now: moment(1)).made
        for number in 2...9 { try record("ev\(number)", store) }
        // Another process has it open all the while.
        let other = try fixture.open()
        let restoration = try MindStore.restore(backup.path, over: fixture.path, now: moment(2))
        #expect(restoration.wasSound && restoration.entries == 3)
        let safety = try #require(restoration.before)
        #expect(try MindStore.verify(safety).entries == 10)
        #expect(try fixture.open().mind().mind == then.mind)
        try record("ev2", other)
        let verification = try MindStore.verify(fixture.path)
        #expect(verification.problems == [] && verification.entries == 4)
        var kinds: [LedgerEntry.Kind] = []
        try other.history(LedgerFilter()) { kinds.append($0.kind) }
        #expect(kinds == [.created, .event, .restored, .event])
        // And back again: nothing is ever lost.
        _ = try MindStore.restore(safety, over: fixture.path, now: moment(3))
        #expect(try fixture.open().mind().mind.events.count == 9)
        #expect(throws: DatabaseError.self) {
            try DatabaseQueue(path: fixture.path).write { try $0.execute(sql: "DELETE FROM ledger") }
        }
    }

    @Test("a store that is broken, cut off or no database is put aside, and the backup takes its place")
    func broken() throws {
        for damage in 0..<3 {
            let fixture = try MindStoreFixture()
            try fixture.add()
            let store = try fixture.open()
            let backup = try store.backup(keeping: BackupRetention(), now: moment(1)).made
            try record("ev1", store)
            try store.close()
            let url = URL(fileURLWithPath: fixture.path)
            switch damage {
            case 0: try fixture.tamper("UPDATE ledger SET time = 'x' WHERE sequence = 1")
            case 1: try Data(contentsOf: url).prefix(9_000).write(to: url)
            default: try Data("not a database at all".utf8).write(to: url)
            }
            let bytes = try Data(contentsOf: url)
            let error = try #require(fixture.failure { _ = try fixture.open() })
            #expect(error.exitStatus == .badData && error.message.contains("restore"), "\(damage): \(error)")
            let restoration = try MindStore.restore(backup.path, over: fixture.path, now: moment(2))
            #expect(!restoration.wasSound)
            #expect(try Data(contentsOf: URL(fileURLWithPath: #require(restoration.before))) == bytes)
            #expect(try MindStore.verify(fixture.path).entries == 2)
        }
    }

    @Test("a backup that is not sound is refused, and nothing is touched")
    func refused() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let store = try fixture.open()
        let backup = try store.backup(keeping: BackupRetention(), now: moment(1)).made
        try store.close()
        let url = URL(fileURLWithPath: backup.path)
        let whole = try Data(contentsOf: url)
        let before = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
        let place = try #require(whole.range(of: Data("openness".utf8))).lowerBound
        var flipped = whole
        flipped[place] ^= 1
        for bad in [flipped, whole.prefix(5_000), Data("garbage".utf8), Data()] {
            try Data(bad).write(to: url)
            let error = fixture.failure {
                _ = try MindStore.restore(backup.path, over: fixture.path, now: moment(2))
            }
            #expect(
                error?.code == "mind-backup-unusable" && error?.exitStatus == .badData, "\(String(describing: error))")
        }
        let missing = fixture.failure { _ = try MindStore.backupPath("minds-2026.sqlite", of: fixture.path) }
        #expect(missing?.exitStatus == .missingInput)
        #expect(fixture.failure { _ = try MindStore.restore(fixture.path, over: fixture.path, now: moment(2)) } != nil)
        #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == before)
        #expect(fixture.folder.names == ["minds.sqlite", "minds.sqlite.backups"])
        #expect(try MindStore.backupPath("latest", of: fixture.path) == backup.path)
    }

    @Test("what is no store is told from what is damaged, and each has a remedy")
    func mistakes() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let url = URL(fileURLWithPath: fixture.path)
        let whole = try Data(contentsOf: url)
        func code(_ bytes: Data?) throws -> String? {
            try? FileManager.default.removeItem(at: url)
            if let bytes { try bytes.write(to: url) }
            let error = try #require(fixture.failure { _ = try fixture.open() })
            #expect(error.message.contains(fixture.path) && !error.remedy.isEmpty)
            return error.code
        }
        #expect(try code(nil) == "mind-store-missing")
        #expect(try code(Data()) == "mind-store-foreign")
        #expect(try code(Data(repeating: 7, count: 5_000)) == "mind-store-foreign")
        #expect(try code(whole.prefix(whole.count / 2)) == "mind-store-damaged")
        try whole.write(to: url)
        try fixture.tamper("INSERT INTO grdb_migrations VALUES ('99-from-the-future')")
        let later = try #require(fixture.failure { _ = try fixture.open() })
        #expect(later.code == "mind-store-later-version" && later.message.contains("99-from-the-future"))
        try FileManager.default.removeItem(at: url)
        let other = try DatabaseQueue(path: fixture.path)
        try other.write { try $0.execute(sql: "CREATE TABLE t (a)") }
        try other.close()
        #expect(fixture.failure { _ = try fixture.open() }?.code == "mind-store-other")
        let folder = fixture.failure { _ = try MindStore(path: fixture.folder.path) }
        #expect(folder?.code == "mind-store-other")
    }

    @Test("stores that differ only in the extension keep their backups apart")
    func neighbours() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let other = "\(fixture.folder.path)/minds.db"
        try MindStore.create(other)
        let made = try fixture.open().backup(keeping: BackupRetention(count: 1, days: 1), now: moment(1)).made
        let (others, removed) = try MindStore(path: other).backup(
            keeping: BackupRetention(count: 1, days: 1), now: moment(1))
        #expect(removed == [] && MindStore.backups(of: fixture.path) == [made])
        #expect(MindStore.backups(of: other) == [others])
    }

    @Test("no backup takes another's place, even within one second")
    func sameSecond() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let store = try fixture.open()
        let first = try store.backup(keeping: BackupRetention(), now: moment(1)).made
        let bytes = try Data(contentsOf: URL(fileURLWithPath: first.path))
        let restoration = try MindStore.restore(first.path, over: fixture.path, now: moment(1))
        #expect(restoration.before != first.path)
        #expect(try Data(contentsOf: URL(fileURLWithPath: first.path)) == bytes)
        #expect(
            MindStore.backups(of: fixture.path).map(\.moment.milliseconds)
                == [0, 1].map {
                    moment(1).milliseconds + $0 * 1_000
                })
    }

    @Test("names in the folder that only look like a backup's are passed over")
    func names() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let made = try fixture.open().backup(keeping: BackupRetention(), now: moment(1)).made
        for name in ["éééééééé", "20260102T0000\r\nZ", "20260102T00000éZ", "20261302T000000Z", "2026-01-02T00:00Z"] {
            try Data().write(
                to: URL(fileURLWithPath: "\(MindStore.backupFolder(of: fixture.path))/minds.sqlite-\(name)-1.sqlite"))
        }
        #expect(MindStore.backups(of: fixture.path) == [made])
    }

    @Test("reading a backup where it lies leaves every byte as it is")
    func reading() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let store = try fixture.open()
        let path = try store.backup(keeping: BackupRetention(), now: moment(1)).made.path
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(try MindStore.verify(path).problems == [])
        let backup = try MindStore(path: path)
        #expect(try backup.minds().count == 1)
        _ = try backup.change(keeping: false) { try $0.record(MindStoreFixture.event("ev1")) }
        try backup.close()
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
        // Who writes to it makes a store of it.
        try record("ev1", try MindStore(path: path))
        #expect(try MindStore.verify(path).entries == 2)
    }

    @Test("another program's database, and what is no file, is not put aside for a backup")
    func others() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let backup = try fixture.open().backup(keeping: BackupRetention(), now: moment(1)).made.path
        let path = "\(fixture.folder.path)/places.sqlite"
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "CREATE TABLE place (name)") }
        try queue.close()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let names = fixture.folder.names
        for target in [path, fixture.folder.path] {
            let refused = fixture.failure { _ = try MindStore.restore(backup, over: target, now: moment(2)) }
            #expect(refused?.code == "mind-store-other" && refused?.exitStatus == .badData)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes && fixture.folder.names == names)
    }

    @Test("where a store is to be that has no folder, the error names the store and not the backup")
    func folder() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let backup = try fixture.open().backup(keeping: BackupRetention(), now: moment(1)).made.path
        let path = "\(fixture.folder.path)/none/minds.sqlite"
        let error = #expect(throws: OutputError.self) { try MindStore.restore(backup, over: path, now: moment(2)) }
        #expect(error?.message.contains(path) == true && error?.exitStatus != .internalFailure)
    }

    @Test("a store that another process keeps is waited for, and then left")
    func busy() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let store = try fixture.open()
        let other = try DatabaseQueue(path: fixture.path)
        try other.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            let error = fixture.failure { try record("ev1", store) }
            #expect(error?.code == "mind-store-busy" && error?.exitStatus == .tryAgain)
            try db.execute(sql: "COMMIT")
        }
        try record("ev1", store)
        #expect(try store.mind().mind.events.count == 1)
    }
}
