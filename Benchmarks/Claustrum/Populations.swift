import Benchmark
import Compute
import Drift
import Kernels

private let traits = 5
private let rule = TraitDriftRule()

/// Drift of populations: one day over memory beside a triad that moves as many bytes, the same in cache beside the
/// scalar rule, and whole runs with generated events.
func populationBenchmarks() {
    dayOverMemory()
    dayInCache()
    for (probability, name) in [(1.0, "an event every day"), (0.1, "an event in ten days")] {
        Benchmark("population, 200000 minds, 5 traits, 30 days, \(name): claustrum") { benchmark in
            let population = Population(
                minds: 200_000,
                traits: (0..<traits).map { .init("trait \($0)", initial: .normal(mean: 0.5, deviation: 0.1)) },
                groups: [
                    .init(
                        probability: probability,
                        deltas: Array(repeating: .normal(mean: 0.1, deviation: 0.5), count: traits))
                ], days: 30, seed: 1)
            let run = try PopulationRun(population, on: ThreadPool(threads: ThreadPool.cores))
            benchmark.startMeasurement()
            let report = try run.advance(30)
            benchmark.stopMeasurement()
            let effects = report.traits.reduce(0) { $0 + $1.effects.total }
            let expected = Double(200_000 * 30 * traits) * probability
            guard abs(Double(effects) - expected) < 0.01 * expected else {
                throw UnexpectedResult(description: "\(effects) effects instead of about \(expected)")
            }
        }
    }
}

/// The state of one trait of many minds, and an effect on each. Unchecked: threads write only to slices of their own.
private final class Day: @unchecked Sendable {
    let minds: Int
    let deltas: AlignedBuffer
    let confidences: AlignedBuffer
    let scores: AlignedBuffer
    let held: AlignedBuffer
    let lastDays: UnsafeMutablePointer<Int32>

    init(minds: Int) {
        self.minds = minds
        var random = SplitMix64(seed: 5)
        deltas = AlignedBuffer(count: minds)
        for mind in 0..<minds { deltas[mind] = 2 * random.fraction() - 1 }
        confidences = AlignedBuffer(count: minds, repeating: 0.6)
        scores = AlignedBuffer(count: minds)
        held = AlignedBuffer(count: minds)
        lastDays = .allocate(capacity: minds)
        begin()
    }

    func begin() {
        scores.base.initialize(repeating: 0.5, count: minds)
        held.base.initialize(repeating: 0.5, count: minds)
        lastDays.initialize(repeating: -(1 << 30), count: minds)
    }

    deinit { lastDays.deallocate() }

    /// One day, from `threads` threads; the effects that were counted.
    func pass(_ kernels: TraitDriftKernels, today: Int32, threads: Int) -> Int {
        let constants = [
            1 - rule.inertia, rule.eventSensitivity, rule.maximumDelta, rule.lowerBound, rule.upperBound,
            TraitDriftRule.leastChange,
        ]
        let slices = threads * 8
        let size = minds / slices
        let counts = AlignedBuffer(count: slices)
        ThreadPool(threads: threads).forEach(count: slices) { slice in
            var tally = [0, 0, 0, 0]
            let start = slice * size
            kernels.applyTraitDrift(
                deltas.base + start, confidences.base + start, constants, today, 0, size, scores.base + start,
                held.base + start, lastDays + start, &tally)
            counts[slice] = Double(tally[0])
        }
        return Int(counts.values.reduce(0, +))
    }
}

/// 56 bytes a mind: 36 read, of which 20 are written. A triad of as many bytes has 24 an entry. Both use the same memory in
/// every measurement, after passes for the second that a system may take to map hot memory in larger pages.
private func dayOverMemory() {
    let minds = 1 << 23
    let subject = "trait drift, 470 MB, one day over 2^23 minds"
    let threads = ThreadPool.cores
    let configuration = Benchmark.Configuration(warmupIterations: 50, maxDuration: .seconds(6), maxIterations: 100)
    let day = Day(minds: minds)
    Benchmark("\(subject): kernel \(KernelTable.selected.level.rawValue)", configuration: configuration) { benchmark in
        // Where every mind can move.
        day.begin()
        benchmark.startMeasurement()
        let effects = day.pass(.selected, today: 1, threads: threads)
        benchmark.stopMeasurement()
        guard effects > minds / 2 else { throw UnexpectedResult(description: "only \(effects) effects") }
    }
    let (slices, table) = (threads * 8, KernelTable.selected)
    // Slices of whole cache lines, as the kernel's are.
    let entries = minds * 56 / 24 / (64 * slices) * (64 * slices)
    let buffers = (0..<3).map { _ in AlignedBuffer(count: entries, repeating: 1) }
    Benchmark("\(subject): triad of as many bytes", configuration: configuration) { benchmark in
        benchmark.startMeasurement()
        ThreadPool(threads: threads).forEach(count: slices) { slice in
            let start = entries / slices * slice
            table.triad(
                buffers[1].base + start, buffers[2].base + start, 0.5, entries / slices, buffers[0].base + start)
        }
        benchmark.stopMeasurement()
    }
}

private func dayInCache() {
    let minds = 2048
    let subject = "trait drift, in cache, 2048 minds"
    for level in InstructionSet.supported {
        Benchmark("\(subject): kernel \(level.rawValue)") { benchmark in
            let (day, kernels) = (Day(minds: minds), TraitDriftKernels(level: level))
            benchmark.startMeasurement()
            for today in 1...100 as ClosedRange<Int32> { blackHole(day.pass(kernels, today: today, threads: 1)) }
            benchmark.stopMeasurement()
        }
    }
    Benchmark("\(subject): scalar rule") { benchmark in
        let day = Day(minds: minds)
        var states = Array(repeating: TraitDriftRule.Score(), count: minds)
        var rule = rule
        rule.cooldownDays = 0
        benchmark.startMeasurement()
        for today in 1...100 {
            for mind in 0..<minds {
                rule.apply(delta: day.deltas[mind], confidence: 0.6, to: &states[mind], today: today)
            }
        }
        benchmark.stopMeasurement()
        blackHole(states)
    }
}
