internal import Compute
internal import Foundation
internal import GRDB
internal import Synchronization

/// Minds on disk: one SQLite database with an append-only ledger, which is the truth, and each mind's document as the
/// ledger's entries leave it.
///
/// Any number of processes may use one store at once. A change is one transaction that reads, changes and appends, and
/// is on disk when it returns; a process that is killed loses what it had not committed and nothing else. The whole
/// chain is verified when the store is opened.
public final class MindStore: Sendable {
    public let path: String
    let queue: DatabaseQueue
    /// How far the ledger is known to be right.
    let position = Mutex(LedgerPosition())

    /// How long to wait for another process that is writing.
    public static let defaultPatience = Duration.seconds(10)

    /// Opens a store and verifies its ledger.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - patience: how long to wait for another process that is writing.
    /// - Throws: `MindStoreError` where there is no store, it is not one, is damaged, of a later version, or its ledger
    ///   is broken.
    /// - Complexity: O(bytes of the ledger).
    public init(path: String, patience: Duration = MindStore.defaultPatience) throws {
        self.path = path
        queue = try Self.open(path, patience: patience)
        try position.withLock { position in
            position = try reading { db in
                var position = LedgerPosition()
                try position.advance(in: db)
                try position.checkDocuments(in: db)
                return position
            }
        }
    }

    /// Verifies all of a store, whether it is sound or not.
    ///
    /// - Throws: `MindStoreError` where there is no store, or so little of it is whole that it cannot be read.
    /// - Complexity: O(bytes of the ledger and the minds).
    public static func verify(
        _ path: String, patience: Duration = MindStore.defaultPatience
    ) throws -> StoreVerification {
        let queue = try open(path, patience: patience)
        return try explaining(path) { try StoreVerification(of: queue) }
    }

    /// Closes the file. Whatever was committed is on disk already.
    ///
    /// - Throws: `MindStoreError`.
    public func close() throws {
        try Self.explaining(path) { try queue.close() }
    }

    /// Runs `body` in a transaction that only reads.
    func reading<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try Self.explaining(path) { try queue.read(body) }
    }

    /// Runs `body` in a transaction that no other writes beside. Where it throws, or `keeping` is false, nothing is
    /// written.
    func writing<Result>(keeping: Bool = true, _ body: (Database) throws -> Result) throws -> Result {
        try Self.explaining(path) {
            var result: Result?
            try queue.writeWithoutTransaction { db in
                // A backup that was put in the store's place by hand is in another mode. Where that cannot be changed,
                // writing is as safe, and only waits for those who read. Who only reads changes nothing.
                if keeping { try? db.execute(sql: "PRAGMA journal_mode = WAL") }
                try db.inTransaction(.immediate) {
                    result = try body(db)
                    return keeping ? .commit : .rollback
                }
            }
            guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
            return result
        }
    }
}

extension MindStore {
    /// Makes an empty store where there is none. Of two processes that try at once, one makes it and both go on with
    /// it.
    ///
    /// - Throws: `MindStoreError` or `OutputError` where it cannot be made.
    public static func create(_ path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        try checkFolder(of: path)
        let unfinished = UnfinishedDatabase(beside: path)
        try explaining(path) {
            let queue = try DatabaseQueue(path: unfinished.path)
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA application_id = \(MindStoreSchema.applicationIdentifier)")
                try db.execute(sql: "PRAGMA journal_mode = WAL")
            }
            try MindStoreSchema.migrator.migrate(queue)
            try queue.close()
        }
        try unfinished.appear(as: path, replacing: false)
    }

    /// - Throws: `OutputError` where there is no folder to make a store in.
    static func checkFolder(of path: String) throws {
        let folder = path.folderOfPath
        var status = stat()
        guard stat(folder.isEmpty ? "." : folder, &status) == 0 else { throw OutputError(path: path, errno: errno) }
    }

    /// Opens the file as a store's database. One of an earlier version's schema is brought to this one's.
    private static func open(_ path: String, patience: Duration) throws -> DatabaseQueue {
        try checkFile(path)
        return try explaining(path) {
            var configuration = GRDB.Configuration()
            let wait = patience.components
            configuration.busyMode = .timeout(Double(wait.seconds) + Double(wait.attoseconds) / 1e18)
            configuration.label = "mind store"
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF")
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            if try !queue.read({ try isCurrent($0, path: path) }) { try MindStoreSchema.migrator.migrate(queue) }
            return queue
        }
    }

    /// Whether a database is a store at this version's schema; false where it is at an earlier one. After this its
    /// tables are known to be the store's own, so that none of another make is read.
    ///
    /// - Throws: `MindStoreError` where it is another program's or a later version's, or its schema is neither.
    static func isCurrent(_ db: Database, path: String) throws -> Bool {
        guard try Int.fetchOne(db, sql: "PRAGMA application_id") == MindStoreSchema.applicationIdentifier else {
            throw MindStoreError(
                .other, place: path, problem: "it is a database of another program",
                remedy: "give the file of a store of minds, or move this one away first")
        }
        func damaged(_ problem: String) -> MindStoreError {
            MindStoreError(
                .damaged, place: path, problem: problem, remedy: "restore a backup with claustrum mind restore")
        }
        guard let applied = try MindStoreSchema.appliedMigrations(db) else {
            throw damaged("it does not say which version's its tables are")
        }
        let known = MindStoreSchema.migrator.migrations
        let unknown = applied.subtracting(known).sorted()
        guard unknown.isEmpty else {
            throw MindStoreError(
                .later, place: path,
                problem:
                    "a later version of claustrum made it: its schema has \(unknown.joined(separator: ", ")), and this "
                    + "version knows up to \(MindStoreSchema.version)",
                remedy: "use that version, or restore a backup of before")
        }
        guard let last = known.last(where: applied.contains), Set(known.prefix(applied.count)) == applied,
            try MindStoreSchema.objects(db) == MindStoreSchema.objects(upTo: last)
        else { throw damaged("its tables and triggers are not those of a store of minds") }
        return last == known.last
    }

    /// - Throws: `MindStoreError` where it is a folder, a device or the like.
    static func checkKind(_ status: stat, of path: String) throws {
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw MindStoreError(
                .other, place: path, problem: "it is no regular file", remedy: "give the file of a store of minds")
        }
    }

    /// What SQLite's own errors would not say well.
    static func checkFile(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR {
                throw MindStoreError(
                    .missing, place: path, problem: "there is no store of minds",
                    remedy: "make one with claustrum mind new, or give another as --store or CLAUSTRUM_MIND_STORE")
            }
            throw InputError(path: path, reason: String(cString: strerror(errno)))
        }
        try checkKind(status, of: path)
        guard status.st_size > 0 else {
            throw MindStoreError(
                .foreign, place: path, problem: "it is empty",
                remedy: "remove it, or restore a backup over it with claustrum mind restore")
        }
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputError(path: path, reason: String(cString: strerror(errno))) }
        Foundation.close(descriptor)
    }
}
