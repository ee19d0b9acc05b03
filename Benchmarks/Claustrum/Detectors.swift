import Benchmark
import Drift

/// What one value costs a streaming detector on a stream without a change: a measurement is a million values, so its
/// milliseconds are nanoseconds an update. The reference is adding the values up, one dependent addition each.
func detectorBenchmarks() {
    let subject = "a million values"
    let (real, outcomes) = (DetectorStream.real, DetectorStream.outcomes)
    Benchmark("\(subject): sum") { benchmark in
        blackHole(real.reduce(0, +))
    }
    following("\(subject): adwin", real) { try ADWIN() }
    following("\(subject): page-hinkley", real) { try PageHinkley() }
    following("\(subject): cusum", real) { try CUSUM() }
    following("\(subject): geometric-moving-average", real) { try GeometricMovingAverage() }
    following("\(subject): kswin", real) { try KSWIN() }
    following("\(subject): bocd", real) { try BayesianChangePoint() }
    following("\(subject): ddm", outcomes) { try DDM() }
    following("\(subject): eddm", outcomes) { try EDDM() }
    following("\(subject): rddm", outcomes) { try RDDM() }
    following("\(subject): hddm-a", outcomes) { try HDDMA() }
    following("\(subject): hddm-w", outcomes) { try HDDMW() }
    following("\(subject): fhddm", outcomes) { try FHDDM() }
    following("\(subject): stepd", outcomes) { try STEPD() }
    following("\(subject): ecdd-wt", outcomes) { try ECDDWT() }
}

/// The detector is new in each measurement, and its window grows to a million values.
private func following<Detector: DriftDetector>(
    _ name: String, _ values: [Double], _ make: @escaping @Sendable () throws -> Detector
) {
    Benchmark(name, configuration: .init(maxDuration: .seconds(3), maxIterations: 100)) { benchmark in
        var detector = try make()
        var drifts = 0
        benchmark.startMeasurement()
        for value in values where detector.update(value) == .drift { drifts += 1 }
        benchmark.stopMeasurement()
        blackHole(drifts)
    }
}

private enum DetectorStream {
    /// Near normal: the sum of twelve uniform values less 6.
    static let real: [Double] = {
        var random = SplitMix64(seed: 1)
        return (0..<1_000_000).map { _ in (0..<12).reduce(-6) { sum, _ in sum + random.fraction() } }
    }()

    /// One in five is an error.
    static let outcomes: [Double] = {
        var random = SplitMix64(seed: 2)
        return (0..<1_000_000).map { _ in random.chance(0.2) ? 1 : 0 }
    }()
}
