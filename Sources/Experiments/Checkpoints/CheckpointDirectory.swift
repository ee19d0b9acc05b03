internal import Foundation

/// The directory that a checkpoint lies in, locked for this process: its own files, and nobody else's.
struct CheckpointDirectory: Sendable {
    private static let manifestName = "manifest.json"
    private static let segmentPrefix = "segment-"

    let path: String
    /// Whether it was made here.
    let isNew: Bool
    let hasManifest: Bool
    /// The numbers of the segments found, ascending.
    let segments: [Int]
    private let lock: CheckpointLock

    /// Creates the directory where there is none, and locks it.
    ///
    /// - Throws: `CheckpointError` where it holds anything but a checkpoint, or another process works on it; `OutputError`
    ///   where it cannot be created or written to.
    init(path: String) throws {
        self.path = path
        isNew = mkdir(path, 0o777) == 0
        if !isNew && errno != EEXIST { throw OutputError(path: path, errno: errno) }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw CheckpointError.notADirectory(path: path)
        }
        // In a directory that is not for it nothing is created, not even the lock.
        _ = try Self.contents(of: path)
        lock = try CheckpointLock(directory: path)
        let names = try Self.contents(of: path)
        hasManifest = names.contains(Self.manifestName)
        segments = names.compactMap(Self.segmentNumber).sorted()
        // Left behind by a process that was killed while it wrote.
        for name in names where Self.isUnfinished(name) { unlink("\(path)/\(name)") }
    }

    var manifestPath: String { "\(path)/\(Self.manifestName)" }

    func segmentPath(_ number: Int) -> String {
        let digits = String(number)
        return "\(path)/\(Self.segmentPrefix)\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)"
    }

    /// - Throws: `CheckpointError.unreadable`.
    func read(_ path: String) throws(CheckpointError) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw .unreadable(path: path, reason: (error as NSError).localizedDescription)
        }
    }

    /// Removes the checkpoint.
    ///
    /// - Parameters:
    ///   - last: The number of the last segment, 0 where there is none.
    ///   - removesDirectory: Whether the directory itself goes too, where nothing else is in it.
    func remove(segmentsUpTo last: Int, removesDirectory: Bool) {
        // In this order what an interruption leaves is a checkpoint still, and the lock is held to the end.
        for number in 0...max(last, segments.last ?? 0) { unlink(segmentPath(number)) }
        unlink(manifestPath)
        unlink("\(path)/\(CheckpointLock.name)")
        if removesDirectory { rmdir(path) }
    }

    /// The names of the files.
    ///
    /// - Throws: `CheckpointError`, also where one of them is no part of a checkpoint.
    private static func contents(of path: String) throws(CheckpointError) -> [String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw .unreadable(path: path, reason: (error as NSError).localizedDescription)
        }
        let isCheckpoint = names.contains(manifestName)
        for name in names {
            let isPart =
                name == manifestName || name == CheckpointLock.name || isUnfinished(name)
                || isCheckpoint && segmentNumber(name) != nil
            guard isPart else { throw .foreign(directory: path, name: name) }
        }
        return names
    }

    private static func segmentNumber(_ name: String) -> Int? {
        guard name.hasPrefix(segmentPrefix) else { return nil }
        let digits = name.dropFirst(segmentPrefix.count)
        return digits.utf8.allSatisfy { (0x30...0x39).contains($0) } && digits.count >= 6 ? Int(digits) : nil
    }

    /// Whether it is a file that `ResultOutput` was writing.
    private static func isUnfinished(_ name: String) -> Bool {
        name.hasPrefix(".claustrum-") && name.hasSuffix(".unfinished")
    }
}
