import ArgumentParser
import Compute
import Experiments
import Minds

/// `claustrum mind verify`: whether a store is sound.
struct MindVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a store: the database, the ledger's chain, and that replaying it gives the minds.")

    @OptionGroup var storeOptions: MindStoreOptions

    func run() throws {
        let path = try storeOptions.session().configuration.mindStore
        let verification = try MindStore.verify(path, patience: storeOptions.patience)
        try storeOptions.write({ try verification.json(store: path) }, text: { verification.text(store: path) })
        if let problem = verification.problems.first {
            throw MindStoreError(
                .broken, place: path, problem: "the store is not sound: \(problem)",
                remedy: "restore a backup with claustrum mind restore, which keeps this file aside")
        }
    }
}

/// `claustrum mind backup`: a verified copy, while others may write.
struct MindBackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Make a verified backup beside the store, and remove old ones.")

    @Option(help: "Keep so many at most, this one included.")
    var keep = 10

    @Option(help: "Remove those that are older, in days; never the newest.")
    var maxAgeDays = 30

    @Flag(help: "List the backups there are, and make none.")
    var list = false

    @OptionGroup var storeOptions: MindStoreOptions

    func run() throws {
        let session = try storeOptions.session()
        let path = session.configuration.mindStore
        let listing: BackupListing
        if list {
            listing = BackupListing(store: path)
        } else {
            let retention = BackupRetention(count: keep, days: maxAgeDays)
            let (made, removed) = try storeOptions.open(session).backup(
                keeping: retention, now: MindClock.system.now())
            listing = BackupListing(store: path, made: made, removed: removed)
        }
        try storeOptions.write(listing.json) { listing.text }
    }
}

/// `claustrum mind restore`: back to a backup.
struct MindRestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Bring a store back to a backup; what is there now is kept aside.")

    @Argument(help: "The backup's file, its name among the store's backups, or latest.")
    var backup: String

    @OptionGroup var storeOptions: MindStoreOptions

    func run() throws {
        let path = try storeOptions.session().configuration.mindStore
        let restoration = try MindStore.restore(
            try MindStore.backupPath(backup, of: path), over: path, patience: storeOptions.patience,
            now: MindClock.system.now())
        try storeOptions.write({ try restoration.json(store: path) }, text: { restoration.text(store: path) })
    }
}
