public import Analysis
public import Compute
internal import Kernels
internal import Synchronization

/// A run of a population on an OpenCL device: a work-item is a mind, and its state stays on the device for the whole
/// run. The reports and the scores have the bits of `PopulationRun`.
///
/// For one thread at a time, as a kernel's arguments are.
public final class OpenCLPopulationRun {
    public let population: Population
    /// Days completed.
    public private(set) var day = 0
    private let context: OpenCLContext
    private let pool: ThreadPool
    private let plan: PopulationPlan
    private let histories: [TickHistory]
    private let driftDays: OpenCLKernel
    private let scoreTicks: OpenCLKernel
    private let workGroup: Int
    /// The most days of a launch.
    private let launchDays: Int
    /// Entries of a trait.
    private let stride: Int
    private let scoreBuffer: OpenCLBuffer<Double>
    private let tickBuffer: OpenCLBuffer<UInt16>
    private let tallyBuffer: OpenCLBuffer<UInt32>

    /// The population at its beginning, which the processor draws.
    ///
    /// - Throws: `DriftError` where the population is not valid; `OpenCLError` where the device has no double
    ///   precision, no room, or does not build the program.
    /// - Complexity: O(minds · traits + effects · log effects).
    public init(_ population: Population, on context: OpenCLContext, pool: ThreadPool) throws {
        guard context.device.hasDoublePrecision else {
            throw OpenCLError.noDoublePrecision(device: context.device.label, capable: [])
        }
        let start = try PopulationRun(population, on: pool)
        launchDays = Self.launchDays(population)
        let traits = population.traits.count
        let plan = PopulationPlan(population)
        let program = try OpenCLProgram("trait_drift.cl", defines: ["TRAITS": "\(traits)"], on: context)
        driftDays = try program.kernel("drift_days")
        scoreTicks = try program.kernel("score_ticks")
        workGroup = max(1, min(128, driftDays.largestWorkGroup))
        stride = (population.minds + workGroup - 1) / workGroup * workGroup
        self.population = population
        self.plan = plan
        self.context = context
        self.pool = pool
        histories = start.blocks.map(\.history)
        scoreBuffer = try OpenCLBuffer(count: traits * stride, on: context)
        let confidences = try OpenCLBuffer<Double>(count: traits * stride, on: context)
        let lastDays = try OpenCLBuffer<Int32>(count: traits * stride, on: context)
        tickBuffer = try OpenCLBuffer(count: traits * stride, on: context)
        tallyBuffer = try OpenCLBuffer(
            count: stride / workGroup * traits * PopulationScratch.countsPerTrait, on: context)
        try confidences.fill(population.initialConfidence)
        try lastDays.fill(PopulationPlan.never)
        for block in start.blocks {
            for trait in 0..<traits {
                try scoreBuffer.write(
                    UnsafeBufferPointer(start: block.scores.base + trait * block.stride, count: block.minds.count),
                    at: trait * stride + block.minds.lowerBound)
            }
        }
        let tables = try DevicePopulation(plan, on: context)
        try driftDays.set(
            tables.sizes, tables.numbers, tables.wholeNumbers, tables.edges, tables.weights, tables.groupEnds,
            tables.draws, tables.kinds, tables.rowStarts, tables.rowPlaces, tables.rowValues, population.seed,
            UInt32(population.minds), UInt32(stride), UInt32(0), UInt32(0), scoreBuffer, confidences, lastDays,
            tallyBuffer,
            OpenCLLocalMemory(bytes: traits * PopulationScratch.countsPerTrait * MemoryLayout<UInt32>.stride))
        try scoreTicks.set(scoreBuffer, UInt64(traits * stride), tickBuffer)
    }

    /// As `PopulationRun.report()`.
    ///
    /// - Throws: `OpenCLError`.
    public func report() throws -> PopulationReport { try advance(0) }

