import Drift
import Foundation
import Testing

/// The permutation test counts what the definition counts.
@Suite struct KernelPermutationTests {
    @Test func fewRowsArePermutedInEveryWay() throws {
        let x = try GeneratedSample.normal(rows: 4, columns: 2, shift: 1, seed: 1)
        let y = try GeneratedSample.normal(rows: 5, columns: 2, seed: 2)
        let direct = DirectDiscrepancy(widths: [1.2])
        let outcome = try MaximumMeanDiscrepancy(bandwidth: .widths([1.2]), permutations: 126)
            .outcome(reference: x, sample: y)
        let expected = direct.everyLabelling(x.table, y.table)
        #expect(outcome.permutedStatistics.count == 126)
        for (found, value) in zip(outcome.permutedStatistics.sorted(), expected.sorted()) {
            #expect(abs(found - value) < 1e-13)
        }
        let observed = direct.squared(x.table, y.table)
        let reached = expected.filter { $0 >= observed - 1e-12 }.count
        #expect(outcome.result.pValue == Double(reached) / 126)
        #expect(outcome.result.pValueMethod == .exact)
    }

    @Test func samplesThatChangePlacesReachTheObservedStatistic() throws {
        // Two samples of one size: the labelling that swaps them has the same statistic, so p is at least 2/C(6, 3).
        let (x, y) = (try Sample([[0], [0.1], [0.3]]), try Sample([[9], [9.2], [9.5]]))
        let result = try MaximumMeanDiscrepancy(bandwidth: .widths([1])).test(reference: x, sample: y)
        #expect(result.pValue == 0.1)
        #expect(result.notes.contains { $0.contains("too little data") })
    }

    @Test func randomPermutationsAreTheWaysInEqualShares() throws {
        let x = try GeneratedSample.normal(rows: 5, columns: 1, seed: 3)
        let y = try GeneratedSample.normal(rows: 4, columns: 1, seed: 4)
        let every = DirectDiscrepancy(widths: [1]).everyLabelling(x.table, y.table).sorted()
        var shares = [Int](repeating: 0, count: 126)
        for seed in 0..<60 as Range<UInt64> {
            let outcome = try MaximumMeanDiscrepancy(bandwidth: .widths([1]), permutations: 125, seed: seed)
                .outcome(reference: x, sample: y)
            #expect(outcome.result.pValueMethod == .permutation(permutations: 125, seed: seed))
            for statistic in outcome.permutedStatistics {
                let nearest = every.indices.min { abs(every[$0] - statistic) < abs(every[$1] - statistic) }
                let place = try #require(nearest)
                #expect(abs(every[place] - statistic) < 1e-13)
                shares[place] += 1
            }
        }
        // 7500 draws of 126 ways; χ² of 125 degrees of freedom is above 178 once in a thousand.
        let mean = 7500.0 / 126
        #expect(shares.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) / mean } < 178)
    }

    @Test func theSeedAndTheNumberDecide() throws {
        let x = try GeneratedSample.normal(rows: 20, columns: 2, seed: 5)
        let y = try GeneratedSample.normal(rows: 25, columns: 2, seed: 6)
        func permuted(_ permutations: Int, _ seed: UInt64) throws -> [Double] {
            try MaximumMeanDiscrepancy(bandwidth: .widths([1]), permutations: permutations, seed: seed)
                .outcome(reference: x, sample: y).permutedStatistics
        }
        let hundred = try permuted(100, 1)
        for (one, other) in zip(try permuted(200, 1), hundred) { #expect(abs(one - other) < 1e-14) }
        #expect(try permuted(100, 2) != hundred)
    }
}
