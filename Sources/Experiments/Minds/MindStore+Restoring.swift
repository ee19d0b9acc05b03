internal import Compute
internal import Foundation
internal import GRDB
internal import Graphs
public import Minds

/// What a restoration came to.
public struct Restoration: Sendable {
    /// The backup's file.
    public let backup: String
    /// Entries and minds that the store has now, with the one that tells of the restoration.
    public let entries: Int
    public let minds: Int
    /// Where what was there before is now: a backup, or where it was broken the file itself; nil where nothing was
    /// there.
    public let before: String?
    /// Whether what was there before was sound.
    public let wasSound: Bool
}

extension MindStore {
    /// Brings a store back to a backup. What is there is kept: as a backup where it is sound, else the file itself is
    /// put aside; what is something else than a store is refused. The ledger goes on from the backup's with an entry that names the backup and the end of what it
    /// replaced.
    ///
    /// - Throws: `MindStoreError`: where the backup is missing or not sound, nothing has been touched.
    /// - Complexity: O(bytes of both).
    public static func restore(
        _ backup: String, over path: String, patience: Duration = MindStore.defaultPatience, now: Moment
    ) throws -> Restoration {
        guard !FileIdentity.isSame(backup, path) else {
            throw MindStoreError(
                .backupUnusable, place: backup, problem: "it is the store itself", remedy: "give one of its backups")
        }
        var status = stat()
        if stat(path, &status) == 0 { try checkKind(status, of: path) }
        let (copy, minds) = try verifiedCopy(of: backup, beside: path)
        guard FileManager.default.fileExists(atPath: path) else {
            let entries = try put(copy, at: path, restoredFrom: backup)
            return Restoration(backup: backup, entries: entries, minds: minds, before: nil, wasSound: true)
        }
        do {
            // Others may write between the backup of what is there and its replacement: then it is done once more.
            for _ in 0..<attempts {
                let store = try MindStore(path: path, patience: patience)
                let (safety, verification) = try store.makeBackup(now: now)
                guard let entries = try store.replace(with: copy.path, restoredFrom: backup, ifAt: verification.head)
                else { continue }
                return Restoration(backup: backup, entries: entries, minds: minds, before: safety.path, wasSound: true)
            }
        } catch let error as MindStoreError where [.foreign, .damaged, .broken].contains(error.kind) {
            let aside = try putAside(path, now: now)
            let entries = try put(copy, at: path, restoredFrom: backup)
            return Restoration(backup: backup, entries: entries, minds: minds, before: aside, wasSound: false)
        }
        throw MindStoreError(
            .busy, place: path, problem: "others kept writing to it; nothing was changed", remedy: "run again")
    }

    private static let attempts = 10

    /// The file of a backup: a path, the name of one of the store's, or `latest`.
    ///
    /// - Throws: `MindStoreError` where there is none.
    public static func backupPath(_ text: String, of path: String) throws -> String {
        let files = FileManager.default
        let known = backups(of: path)
        if text == "latest", !files.fileExists(atPath: text), let latest = known.last { return latest.path }
        let named = backupFolder(of: path) + "/" + text
        if let found = [text, named].first(where: files.fileExists(atPath:)) { return found }
        let names = known.map { URL(fileURLWithPath: $0.path).lastPathComponent }
        throw MindStoreError(
            .backupMissing, place: text, problem: "there is no such backup",
            remedy: Spelling.nearest(to: text, in: names).map { "did you mean \($0)?" }
                ?? (names.isEmpty
                    ? "the store has none; give a file" : "the store has \(names.joined(separator: ", "))"))
    }

