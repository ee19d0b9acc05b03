import Analysis
import Compute
import Experiments
import Foundation
import GeneratedInput
import Synchronization

/// An analysis in two rounds whose partials hold every sort of number: each shard draws some, and the second round's
/// shards depend on the bits of the first's.
struct DrawingAnalysis: Analysis {
    struct Partial: Codable, Sendable {
        var reals: [Double]
        var integers: [UInt64]
        var note: String?
    }

    struct Shard: Codable, Sendable {
        var seed: UInt64
        var isFirst: Bool
    }

    var shardCount = 12
    var firstSeed: UInt64 = 0
    /// Called with each shard that is computed. No part of the analysis.
    var observer = Observer()

    struct Observer: Codable, Sendable {
        var body: @Sendable () -> Void = {}

        init() {}
        init(from decoder: any Decoder) {}
        func encode(to encoder: any Encoder) {}
    }

    func shards(_: Void) -> [Shard] { (0..<shardCount).map { Shard(seed: firstSeed + UInt64($0), isFirst: true) } }

    func run(_ shard: Shard, _: Void, in context: RunContext) -> Partial {
        observer.body()
        var random = SplitMix64(seed: shard.seed)
        // Any bits, so subnormal, infinite and huge numbers too; and both zeros.
        let reals = [0.0, -0.0, .infinity, -.infinity] + (0..<20).map { _ in Double(bitPattern: random.next()) }
        return Partial(
            reals: reals.filter { !$0.isNaN }, integers: [.max, 1 << 53 + 1] + (0..<5).map { _ in random.next() },
            note: shard.seed % 2 == 0 ? nil : "a \"line\"\n and another")
    }

    func nextRound(after partials: [Partial], _: Void) -> [Shard]? {
        // The first round's partials are the only ones that many.
        guard partials.count == shardCount else { return nil }
        return partials[1...].map { Shard(seed: Self.digest([$0]), isFirst: false) }
    }

    func merge(_ partials: [Partial], _: Void) -> UInt64 { Self.digest(partials) }

    /// Of every bit, in order.
    private static func digest(_ partials: [Partial]) -> UInt64 {
        var digest: UInt64 = 1
        for partial in partials {
            var words: [UInt64] = partial.reals.map { $0.bitPattern }
            words += partial.integers
            words.append(UInt64(partial.note?.utf8.count ?? 99))
            for word in words { digest = (digest ^ word) &* 0x100_0000_01B3 }
        }
        return digest
    }
}

/// A checkpoint in a folder of its own, opened as often as a test likes.
final class CheckpointFixture {
    let folder: TemporaryFolder
    let path: String
    let warnings = Warnings()
    static let digest = RunRecord.digest(of: [1, 2, 3])

    final class Warnings: Sendable {
        private let texts = Mutex<[String]>([])
        var all: [String] { texts.withLock { $0 } }
        func add(_ text: String) { texts.withLock { $0.append(text) } }
    }

    init() throws {
        folder = try TemporaryFolder()
        path = "\(folder.path)/checkpoint"
    }

    static func manifest(
        revision: String = "0123456789", command: String = "phi", inputDigest: String = digest,
        question: [String: String?] = ["state": "1,0,0", "units": "A,B,C", "noise": nil],
        flags: [ConfigurationFlag] = []
    ) throws -> CheckpointManifest {
        CheckpointManifest(
            revision: revision, command: command, inputDigest: inputDigest, question: question,
            configuration: try ResolvedConfiguration(
                file: nil, environment: [:], flags: flags, profileDirectories: []))
    }

    /// - Parameter pace: By default every piece is a segment of its own.
    func open(
        _ manifest: CheckpointManifest? = nil, pace: CheckpointPace = CheckpointPace(shortest: .zero, share: 0)
    ) throws -> Checkpoint {
        let warnings = self.warnings
        return try Checkpoint(path: path, manifest: try manifest ?? Self.manifest(), pace: pace) { warnings.add($0) }
    }

    /// Runs the analysis on one thread and tells how many shards were computed.
    func run(_ checkpoint: Checkpoint, shards: Int = 12) throws -> (output: UInt64, computed: Int) {
        let count = Counter()
        var analysis = DrawingAnalysis(shardCount: shards)
        analysis.observer.body = { count.increment() }
        let output = try PoolExecutor(pool: ThreadPool(threads: 1), store: checkpoint).run(analysis)
        return (output, count.value)
    }

    final class Counter: Sendable {
        private let count = Atomic(0)
        var value: Int { count.load(ordering: .relaxed) }
        func increment() { count.wrappingAdd(1, ordering: .relaxed) }
    }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
    var segments: [String] { names.filter { $0.hasPrefix("segment-") } }
}
