import Drift
import Foundation
import GeneratedInput
import Testing

/// The samples are small enough to enumerate every way of splitting them, which is the definition of an exact p-value.
@Suite("Exact p-values by full enumeration")
struct ExactPValueTests {
    private static func result(
        _ method: String, _ options: [String: String] = [:], _ reference: [Double], _ sample: [Double]
    ) throws -> TestResult {
        guard case .oneChannel(let test) = try TwoSampleCatalogue.make(method, options: options) else {
            throw DriftError(.unknownMethod, key: method, problem: "not one channel", remedy: "none")
        }
        return try test.test(reference: reference, sample: sample)
    }

    /// Pairs without ties of 2 to 6 values.
    private static let pairs: [([Double], [Double])] = {
        var numbers = SplitMix64(seed: 71)
        return (0..<40).map { _ in
            let counts = (2 + numbers.index(5), 2 + numbers.index(5))
            let shift = numbers.value(-2, 2)
            return (
                (0..<counts.0).map { _ in GeneratedStream.bell(&numbers) },
                (0..<counts.1).map { _ in GeneratedStream.bell(&numbers) + shift }
            )
        }
    }()

    private static func isClose(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
        guard let value else { return false }
        return abs(value - expected) <= tolerance * max(1, abs(expected))
    }

    @Test("Kolmogorov–Smirnov, both sides and each", arguments: pairs)
    func kolmogorovSmirnov(reference: [Double], sample: [Double]) throws {
        let both = try Self.result("kolmogorov-smirnov", [:], reference, sample)
        #expect(both.pValueMethod == .exact)
        #expect(Self.isClose(both.statistic, RankStatistics.kolmogorovSmirnov(reference, sample)))
        #expect(
            Self.isClose(both.pValue, RankStatistics.tail(reference, sample, RankStatistics.kolmogorovSmirnov)))
        let greater = try Self.result("kolmogorov-smirnov", ["alternative": "greater"], reference, sample)
        #expect(Self.isClose(greater.pValue, RankStatistics.tail(reference, sample, RankStatistics.excess)))
        let less = try Self.result("kolmogorov-smirnov", ["alternative": "less"], reference, sample)
        #expect(
            Self.isClose(
                less.pValue, RankStatistics.tail(reference, sample) { RankStatistics.excess($1, $0) }))
    }

    @Test("Cramér–von Mises", arguments: pairs)
    func cramerVonMises(reference: [Double], sample: [Double]) throws {
        let result = try Self.result("cramer-von-mises", [:], reference, sample)
        #expect(result.pValueMethod == .exact)
        #expect(Self.isClose(result.statistic, RankStatistics.cramerVonMises(reference, sample)))
        #expect(Self.isClose(result.pValue, RankStatistics.tail(reference, sample, RankStatistics.cramerVonMises)))
    }

    @Test("Mann–Whitney, both sides and each", arguments: pairs)
    func mannWhitney(reference: [Double], sample: [Double]) throws {
        let upper = RankStatistics.tail(reference, sample, RankStatistics.mannWhitney)
        let lower = RankStatistics.tail(reference, sample, sign: -1, RankStatistics.mannWhitney)
        let both = try Self.result("mann-whitney", [:], reference, sample)
        #expect(both.pValueMethod == .exact)
        #expect(Self.isClose(both.statistic, RankStatistics.mannWhitney(reference, sample)))
        #expect(Self.isClose(both.pValue, min(1, 2 * min(upper, lower))))
        let greater = try Self.result("mann-whitney", ["alternative": "greater"], reference, sample)
        #expect(Self.isClose(greater.pValue, upper))
        let less = try Self.result("mann-whitney", ["alternative": "less"], reference, sample)
        #expect(Self.isClose(less.pValue, lower))
    }

    @Test("Kuiper's statistic, Wasserstein's and the energy distance are their definitions", arguments: pairs)
    func distances(reference: [Double], sample: [Double]) throws {
        let kuiper = try Self.result("kuiper", [:], reference, sample)
        #expect(Self.isClose(kuiper.statistic, RankStatistics.kuiper(reference, sample)))
        let wasserstein = try Self.result("wasserstein", [:], reference, sample)
        #expect(Self.isClose(wasserstein.statistic, RankStatistics.wasserstein(reference, sample)))
        let energy = try Self.result("energy", [:], reference, sample)
        #expect(Self.isClose(energy.statistic, RankStatistics.energy(reference, sample)))
    }

    /// Where the pool is small every random permutation is one of a few splits, so the share of a long run of them comes
    /// to the exact one within four standard errors.
    @Test("permutation p-values come to the exact ones", arguments: ["wasserstein", "energy"])
    func permutations(method: String) throws {
        var numbers = SplitMix64(seed: 5)
        for _ in 0..<5 {
            let reference = (0..<4).map { _ in GeneratedStream.bell(&numbers) }
            let sample = (0..<5).map { _ in GeneratedStream.bell(&numbers) + 1 }
            let permutations = 4000
            let result = try Self.result(method, ["permutations": "\(permutations)"], reference, sample)
            let exact = RankStatistics.tail(
                reference, sample,
                method == "energy" ? RankStatistics.energy : RankStatistics.wasserstein)
            let error = (exact * (1 - exact) / Double(permutations)).squareRoot()
            #expect(abs((result.pValue ?? -1) - exact) < 4 * error + 1 / Double(permutations))
        }
    }

    /// P(p ≤ u) ≤ u for every u is what a p-value is; the largest excess over 400 draws of equal samples stays within
    /// the bound of Dvoretzky, Kiefer, Wolfowitz and Massart, exceeded with probability 10⁻⁴.
    @Test(
        "p-values of equal populations are uniform, or larger",
        arguments: [
            "kolmogorov-smirnov", "cramer-von-mises", "mann-whitney", "welch", "anderson-darling", "kuiper",
        ])
    func uniform(method: String) throws {
        var numbers = SplitMix64(seed: 17)
        let draws = 400
        var pValues: [Double] = []
        for _ in 0..<draws {
            let reference = (0..<30).map { _ in GeneratedStream.bell(&numbers) }
            let sample = (0..<45).map { _ in GeneratedStream.bell(&numbers) }
            pValues.append(try #require(Self.result(method, [:], reference, sample).pValue))
        }
        let bound = (log(1e4) / (2 * Double(draws))).squareRoot()
        for (rank, pValue) in pValues.sorted().enumerated() {
            #expect(Double(rank + 1) / Double(draws) - pValue < bound, "\(method), p \(pValue)")
        }
        #expect(pValues.reduce(0, +) / Double(draws) < 0.5 + 4 * (1.0 / 12 / Double(draws)).squareRoot() + 0.02)
    }
}
