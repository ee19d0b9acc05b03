import Drift
import Foundation
import Testing

/// The density difference is the solution of its equations, and near the truth where the truth is known.
@Suite struct LeastSquaresDensityDifferenceTests {
    /// Gaussian elimination with row exchanges.
    private func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        var (rows, values) = (matrix, right)
        for pivot in rows.indices {
            let best = (pivot..<rows.count).max { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) } ?? pivot
            rows.swapAt(pivot, best)
            values.swapAt(pivot, best)
            for row in pivot + 1..<max(rows.count, pivot + 1) {
                let factor = rows[row][pivot] / rows[pivot][pivot]
                for column in pivot..<rows.count { rows[row][column] -= factor * rows[pivot][column] }
                values[row] -= factor * values[pivot]
            }
        }
        for row in rows.indices.reversed() {
            for column in row + 1..<max(rows.count, row + 1) { values[row] -= rows[row][column] * values[column] }
            values[row] /= rows[row][row]
        }
        return values
    }

    /// The estimate from all rows as centres, by its definition.
    private func direct(_ x: [[Double]], _ y: [[Double]], width: Double, ridge: Double) -> Double {
        let centres = x + y
        func gaussian(_ a: [Double], _ b: [Double], _ square: Double) -> Double {
            exp(-zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / square)
        }
        func mean(_ rows: [[Double]], _ centre: [Double]) -> Double {
            rows.reduce(0) { $0 + gaussian($1, centre, 2 * width * width) } / Double(rows.count)
        }
        let h = centres.map { mean(x, $0) - mean(y, $0) }
        let g = centres.map { a in centres.map { gaussian(a, $0, 4 * width * width) } }
        let theta = solve(
            g.indices.map { row in g.indices.map { g[row][$0] + (row == $0 ? ridge : 0) } }, h)
        let linear = zip(theta, h).reduce(0) { $0 + $1.0 * $1.1 }
        let quadratic = g.indices.reduce(0.0) { sum, row in
            sum + theta[row] * zip(g[row], theta).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return 2 * linear - quadratic
    }

    @Test(arguments: [(2, 2, 1), (20, 31, 2), (50, 40, 6)])
    func itSolvesItsEquations(rows: Int, others: Int, columns: Int) throws {
        let x = try GeneratedSample.normal(rows: rows, columns: columns, seed: 1)
        let y = try GeneratedSample.normal(rows: others, columns: columns, shift: 0.5, seed: 2)
        let found = try LeastSquaresDensityDifference(bandwidth: .widths([1.3]), ridge: 0.05, permutations: 1)
            .test(reference: x, sample: y)
        let expected = direct(x.table, y.table, width: 1.3, ridge: 0.05)
        // λ keeps the condition of the equations below 90 rows/0.05.
        #expect(abs(found.statistic - expected) < 1e-12)
    }

    @Test func itIsNearTheDistanceOfTwoNormalDensities() throws {
        // ∫(p − q)² for N(0, 1) and N(1, 1) is (1 − e^(−1/4))/√π.
        let x = try GeneratedSample.normal(rows: 8000, columns: 1, seed: 3)
        let y = try GeneratedSample.normal(rows: 8000, columns: 1, shift: 1, seed: 4)
        let found = try LeastSquaresDensityDifference(ridge: 1e-3, permutations: 1).outcome(reference: x, sample: y)
        let truth = (1 - exp(-0.25)) / Double.pi.squareRoot()
        #expect(abs(found.result.statistic / exp(found.logarithmOfFactor) / truth - 1) < 0.1)
        // And of (1 − e^(−1/4)) to ∫p² + ∫q².
        #expect(abs(found.result.effectSize.value / (1 - exp(-0.25)) - 1) < 0.1)
    }

    @Test func hundredsOfFeaturesDoNotOverflow() throws {
        let x = try GeneratedSample.normal(rows: 40, columns: 700, seed: 5)
        let y = try GeneratedSample.normal(rows: 40, columns: 700, shift: 0.3, seed: 6)
        let found = try LeastSquaresDensityDifference(permutations: 99).test(reference: x, sample: y)
        #expect(found.statistic > 0 && found.statistic.isFinite && found.pValue == 0.01)
    }

    @Test func pValuesAreUniformWhereNothingChanged() throws {
        let method = try LeastSquaresDensityDifference(centres: 10, permutations: 19, seed: 7)
        let low = try (0..<300 as Range<UInt64>).filter { index in
            let result = try method.test(
                reference: GeneratedSample.normal(rows: 15, columns: 2, seed: 9000 + 2 * index),
                sample: GeneratedSample.normal(rows: 12, columns: 2, seed: 9001 + 2 * index))
            return (result.pValue ?? 1) <= 0.2
        }
        // 60 expected, 6.9 the standard deviation.
        #expect(abs(low.count - 60) < 23)
    }
}
