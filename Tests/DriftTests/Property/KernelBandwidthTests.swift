import Drift
import Foundation
import GeneratedInput
import Testing

/// The median distance is the exact one.
@Suite struct KernelBandwidthTests {
    private func bandwidth(_ x: [[Double]], _ y: [[Double]], tileRows: Int = 64) throws -> Double {
        try MaximumMeanDiscrepancy(bandwidth: .median, permutations: 1, seed: 0, tileRows: tileRows)
            .outcome(reference: Sample(x), sample: Sample(y)).bandwidths[0]
    }

    private func sortedDistances(_ rows: [[Double]]) -> [Double] {
        rows.indices.flatMap { first in
            rows[..<first].map { other in
                zip(rows[first], other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
            }
        }.sorted()
    }

    private func median(_ sorted: [Double]) -> Double {
        (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }

    @Test(arguments: [4, 5, 6, 7, 90, 301]) func itIsTheMiddleOfTheSortedDistances(rows: Int) throws {
        let all = try GeneratedSample.normal(rows: rows, columns: 3, seed: UInt64(rows)).table
        let expected = median(sortedDistances(all))
        let found = try bandwidth(Array(all[..<2]), Array(all[2...]))
        #expect(abs(found / expected - 1) < 1e-14)
    }

    @Test func itIsFoundInTheSampledBracket() throws {
        let all = try GeneratedSample.normal(rows: 1300, columns: 2, seed: 1).table
        let expected = median(sortedDistances(all))
        let found = try bandwidth(Array(all[..<500]), Array(all[500...]), tileRows: 256)
        #expect(abs(found / expected - 1) < 1e-14)
    }

    @Test func itIsFoundFromABracketThatDoesNotHoldIt() throws {
        let x = try GeneratedSample.normal(rows: 40, columns: 2, seed: 3)
        let y = try GeneratedSample.normal(rows: 51, columns: 2, seed: 4)
        let expected = median(sortedDistances(x.table + y.table))
        let square = expected * expected
        for range in [
            0...0, 0...square / 2, square * 2...square * 3, 1e300...1e301, square.nextUp...square * 2,
            square * 0.99...square * 1.01,
        ] {
            let found = try KernelBandwidth.median(reference: x, sample: y, from: range)
            #expect(abs(found / expected - 1) < 1e-14, "from \(range)")
        }
    }

    @Test func tiesAreCountedOneByOne() throws {
        // Small whole numbers about 0 and 128 rows: no operation rounds, so the distances are equal to the bit.
        var random = SplitMix64(seed: 2)
        let half = (0..<64).map { _ in [Double(random.index(4)), Double(random.index(3))] }
        let all = half + half.map { $0.map { -$0 } }
        #expect(try bandwidth(half, Array(all[64...])) == median(sortedDistances(all)))
    }

    @Test func aMedianAtTheEdgeOfManyTiesIsFound() throws {
        // Of 2048 rows of 0 and 1, 1024 of each: 1 047 552 distances of 0, then 1 048 576 of 1; the middle is the
        // 1 048 064th.
        let rows = (0..<2048).map { [Double($0 % 2)] }
        #expect(try bandwidth(Array(rows[..<900]), Array(rows[900...]), tileRows: 256) == 1)
        // With 1060 of them the middle is among the zeros.
        let more = (0..<2048).map { [$0 < 1060 ? 0 : 1.0] }
        #expect(throws: DriftError.self) {
            try bandwidth(Array(more[..<900]), Array(more[900...]), tileRows: 256)
        }
    }

    @Test func equalRowsAreAtDistanceZero() throws {
        // Numbers that leave rounding in |x|² + |y|² − 2 x·y; three quarters of the pairs are of equal rows or nearly.
        let row = (0..<40).map { 0.1 + 0.37 * Double($0) }
        let other = row.map { $0 + 1 / 3.0 }
        let rows = Array(repeating: row, count: 30) + [other, other]
        let error = #expect(throws: DriftError.self) {
            try bandwidth(Array(rows[..<10]), Array(rows[10...]))
        }
        #expect(error?.kind == .badSample && error?.key == "bandwidth")
    }

    @Test func itIsWrittenAndReadAsText() {
        for bandwidth in [KernelBandwidth.median, .widths([0.5]), .widths([1, 2.25, 1e-5])] {
            #expect(KernelBandwidth(bandwidth.description) == bandwidth)
        }
        for wrong in ["", "0", "-1", "1,", "x", "nan", "inf", "1e200", "median,1"] {
            #expect(KernelBandwidth(wrong) == nil)
        }
    }
}
