import Drift
import GeneratedInput
import Testing

@Suite("Streaming detectors: definitions and published data")
struct DetectorReferenceTests {
    @Test("ADWIN passes over no cut: all boundaries with the whole formula give the same windows")
    func adaptiveWindowing() throws {
        var random = SplitMix64(seed: 5)
        for trial in 0..<60 {
            let delta = [0.002, 0.05, 0.4][trial % 3]
            let (clock, buckets) = ([32, 1, 7][trial % 3], [5, 2, 8][trial / 3 % 3])
            let shrinks = trial.isMultiple(of: 2)
            // Offsets of up to 10⁹ standard deviations leave few digits for the differences.
            let offset = [0, 1, 1e5, 1e9][trial % 4]
            var detector = try ADWIN(
                delta: delta, clock: clock, maxBuckets: buckets, afterDrift: shrinks ? .shrink : .restart)
            var reference = AllCutsWindow(delta: delta, clock: clock, maxBuckets: buckets, shrinks: shrinks)
            var changes = 0
            for index in 0..<3000 {
                let jump = index / 700 % 2 == 1 ? random.value(0.2, 0.8) : 0
                let value =
                    trial % 5 == 0 ? (random.chance(0.3 + jump / 2) ? 1 : 0) : offset + random.nearNormal() + jump
                let signal = detector.update(value)
                let isCut = reference.update(value)
                if isCut { changes += 1 }
                #expect((signal == .drift) == isCut, "trial \(trial), value \(index)")
                if (signal == .drift) != isCut { return }
            }
            #expect(changes > 0 || delta < 0.1, "trial \(trial) tried nothing")
        }
    }

    @Test("The Bayesian posterior is that of every run computed anew")
    func runLengths() throws {
        var random = SplitMix64(seed: 6)
        // Thresholds that are never reached, so that neither starts anew.
        var detector = try BayesianChangePoint(hazard: 0.01, threshold: 1 - 1e-15, pruning: 0)
        var pruned = try BayesianChangePoint(hazard: 0.01, threshold: 1 - 1e-15)
        var reference = ExactRunLengths(hazard: 0.01)
        for index in 0..<300 {
            let value = random.nearNormal() + (index < 200 ? 0 : 0.8)
            _ = detector.update(value)
            _ = pruned.update(value)
            reference.update(value)
            let probabilities = reference.probabilities
            #expect(abs(detector.changeProbability - (1 - probabilities[0])) < 1e-11)
            let likeliest = probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
            #expect(detector.likeliestRunLength == index + 1 - likeliest)
            // Every run length dropped changes the posterior by less than 10⁻⁵ when it goes.
            #expect(abs(pruned.changeProbability - detector.changeProbability) < 0.02)
            #expect(pruned.runCount <= detector.runCount)
        }
        #expect(detector.changeProbability > 0.5)
    }

    /// The counts for which the exact p-value of two samples of that size first falls to α.
    @Test(
        "KSWIN's critical counts are those of the exact two-sample distribution",
        arguments: [
            (30, 0.005, 14), (30, 0.05, 11), (5, 0.05, 5), (10, 0.01, 8), (20, 0.05, 9), (100, 0.005, 25), (8, 0.02, 6),
            (1000, 0.001, 101), (3, 0.05, 4),
        ])
    func criticalCounts(size: Int, alpha: Double, count: Int) {
        #expect(KSWIN.criticalCount(alpha: alpha, size: size) == count)
    }

    @Test("The Nile: the fall of 1899 is found, and placed where Cobb places it")
    func nileFlow() throws {
        // In standard deviations of the years before the building of the dam's first stage, about 1100 ± 125.
        let flow = nile.map { ($0 - 1100) / 125 }
        var posterior = try BayesianChangePoint(hazard: 0.01, threshold: 1 - 1e-15)
        for (year, value) in zip(1871..., flow) {
            _ = posterior.update(value)
            // From the fourth low year on.
            let change = year < 1902 ? 1871 : 1899
            #expect(year + 1 - posterior.likeliestRunLength == change, "\(year)")
        }

        let detectors: [any DriftDetector] = [
            try PageHinkley(minInstances: 10, delta: 0.25, threshold: 8), try BayesianChangePoint(hazard: 0.01),
            try KSWIN(alpha: 0.005, windowSize: 30, statSize: 10),
        ]
        for fresh in detectors {
            var detector = fresh
            let found = detector.firstDetection(in: flow)
            let year = try #require(found) + 1871
            #expect((1899...1920).contains(year), "\(type(of: fresh).name) in \(year)")
        }
    }
}
