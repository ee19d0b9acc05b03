import Benchmark
import Compute
import Kernels
import KernelsBaseline

private let units = 12
private let lanes = 8

/// Random values in [0, 1): the time of no kernel depends on them.
private func randomColumn(count: Int, seed: UInt64) -> AlignedBuffer {
    var random = SplitMix64(seed: seed)
    let column = AlignedBuffer(count: count)
    for index in 0..<count { column[index] = random.fraction() }
    return column
}

/// Eight problems of twelve units side by side, against the scalar form eight times.
func partitionMinimaBenchmarks() {
    let costs = randomColumn(count: lanes << units, seed: 1)
    let subject = "partition minima, 8 problems of \(units) units"
    let table = KernelTable.selected
    Benchmark("\(subject): kernel \(table.level.rawValue)") { benchmark in
        let best = AlignedBuffer(count: lanes << (units - 1))
        let minima = AlignedBuffer(count: lanes)
        benchmark.startMeasurement()
        table.partitionMinima(costs.base, units, best.base, minima.base)
        benchmark.stopMeasurement()
        blackHole(minima.values)
    }
    Benchmark("\(subject): scalar") { benchmark in
        let problems = (0..<lanes).map { lane in
            let cost = AlignedBuffer(count: 1 << units)
            for part in 0..<(1 << units) { cost[part] = costs[part * lanes + lane] }
            return cost
        }
        let best = AlignedBuffer(count: 1 << units)
        var sum = 0.0
        benchmark.startMeasurement()
        for problem in problems {
            partitionMinimaScalar(cost: problem.base, units: units, best: best.base)
            sum += best[(1 << units) - 1]
        }
        benchmark.stopMeasurement()
        blackHole(sum)
    }
}

/// The means over every set of kept inputs at once, against the definition.
func subsetMeansBenchmarks() {
    let column = randomColumn(count: 1 << units, seed: 2)
    let reference = 0b1011_0010_1101
    let subject = "subset means, \(units) units"
    let table = KernelTable.selected
    Benchmark("\(subject): kernel \(table.level.rawValue)") { benchmark in
        let means = AlignedBuffer(count: 1 << units)
        benchmark.startMeasurement()
        table.subsetMeans(column.base, units, reference, means.base)
        benchmark.stopMeasurement()
        blackHole(means.values)
    }
    Benchmark("\(subject): definition", configuration: .init(maxIterations: 50)) { benchmark in
        let means = AlignedBuffer(count: 1 << units)
        benchmark.startMeasurement()
        subsetMeansScalar(column: column.base, units: units, reference: reference, means: means.base)
        benchmark.stopMeasurement()
        blackHole(means.values)
    }
}
