internal import Foundation
internal import GRDB

/// The tables of a store. Migrations are named, run in order and are never edited: a change of the schema is a new one.
enum MindStoreSchema {
    /// Marks a database as a store of minds: "CLMS".
    static let applicationIdentifier = 0x434C_4D53

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-ledger-and-minds") { db in
            try db.execute(
                sql: """
                    CREATE TABLE ledger (
                        sequence INTEGER PRIMARY KEY,
                        mind TEXT NOT NULL,
                        time TEXT NOT NULL,
                        kind TEXT NOT NULL,
                        payload BLOB NOT NULL,
                        document BLOB NOT NULL,
                        previous BLOB NOT NULL,
                        hash BLOB NOT NULL
                    ) STRICT;
                    CREATE TABLE mind (
                        id TEXT PRIMARY KEY NOT NULL,
                        name TEXT NOT NULL UNIQUE,
                        sequence INTEGER NOT NULL,
                        document BLOB NOT NULL
                    ) STRICT;
                    CREATE TRIGGER ledger_keeps_entries BEFORE DELETE ON ledger
                    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: no entry is deleted'); END;
                    CREATE TRIGGER ledger_changes_no_entry BEFORE UPDATE ON ledger
                    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: no entry is changed'); END;
                    CREATE TRIGGER ledger_grows_at_its_end BEFORE INSERT ON ledger
                    WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM ledger)
                        OR NEW.previous <> coalesce(
                            (SELECT hash FROM ledger ORDER BY sequence DESC LIMIT 1), zeroblob(32))
                    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: an entry follows the last one'); END;
                    """)
        }
        return migrator
    }

    /// The name of the last migration this program knows.
    static var version: String { migrator.migrations.last ?? "none" }

    /// The names of the migrations that a store has seen and this program has not.
    static func unknownMigrations(_ db: Database) throws -> [String] {
        try migrator.appliedIdentifiers(db).subtracting(migrator.migrations).sorted()
    }
}
