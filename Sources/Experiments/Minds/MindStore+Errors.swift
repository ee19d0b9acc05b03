internal import Compute
internal import GRDB

extension MindStore {
    /// Runs `body`; what SQLite says against it is told in the store's words.
    static func explaining<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw explanation(of: error, path: path)
        } catch let fault as LedgerFault {
            throw fault.error(path)
        }
    }

    private static func explanation(of error: DatabaseError, path: String) -> MindStoreError {
        let restoring = "restore a backup with claustrum mind restore"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return MindStoreError(
                .busy, place: path,
                problem: "another process has been writing to it all the while; nothing was changed",
                remedy: "run again, or wait longer with --wait")
        case .SQLITE_FULL:
            return MindStoreError(
                .full, place: path, problem: "no space is left to write it; nothing was changed",
                remedy: "free some and run again")
        case .SQLITE_IOERR:
            return MindStoreError(
                .notWritable, place: path,
                problem:
                    "the file system refused to read or write it (\(error.extendedResultCode)); nothing was changed",
                remedy: "check the disk, quotas and limits on the size of files, then run again")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN:
            return MindStoreError(
                .notWritable, place: path, problem: "it, or the folder it is in, may not be written",
                remedy: "change their permissions, or copy the store to a folder that you may write to")
        case .SQLITE_CORRUPT:
            return MindStoreError(
                .damaged, place: path, problem: "the database is damaged or cut off (\(error.extendedResultCode))",
                remedy: restoring)
        case .SQLITE_NOTADB:
            return MindStoreError(
                .foreign, place: path, problem: "it is no database, or its beginning is overwritten",
                remedy: "give the file of a store of minds, or " + restoring)
        case .SQLITE_CONSTRAINT where error.message?.hasPrefix("the ledger is append-only") == true:
            return MindStoreError(
                .broken, place: path, problem: error.message ?? "", remedy: "please report what led to this")
        default:
            return MindStoreError(
                .inconsistent, place: path,
                problem: "the database says: \(error.message ?? "no more") (\(error.extendedResultCode))",
                remedy: "nothing was changed; please report what led to this")
        }
    }
}
