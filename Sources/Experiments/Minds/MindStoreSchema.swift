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

    /// The names of the migrations that a store has seen, as GRDB keeps them; nil where it keeps none that can be read.
    static func appliedMigrations(_ db: Database) throws -> Set<String>? {
        let kept = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'grdb_migrations'"
        guard try Row.fetchOne(db, sql: kept) != nil else { return nil }
        let names = try DatabaseValue.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations")
        let identifiers = names.compactMap { String.fromDatabaseValue($0) }
        return identifiers.isEmpty || identifiers.count < names.count ? nil : Set(identifiers)
    }

    /// All that a database's schema holds, with its definitions, but what SQLite and GRDB keep for themselves.
    static func objects(_ db: Database) throws -> [[DatabaseValue]] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT type, name, tbl_name, sql FROM sqlite_master
                WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND NOT (type = 'table' AND name = 'grdb_migrations')
                ORDER BY type, name
                """
        ).map { Array($0.databaseValues) }
    }

    /// The same of a store that has just been made.
    static func objects(upTo migration: String) throws -> [[DatabaseValue]] {
        let queue = try DatabaseQueue()
        try migrator.migrate(queue, upTo: migration)
        return try queue.read { try objects($0) }
    }
}

extension Row {
    /// A value that a store's tables always have. What the disk turned may be of another type all the same.
    ///
    /// - Throws: `LedgerFault`.
    func held<Value: DatabaseValueConvertible>(_ index: Int) throws -> Value {
        guard let value = Value.fromDatabaseValue(self[index]) else {
            throw LedgerFault("a value of a row is not of the type that was written")
        }
        return value
    }
}
