public import Compute

/// Where an analysis runs.
public protocol Executor: Sendable {
    /// Runs every round of `analysis` and returns its output.
    ///
    /// - Throws: what the analysis threw outside its shards, what a shard threw (the lowest-numbered failing shard's
    ///   error), or `CancelledError`.
    func run<A: Analysis>(_ analysis: A, cancellation: Cancellation, progress: Progress) throws -> A.Output
}

extension Executor {
    /// The same for a caller that neither stops the analysis nor watches it.
    ///
    /// - Throws: what the analysis or a shard threw, as above.
    public func run<A: Analysis>(_ analysis: A) throws -> A.Output {
        try run(analysis, cancellation: Cancellation(), progress: Progress())
    }
}

/// Runs an analysis on a Dispatch thread pool of this process.
public struct PoolExecutor: Executor {
    public let pool: ThreadPool

    public init(pool: ThreadPool) {
        self.pool = pool
    }

    /// Runs every round on the pool; between two rounds all of its threads wait for the last shard.
    ///
    /// - Throws: as `Executor.run(_:cancellation:progress:)`. `cancellation` is looked at before each shard starts.
    /// - Complexity: Memory for the partials of one round, beside what the analysis prepares.
    public func run<A: Analysis>(_ analysis: A, cancellation: Cancellation, progress: Progress) throws -> A.Output {
        let context = RunContext(cancellation: cancellation, progress: progress, pool: pool)
        let prepared = try analysis.prepare(in: context)
        var shards = try analysis.shards(prepared)
        while true {
            let round = shards
            progress.expect(round.reduce(0) { $0 + analysis.work($1, prepared) })
            let partials = try pool.map(count: round.count) { index in
                try cancellation.check()
                let partial = try analysis.run(round[index], prepared, in: context)
                progress.finish(analysis.work(round[index], prepared))
                return partial
            }
            guard let next = try analysis.nextRound(after: partials, prepared) else {
                return try analysis.merge(partials, prepared)
            }
            shards = next
        }
    }
}

/// Runs an analysis on the calling thread, one shard after the other: the reference every other executor must match.
public struct InlineExecutor: Executor {
    public init() {}

    /// Runs every round, shard after shard, on the calling thread.
    ///
    /// - Throws: as `Executor.run(_:cancellation:progress:)`. `cancellation` is looked at before each shard starts.
    public func run<A: Analysis>(_ analysis: A, cancellation: Cancellation, progress: Progress) throws -> A.Output {
        try PoolExecutor(pool: ThreadPool(threads: 1)).run(analysis, cancellation: cancellation, progress: progress)
    }
}
