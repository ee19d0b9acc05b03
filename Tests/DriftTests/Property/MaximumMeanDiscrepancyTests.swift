import Analysis
import Compute
import Drift
import Foundation
import Testing

/// The tiled form computes what the definition says, whatever it is split into.
@Suite struct MaximumMeanDiscrepancyTests {
    @Test func twoRowsASampleByHand() throws {
        let (x, y) = (try Sample([[0], [1]]), try Sample([[0], [2]]))
        let outcome = try MaximumMeanDiscrepancy(bandwidth: .widths([1])).outcome(reference: x, sample: y)
        // k(0,1) = e^(−1/2), k(0,2) = e^(−2), k(1,2) = e^(−1/2).
        let (near, far) = (exp(-0.5), exp(-2.0))
        let between = (1 + far + near + near) / 4
        #expect(abs(outcome.result.statistic - (near + far - 2 * between)) < 1e-15)
        #expect(
            abs(outcome.result.effectSize.value - (near + far - 2 * between) / (2 * (1 - between))) < 1e-14)
    }

    @Test(arguments: [(2, 3, 1), (17, 40, 3), (130, 71, 20), (300, 290, 5)])
    func theStatisticIsThatOfTwoLoops(rows: Int, others: Int, columns: Int) throws {
        let x = try GeneratedSample.normal(rows: rows, columns: columns, seed: 1)
        let y = try GeneratedSample.normal(rows: others, columns: columns, shift: 0.4, scale: 1.3, seed: 2)
        for widths in [[0.7], [2.0], [0.5, 1, 4]] {
            let method = try MaximumMeanDiscrepancy(bandwidth: .widths(widths), permutations: 1)
            let found = try method.test(reference: x, sample: y)
            #expect(abs(found.statistic - DirectDiscrepancy(widths: widths).squared(x.table, y.table)) < 1e-12)
        }
    }

    @Test func tilesOfAnySizeAgree() throws {
        let x = try GeneratedSample.normal(rows: 210, columns: 7, seed: 3)
        let y = try GeneratedSample.normal(rows: 333, columns: 7, shift: 0.1, seed: 4)
        let outcomes = try [16, 48, 256, 1024].map { side in
            try MaximumMeanDiscrepancy(bandwidth: .median, permutations: 70, seed: 5, tileRows: side)
                .outcome(reference: x, sample: y)
        }
        for other in outcomes.dropFirst() {
            #expect(abs(other.bandwidths[0] / outcomes[0].bandwidths[0] - 1) < 1e-14)
            for (mine, theirs) in zip(outcomes[0].permutedStatistics, other.permutedStatistics) {
                #expect(abs(mine - theirs) < 1e-13)
            }
        }
    }

    @Test func anyNumberOfThreadsGivesTheSameBits() throws {
        let x = try GeneratedSample.normal(rows: 700, columns: 5, seed: 6)
        let y = try GeneratedSample.normal(rows: 801, columns: 5, scale: 1.05, seed: 7)
        let outcomes = try [1, 2, 3].map { threads in
            try MaximumMeanDiscrepancy(permutations: 150, seed: 8).outcome(
                reference: x, sample: y, in: RunContext(pool: ThreadPool(threads: threads)))
        }
        for other in outcomes.dropFirst() {
            #expect(other.result == outcomes[0].result)
            #expect(other.permutedStatistics == outcomes[0].permutedStatistics)
        }
    }

    @Test func movingAndTurningChangeNothing() throws {
        let x = try GeneratedSample.normal(rows: 60, columns: 2, seed: 9)
        let y = try GeneratedSample.normal(rows: 50, columns: 2, scale: 1.5, seed: 10)
        let method = try MaximumMeanDiscrepancy(permutations: 99, seed: 11)
        let plain = try method.test(reference: x, sample: y)
        let (cosine, sine) = (cos(0.7), sin(0.7))
        func turned(_ row: [Double]) -> [Double] {
            [cosine * row[0] - sine * row[1] + 300, sine * row[0] + cosine * row[1] - 5000]
        }
        let moved = try method.test(reference: x.mapped(turned), sample: y.mapped(turned))
        // Moving by 5000 leaves 2⁻⁵³·5000 of each number.
        #expect(abs(moved.statistic - plain.statistic) < 1e-11)
        #expect(moved.pValue == plain.pValue)
        let larger = try method.test(reference: x.mapped { $0.map { 8 * $0 } }, sample: y.mapped { $0.map { 8 * $0 } })
        #expect(abs(larger.statistic - plain.statistic) < 1e-14)
    }

    @Test func movingFarAwayLosesNoDigits() throws {
        // Multiples of 2⁻¹⁰ are moved by 2²⁰ without rounding; |x|² + |y|² − 2 x·y would lose all but four digits there.
        func grid(_ seed: UInt64) throws -> Sample {
            try GeneratedSample.normal(rows: 40, columns: 3, seed: seed)
                .mapped { $0.map { ($0 * 1024).rounded() / 1024 } }
        }
        let (x, y) = (try grid(21), try grid(22))
        let method = try MaximumMeanDiscrepancy(permutations: 1)
        let plain = try method.test(reference: x, sample: y)
        let far = try method.test(
            reference: x.mapped { $0.map { $0 + 0x1p20 } }, sample: y.mapped { $0.map { $0 + 0x1p20 } })
        #expect(abs(far.statistic - plain.statistic) < 1e-14)
    }

    @Test func changingPlacesChangesNothing() throws {
        let x = try GeneratedSample.normal(rows: 31, columns: 4, seed: 12)
        let y = try GeneratedSample.normal(rows: 44, columns: 4, shift: 0.3, seed: 13)
        let method = try MaximumMeanDiscrepancy(permutations: 1)
        let (there, back) = (try method.test(reference: x, sample: y), try method.test(reference: y, sample: x))
        #expect(abs(there.statistic - back.statistic) < 1e-14)
    }

    @Test func severalWidthsAreTheMeanOfOneEach() throws {
        let x = try GeneratedSample.normal(rows: 40, columns: 3, seed: 14)
        let y = try GeneratedSample.normal(rows: 40, columns: 3, shift: 0.5, seed: 15)
        func statistic(_ widths: [Double]) throws -> Double {
            try MaximumMeanDiscrepancy(bandwidth: .widths(widths), permutations: 1)
                .test(reference: x, sample: y).statistic
        }
        let each = try [0.5, 2, 3].map { try statistic([$0]) }
        #expect(abs(try statistic([0.5, 2, 3]) - each.reduce(0, +) / 3) < 1e-14)
    }

    @Test func aNullSampleHasAMeanOfZero() throws {
        let method = try MaximumMeanDiscrepancy(bandwidth: .widths([1.5]), permutations: 1)
        let statistics = try (0..<400).map { index in
            let x = try GeneratedSample.normal(rows: 12, columns: 3, seed: UInt64(2 * index))
            let y = try GeneratedSample.normal(rows: 9, columns: 3, seed: UInt64(2 * index + 1))
            return try method.test(reference: x, sample: y).statistic
        }
        let mean = statistics.reduce(0, +) / 400
        let variance = statistics.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399
        // Half of the terms of eq. 3 with i = j would put it some 15 standard errors above.
        #expect(abs(mean) < 3 * (variance / 400).squareRoot())
    }

    @Test func pValuesAreUniformWhereNothingChanged() throws {
        let method = try MaximumMeanDiscrepancy(permutations: 19, seed: 16)
        var reached = [Int](repeating: 0, count: 20)
        for index in 0..<400 {
            let x = try GeneratedSample.normal(rows: 15, columns: 2, seed: UInt64(1000 + 2 * index))
            let y = try GeneratedSample.normal(rows: 20, columns: 2, seed: UInt64(1001 + 2 * index))
            let p = try #require(try method.test(reference: x, sample: y).pValue)
            reached[Int((p * 20).rounded()) - 1] += 1
        }
        // χ² of 20 equally likely p-values, 19 degrees of freedom: above 43.8 once in a thousand.
        let statistic = reached.reduce(0.0) { $0 + Double(($1 - 20) * ($1 - 20)) / 20 }
        #expect(statistic < 43.8)
    }

    @Test func aShiftAndAChangeOfScaleAreSeen() throws {
        let x = try GeneratedSample.normal(rows: 100, columns: 5, seed: 17)
        let method = try MaximumMeanDiscrepancy(permutations: 199, seed: 18)
        for (shift, scale) in [(0.5, 1.0), (0, 1.6)] {
            let y = try GeneratedSample.normal(rows: 100, columns: 5, shift: shift, scale: scale, seed: 19)
            #expect(try method.test(reference: x, sample: y).pValue == 0.005)
        }
        let far = try GeneratedSample.normal(rows: 100, columns: 5, shift: 100, seed: 20)
        let apart = try MaximumMeanDiscrepancy(bandwidth: .widths([1]), permutations: 1)
            .test(reference: x, sample: far)
        #expect(apart.effectSize.value > 0 && apart.effectSize.value < 1)
        let points = try MaximumMeanDiscrepancy(bandwidth: .widths([1]))
            .test(reference: Sample([[0], [0]]), sample: Sample([[50], [50]]))
        #expect(abs(points.effectSize.value - 1) < 1e-15)
    }
}