    /// As `PopulationRun.advance(_:cancellation:)`.
    ///
    /// - Throws: `OpenCLError`, beside the errors named there.
    /// - Complexity: O(days · minds · traits).
    @discardableResult
    public func advance(_ days: Int, cancellation: Cancellation = Cancellation()) throws -> PopulationReport {
        let window = try population.window(from: day, days)
        var tally = PopulationTally(traits: population.traits.count)
        // Between two launches is where a stop is noticed.
        for first in Swift.stride(from: window.lowerBound, to: window.upperBound, by: launchDays) {
            try cancellation.check()
            let end = min(first + launchDays, window.upperBound)
            try driftDays.set(UInt32(first), at: 14)
            try driftDays.set(UInt32(end), at: 15)
            try driftDays.launch(over: [stride], groups: [workGroup], work: work(days: end - first))
            try add(tallyBuffer.read(), to: &tally)
        }
        try scoreTicks.launch(over: [stride * population.traits.count])
        try add(ticks: tickBuffer.read(), isEnd: window.upperBound == population.days, to: &tally)
        day = window.upperBound
        return PopulationReport(tally, of: population, day: day, windowDays: days)
    }

    /// The days whose effects, were all as many as on the fullest, come to some twenty million: a launch is short, and
    /// what a work-group counts in it stays far below 2³². A day's are not divided, however many are listed.
    private static func launchDays(_ population: Population) -> Int {
        var listed: [Int: (toAll: Int, own: Int)] = [:]
        for effect in population.effects {
            if effect.mind == nil {
                listed[effect.day, default: (0, 0)].toAll += 1
            } else {
                listed[effect.day, default: (0, 0)].own += 1
            }
        }
        let most = listed.values.map { population.minds * $0.toAll + $0.own }.max() ?? 0
        return max(1, min(4096, 20_000_000 / (population.minds * population.traits.count + most)))
    }

    /// As `PopulationRun.scores()`.
    ///
    /// - Throws: `OpenCLError`.
    /// - Complexity: O(minds · traits).
    public func scores() throws -> [Double] {
        let byTrait = try scoreBuffer.read()
        let traits = population.traits.count
        return [Double](unsafeUninitializedCapacity: population.minds * traits) { rows, count in
            for mind in 0..<population.minds {
                for trait in 0..<traits { rows[mind * traits + trait] = byTrait[trait * stride + mind] }
            }
            count = population.minds * traits
        }
    }

    /// Adds what each work-group counted.
    private func add(_ counts: [UInt32], to tally: inout PopulationTally) {
        let width = PopulationScratch.countsPerTrait
        for trait in tally.traits.indices {
            var sums = Array(repeating: 0, count: width)
            for group in 0..<stride / workGroup {
                let start = (group * tally.traits.count + trait) * width
                for place in 0..<width { sums[place] += Int(counts[start + place]) }
            }
            tally.traits[trait].effects.add(counts: sums)
        }
    }

    private func add(ticks: [UInt16], isEnd: Bool, to tally: inout PopulationTally) {
        let (plan, histories, stride, ranges) = (plan, histories, stride, population.rangesInTicks)
        let classes = isEnd ? population.stabilityClasses() : []
        let chunk = max(1, histories.count / (pool.threads * 8))
        let sum = Mutex(tally)
        pool.forEach(count: (histories.count + chunk - 1) / chunk) { item in
            var part = PopulationTally(traits: plan.population.traits.count)
            let moved = AlignedBuffer(count: PopulationPlan.blockMinds)
            ticks.withUnsafeBufferPointer { ticks in
                guard let base = ticks.baseAddress else { return }
                for index in item * chunk..<min(histories.count, (item + 1) * chunk) {
                    histories[index].add(
                        base + plan.blocks[index].minds.lowerBound, rowStride: stride, classes: classes, ranges: ranges,
                        moved: moved, to: &part)
                }
            }
            sum.withLock { $0.add(part) }
        }
        tally = sum.withLock { $0 }
    }

    /// The state once in and once out, and 40 operations an effect and 30 a mind and day.
    private func work(days: Int) -> DeclaredWork {
        let (minds, traits) = (Double(population.minds), Double(population.traits.count))
        return DeclaredWork(
            bytes: minds * traits * 40, operations: minds * Double(days) * (30 + 40 * traits), isSinglePrecision: false)
    }
}
