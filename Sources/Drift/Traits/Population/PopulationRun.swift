public import Analysis
public import Compute
public import Kernels
internal import Synchronization

/// A run of a population on the processor: its state, which advances by windows of days.
///
/// The numbers depend on the population alone: random numbers are counted by (seed, mind, day, trait), and what is
/// told is made of whole numbers, so threads, blocks, instruction-set levels and devices leave no trace in it.
///
/// For one thread at a time; it works with the threads of its pool.
public final class PopulationRun {
    public let population: Population
    /// Days completed.
    public private(set) var day = 0
    private let pool: ThreadPool
    private let kernels: TraitDriftKernels
    private let plan: PopulationPlan
    private let toAll: [PopulationBlock.Row]
    let blocks: [PopulationBlock]
    private let classes: [[UInt8]]
    private let ranges: [Double]

    /// The population at its beginning.
    ///
    /// - Throws: `DriftError` where the population is not valid.
    /// - Complexity: O(minds · traits + effects · log effects).
    public convenience init(
        _ population: Population, on pool: ThreadPool, kernels: TraitDriftKernels = .selected
    ) throws {
        try population.validate()
        self.init(PopulationPlan(population), blocks: nil, on: pool, kernels: kernels)
    }

    /// - Parameter range: of `plan.blocks`; nil for all.
    init(_ plan: PopulationPlan, blocks range: Range<Int>?, on pool: ThreadPool, kernels: TraitDriftKernels) {
        self.pool = pool
        self.kernels = kernels
        self.plan = plan
        population = plan.population
        let listed = ListedEffects(plan, blocks: range ?? plan.blocks.indices)
        toAll = listed.toAll
        classes = population.stabilityClasses()
        ranges = population.rangesInTicks
        let chosen = Array(plan.blocks[range ?? plan.blocks.indices])
        let slots = Mutex<[PopulationBlock?]>(Array(repeating: nil, count: chosen.count))
        let chunk = Self.chunk(of: chosen.count, pool)
        pool.forEach(count: (chosen.count + chunk - 1) / chunk) { item in
            let scratch = PopulationScratch(plan)
            for index in item * chunk..<min(chosen.count, (item + 1) * chunk) {
                let block = PopulationBlock(
                    chosen[index], rows: listed.rows[index], plan: plan, kernels: kernels, scratch: scratch)
                slots.withLock { $0[index] = block }
            }
        }
        blocks = slots.withLock { $0.compactMap { $0 } }
    }

    /// Blocks that one item of a parallel region takes: several items a thread, each with a scratch of its own.
    private static func chunk(of blocks: Int, _ pool: ThreadPool) -> Int {
        max(1, blocks / (pool.threads * 8))
    }

    /// What is told of the beginning: to be asked for before the first day.
    ///
    /// - Complexity: O(minds · traits).
    public func report() throws -> PopulationReport {
        PopulationReport(try tally(days: 0, Cancellation()), of: population, day: day, windowDays: 0)
    }

    /// Lets `days` go by, and tells of the day that is then reached and of the window.
    ///
    /// - Parameter days: 0 or more; no more than are left.
    /// - Throws: `CancelledError`, after which the run is not to be used; `DriftError` for days beyond the run's end.
    /// - Complexity: O(days · minds · traits).
    @discardableResult
    public func advance(_ days: Int, cancellation: Cancellation = Cancellation()) throws -> PopulationReport {
        PopulationReport(
            try tally(days: days, cancellation), of: population, day: day, windowDays: days)
    }

    /// The same, in sums.
    func tally(days: Int, _ cancellation: Cancellation) throws -> PopulationTally {
        let window = try population.window(from: day, days)
        let isEnd = window.upperBound == population.days
        let chunk = Self.chunk(of: blocks.count, pool)
        let (plan, kernels, toAll, blocks, ranges) = (plan, kernels, toAll, blocks, ranges)
        let classes = isEnd ? self.classes : []
        let sum = Mutex(PopulationTally(traits: population.traits.count))
        _ = try pool.map(count: (blocks.count + chunk - 1) / chunk) { item in
            let scratch = PopulationScratch(plan)
            let ticks = UnsafeMutablePointer<UInt16>.allocate(
                capacity: PopulationPlan.blockMinds * plan.population.traits.count)
            defer { ticks.deallocate() }
            var tally = PopulationTally(traits: plan.population.traits.count)
            for block in blocks[item * chunk..<min(blocks.count, (item + 1) * chunk)] {
                scratch.begin(block.minds, stride: block.stride)
                for day in window {
                    try cancellation.check()
                    block.advance(day: day, plan, toAll: toAll, kernels, scratch)
                }
                for trait in tally.traits.indices {
                    tally.traits[trait].effects.add(
                        counts: scratch.tally + trait * PopulationScratch.countsPerTrait)
                }
                for entry in 0..<block.traits * block.stride { ticks[entry] = Tick.of(block.scores[entry]) }
                block.history.add(
                    ticks, rowStride: block.stride, classes: classes, ranges: ranges, moved: scratch.deltas, to: &tally)
            }
            sum.withLock { $0.add(tally) }
        }
        day = window.upperBound
        return sum.withLock { $0 }
    }

    /// The scores, a row a mind with one a trait.
    ///
    /// - Complexity: O(minds · traits).
    public func scores() -> [Double] {
        values { block, entry in block.scores[entry] }
    }

    /// Each mind's traits' full state, in the order of `scores()`.
    ///
    /// - Complexity: O(minds · traits).
    public func states() -> [TraitDriftRule.Score] {
        values { block, entry in
            let last = block.lastDays[entry]
            return TraitDriftRule.Score(
                value: block.scores[entry], confidence: block.confidences[entry],
                lastDriftDay: last == PopulationPlan.never ? nil : Int(last))
        }
    }

    private func values<Value>(_ value: (PopulationBlock, Int) -> Value) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(population.minds * population.traits.count)
        for block in blocks {
            for lane in 0..<block.minds.count {
                for trait in 0..<block.traits { values.append(value(block, trait * block.stride + lane)) }
            }
        }
        return values
    }
}

extension Population {
    /// The days of a window that begins after `day` days.
    func window(from day: Int, _ days: Int) throws -> Range<Int> {
        guard days >= 0, days <= self.days - day else {
            throw DriftError(
                .badParameter, key: "days", problem: "\(days) more days after \(day) of \(self.days)",
                remedy: "give 0 to \(self.days - day)")
        }
        return day..<(day + days)
    }
}
