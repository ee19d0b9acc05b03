public import Compute
internal import Foundation
internal import Synchronization

/// A result that could not be written.
public enum OutputError: CodedError, Hashable {
    /// The reader of standard output went away: nothing is wrong here, and nobody is there to be told.
    case closed
    case full(path: String)
    case notWritable(path: String, reason: String)

    public var code: String {
        switch self {
        case .closed: "output-closed"
        case .full: "disk-full"
        case .notWritable: "output-not-writable"
        }
    }

    public var exitStatus: ExitStatus {
        switch self {
        case .closed: .ok
        case .full: .tryAgain
        case .notWritable: .unavailable
        }
    }

    public var message: String {
        switch self {
        case .closed: "the reader of the output closed it"
        case .full(let path):
            "no space is left to write \(path); free some and run again"
        case .notWritable(let path, let reason):
            "\(path) cannot be written: \(reason); give a path in an existing directory that you may write to"
        }
    }

    init(path: String, errno code: Int32) {
        switch code {
        case EPIPE: self = .closed
        case ENOSPC, EDQUOT: self = .full(path: path)
        default: self = .notWritable(path: path, reason: String(cString: strerror(code)))
        }
    }
}

/// Where results go: standard output, or a file that appears under its name only when it is complete.
///
/// A file is written beside its destination under a temporary name, synced, and renamed by `commit()`. Without a
/// commit (an error, an interruption) the temporary file is removed and whatever was there before stays.
/// Devices and pipes are written to directly.
public final class ResultOutput {
    /// What the process has not finished, for an end that cannot wait for its owners.
    private struct Unfinished {
        var files: Set<String> = []
        /// Made for files to come, the outermost first.
        var folders: [String] = []
    }

    private static let unfinished = Mutex(Unfinished())

    /// Counts this process's files, each of which has a name of its own.
    private static let serial = Atomic(0)

    private let path: String
    private var descriptor: Int32
    /// The unfinished file's name; nil for standard output, devices and pipes, and once it is renamed.
    private var temporaryPath: String?
    private let destination: String

    /// - Parameter path: The file; nil or `-` for standard output.
    /// - Throws: `OutputError` where it cannot be created.
    public init(path: String?) throws {
        guard let path, path != "-" else {
            self.path = "standard output"
            destination = ""
            descriptor = STDOUT_FILENO
            return
        }
        self.path = path
        destination = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        var status = stat()
        let exists = stat(destination, &status) == 0
        if exists && status.st_mode & S_IFMT == S_IFDIR {
            throw OutputError.notWritable(path: path, reason: "it is a directory")
        }
        if exists && status.st_mode & S_IFMT != S_IFREG {
            descriptor = open(destination, O_WRONLY | O_CLOEXEC)
            if descriptor < 0 { throw OutputError(path: path, errno: errno) }
            return
        }
        let folder = destination.folderOfPath
        let mode = exists ? status.st_mode & 0o777 : 0o666
        var temporary: String
        // A process of this number may have been killed here before: its file is its own, and another name is taken.
        repeat {
            let serial = Self.serial.wrappingAdd(1, ordering: .relaxed).newValue
            temporary = "\(folder)/.claustrum-\(getpid())-\(serial).unfinished"
            descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        } while descriptor < 0 && errno == EEXIST
        if descriptor < 0 { throw OutputError(path: path, errno: errno) }
        temporaryPath = temporary
        Self.unfinished.withLock { _ = $0.files.insert(temporary) }
    }

    deinit {
        if descriptor != STDOUT_FILENO && descriptor >= 0 { close(descriptor) }
        guard let temporaryPath else { return }
        Self.unfinished.withLock { unfinished in
            unlink(temporaryPath)
            unfinished.files.remove(temporaryPath)
        }
    }

    /// Makes a folder for files to come, where there is none; `abandonAll()` removes it unless one was committed there.
    ///
    /// - Returns: whether it was made.
    /// - Throws: `OutputError` where it cannot be.
    /// - Complexity: O(1).
    @discardableResult
    public static func makeFolder(_ path: String) throws -> Bool {
        let code = unfinished.withLock { unfinished -> Int32 in
            guard mkdir(path, 0o777) == 0 else { return errno }
            unfinished.folders.append(path)
            return 0
        }
        var isFolder: ObjCBool = false
        if code == EEXIST, FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            return false
        }
        guard code == 0 else { throw OutputError(path: path, errno: code) }
        return true
    }

    /// Removes every unfinished file of this process, and the folders that were made for them and stayed empty. The
    /// process is about to end: no file can be committed afterwards.
    ///
    /// - Complexity: O(unfinished files).
    public static func abandonAll() {
        unfinished.withLock { unfinished in
            for path in unfinished.files { unlink(path) }
            // Of a folder that holds something, this removes nothing.
            for path in unfinished.folders.reversed() { rmdir(path) }
            unfinished = Unfinished()
        }
    }

    /// Writes all of `bytes`.
    ///
    /// - Throws: `OutputError` where not all of them could be written.
    public func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let written = Foundation.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written > 0 {
                    rest = rest.dropFirst(written)
                } else if errno == EAGAIN {
                    // Somebody made the other end non-blocking: wait until it takes more.
                    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&waiting, 1, 100)
                } else if errno != EINTR {
                    throw OutputError(path: path, errno: errno)
                }
            }
        }
    }

    /// Writes all of `text`, as UTF-8.
    ///
    /// - Throws: `OutputError` where not all of it could be written.
    public func write(_ text: String) throws {
        try write(Array(text.utf8))
    }

    /// Makes the file appear under its name, complete and on disk.
    ///
    /// - Throws: `OutputError`; the temporary file is then removed with this value.
    public func commit() throws {
        guard let temporaryPath else { return }
        guard fsync(descriptor) == 0 else { throw OutputError(path: path, errno: errno) }
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0 else { throw OutputError(path: path, errno: errno) }
        let failure = Self.unfinished.withLock { unfinished in
            let code = rename(temporaryPath, destination) == 0 ? 0 : errno
            if code == 0 { unfinished.files.remove(temporaryPath) }
            return code
        }
        guard failure == 0 else { throw OutputError(path: path, errno: failure) }
        self.temporaryPath = nil
        // The rename is durable once the directory is; a file system that cannot sync directories loses nothing else.
        let folder = open(destination.folderOfPath, O_RDONLY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    /// Writes `bytes` to `path` (nil or `-`: standard output), completely or not at all.
    ///
    /// - Throws: `OutputError` where it cannot be.
    public static func write(_ bytes: [UInt8], to path: String?) throws {
        let output = try ResultOutput(path: path)
        try output.write(bytes)
        try output.commit()
    }
}
