import Drift
import Foundation
import GeneratedInput
import Testing

@Suite("Comparisons of many channels against double loops")
struct MultivariateProofTests {
    private static func result(
        _ method: String, _ options: [String: String], _ reference: [[Double]], _ sample: [[Double]]
    ) throws -> TestResult {
        guard case .manyChannels(let test) = try TwoSampleCatalogue.make(method, options: options) else {
            throw DriftError(.unknownMethod, key: method, problem: "one channel", remedy: "none")
        }
        return try test.test(reference: Sample(reference), sample: Sample(sample))
    }

    private static func rows(
        _ count: Int, _ columns: Int, shift: Double = 0, _ numbers: inout SplitMix64
    ) -> [[Double]] {
        (0..<count).map { _ in (0..<columns).map { _ in GeneratedStream.bell(&numbers) + shift } }
    }

    @Test("the discrepancy with the median bandwidth and with a given one", arguments: UInt64(0)..<12)
    func discrepancy(seed: UInt64) throws {
        var numbers = SplitMix64(seed: 40 + seed)
        let columns = 1 + numbers.index(7)
        let x = Self.rows(2 + numbers.index(40), columns, &numbers)
        let y = Self.rows(2 + numbers.index(40), columns, shift: numbers.value(-1, 1), &numbers)
        let median = MultivariateReferences.medianDistance(x + y)
        for (text, sigma) in [("median", median), ("0.75", 0.75)] {
            let result = try Self.result("mmd", ["bandwidth": text, "permutations": "1"], x, y)
            let expected = MultivariateReferences.maximumMeanDiscrepancy(x, y, sigma: sigma)
            #expect(abs(result.statistic - expected) < 1e-12, "\(result.statistic) for \(expected)")
        }
    }

    /// With more permutations than splits the p-value is the share of all splits, the observed one among them.
    @Test("the exact p-value of small samples", arguments: UInt64(0)..<6)
    func exact(seed: UInt64) throws {
        var numbers = SplitMix64(seed: 60 + seed)
        let x = Self.rows(4, 2, &numbers)
        let y = Self.rows(4, 2, shift: 0.7, &numbers)
        let pooled = x + y
        let sigma = MultivariateReferences.medianDistance(pooled)
        let observed = MultivariateReferences.maximumMeanDiscrepancy(x, y, sigma: sigma)
        var (extreme, all) = (0, 0)
        for mask in 0..<256 where mask.nonzeroBitCount == 4 {
            let chosen = pooled.indices.filter { mask >> $0 & 1 == 1 }.map { pooled[$0] }
            let others = pooled.indices.filter { mask >> $0 & 1 == 0 }.map { pooled[$0] }
            let statistic = MultivariateReferences.maximumMeanDiscrepancy(chosen, others, sigma: sigma)
            if statistic >= observed - 1e-12 { extreme += 1 }
            all += 1
        }
        let result = try Self.result("mmd", ["permutations": "5000"], x, y)
        #expect(result.pValueMethod == .exact)
        #expect(abs((result.pValue ?? -1) - Double(extreme) / Double(all)) < 1e-12)
    }

    @Test("the linear-time discrepancy, two rows of either sample at a time")
    func linear() throws {
        var numbers = SplitMix64(seed: 12)
        let x = Self.rows(41, 3, &numbers)
        let y = Self.rows(50, 3, shift: 0.4, &numbers)
        func kernel(_ left: [Double], _ right: [Double]) -> Double {
            exp(-MultivariateReferences.squaredDistance(left, right) / (2 * 0.75 * 0.75))
        }
        let terms = (0..<20).map { pair in
            let (x1, x2, y1, y2) = (x[2 * pair], x[2 * pair + 1], y[2 * pair], y[2 * pair + 1])
            return kernel(x1, x2) + kernel(y1, y2) - kernel(x1, y2) - kernel(x2, y1)
        }
        let mean = terms.reduce(0, +) / 20
        let squares = terms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let result = try Self.result("mmd-linear", ["bandwidth": "0.75"], x, y)
        #expect(abs(result.statistic - mean) < 1e-13)
        let error = (squares / 19 / 20).squareRoot()
        #expect(abs((result.pValue ?? -1) - 0.5 * erfc(mean / error / 2.0.squareRoot())) < 1e-12)
    }

    /// Every row is a centre, so nothing is drawn.
    @Test("the least-squares density difference by elimination")
    func densityDifference() throws {
        var numbers = SplitMix64(seed: 14)
        for _ in 0..<5 {
            let x = Self.rows(15, 2, &numbers)
            let y = Self.rows(22, 2, shift: 0.8, &numbers)
            let (width, ridge) = (0.9, 0.1)
            let result = try Self.result(
                "lsdd", ["bandwidth": "\(width)", "ridge": "\(ridge)", "permutations": "1"], x, y)
            let expected = MultivariateReferences.densityDifference(x, y, sigma: width, ridge: ridge)
            #expect(abs(result.statistic - expected) < 1e-10 * max(1, abs(expected)))
        }
    }

    /// In one dimension every projection is the line itself, so slicing must change nothing.
    @Test("slices of one dimension are the Wasserstein distance itself")
    func slices() throws {
        var numbers = SplitMix64(seed: 8)
        for _ in 0..<10 {
            let x = Self.rows(20, 1, &numbers)
            let y = Self.rows(31, 1, shift: 0.5, &numbers)
            let result = try Self.result("sliced-wasserstein", ["projections": "7"], x, y)
            let expected = RankStatistics.wasserstein(x.map { $0[0] }, y.map { $0[0] })
            #expect(abs(result.statistic - expected) < 1e-12 * max(1, expected))
        }
    }

    /// The mean of |cos| over directions of the plane is 2/π, which a shift's slices come to.
    @Test("slices of a shift in the plane come to 2/π of it")
    func shiftInThePlane() throws {
        var numbers = SplitMix64(seed: 9)
        let x = Self.rows(50, 2, &numbers)
        let y = x.map { [$0[0] + 3, $0[1] - 4] }
        let count = 4000.0
        let result = try Self.result("sliced-wasserstein", ["projections": "\(Int(count))"], x, y)
        // The variance of 5|cos| is 25·(1/2 − 4/π²).
        let error = (25 * (0.5 - 4 / (Double.pi * Double.pi)) / count).squareRoot()
        #expect(abs(result.statistic - 10 / Double.pi) < 4 * error)
    }

    @Test("adjusted p-values reject at a level what the stepwise procedures reject", arguments: UInt64(0)..<40)
    func corrections(seed: UInt64) {
        var numbers = SplitMix64(seed: seed)
        let pValues = (0..<1 + numbers.index(12)).map { _ in
            [numbers.fraction(), numbers.fraction() * 0.05, Double(numbers.index(4)) / 50][numbers.index(3)]
        }
        for step in 1..<200 {
            // No product of a p-value falls on these levels.
            let level = (Double(step) + 0.123456789) / 200
            let bonferroni = Correction.bonferroni.adjusted(pValues).map { $0 <= level }
            #expect(bonferroni == pValues.map { $0 <= level / Double(pValues.count) })
            let holm = Correction.holm.adjusted(pValues).map { $0 <= level }
            #expect(holm == MultivariateReferences.holm(pValues, rejectsAt: level))
            let hochberg = Correction.benjaminiHochberg.adjusted(pValues).map { $0 <= level }
            #expect(hochberg == MultivariateReferences.benjaminiHochberg(pValues, rejectsAt: level))
        }
    }
}
