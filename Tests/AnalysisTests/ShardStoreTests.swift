import Analysis
import Compute
import Foundation
import GeneratedInput
import Synchronization
import Testing

/// An analysis that goes on from what an earlier run kept.
@Suite struct ShardStoreTests {
    private static let cells = 4
    private static let rounds = 3
    private static let threadCounts = [1, 2, 7]

    private static var analysis: RelaxationAnalysis { RelaxationAnalysis(cells: cells, rounds: rounds) }

    /// What an uninterrupted run keeps, in the order of rounds and shards.
    private func everything() throws -> [(place: ShardPlace, partial: Data)] {
        let store = MemoryStore()
        _ = try PoolExecutor(pool: ThreadPool(threads: 2), store: store).run(Self.analysis)
        return store.partials.sorted { ($0.key.round, $0.key.shard) < ($1.key.round, $1.key.shard) }
            .map { ($0.key, $0.value) }
    }

    /// Runs the analysis from what is kept, and tells which shards it computed.
    private func resume(
        _ kept: [(place: ShardPlace, partial: Data)], threads: Int
    ) throws -> (output: Double, computed: Set<[Int]>) {
        let computed = Mutex<[[Int]]>([])
        let analysis = RelaxationAnalysis(cells: Self.cells, rounds: Self.rounds) { shard, _ in
            computed.withLock { $0.append([shard.round, shard.cell]) }
        }
        let store = MemoryStore(Dictionary(uniqueKeysWithValues: kept.map { ($0.place, $0.partial) }))
        let output = try PoolExecutor(pool: ThreadPool(threads: threads), store: store).run(analysis)
        let all = computed.withLock { $0 }
        #expect(Set(all).count == all.count, "a shard was computed twice")
        #expect(store.partials.count == Self.cells * Self.rounds)
        return (output, Set(all))
    }

    private func places(_ kept: some Sequence<(place: ShardPlace, partial: Data)>) -> Set<[Int]> {
        Set(kept.map { [$0.place.round, $0.place.shard] })
    }

    @Test func everyShardIsKept() throws {
        let expected = (1...Self.rounds).flatMap { round in (0..<Self.cells).map { [round, $0] } }
        #expect(try everything().map { [$0.place.round, $0.place.shard] } == expected)
        #expect(Set(try everything().map(\.place.analysis)) == ["1 RelaxationAnalysis"])
    }

    @Test(arguments: threadCounts)
    func everyPrefixLeadsToTheSameBits(threads: Int) throws {
        let all = try everything()
        let expected = try InlineExecutor().run(Self.analysis)
        for count in 0...all.count {
            let (output, computed) = try resume(Array(all[..<count]), threads: threads)
            #expect(output.bitPattern == expected.bitPattern, "\(count) kept")
            #expect(computed == places(all[count...]), "\(count) kept")
        }
    }

    /// Threads finish out of order, and pieces can be lost: what is kept is no prefix then.
    @Test func everyOtherSelectionLeadsToTheSameBitsToo() throws {
        let all = try everything()
        let expected = try InlineExecutor().run(Self.analysis)
        var random = SplitMix64(seed: 41)
        for _ in 0..<200 {
            let bits = random.next()
            let kept = all.indices.filter { bits >> UInt64($0) & 1 == 1 }.map { all[$0] }
            let (output, computed) = try resume(kept, threads: 2)
            #expect(output.bitPattern == expected.bitPattern, "\(bits)")
            #expect(computed == places(all).subtracting(places(kept)), "\(bits)")
        }
    }

    @Test(arguments: threadCounts)
    func whatAnInterruptedRunKeptIsGoneOnFrom(threads: Int) throws {
        let expected = try InlineExecutor().run(Self.analysis)
        for stop in 0..<(Self.cells * Self.rounds) {
            let store = MemoryStore()
            let cancellation = Cancellation()
            let interrupted = RelaxationAnalysis(cells: Self.cells, rounds: Self.rounds) { shard, context in
                if (shard.round - 1) * Self.cells + shard.cell >= stop { context.cancellation.cancel() }
                try context.cancellation.check()
            }
            let executor = PoolExecutor(pool: ThreadPool(threads: threads), store: store)
            #expect(throws: CancelledError.self) {
                try executor.run(interrupted, cancellation: cancellation, progress: Progress())
            }
            #expect(store.flushes == 1)
            #expect(store.partials.count <= stop)
            let kept = store.partials.map { (place: $0.key, partial: $0.value) }
            #expect(try resume(kept, threads: threads).output.bitPattern == expected.bitPattern)
        }
    }

    @Test func analysesOfOneStoreAreToldApart() throws {
        let store = MemoryStore()
        let pool = ThreadPool(threads: 2)
        let analyses = [Self.analysis, RelaxationAnalysis(cells: 5, rounds: 2), Self.analysis]
        let expected = try analyses.map { try InlineExecutor().run($0).bitPattern }
        for analysis in analyses { _ = try PoolExecutor(pool: pool, store: store).run(analysis) }
        let again = MemoryStore(store.partials)
        #expect(try analyses.map { try PoolExecutor(pool: pool, store: again).run($0).bitPattern } == expected)
        #expect(again.expected == 12 + 10 + 12 && again.partials.count == again.expected)
    }

    @Test func restoredWorkIsDoneAtOnceAndCountedApart() throws {
        let all = try everything()
        let progress = Progress()
        let store = MemoryStore(Dictionary(uniqueKeysWithValues: all[..<6].map { ($0.place, $0.partial) }))
        let first = Mutex<(finished: Int, restored: Int)?>(nil)
        let analysis = RelaxationAnalysis(cells: Self.cells, rounds: Self.rounds) { _, context in
            first.withLock { $0 = $0 ?? (context.progress.finished, context.progress.restored) }
        }
        _ = try PoolExecutor(pool: ThreadPool(threads: 1), store: store)
            .run(analysis, cancellation: Cancellation(), progress: progress)
        // Round 1 is Σ (cell + 1), and two cells of round 2 are 0 + 2 and 1 + 2.
        let restored = (1 + 2 + 3 + 4) + (2 + 3)
        #expect(first.withLock { $0?.finished } == restored && first.withLock { $0?.restored } == restored)
        #expect(progress.restored == restored && progress.restoredFraction < progress.fraction)
        #expect(progress.finished == progress.expected)
    }

    @Test func aStoreThatCannotKeepEndsTheAnalysis() throws {
        for room in [0, 1, 5] {
            let store = MemoryStore(room: room)
            #expect(throws: MemoryStore.Full.self) {
                try PoolExecutor(pool: ThreadPool(threads: 2), store: store).run(Self.analysis)
            }
            #expect(store.partials.count == room && store.flushes == 1)
        }
    }
}
