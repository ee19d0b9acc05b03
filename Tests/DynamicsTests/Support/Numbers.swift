import Compute
import Foundation

/// Where `function` changes sign between `low` and `high`, by bisection to the last bit, from a grid of `cells` cells.
func roots(from low: Double, to high: Double, cells: Int = 4000, _ function: (Double) -> Double) -> [Double] {
    var found: [Double] = []
    var left = low
    var value = function(low)
    for cell in 1...cells {
        let right = low + (high - low) * Double(cell) / Double(cells)
        let next = function(right)
        if value.isFinite && next.isFinite && (value < 0) != (next < 0) {
            var (a, b) = (left, right)
            for _ in 0..<100 {
                let middle = (a + b) / 2
                if (function(middle) < 0) == (value < 0) { a = middle } else { b = middle }
            }
            found.append((a + b) / 2)
        }
        (left, value) = (right, next)
    }
    return found
}

/// The Jacobian of `rates` at `x` by central differences.
func jacobian(at x: [Double], _ rates: ([Double]) -> [Double]) throws -> Matrix<Double> {
    var result = Matrix<Double>.zero(x.count, x.count)
    for column in x.indices {
        let step = 1e-6 * max(1e-3, abs(x[column]))
        var (up, down) = (x, x)
        up[column] += step
        down[column] -= step
        let (above, below) = (rates(up), rates(down))
        for row in x.indices { result[row, column] = (above[row] - below[row]) / (2 * step) }
    }
    return result
}

extension Matrix where Element == Double {
    func times(_ vector: [Double]) -> [Double] {
        (0..<rows).map { row in (0..<columns).reduce(0) { $0 + self[row, $1] * vector[$1] } }
    }

    static func combination(_ left: Double, _ a: Matrix, _ right: Double, _ b: Matrix) -> Matrix {
        var result = Matrix.zero(a.rows, a.columns)
        for row in 0..<a.rows {
            for column in 0..<a.columns { result[row, column] = left * a[row, column] + right * b[row, column] }
        }
        return result
    }

    /// The Σ with Σ = Φ·Σ·Φᵀ + Q, by doubling: Σ = Q + ΦQΦᵀ + Φ²Q(Φ²)ᵀ + ….
    func discreteCovariance(noise: Matrix) throws -> Matrix {
        var (power, sum) = (self, noise)
        for _ in 0..<40 {
            let more = try power.product(sum).product(power, otherTransposed: true)
            sum = Self.combination(1, sum, 1, more)
            power = try power.product(power)
        }
        return sum
    }

    func power(_ exponent: Int) throws -> Matrix {
        var result = Matrix.identity(rows)
        for _ in 0..<exponent { result = try result.product(self) }
        return result
    }
}

/// The frequency in Hz between `low` and `high` at which a course sampled every `interval` ms has the greatest power, by
/// Fourier sums on a grid of 0.05 Hz with Hann's window.
func peakFrequency(_ course: [Double], interval: Double, from low: Double, to high: Double) -> Double {
    let mean = course.reduce(0, +) / Double(course.count)
    var best = (frequency: low, power: -1.0)
    for frequency in stride(from: low, through: high, by: 0.05) {
        var (real, imaginary) = (0.0, 0.0)
        for (index, value) in course.enumerated() {
            let window = 0.5 - 0.5 * cos(2 * .pi * Double(index) / Double(course.count))
            let phase = 2 * Double.pi * frequency * Double(index) * interval / 1000
            real += window * (value - mean) * cos(phase)
            imaginary += window * (value - mean) * sin(phase)
        }
        let power = real * real + imaginary * imaginary
        if power > best.power { best = (frequency, power) }
    }
    return best.frequency
}

/// The greatest distance of two lists' entries.
func distance(_ a: [Double], _ b: [Double]) -> Double {
    a.count == b.count ? zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) } : .infinity
}
