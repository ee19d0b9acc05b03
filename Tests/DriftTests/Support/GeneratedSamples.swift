import Drift
import Foundation
import GeneratedInput

/// Samples with a fixed seed each.
enum GeneratedSample {
    /// Standard normal features, `shift` added to and `scale` multiplied with each.
    static func normal(
        rows: Int, columns: Int, shift: Double = 0, scale: Double = 1, seed: UInt64
    ) throws -> Sample {
        var random = SplitMix64(seed: seed)
        return try Sample(
            rows: rows, columns: columns,
            values: (0..<rows * columns).map { _ in
                let radius = (-2 * log(1 - random.fraction())).squareRoot()
                return shift + scale * radius * cos(2 * Double.pi * random.fraction())
            })
    }
}

/// Mean discrepancies by two loops over all pairs, from the definition.
struct DirectDiscrepancy {
    let widths: [Double]

    private func kernel(_ x: [Double], _ y: [Double]) -> Double {
        let distance = zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return widths.reduce(0) { $0 + exp(-distance / (2 * $1 * $1)) } / Double(widths.count)
    }

    /// Gretton et al. 2012, eq. 3.
    func squared(_ x: [[Double]], _ y: [[Double]]) -> Double {
        let (within, between) = (mean(x, x, same: true) + mean(y, y, same: true), mean(x, y, same: false))
        return within - 2 * between
    }

    func mean(_ x: [[Double]], _ y: [[Double]], same: Bool) -> Double {
        var sum = 0.0
        for (i, first) in x.enumerated() {
            for (j, other) in y.enumerated() where !same || i != j { sum += kernel(first, other) }
        }
        return sum / Double(same ? x.count * (x.count - 1) : x.count * y.count)
    }

    /// The statistic of every way to choose as many rows as `x` has from both samples, the observed way first.
    func everyLabelling(_ x: [[Double]], _ y: [[Double]]) -> [Double] {
        let pool = x + y
        return (0..<(1 << pool.count)).filter { $0.nonzeroBitCount == x.count }.map { choice in
            squared(
                pool.indices.filter { choice >> $0 & 1 == 1 }.map { pool[$0] },
                pool.indices.filter { choice >> $0 & 1 == 0 }.map { pool[$0] })
        }
    }
}

extension Sample {
    var table: [[Double]] { (0..<rows).map { Array(values[$0 * columns..<($0 + 1) * columns]) } }

    func mapped(_ transform: ([Double]) -> [Double]) throws -> Sample { try Sample(table.map(transform)) }
}
