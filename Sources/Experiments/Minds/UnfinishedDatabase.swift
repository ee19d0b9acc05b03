internal import Foundation

/// A database that is being made beside where it will appear, complete or not at all.
final class UnfinishedDatabase {
    let path: String
    private var isThere = true

    /// What the names of unfinished databases end in.
    static let suffix = ".unfinished"
    /// What SQLite keeps beside a database.
    static let companions = ["", "-wal", "-shm", "-journal"]

    /// - Parameter destination: the name it will have.
    init(beside destination: String) {
        path = "\(destination).\(UUID().uuidString.prefix(8))\(Self.suffix)"
    }

    deinit {
        guard isThere else { return }
        for companion in Self.companions { unlink(path + companion) }
    }

    /// Makes it appear, synced, under its name.
    ///
    /// - Parameter replacing: whether it replaces a file of that name; otherwise such a file stays.
    /// - Returns: whether it appeared. Where it did not, it is removed in the end, unless it appears under another name.
    /// - Throws: `OutputError`.
    @discardableResult
    func appear(as destination: String, replacing: Bool) throws -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw OutputError(path: destination, errno: errno) }
        let synced = fsync(descriptor)
        let reason = errno
        close(descriptor)
        guard synced == 0 else { throw OutputError(path: destination, errno: reason) }
        if replacing {
            guard rename(path, destination) == 0 else { throw OutputError(path: destination, errno: errno) }
            isThere = false
        } else {
            guard link(path, destination) == 0 else {
                if errno == EEXIST { return false }
                throw OutputError(path: destination, errno: errno)
            }
        }
        FolderSync.sync(destination.folderOfPath)
        return true
    }
}

/// Makes the names in a folder durable; a file system that cannot sync folders loses nothing else.
enum FolderSync {
    static func sync(_ folder: String) {
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
