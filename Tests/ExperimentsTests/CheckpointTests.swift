import Analysis
import Compute
import Experiments
import Foundation
import GeneratedInput
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
    /// 12 shards in the first round, 11 in the second.
    private static let shardCount = 23

    private func expected(shards: Int = 12) throws -> UInt64 {
        try InlineExecutor().run(DrawingAnalysis(shardCount: shards))
    }

    private func failure(_ body: () throws -> Void) -> (any CodedError)? {
        do {
            try body()
            return nil
        } catch {
            return error as? any CodedError
        }
    }

    // MARK: Going on

    @Test("what is kept comes back bit for bit, and nothing is computed twice")
    func roundTrip() throws {
        let fixture = try CheckpointFixture()
        var checkpoint: Checkpoint? = try fixture.open()
        let first = try fixture.run(try #require(checkpoint))
        #expect(first.output == (try expected()) && first.computed == Self.shardCount)
        for _ in 0..<2 {
            #expect(checkpoint?.suspend() == Self.shardCount)
            checkpoint = nil
            let again = try fixture.open()
            let second = try fixture.run(again)
            #expect(second.output == first.output && second.computed == 0)
            #expect(again.pieces == (Self.shardCount, Self.shardCount))
            checkpoint = again
        }
        #expect(fixture.warnings.all.isEmpty)
    }

    @Test("pieces are written together: a thousand quick ones are few files")
    func batches() throws {
        let fixture = try CheckpointFixture()
        let checkpoint = try fixture.open(pace: CheckpointPace(shortest: .seconds(3600)))
        _ = try fixture.run(checkpoint, shards: 1000)
        #expect(fixture.segments.isEmpty && checkpoint.pieces == (0, 1999))
        try checkpoint.flush()
        #expect(fixture.segments == ["segment-000001"] && checkpoint.pieces == (1999, 1999))
        try checkpoint.flush()
        #expect(fixture.segments.count == 1)
    }

    @Test("what was written before an end without warning is gone on from")
    func killed() throws {
        let fixture = try CheckpointFixture()
        do { _ = try fixture.run(try fixture.open()) }
        // As many pieces as were written, and a file that was being written.
        for kept in stride(from: Self.shardCount, through: 0, by: -1) {
            for name in fixture.segments[kept...] { unlink("\(fixture.path)/\(name)") }
            try Data("half".utf8).write(to: URL(fileURLWithPath: "\(fixture.path)/.claustrum-1-1.unfinished"))
            let checkpoint = try fixture.open()
            #expect(!fixture.names.contains { $0.hasSuffix("unfinished") })
            let run = try fixture.run(checkpoint)
            #expect(run.output == (try expected()) && run.computed == Self.shardCount - kept)
        }
        #expect(fixture.warnings.all.isEmpty)
    }

    // MARK: Damage

    @Test("a damaged file is noticed, said, and computed again, wherever the damage is")
    func damaged() throws {
        let fixture = try CheckpointFixture()
        do {
            let checkpoint = try fixture.open(pace: CheckpointPace(shortest: .seconds(3600)))
            _ = try fixture.run(checkpoint)
            try checkpoint.flush()
        }
        let file = URL(fileURLWithPath: "\(fixture.path)/segment-000001")
        let whole = try Data(contentsOf: file)
        var random = SplitMix64(seed: 7)
        var damages = (0..<100).map { _ -> Data in
            var data = whole
            data[random.index(data.count)] ^= 1 << UInt8(random.index(8))
            return data
        }
        damages += [0, 1, 18, 19, 83, 84, 85, whole.count / 2, whole.count - 1].map { whole.prefix($0) }
        damages += [whole + whole, whole + Data([0x0A]), Data(repeating: 0x20, count: 200)]
        for (index, damage) in damages.enumerated() {
            for name in fixture.segments { unlink("\(fixture.path)/\(name)") }
            try damage.write(to: file)
            let run = try fixture.run(try fixture.open(pace: CheckpointPace(shortest: .seconds(3600))))
            #expect(run.output == (try expected()) && run.computed == Self.shardCount, "\(index)")
            #expect(fixture.warnings.all.count == index + 1)
        }
        #expect(fixture.warnings.all.allSatisfy { $0.contains("segment-000001") && $0.contains("damaged") })
    }

    @Test("one damaged file of many costs its own pieces only")
    func oneDamaged() throws {
        let fixture = try CheckpointFixture()
        do { _ = try fixture.run(try fixture.open()) }
        let file = "\(fixture.path)/\(fixture.segments[5])"
        #expect(truncate(file, 100) == 0)
        let run = try fixture.run(try fixture.open())
        #expect(run.output == (try expected()) && run.computed == 1)
        #expect(fixture.warnings.all.count == 1)
        #expect(try fixture.run(try fixture.open()).computed == 0)
        #expect(fixture.warnings.all.count == 1)
    }

    @Test("a piece of other work is not taken, even where it lies in the place of one that is asked for")
    func otherWork() throws {
        let fixture = try CheckpointFixture()
        do { _ = try fixture.run(try fixture.open()) }
        let pool = ThreadPool(threads: 2)
        do {
            // Another analysis, with the same shards.
            let checkpoint = try fixture.open()
            let shifted = ShiftedAnalysis()
            #expect(
                try PoolExecutor(pool: pool, store: checkpoint).run(shifted) == (try InlineExecutor().run(shifted)))
            #expect(fixture.warnings.all.isEmpty)
        }
        // The same analysis, with other shards.
        let checkpoint = try fixture.open()
        let other = DrawingAnalysis(firstSeed: 1)
        #expect(try PoolExecutor(pool: pool, store: checkpoint).run(other) == (try InlineExecutor().run(other)))
        #expect(fixture.warnings.all.count == 1 && fixture.warnings.all[0].contains("other work"))
    }

    // MARK: Another question

    @Test("a checkpoint of another question is refused, and each key that differs is named")
    func mismatch() throws {
        let fixture = try CheckpointFixture()
        do { _ = try fixture.run(try fixture.open()) }
        let before = fixture.names
        let others: [(CheckpointManifest, [String])] = [
            (try CheckpointFixture.manifest(command: "complexes"), ["phi there and complexes here"]),
            (
                try CheckpointFixture.manifest(inputDigest: RunRecord.digest(of: [])),
                [CheckpointFixture.digest, RunRecord.digest(of: []), "input"]
            ),
            (
                try CheckpointFixture.manifest(question: ["state": "1,1,0", "units": "A,B,C", "noise": "0.1"]),
                ["state is 1,0,0 there and 1,1,0 here", "noise is not set there and 0.1 here"]
            ),
            (
                try CheckpointFixture.manifest(flags: [
                    ConfigurationFlag(.formalism, name: "--formalism", value: "iit4-2026")
                ]), ["formalism is iit4-2023 there and iit4-2026 here"]
            ),
            (
                try CheckpointFixture.manifest(flags: [
                    ConfigurationFlag(.tiedPartitions, name: "--tied-partitions", value: "7")
                ]), ["tied_partitions"]
            ),
        ]
        for (manifest, texts) in others {
            let error = try #require(failure { _ = try fixture.open(manifest) })
            #expect(error.code == "checkpoint-mismatch" && error.exitStatus == .badData)
            for text in texts + [fixture.path] { #expect(error.message.contains(text), "\(error.message)") }
        }
        let version = try #require(failure { _ = try fixture.open(CheckpointFixture.manifest(revision: "9876543210")) })
        #expect(version.code == "checkpoint-version" && version.exitStatus == .badData)
        #expect(version.message.contains("0123456789") && version.message.contains("9876543210"))
        #expect(fixture.names == before)
    }

    @Test("what changes no result need not agree: threads, memory, progress")
    func agreement() throws {
        let fixture = try CheckpointFixture()
        do { _ = try fixture.run(try fixture.open()) }
        let manifest = try CheckpointFixture.manifest(
            question: ["state": "1,0,0", "units": "A,B,C"],
            flags: [
                ConfigurationFlag(.threads, name: "--threads", value: "3"),
                ConfigurationFlag(.memoryLimit, name: "--memory-limit", value: "2GiB"),
                ConfigurationFlag(.progress, name: "--progress", value: "never"),
                ConfigurationFlag(.provenance, name: "--provenance", value: "false"),
            ])
        #expect(try fixture.run(try fixture.open(manifest)).computed == 0)
    }

    @Test("a manifest that is none is refused, and the file named")
    func unreadable() throws {
        let fixture = try CheckpointFixture()
        do { _ = try fixture.run(try fixture.open()) }
        for text in ["", "{}", "[1]", #"{"schema": "claustrum.phi/1"}"#, "\u{0}"] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(fixture.path)/manifest.json"))
            let error = try #require(failure { _ = try fixture.open() })
            #expect(error.code == "checkpoint-unreadable" && error.exitStatus == .badData)
            #expect(error.message.contains("manifest.json"))
        }
    }

    // MARK: The directory

    @Test("one process at a time")
    func locked() throws {
        let fixture = try CheckpointFixture()
        var first: Checkpoint? = try fixture.open()
        let error = try #require(failure { _ = try fixture.open() })
        #expect(error.code == "checkpoint-locked" && error.exitStatus == .tryAgain)
        #expect(error.message.contains(fixture.path))
        #expect(first?.pieces.kept == 0)
        first = nil
        #expect(failure { _ = try fixture.open() } == nil)
    }

    @Test("a directory with anything else in it is refused and left alone")
    func foreign() throws {
        for name in ["notes.txt", "segment-000001", ".hidden", "segment-x"] {
            let fixture = try CheckpointFixture()
            try FileManager.default.createDirectory(atPath: fixture.path, withIntermediateDirectories: false)
            try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(fixture.path)/\(name)"))
            let error = try #require(failure { _ = try fixture.open() })
            #expect(error.code == "checkpoint-foreign" && error.exitStatus == .badData)
            #expect(error.message.contains("'\(name)'") && fixture.names == [name])
        }
        let fixture = try CheckpointFixture()
        _ = try fixture.folder.file("checkpoint", "a file")
        #expect(failure { _ = try fixture.open() }?.message.contains("no directory") == true)
    }

    @Test("a directory that cannot be made is refused")
    func notCreatable() throws {
        let folder = try TemporaryFolder()
        let error = failure {
            _ = try Checkpoint(path: "\(folder.path)/no/such", manifest: try CheckpointFixture.manifest()) { _ in }
        }
        #expect(error?.code == "output-not-writable" && error?.exitStatus == .unavailable)
        #expect(folder.names.isEmpty)
    }

    @Test("at the end the checkpoint goes, and the directory if it was made for it, also by an earlier run")
    func removal() throws {
        for isMadeBefore in [false, true] {
            let fixture = try CheckpointFixture()
            if isMadeBefore {
                try FileManager.default.createDirectory(atPath: fixture.path, withIntermediateDirectories: false)
            }
            do { try fixture.open().flush() }
            let checkpoint = try fixture.open()
            _ = try fixture.run(checkpoint)
            checkpoint.remove()
            #expect(fixture.names.isEmpty)
            #expect(FileManager.default.fileExists(atPath: fixture.path) == isMadeBefore)
        }
    }

    @Test("a checkpoint that came to nothing leaves nothing, and takes nothing once it is suspended")
    func nothing() throws {
        let fixture = try CheckpointFixture()
        let checkpoint = try fixture.open()
        #expect(fixture.names == ["lock", "manifest.json"])
        #expect(checkpoint.suspend() == 0)
        #expect(fixture.folder.names.isEmpty)
        _ = try fixture.run(checkpoint)
        #expect(fixture.folder.names.isEmpty)
        #expect(CheckpointInterruption(checkpoint).message.contains("nothing is kept"))
    }

    @Test("an interruption says how much is kept, where, and how to go on")
    func interruption() throws {
        let fixture = try CheckpointFixture()
        let checkpoint = try fixture.open()
        _ = try fixture.run(checkpoint)
        checkpoint.suspend()
        let error = CheckpointInterruption(checkpoint)
        #expect(error.exitStatus == .interrupted && error.code == "interrupted")
        #expect(error.message.contains("23 of 23 pieces are kept in \(fixture.path)"))
        #expect(error.message.contains("run the same command again"))
    }

    @Test("progress of earlier runs says nothing about this one's speed")
    func estimate() {
        func line(_ fraction: Double, _ restored: Double) -> String {
            ProgressMeter.line(title: "x", fraction: fraction, restored: restored, elapsedSeconds: 30)
        }
        // A quarter in 30 s, so the last quarter takes 30 s too; a plain ratio would say 10 s.
        #expect(line(0.75, 0.5).contains("75.0 %, 30 s, about 30 s left"))
        #expect(!line(0.5, 0.5).contains("left") && !line(1, 1).contains("left"))
        #expect(line(0.91, 0.9).contains("about 4 min 30 s left"))
    }
}

/// Another analysis with the same shards.
private struct ShiftedAnalysis: Analysis {
    func shards(_: Void) -> [DrawingAnalysis.Shard] { DrawingAnalysis().shards(()) }
    func run(_ shard: DrawingAnalysis.Shard, _: Void, in context: RunContext) -> UInt64 { shard.seed + 1 }
    func merge(_ partials: [UInt64], _: Void) -> UInt64 { partials.reduce(0, +) }
}
