import Drift
import Foundation
import Testing

@Suite("Two-sample tests: published numbers and closed forms")
struct TwoSampleReferenceTests {
    /// Massey, Ann. Math. Statist. 22 (1951) 125, Table 1 (samples of one size, P(D ≤ k/n)), turned round.
    @Test(
        "Kolmogorov and Smirnov: samples of one size",
        arguments: [(4, 3, 0.228_571), (5, 4, 0.079_365), (6, 4, 0.142_857), (8, 5, 0.087_024), (10, 6, 0.052_448)])
    func equalSizes(size: Int, steps: Int, expected: Double) throws {
        // The reference's first `steps` values lie below all of the sample's, the others above all of them.
        let sample = (0..<size).map { Double($0) / 1000 }
        let reference = (0..<size).map { $0 < steps ? -1 - Double($0) : 1 + Double($0) }
        let result = try KolmogorovSmirnovTest().test(reference: reference, sample: sample)
        #expect(result.statistic == Double(max(steps, size - steps)) / Double(size))
        #expect(abs((result.pValue ?? -1) - expected) < 5e-7)
    }

    /// Gnedenko & Korolyuk (1951): P(D⁺ ≥ h/n) = C(2n, n + h)/C(2n, n).
    @Test func oneSidedClosedForm() throws {
        for (size, steps) in [(3, 2), (7, 3), (20, 9), (1000, 60)] {
            let sample = (0..<size).map(Double.init)
            let reference = sample.map { $0 - Double(steps) + 0.5 }
            let result = try KolmogorovSmirnovTest(alternative: .greater).test(reference: reference, sample: sample)
            #expect(agree(result.statistic, Double(steps) / Double(size), 1e-15))
            let expected = exp(
                2 * logFactorial(size) - logFactorial(size + steps) - logFactorial(size - steps))
            #expect(agree(result.pValue, expected, 1e-11))
        }
    }

    private func logFactorial(_ n: Int) -> Double { (1...max(1, n)).reduce(0) { $0 + log(Double($1)) } }

    /// Mann & Whitney (1947), Table I: P(U ≤ u).
    @Test(
        "Mann and Whitney's table",
        arguments: [(3, 3, 0, 0.050), (4, 4, 1, 0.029), (5, 5, 4, 0.048), (6, 6, 7, 0.047), (7, 8, 10, 0.020)])
    func mannWhitney(reference: Int, sample: Int, u: Int, expected: Double) throws {
        // Each value of the reference beats as many of the sample as are left to make up u.
        var left = u
        let values = (0..<reference).map { index in
            let beaten = min(left, sample)
            left -= beaten
            return Double(beaten) - 0.5 + Double(index) / 100
        }
        let result = try MannWhitneyTest(alternative: .less)
            .test(reference: values, sample: (0..<sample).map(Double.init))
        #expect(result.statistic == Double(u))
        #expect(result.pValueMethod == .exact)
        #expect(abs((result.pValue ?? -1) - expected) <= 0.0005, "\(result.pValue ?? -1)")
    }

    /// Scholz & Stephens (1987), Table 1 with m = 1: the standardised statistic's upper 25, 10, 5, 2.5 and 1 % points.
    @Test(
        "Anderson and Darling: the published percentage points",
        arguments: [(0.326, 0.25), (1.225, 0.10), (1.960, 0.05), (2.719, 0.025), (3.752, 0.01)])
    func andersonDarling(point: Double, level: Double) {
        let tail = AndersonDarlingDistribution.upperTail(1 + point * AndersonDarlingDistribution.variance.squareRoot())
        // The table is fitted: at its 1 % point the tail is 1.024 %.
        #expect(agree(tail, level, 0.025), "\(tail)")
    }

    @Test("Welch's t by hand: two samples whose moments are whole numbers")
    func welch() throws {
        // Means 3 and 6, variances 2.5 and 10, so t = −3/√(0.5 + 2) and ν = 2.5²/(0.25/4 + 4/4).
        let result = try WelchTest().test(reference: [1, 2, 3, 4, 5], sample: [2, 4, 6, 8, 10])
        #expect(agree(result.statistic, -3 / 2.5.squareRoot(), 1e-15))
        let expected = StudentDistribution.bothTails(result.statistic, degreesOfFreedom: 6.25 / 1.0625)
        #expect(agree(result.pValue, expected, 1e-14))
        #expect(agree(result.effectSize.value, -3 / 6.25.squareRoot() * (1 - 3.0 / 31), 1e-15))
    }

    @Test("χ² of a table by hand: counts (10, 20, 30) and (20, 20, 20) differ by 20/3 with two degrees of freedom")
    func chiSquared() throws {
        func values(_ counts: [Int]) -> [Double] {
            counts.enumerated().flatMap { [Double](repeating: Double($0.offset), count: $0.element) }
        }
        let result = try ChiSquaredTest(binning: .ten(.categories))
            .test(reference: values([10, 20, 30]), sample: values([20, 20, 20]))
        #expect(agree(result.statistic, 2 * (25.0 / 15) + 2 * (25.0 / 25), 1e-14))
        #expect(agree(result.pValue, exp(-result.statistic / 2), 1e-14))
        #expect(agree(result.effectSize.value, (result.statistic / 120).squareRoot(), 1e-14))
    }

