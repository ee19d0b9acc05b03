import Foundation

/// Comparisons of samples of many channels by double loops over rows.
enum MultivariateReferences {
    static func squaredDistance(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }

    /// The median of the distances between different rows of both samples together.
    static func medianDistance(_ rows: [[Double]]) -> Double {
        var distances: [Double] = []
        for first in rows.indices {
            for second in rows.indices where second > first {
                distances.append(squaredDistance(rows[first], rows[second]).squareRoot())
            }
        }
        distances.sort()
        let middle = distances.count / 2
        return distances.count % 2 == 1 ? distances[middle] : (distances[middle - 1] + distances[middle]) / 2
    }

    /// Gretton et al. (2012), eq. 3, with the kernel exp(−d² / 2σ²).
    static func maximumMeanDiscrepancy(_ x: [[Double]], _ y: [[Double]], sigma: Double) -> Double {
        func sum(_ left: [[Double]], _ right: [[Double]], withoutDiagonal: Bool) -> Double {
            var sum = 0.0
            for first in left.indices {
                for second in right.indices where !(withoutDiagonal && first == second) {
                    sum += exp(-squaredDistance(left[first], right[second]) / (2 * sigma * sigma))
                }
            }
            return sum
        }
        let (m, n) = (Double(x.count), Double(y.count))
        return sum(x, x, withoutDiagonal: true) / (m * (m - 1)) + sum(y, y, withoutDiagonal: true) / (n * (n - 1))
            - 2 * sum(x, y, withoutDiagonal: false) / (m * n)
    }

    /// Sugiyama et al. (2013) with a centre at every row: 2θᵀh − θᵀGθ for (G + λ)θ = h, over the factor (πσ²)^(d/2) of
    /// the Gaussians' overlaps. Solved by Gauss and Jordan's elimination.
    static func densityDifference(_ x: [[Double]], _ y: [[Double]], sigma: Double, ridge: Double) -> Double {
        let centres = x + y
        func feature(_ row: [Double], _ centre: [Double], _ scale: Double) -> Double {
            exp(-squaredDistance(row, centre) / (scale * sigma * sigma))
        }
        let overlaps = centres.map { left in centres.map { feature(left, $0, 4) } }
        let means = centres.map { centre in
            x.reduce(0) { $0 + feature($1, centre, 2) } / Double(x.count)
                - y.reduce(0) { $0 + feature($1, centre, 2) } / Double(y.count)
        }
        var rows = overlaps.indices.map { row in overlaps[row] + [means[row]] }
        for column in rows.indices {
            rows[column][column] += ridge
        }
        for column in rows.indices {
            let pivot = rows[column][column]
            rows[column] = rows[column].map { $0 / pivot }
            for other in rows.indices where other != column {
                let factor = rows[other][column]
                rows[other] = zip(rows[other], rows[column]).map { $0 - factor * $1 }
            }
        }
        let theta = rows.map { $0[rows.count] }
        let along = zip(theta, means).reduce(0) { $0 + $1.0 * $1.1 }
        let norm = theta.indices.reduce(0.0) { sum, row in
            sum + theta[row] * theta.indices.reduce(0.0) { $0 + overlaps[row][$1] * theta[$1] }
        }
        return 2 * along - norm
    }

    /// The least level at which each hypothesis is rejected by Benjamini and Hochberg's procedure: the largest k with
    /// p₍ₖ₎ ≤ k·q/m, all up to it rejected.
    static func benjaminiHochberg(_ pValues: [Double], rejectsAt level: Double) -> [Bool] {
        let sorted = pValues.sorted()
        let last = sorted.indices.last { sorted[$0] <= Double($0 + 1) * level / Double(sorted.count) }
        return pValues.map { value in last.map { value <= sorted[$0] } ?? false }
    }

    /// Holm's procedure: reject from the smallest on while p₍ₖ₎ ≤ α / (m + 1 − k).
    static func holm(_ pValues: [Double], rejectsAt level: Double) -> [Bool] {
        let sorted = pValues.sorted()
        let kept = sorted.indices.first { sorted[$0] > level / Double(sorted.count - $0) }
        return pValues.map { value in kept.map { value < sorted[$0] } ?? true }
    }
}
