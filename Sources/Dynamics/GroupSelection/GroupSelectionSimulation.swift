public import Analysis
public import Compute
public import Kernels

/// A run of neuronal group selection in this process: all populations, on a thread pool, with its statistics streamed.
/// The same bits for any number of threads and however the generations are divided between calls.
public struct GroupSelectionSimulation<Real: GroupSelectionReal>: Sendable {
    public let model: GroupSelection
    /// Generations completed.
    public private(set) var generation = 0
    private var blocks: [GroupSelectionState<Real>]

    /// The state before the first generation.
    ///
    /// - Throws: `DynamicsError` where the state needs more than `memoryBytes`.
    /// - Complexity: O(populations · groups · inputs).
    public init(_ model: GroupSelection, memoryBytes: Int = 8 << 30, on pool: ThreadPool) throws {
        self.model = model
        try model.checkMemory(memoryBytes, realBytes: MemoryLayout<Real>.size)
        let ranges = model.blocks
        blocks = try pool.map(count: ranges.count) { GroupSelectionState(model, populations: ranges[$0]) }
    }

    /// Goes on from a state of all populations.
    ///
    /// - Complexity: O(populations · groups · inputs).
    public init(_ model: GroupSelection, from state: GroupSelectionState<Real>) {
        self.model = model
        generation = state.generation
        blocks = model.blocks.map { state.part($0, of: model) }
    }

    /// The state of all populations.
    ///
    /// - Complexity: O(populations · groups · inputs).
    public var state: GroupSelectionState<Real> { GroupSelectionState(joining: blocks) }

    /// Runs `generations` more.
    ///
    /// - Parameters:
    ///   - every: statistics are told of each generation whose number, counted from 1, is a multiple of it.
    ///   - cancellation: looked at every few tens of milliseconds.
    ///   - visit: called on the calling thread with the statistics, in the order of generations.
    /// - Throws: `DynamicsError` where the generation would no longer fit in 32 bits; `CancelledError`; what `visit`
    ///   throws. The simulation is then as after the last sample that was complete.
    /// - Complexity: O(generations · populations · groups · inputs) time; memory for the state and for the statistics of
    ///   some generations.
    public mutating func advance(
        _ generations: Int, every: Int = 1, on pool: ThreadPool, cancellation: Cancellation = Cancellation(),
        level: InstructionSet = KernelTable.selected.level, _ visit: (GroupSelectionSample) throws -> Void = { _ in }
    ) throws {
        let end = try model.lastGeneration(from: generation, generations, every: every)
        while generation < end {
            let step = model.generationsAtOnce(from: generation, until: end, every: every)
            let (model, before) = (model, blocks)
            let results = try pool.map(count: before.count) { index in
                try cancellation.check()
                var block = before[index]
                let samples = block.advance(step, of: model, every: every, with: .kernels(level))
                return (block, samples)
            }
            blocks = results.map { $0.0 }
            generation += step
            for sample in 0..<(results.first?.1.count ?? 0) {
                try visit(
                    GroupSelectionSample(
                        generation: results[0].1[sample].generation,
                        populations: results.flatMap { $0.1[sample].populations }))
            }
        }
    }
}

extension GroupSelection {
    /// The populations that are worked on together: whole maps, as many as fill 256 KiB in double precision, at least
    /// one. Fixed by the model alone.
    var blocks: [Range<Int>] {
        let mapBytes = stateBytes(ofReal: 8) / maps
        let step = max(1, (256 << 10) / mapBytes) * populationsPerMap
        return stride(from: 0, to: populations, by: step).map { $0..<min(populations, $0 + step) }
    }

    /// How many generations to run before statistics are handed on and a request to stop is looked for: up to the next
    /// sample, or several samples of tens of milliseconds and a few MiB in all.
    func generationsAtOnce(from generation: Int, until end: Int, every: Int) -> Int {
        let blockWork = groups * (inputs + 8) * (blocks.first?.count ?? 1)
        let byWork = max(1, 20_000_000 / blockWork)
        let bySamples = max(1, 100_000 / populations) * every
        return min(end - generation, max(1, min(byWork, bySamples)))
    }

    func lastGeneration(from generation: Int, _ generations: Int, every: Int) throws(DynamicsError) -> Int {
        let (end, overflows) = generation.addingReportingOverflow(generations)
        guard generations >= 0, !overflows, end <= Self.mostGenerations else {
            throw DynamicsError(
                .badSetting, key: "generations", problem: "it is \(generations)",
                remedy: "give a whole number from 0 to \(Self.mostGenerations - generation)")
        }
        guard every >= 1 else {
            throw DynamicsError(
                .badSetting, key: "every", problem: "it is \(every)", remedy: "give a whole number of 1 or more")
        }
        return end
    }

    func checkMemory(_ limit: Int, realBytes: Int) throws(DynamicsError) {
        let bytes = stateBytes(ofReal: realBytes)
        guard bytes <= limit else {
            throw DynamicsError(
                .tooLarge, key: "populations", problem: "the groups need \(bytes) bytes and the limit is \(limit)",
                remedy: "simulate fewer, choose single precision, or raise memory_limit")
        }
    }
}
