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
    /// Where the partials of finished shards are kept and looked for; nil where every shard is computed.
    public let store: (any ShardStore)?
    /// Where an analysis that has an OpenCL form computes.
    public let device: Device
    /// Gathers what kernels take; nil where nobody asked.
    public let profile: Profile?

    public init(
        pool: ThreadPool, store: (any ShardStore)? = nil, device: Device = .cpu, profile: Profile? = nil
    ) {
        self.device = device
        self.profile = profile
        self.pool = pool
        self.store = store
    }

    /// Runs every round on the pool; between two rounds all of its threads wait for the last shard. A shard whose
    /// partial the store holds is not run, and the output has the same bits as without a store.
    ///
    /// - Throws: as `Executor.run(_:cancellation:progress:)`, and the store's error where it cannot keep a partial.
    ///   `cancellation` is looked at before each shard starts.
    /// - Complexity: Memory for the partials of one round, beside what the analysis prepares.
    public func run<A: Analysis>(_ analysis: A, cancellation: Cancellation, progress: Progress) throws -> A.Output {
        do {
            let context = RunContext(
                cancellation: cancellation, progress: progress, pool: pool, device: device, profile: profile)
            return try rounds(of: analysis, context)
        } catch {
            // What ended the analysis is the error to tell, also where the store fails at the same time.
            try? store?.flush()
            throw error
        }
    }

    private func rounds<A: Analysis>(of analysis: A, _ context: RunContext) throws -> A.Output {
        let identity = store?.begin("\(A.self)") ?? ""
        let prepared = try analysis.prepare(in: context)
        var shards = try analysis.shards(prepared)
        var number = 1
        while true {
            let (round, roundNumber) = (shards, number)
            store?.begin(round: roundNumber, of: identity, shards: round.count)
            context.progress.expect(round.reduce(0) { $0 + analysis.work($1, prepared) })
            let partials = try pool.map(count: round.count) { index in
                try context.cancellation.check()
                let shard = round[index]
                let place = ShardPlace(analysis: identity, round: roundNumber, shard: index)
                if let partial = store?.partial(of: shard, at: place, as: A.Partial.self) {
                    context.progress.restore(analysis.work(shard, prepared))
                    return partial
                }
                let partial = try analysis.run(shard, prepared, in: context)
                try store?.keep(partial, of: shard, at: place)
                context.progress.finish(analysis.work(shard, prepared))
                return partial
            }
            guard let next = try analysis.nextRound(after: partials, prepared) else {
                return try analysis.merge(partials, prepared)
            }
            shards = next
            number += 1
        }
    }
}

/// Runs an analysis on the calling thread, one shard after the other: the reference every other executor must match.
public struct InlineExecutor: Executor {
    /// Where an analysis that has an OpenCL form computes.
    public let device: Device

    public init(device: Device = .cpu) {
        self.device = device
    }

    /// Runs every round, shard after shard, on the calling thread.
    ///
    /// - Throws: as `Executor.run(_:cancellation:progress:)`. `cancellation` is looked at before each shard starts.
    public func run<A: Analysis>(_ analysis: A, cancellation: Cancellation, progress: Progress) throws -> A.Output {
        try PoolExecutor(pool: ThreadPool(threads: 1), device: device)
            .run(analysis, cancellation: cancellation, progress: progress)
    }
}
