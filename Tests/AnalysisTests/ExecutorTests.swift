import Analysis
import Compute
import Synchronization
import Testing

@Suite struct ExecutorTests {
    private static let executors: [any Executor] =
        [InlineExecutor()] + [1, 2, 7].map { PoolExecutor(pool: ThreadPool(threads: $0)) }

    /// The toy analysis without any executor: every round computed in a loop.
    private func byHand(_ analysis: RelaxationAnalysis) throws -> Double {
        let context = RunContext()
        let weights = analysis.prepare(in: context)
        var shards = analysis.shards(weights)
        while true {
            let partials = try shards.map { try analysis.run($0, weights, in: context) }
            guard let next = analysis.nextRound(after: partials, weights) else {
                return analysis.merge(partials, weights)
            }
            shards = next
        }
    }

    @Test(arguments: [1, 2, 3, 40], [1, 2, 5])
    func everyExecutorReturnsTheSameBits(cells: Int, rounds: Int) throws {
        let analysis = RelaxationAnalysis(cells: cells, rounds: rounds)
        let expected = try byHand(analysis)
        for executor in ExecutorTests.executors {
            #expect(try executor.run(analysis).bitPattern == expected.bitPattern, "\(executor)")
        }
    }

    /// The shards of a round are all done before the next round's begin.
    @Test func roundsDoNotOverlap() throws {
        for executor in ExecutorTests.executors {
            let seen = Mutex<[Int]>([])
            let analysis = RelaxationAnalysis { shard, _ in seen.withLock { $0.append(shard.round) } }
            _ = try executor.run(analysis)
            #expect(seen.withLock { $0 } == (1...5).flatMap { [Int](repeating: $0, count: 40) }, "\(executor)")
        }
    }

    @Test func anAnalysisWithoutShardsIsItsMerge() throws {
        struct Nothing: Analysis {
            func shards(_: Void) -> [Int] { [] }
            func run(_ shard: Int, _: Void, in context: RunContext) -> Int { shard }
            func merge(_ partials: [Int], _: Void) -> Int { partials.count - 7 }
        }
        for executor in ExecutorTests.executors { #expect(try executor.run(Nothing()) == -7) }
    }

    // MARK: Cancellation

    /// Shard 3 of round 2 asks to stop and those after it wait until it has, so nobody may begin another: at most one
    /// more a thread had passed its check.
    @Test(arguments: [1, 2, 7])
    func cancellationStopsAtTheNextShard(threads: Int) {
        let cancellation = Cancellation()
        let started = Atomic<Int>(0)
        let analysis = RelaxationAnalysis { shard, context in
            guard shard.round == 2 else { return }
            started.wrappingAdd(1, ordering: .relaxed)
            if shard.cell == 3 { context.cancellation.cancel() }
            while shard.cell > 3, !context.cancellation.isCancelled {}
        }
        #expect(throws: CancelledError.self) {
            try PoolExecutor(pool: ThreadPool(threads: threads))
                .run(analysis, cancellation: cancellation, progress: Progress())
        }
        #expect((4...(3 + threads)).contains(started.load(ordering: .relaxed)))
    }

    @Test func whatIsCancelledBeforehandDoesNotStart() {
        for executor in ExecutorTests.executors {
            let cancellation = Cancellation()
            cancellation.cancel()
            let started = Atomic<Int>(0)
            let analysis = RelaxationAnalysis { _, _ in started.wrappingAdd(1, ordering: .relaxed) }
            #expect(throws: CancelledError.self) {
                try executor.run(analysis, cancellation: cancellation, progress: Progress())
            }
            #expect(started.load(ordering: .relaxed) == 0, "\(executor)")
        }
    }

    @Test func aCancelledRunExitsAsInterrupted() {
        let cancellation = Cancellation()
        #expect(!cancellation.isCancelled)
        #expect(throws: Never.self) { try cancellation.check() }
        cancellation.cancel()
        #expect(throws: CancelledError.self) { try cancellation.check() }
        #expect(CancelledError().exitStatus == .interrupted)
        #expect(CancelledError().code == "interrupted")
    }

    // MARK: Progress

    @Test func progressRisesWithinARoundAndEndsAtOne() throws {
        for executor in ExecutorTests.executors {
            let progress = Progress()
            #expect(progress.fraction == 0)
            let seen = Mutex<[(round: Int, fraction: Double, finished: Int)]>([])
            let analysis = RelaxationAnalysis { shard, context in
                // Read under the lock, so that the order of the readings is the order of the list.
                seen.withLock { $0.append((shard.round, context.progress.fraction, context.progress.finished)) }
            }
            _ = try executor.run(analysis, cancellation: Cancellation(), progress: progress)
            let readings = seen.withLock { $0 }
            for (earlier, later) in zip(readings, readings.dropFirst()) {
                #expect(earlier.finished <= later.finished, "\(executor)")
                if earlier.round == later.round { #expect(earlier.fraction <= later.fraction, "\(executor)") }
            }
            #expect(readings.allSatisfy { (0..<1).contains($0.fraction) })
            #expect(progress.fraction == 1)
            // Σ over 5 rounds and 40 cells of cell + round.
            #expect(progress.finished == 5 * 780 + 40 * 15)
            #expect(progress.expected == progress.finished)
        }
    }

    // MARK: Failure

    @Test func theLowestFailingShardsErrorIsThrown() {
        for executor in ExecutorTests.executors {
            let fiveStarted = Atomic<Bool>(false)
            let analysis = RelaxationAnalysis { shard, _ in
                guard shard.round == 3 else { return }
                if shard.cell == 5 {
                    fiveStarted.store(true, ordering: .releasing)
                    throw RelaxationAnalysis.Failure(cell: 5)
                }
                if shard.cell == 9 {
                    while !fiveStarted.load(ordering: .acquiring) {}
                    throw RelaxationAnalysis.Failure(cell: 9)
                }
            }
            let error = #expect(throws: RelaxationAnalysis.Failure.self) { try executor.run(analysis) }
            #expect(error == RelaxationAnalysis.Failure(cell: 5), "\(executor)")
        }
    }

    @Test func aFailedPreparationRunsNoShard() {
        struct Unprepared: Analysis {
            func prepare(in context: RunContext) throws -> Int { throw RelaxationAnalysis.Failure(cell: -1) }
            func shards(_: Int) -> [Int] { [1] }
            func run(_ shard: Int, _: Int, in context: RunContext) -> Int {
                Issue.record("a shard ran")
                return shard
            }
            func merge(_ partials: [Int], _: Int) -> Int { 0 }
        }
        for executor in ExecutorTests.executors {
            #expect(throws: RelaxationAnalysis.Failure(cell: -1)) { try executor.run(Unprepared()) }
        }
    }
}
