internal import Compute
internal import Foundation
internal import GRDB
public import Minds

/// Which backups are kept.
public struct BackupRetention: Sendable, Hashable {
    /// How many at most, 1 or more.
    public var count: Int
    /// Those older than this many days go; the newest never does.
    public var days: Int

    public init(count: Int = 10, days: Int = 30) {
        self.count = count
        self.days = days
    }

    /// - Throws: `MindStoreError` where nothing would be kept.
    public func validate() throws {
        guard count >= 1, days >= 1 else {
            throw MindStoreError(
                .badSetting, place: "", problem: "keeping \(count) backups of at most \(days) days keeps none",
                remedy: "give --keep and --max-age-days numbers of 1 or more")
        }
    }
}

/// A backup of a store: a file with its moment and the ledger's last sequence in its name.
public struct StoreBackup: Sendable, Hashable {
    public let path: String
    /// When it was made, to the second.
    public let moment: Moment
    /// The last entry's sequence.
    public let sequence: Int

    /// The parts of a backup's file name; nil for any other.
    init?(folder: String, name: String, of store: String) {
        guard name.hasPrefix(store + "-"), name.hasSuffix(".sqlite") else { return nil }
        let parts = name.dropFirst(store.count + 1).dropLast(".sqlite".count).split(
            separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = Int(parts[1]), let moment = BackupMoment.moment(String(parts[0])) else {
            return nil
        }
        path = "\(folder)/\(name)"
        self.moment = moment
        self.sequence = sequence
    }
}

/// Moments as backups are named after: `20260131T120000Z`, the basic form of ISO 8601.
enum BackupMoment {
    static func text(_ moment: Moment) -> String {
        Moment(milliseconds: moment.milliseconds / 1_000 * 1_000).description.filter { $0 != "-" && $0 != ":" }
    }

    /// nil where the text is no moment.
    static func moment(_ text: String) -> Moment? {
        // File names come from outside: only ASCII has a character a byte.
        guard text.utf8.count == 16, text.utf8.allSatisfy({ (0x30...0x5A).contains($0) }) else { return nil }
        var text = text
        for (offset, separator) in [(13, ":"), (11, ":"), (6, "-"), (4, "-")] {
            text.insert(contentsOf: separator, at: text.index(text.startIndex, offsetBy: offset))
        }
        return Moment(text)
    }
}

extension MindStore {
    /// Where the backups of a store are kept: `minds.sqlite.backups` beside `minds.sqlite`.
    public static func backupFolder(of path: String) -> String { sibling(of: path, "backups") }

    /// A name beside a store's: `minds.sqlite.ENDING` for `minds.sqlite`. No other store has it.
    static func sibling(of path: String, _ ending: String) -> String {
        let folder = path.folderOfPath
        return (folder.isEmpty ? "" : folder == "/" ? "/" : folder + "/") + storeName(path) + "." + ending
    }

    /// The backups of a store, the oldest first.
    public static func backups(of path: String) -> [StoreBackup] {
        let folder = backupFolder(of: path)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { StoreBackup(folder: folder, name: $0, of: storeName(path)) }
            .sorted { ($0.moment, $0.sequence) < ($1.moment, $1.sequence) }
    }

    /// The file's whole name: stores that differ only in its extension keep their backups apart.
    static func storeName(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }

    /// Copies the store while others may write to it, verifies the copy, and lets it appear under its name. Then old
    /// backups are removed.
    ///
    /// - Returns: the backup, and those that were removed.
    /// - Throws: `MindStoreError`, `OutputError`; no backup has appeared then.
    /// - Complexity: O(bytes of the store).
    public func backup(keeping retention: BackupRetention, now: Moment) throws -> (
        made: StoreBackup, removed: [StoreBackup]
    ) {
        try retention.validate()
        let made = try makeBackup(now: now).backup
        return (made, Self.prune(path, keeping: retention, newest: made, now: now))
    }

    /// Makes a backup and removes none. Where one of its name is there, it gets the next second's: none is replaced.
    func makeBackup(now: Moment) throws -> (backup: StoreBackup, verification: StoreVerification) {
        let folder = Self.backupFolder(of: path)
        try ResultOutput.makeFolder(folder)
        let unfinished = UnfinishedDatabase(beside: "\(folder)/\(Self.storeName(path))")
        let verification = try Self.explaining(folder) {
            let copy = try DatabaseQueue(path: unfinished.path)
            try queue.backup(to: copy)
            // A backup is one file, which can be read where nothing can be written.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            let verification = try StoreVerification(of: copy)
            try copy.close()
            try verification.check(path)
            return verification
        }
        var moment = now
        while true {
            let name = "\(Self.storeName(path))-\(BackupMoment.text(moment))-\(verification.entries).sqlite"
            guard let made = StoreBackup(folder: folder, name: name, of: Self.storeName(path)) else {
                throw MindStoreError(
                    .inconsistent, place: path, problem: "a backup cannot be named \(name)",
                    remedy: "please report this")
            }
            if try unfinished.appear(as: made.path, replacing: false) { return (made, verification) }
            moment = Moment(milliseconds: moment.milliseconds + 1_000)
        }
    }

    /// Removes the backups that are too many or too old, and what killed processes left unfinished.
    private static func prune(
        _ path: String, keeping retention: BackupRetention, newest: StoreBackup, now: Moment
    ) -> [StoreBackup] {
        let others = backups(of: path).filter { $0 != newest }
        let surplus = others.count - (retention.count - 1)
        var removed: [StoreBackup] = []
        for (index, backup) in others.enumerated() {
            let isTooOld = now.days(since: backup.moment) > Double(retention.days)
            guard index < surplus || isTooOld, unlink(backup.path) == 0 else { continue }
            removed.append(backup)
        }
        let folder = backupFolder(of: path)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where UnfinishedDatabase.companions.contains(where: { name.hasSuffix(UnfinishedDatabase.suffix + $0) }) {
            var status = stat()
            // One that another process is writing is younger than that.
            guard stat("\(folder)/\(name)", &status) == 0,
                now.milliseconds / 1_000 - Int64(status.st_mtim.tv_sec) > 3_600
            else { continue }
            unlink("\(folder)/\(name)")
        }
        return removed
    }
}