    /// Copies a backup, at this version's schema, and verifies the copy: what was verified is what is restored.
    private static func verifiedCopy(
        of backup: String, beside path: String
    ) throws -> (copy: UnfinishedDatabase, minds: Int) {
        let copy = UnfinishedDatabase(beside: path)
        let minds: Int
        func unusable(_ problem: String) -> MindStoreError {
            MindStoreError(
                .backupUnusable, place: backup, problem: "this backup is not sound: \(problem); nothing was touched",
                remedy: "give another")
        }
        do {
            try checkFile(backup)
            try checkFolder(of: path)
            let source = try explaining(backup) {
                var configuration = GRDB.Configuration()
                configuration.readonly = true
                let source = try DatabaseQueue(path: backup, configuration: configuration)
                try source.read { _ = try isCurrent($0, path: backup) }
                return source
            }
            minds = try explaining(path) {
                let queue = try DatabaseQueue(path: copy.path)
                do {
                    try source.backup(to: queue)
                    try source.close()
                    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
                    try MindStoreSchema.migrator.migrate(queue)
                    let verification = try StoreVerification(of: queue)
                    if let problem = verification.problems.first { throw unusable(problem) }
                    try queue.close()
                    return verification.minds
                } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
                    // All else that fails here is the copy's fault: where it is to be, no more can be written.
                    return try explaining(backup) { throw error }
                }
            }
        } catch let error as MindStoreError {
            if error.kind == .missing {
                throw MindStoreError(
                    .backupMissing, place: backup, problem: "there is no such backup",
                    remedy: "give a file, or one that claustrum mind backup --list names")
            }
            guard [.foreign, .other, .damaged, .later].contains(error.kind) else { throw error }
            throw unusable(error.problem)
        }
        return (copy, minds)
    }

    /// Replaces all that the store holds by what the copy holds, in one transaction.
    ///
    /// - Parameter head: the hash of the last entry that was backed up.
    /// - Returns: the number of entries then; nil where another has written since, and nothing was changed.
    private func replace(with copy: String, restoredFrom backup: String, ifAt head: String) throws -> Int? {
        try Self.explaining(path) {
            try queue.writeWithoutTransaction { db in
                try? db.execute(sql: "PRAGMA journal_mode = WAL")
                try db.execute(sql: "ATTACH DATABASE ? AS source", arguments: [copy])
                defer { try? db.execute(sql: "DETACH DATABASE source") }
                var entries: Int?
                try db.inTransaction(.immediate) {
                    let last = try Self.lastEntry(db)
                    guard RunRecord.hexadecimal(last.hash) == head else { return .rollback }
                    // The triggers that keep the ledger from being changed go with their table, and come back after it.
                    for table in try Self.objects("table", of: "main", db) {
                        try db.execute(sql: "DROP TABLE main.\(table.name.quotedDatabaseIdentifier)")
                    }
                    for table in try Self.objects("table", of: "source", db) {
                        let name = table.name.quotedDatabaseIdentifier
                        try db.execute(sql: table.definition)
                        try db.execute(sql: "INSERT INTO main.\(name) SELECT * FROM source.\(name)")
                    }
                    for trigger in try Self.objects("trigger", of: "source", db) {
                        try db.execute(sql: trigger.definition)
                    }
                    entries = try Self.tellRestoration(from: backup, replacing: last, in: db)
                    return .commit
                }
                return entries
            }
        }
    }

    private static func objects(
        _ type: String, of schema: String, _ db: Database
    ) throws -> [(name: String, definition: String)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT name, sql FROM \(schema).sqlite_master
                WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid
                """, arguments: [type]
        ).map { (try $0.held(0), try $0.held(1)) }
    }

    /// Lets the copy appear where no store is.
    private static func put(_ copy: UnfinishedDatabase, at path: String, restoredFrom backup: String) throws -> Int {
        let entries = try explaining(copy.path) {
            let queue = try DatabaseQueue(path: copy.path)
            let entries = try queue.write { try tellRestoration(from: backup, replacing: nil, in: $0) }
            try queue.close()
            return entries
        }
        try copy.appear(as: path, replacing: true)
        return entries
    }

    /// Gives a file that is no sound store another name, with what SQLite kept beside it, which would be taken for the
    /// new store's.
    ///
    /// - Returns: the other name, which no file had.
    private static func putAside(_ path: String, now: Moment) throws -> String {
        var moment = now
        var aside: String { sibling(of: path, "broken-\(BackupMoment.text(moment)).sqlite") }
        while FileManager.default.fileExists(atPath: aside) {
            moment = Moment(milliseconds: moment.milliseconds + 1_000)
        }
        for companion in UnfinishedDatabase.companions.reversed() {
            guard rename(path + companion, aside + companion) == 0 || errno == ENOENT else {
                throw OutputError(path: path + companion, errno: errno)
            }
        }
        return aside
    }

    /// Appends the entry that tells of a restoration.
    ///
    /// - Returns: its sequence.
    private static func tellRestoration(
        from backup: String, replacing last: (sequence: Int, hash: [UInt8])?, in db: Database
    ) throws -> Int {
        var detail: [String: JSONTree] = [
            "backup": .string(URL(fileURLWithPath: backup).lastPathComponent), "replaced": .null,
        ]
        if let last {
            detail["replaced"] = .object([
                "sequence": .number(Double(last.sequence)),
                "hash": .string(RunRecord.hexadecimal(last.hash)),
            ])
        }
        let end = try lastEntry(db)
        let payload = LedgerPayload(changes: DocumentChanges(), detail: .object(detail))
        let entry = LedgerEntry(
            sequence: end.sequence + 1, mind: "", time: Timestamp.now(), kind: .restored, payload: payload.bytes,
            document: [], previous: end.hash)
        try insert(entry, in: db)
        return entry.sequence
    }
}