    @Test("Divergences of two coins by hand")
    func divergences() {
        let (p, q) = ([0.5, 0.5], [0.25, 0.75])
        #expect(agree(ProbabilityDivergence.kullbackLeibler(p, from: q), 0.5 * log(4.0 / 3), 1e-15))
        #expect(agree(ProbabilityDivergence.populationStabilityIndex(p, q), 0.25 * log(3), 1e-15))
        let overlap = (0.125).squareRoot() + (0.375).squareRoot()
        #expect(agree(ProbabilityDivergence.hellinger(p, q), (1 - overlap).squareRoot(), 1e-14))
        #expect(agree(ProbabilityDivergence.bhattacharyya(p, q), -log(overlap), 1e-14))
        #expect(agree(ProbabilityDivergence.jensenShannon([1, 0], [0, 1]), log(2), 1e-15))
        #expect(ProbabilityDivergence.kullbackLeibler([1, 0], from: [0, 1]) == .infinity)
        #expect(ProbabilityDivergence.bhattacharyya([1, 0], [0, 1]) == .infinity)
    }

    @Test("The population stability index of a table by hand, with an empty bin counting as half a value")
    func populationStability() throws {
        // The reference's median parts 0 0 1 1 into two bins; the sample has nothing in the upper one.
        let index = PopulationStabilityIndex(binning: try Binning(.quantiles, count: 2))
        let result = try index.test(reference: [0, 0, 1, 1], sample: [0, 0, 0, 0])
        let (p, q) = ([0.5, 0.5], [4 / 4.5, 0.5 / 4.5])
        #expect(agree(result.statistic, (p[0] - q[0]) * log(p[0] / q[0]) + (p[1] - q[1]) * log(p[1] / q[1]), 1e-14))
        #expect(result.notes.contains { $0.contains("only one of the samples hits") })
    }

    /// The share of all 84 splits of these tied values with as large a T is 0.9048; SciPy 1.17.1 has 0.9167 as well.
    @Test("With ties an exact p-value of Cramér and von Mises errs to the larger side")
    func tiedCramerVonMises() throws {
        let (x, y) = ([2.0, 4, 0, 4, 3, 1], [3.0, 2, 1])
        let result = try CramerVonMisesTest().test(reference: x, sample: y)
        #expect(agree(result.pValue, 77.0 / 84, 1e-14), "\(result.pValue ?? -1)")
        #expect(result.notes.contains { $0.hasPrefix("there are ties") })
        let conditional = try CramerVonMisesTest(permutations: PermutationPlan(permutations: 84))
            .test(reference: x, sample: y)
        #expect(agree(conditional.pValue, 76.0 / 84, 1e-14))
    }

    @Test("Effect sizes of small samples by hand")
    func effectSizes() throws {
        let (x, y) = ([1.0, 2, 4], [3.0, 5])
        func effect(_ name: String, _ x: [Double], _ y: [Double]) throws -> Double {
            try oneChannel(name).test(reference: x, sample: y).effectSize.value
        }
        // One of six pairs has the larger value in the reference.
        #expect(agree(try effect("mann-whitney", x, y), 2.0 / 6 - 1, 1e-15))
        // E|X − Y| = (2 + 4 + 1 + 3 + 1 + 1)/6, E|X − X′| = 12/9, E|Y − Y′| = 4/4.
        #expect(agree(try effect("energy", x, y), (4 - 12.0 / 9 - 1) / 4, 1e-14))
        // Distance (3 + 5)/2 − (1 + 2 + 4)/3 of ordered samples, over the reference's deviation √(7/3).
        #expect(agree(try effect("wasserstein", x, y), (5.0 / 3) / (7.0 / 3).squareRoot(), 1e-14))
        // F − G is 1/3, 2/3, 1/6, 1/2, 0 at the five values.
        let squares = (4.0 + 16 + 1 + 9) / 36
        #expect(agree(try effect("cramer-von-mises", x, y), squares / 5, 1e-14))
        // Bins that do not overlap are a whole bit apart, and no less in Hellinger's distance.
        #expect(agree(try effect("jensen-shannon", [0, 0.1], [0.9, 1]), 1, 1e-14))
        #expect(agree(try effect("hellinger", [0, 0.1], [0.9, 1]), 1, 1e-14))
        // Shares (½, ½) and (1, 0): bits by Jensen and Shannon, 1 − √½ by Bhattacharyya but for the empty bin's half.
        let divergence = 0.5 * (0.5 * log2(2.0 / 3) + 0.5) + 0.5 * log2(4.0 / 3)
        #expect(agree(try effect("jensen-shannon", [0, 1], [0, 0]), divergence, 1e-14))
        let overlap = (0.5 * 0.8).squareRoot() + (0.5 * 0.2).squareRoot()
        #expect(agree(try effect("bhattacharyya", [0, 1], [0, 0]), 1 - overlap, 1e-13))
    }
}
