import Analysis
import Compute
import Drift
import Foundation
import Testing

/// The approximations are unbiased, and as far off as they say.
@Suite struct KernelApproximationTests {
    @Test func randomFeaturesAreWithinTheirStandardErrorOfTheExactStatistic() throws {
        let x = try GeneratedSample.normal(rows: 300, columns: 4, seed: 1)
        let y = try GeneratedSample.normal(rows: 250, columns: 4, shift: 0.2, seed: 2)
        let exact = try MaximumMeanDiscrepancy(bandwidth: .widths([2]), permutations: 1).test(reference: x, sample: y)
        let deviations = try (0..<60 as Range<UInt64>).map { seed in
            let found = try RandomFeatureMMD(bandwidth: .widths([2]), features: 100, permutations: 1, seed: seed)
                .outcome(reference: x, sample: y)
            return (found.result.statistic - exact.statistic) / found.standardError
        }
        let mean = deviations.reduce(0, +) / 60
        let square = deviations.reduce(0) { $0 + $1 * $1 } / 60
        #expect(abs(mean) < 0.45)
        // 60 squared standard deviates: the mean is outside once in a thousand.
        #expect(square > 0.5 && square < 1.7)
    }

    @Test func withoutSpreadTheLinearPValueIsThatOfEqualSigns() throws {
        let x = try Sample(rows: 6, columns: 1, values: [0, 0, 0, 0, 0, 0])
        let y = try Sample(rows: 6, columns: 1, values: [1, 1, 1, 1, 1, 1])
        let result = try LinearTimeMMD(bandwidth: .widths([1])).test(reference: x, sample: y)
        #expect(result.statistic > 0 && result.pValue == 0.125)
        #expect(try LinearTimeMMD(bandwidth: .widths([1])).test(reference: x, sample: x).pValue == 1)
    }

    @Test func fourTimesTheFeaturesHalveTheError() throws {
        let x = try GeneratedSample.normal(rows: 200, columns: 3, seed: 3)
        let y = try GeneratedSample.normal(rows: 200, columns: 3, shift: 0.5, seed: 4)
        let errors = try [1000, 4000, 16000].map {
            try RandomFeatureMMD(features: $0, permutations: 1).outcome(reference: x, sample: y).standardError
        }
        #expect(abs(errors[0] / errors[1] - 2) < 0.3 && abs(errors[1] / errors[2] - 2) < 0.3)
    }

    @Test func anyNumberOfThreadsGivesTheSameBits() throws {
        let x = try GeneratedSample.normal(rows: 9000, columns: 3, seed: 5)
        let y = try GeneratedSample.normal(rows: 8000, columns: 3, scale: 1.02, seed: 6)
        let methods: [any MultivariateTest] = [
            try LinearTimeMMD(), try RandomFeatureMMD(features: 64, permutations: 70),
            try LeastSquaresDensityDifference(centres: 40, permutations: 70),
        ]
        for method in methods {
            let results = try [1, 2, 3].map { threads in
                try method.test(reference: x, sample: y, in: RunContext(pool: ThreadPool(threads: threads)))
            }
            #expect(results[0] == results[1] && results[0] == results[2])
        }
    }

    @Test func randomFeaturesSeeAShiftAndNothingWhereThereIsNone() throws {
        let x = try GeneratedSample.normal(rows: 400, columns: 6, seed: 7)
        let same = try GeneratedSample.normal(rows: 400, columns: 6, seed: 8)
        let shifted = try GeneratedSample.normal(rows: 400, columns: 6, shift: 0.3, seed: 9)
        let method = try RandomFeatureMMD(features: 500, permutations: 99)
        #expect(try method.test(reference: x, sample: shifted).pValue == 0.01)
        #expect(try #require(try method.test(reference: x, sample: same).pValue) > 0.05)
    }

    @Test func linearTimeIsTheMeanOfItsTerms() throws {
        let x = try GeneratedSample.normal(rows: 2501, columns: 3, seed: 10)
        let y = try GeneratedSample.normal(rows: 2700, columns: 3, shift: 0.2, seed: 11)
        let (a, b) = (x.table, y.table)
        func k(_ x: [Double], _ y: [Double]) -> Double {
            exp(-zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / (2 * 1.5 * 1.5))
        }
        let terms = (0..<1250).map { index -> Double in
            let (i, j) = (2 * index, 2 * index + 1)
            return k(a[i], a[j]) + k(b[i], b[j]) - k(a[i], b[j]) - k(a[j], b[i])
        }
        let mean = terms.reduce(0, +) / 1250
        let variance = terms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1249
        let found = try LinearTimeMMD(bandwidth: .widths([1.5])).outcome(reference: x, sample: y)
        #expect(abs(found.result.statistic - mean) < 1e-14)
        #expect(abs(found.standardError / (variance / 1250).squareRoot() - 1) < 1e-12)
        let z = mean / (variance / 1250).squareRoot()
        #expect(abs((found.result.pValue ?? .nan) / (0.5 * erfc(z / 2.0.squareRoot())) - 1) < 1e-10)
        #expect(found.result.notes.contains { $0.hasPrefix("201 rows were left out") })
    }

    @Test func linearTimeIsAStandardDeviateWhereNothingChanged() throws {
        let deviates = try (0..<300 as Range<UInt64>).map { index in
            let found = try LinearTimeMMD(bandwidth: .widths([1.5])).outcome(
                reference: GeneratedSample.normal(rows: 200, columns: 2, seed: 5000 + 2 * index),
                sample: GeneratedSample.normal(rows: 200, columns: 2, seed: 5001 + 2 * index))
            return found.result.statistic / found.standardError
        }
        let mean = deviates.reduce(0, +) / 300
        let variance = deviates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 299
        #expect(abs(mean) < 0.17)
        #expect(variance > 0.75 && variance < 1.3)
    }
}
