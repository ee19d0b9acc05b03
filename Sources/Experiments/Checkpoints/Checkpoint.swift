public import Analysis
internal import Compute
internal import Foundation
internal import Graphs
internal import Synchronization

/// The finished pieces of a long computation, in a directory: whoever asks the same question again goes on from there.
///
/// Pieces are gathered and written together (`CheckpointSegment`), each file completely or not at all. What is read
/// back is checked: a file that was damaged, or a piece of other work, is computed again, never trusted. The result has
/// the same bits as without a checkpoint.
public final class Checkpoint: ShardStore {
    public let path: String
    private let directory: CheckpointDirectory
    private let ownsDirectory: Bool
    private let pace: CheckpointPace
    private let opened = ContinuousClock.now
    private let warn: @Sendable (String) -> Void
    private let ledger: Mutex<Ledger>
    /// The number of the last segment written. Held while a segment is written, and before the ledger.
    private let lastSegment: Mutex<Int>

    /// What is kept, and what is to be.
    private struct Ledger {
        /// How many analyses this run has begun.
        var analyses = 0
        /// The pieces of the rounds that this run has begun.
        var expected = 0
        /// The pieces that are on disk.
        var kept: Set<ShardPlace> = []
        /// Of those, what an earlier run wrote and nobody has asked for yet.
        var loaded: [ShardPlace: CheckpointSegment.Piece] = [:]
        var pending: [CheckpointSegment.Piece] = []
        var nextWrite: ContinuousClock.Instant
        var hasWarned = false
        /// Whether nothing more is taken.
        var isClosed = false
    }

    /// Opens the checkpoint in a directory, or begins one in a new or empty directory.
    ///
    /// - Parameters:
    ///   - manifest: What the pieces belong to.
    ///   - pace: How often pieces are written.
    ///   - warn: Told what is kept but cannot be used; from any thread.
    /// - Throws: `CheckpointError` where the directory holds another question's pieces or anything else, or is at work
    ///   already; `OutputError` where it cannot be written to.
    /// - Complexity: O(bytes kept), in time and memory.
    public init(
        path: String, manifest: CheckpointManifest, pace: CheckpointPace = CheckpointPace(),
        warn: @escaping @Sendable (String) -> Void
    ) throws {
        self.path = path
        self.pace = pace
        self.warn = warn
        let directory = try CheckpointDirectory(path: path)
        self.directory = directory
        var ledger = Ledger(nextWrite: .now + pace.shortest)
        if directory.hasManifest {
            let kept = try CheckpointManifest(
                json: directory.read(directory.manifestPath), path: directory.manifestPath)
            try manifest.check(against: kept, in: path)
            ownsDirectory = kept.ownsDirectory
            for number in directory.segments {
                let file = directory.segmentPath(number)
                guard let segment = CheckpointSegment(bytes: try directory.read(file)) else {
                    warn("\(file) is damaged; its pieces are computed again")
                    unlink(file)
                    continue
                }
                for piece in segment.pieces { ledger.loaded[piece.place] = piece }
            }
            ledger.kept = Set(ledger.loaded.keys)
        } else {
            var manifest = manifest
            manifest.ownsDirectory = directory.isNew
            ownsDirectory = directory.isNew
            do {
                try ResultOutput.write(try manifest.json, to: directory.manifestPath)
            } catch {
                directory.remove(segmentsUpTo: 0, removesDirectory: directory.isNew)
                throw error
            }
        }
        self.ledger = Mutex(ledger)
        lastSegment = Mutex(directory.segments.last ?? 0)
    }

    /// How many pieces are on disk, and how many the rounds that this run has begun have in all.
    public var pieces: (kept: Int, expected: Int) {
        ledger.withLock { ($0.kept.count, $0.expected) }
    }

    // MARK: ShardStore

    public func begin(_ name: String) -> String {
        let number = ledger.withLock { ledger in
            ledger.analyses += 1
            return ledger.analyses
        }
        // A space would end the name in a segment.
        return "\(number).\(String(name.filter { !$0.isWhitespace }))"
    }

    public func begin(round: Int, of analysis: String, shards: Int) {
        ledger.withLock { $0.expected += shards }
    }

    public func partial<Shard: Encodable, Partial: Decodable>(
        of shard: Shard, at place: ShardPlace, as type: Partial.Type
    ) -> Partial? {
        guard let piece = ledger.withLock({ $0.loaded.removeValue(forKey: place) }) else { return nil }
        if let partial = piece.partial(of: shard, as: type) { return partial }
        let isFirst = ledger.withLock { ledger in
            ledger.kept.remove(place)
            defer { ledger.hasWarned = true }
            return !ledger.hasWarned
        }
        if isFirst { warn("\(path) holds pieces of other work; they are computed again") }
        return nil
    }

    /// Takes the partial, and writes what has gathered where it is time to.
    ///
    /// - Throws: `OutputError` where that cannot be written; it is kept, to be tried again.
    public func keep<Shard: Encodable, Partial: Encodable>(
        _ partial: Partial, of shard: Shard, at place: ShardPlace
    ) throws {
        let piece = try CheckpointSegment.Piece(partial, of: shard, at: place)
        let isDue = ledger.withLock { ledger in
            if ledger.isClosed { return false }
            ledger.pending.append(piece)
            return ledger.nextWrite <= .now
        }
        // While another thread writes, this one has better things to do than to wait.
        if isDue { try lastSegment.withLockIfAvailable { last in try write(&last) } }
    }

    /// Writes what has gathered.
    ///
    /// - Throws: `OutputError` where it cannot be written.
    public func flush() throws {
        try lastSegment.withLock { last in try write(&last) }
    }

    private func write(_ last: inout Int) throws {
        let batch = ledger.withLock { ledger in
            defer { ledger.pending = [] }
            return ledger.pending
        }
        guard !batch.isEmpty else { return }
        let began = ContinuousClock.now
        do {
            try ResultOutput.write(CheckpointSegment(pieces: batch).bytes, to: directory.segmentPath(last + 1))
        } catch {
            ledger.withLock { $0.pending = batch + $0.pending }
            throw error
        }
        last += 1
        let ended = ContinuousClock.now
        ledger.withLock { ledger in
            ledger.kept.formUnion(batch.map(\.place))
            ledger.nextWrite =
                ended
                + pace.pause(
                    afterWriting: began.duration(to: ended), elapsed: opened.duration(to: ended))
        }
    }

    // MARK: The end

    /// Writes what has gathered and takes nothing more: for a process that is about to end before the work does. A
    /// checkpoint that holds no piece is removed.
    ///
    /// - Returns: How many pieces are on disk.
    @discardableResult
    public func suspend() -> Int {
        lastSegment.withLock { last in
            do {
                try write(&last)
            } catch {
                warn("the last pieces are not kept in \(path): \(error)")
            }
            let kept = ledger.withLock { ledger in
                ledger.isClosed = true
                return ledger.kept.count
            }
            if kept == 0 { directory.remove(segmentsUpTo: last, removesDirectory: ownsDirectory) }
            return kept
        }
    }

    /// Removes the checkpoint, and the directory if it was made for it: for when the result is where it should be.
    public func remove() {
        lastSegment.withLock { last in
            ledger.withLock { $0.isClosed = true }
            directory.remove(segmentsUpTo: last, removesDirectory: ownsDirectory)
        }
    }
}
