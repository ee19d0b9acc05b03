import Benchmark
import Foundation

/// Everything `make bench` measures. A name is `subject: variant`; `scripts/bench-table` sets the variants of one subject
/// against each other, so a figure is always a ratio to a named reference of the same run.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .peakMemoryResident], warmupIterations: 1, maxDuration: .seconds(3), maxIterations: 1_000)
    systemPhiBenchmarks()
    complexesBenchmarks()
    structureBenchmarks()
    enumerationBenchmarks()
    partitionMinimaBenchmarks()
    subsetMeansBenchmarks()
    simulationBenchmarks()
    sparseCouplingBenchmarks()
    populationBenchmarks()
    detectorBenchmarks()
    twoSampleBenchmarks()
}

/// What a benchmark found that it must not: it would have measured an easier problem, or a wrong answer.
struct UnexpectedResult: Error, CustomStringConvertible {
    let description: String
}
