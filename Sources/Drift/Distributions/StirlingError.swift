import Foundation

/// The parts of a binomial, Poisson, gamma or beta density, without the cancellation between logarithms of factorials.
///
/// Source: Loader, "Fast and accurate computation of binomial probabilities" (2000): eqs. 3 to 5.
enum StirlingError {
    /// δ(x) = ln Γ(x + 1) − (x + ½) ln x + x − ½ ln 2π, for x > 0: what Stirling's formula leaves of the factorial's
    /// logarithm.
    ///
    /// From 15 on by its asymptotic series (DLMF 5.11.1, to x⁻¹³: the next term is below 2·10⁻¹⁷), below by the
    /// recurrence δ(x) = δ(x + 1) + (x + ½) ln(1 + 1/x) − 1.
    static func of(_ x: Double) -> Double {
        var argument = x
        var correction = 0.0
        while argument < 15 {
            correction += (argument + 0.5) * log1p(1 / argument) - 1
            argument += 1
        }
        let square = 1 / (argument * argument)
        var series = 1.0 / 156
        for coefficient in seriesCoefficients {
            series = series * square + coefficient
        }
        return series / argument + correction
    }

    private static let seriesCoefficients: [Double] = [
        -691 / 360_360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12,
    ]

    /// x ln(x/m) + m − x, the deviance of x from m, for x > 0 and m > 0; by its series in (x − m)/(x + m) where the two
    /// are close.
    static func deviance(_ x: Double, _ m: Double) -> Double {
        let difference = x - m
        guard abs(difference) < 0.1 * (x + m) else { return x * log(x / m) + m - x }
        let ratio = difference / (x + m)
        let square = ratio * ratio
        var sum = difference * ratio
        var term = 2 * x * ratio
        var odd = 1.0
        while true {
            term *= square
            odd += 2
            let next = sum + term / odd
            if next == sum { return sum }
            sum = next
        }
    }

    /// xᵃ e⁻ˣ / Γ(a + 1), for a > 0 and x > 0.
    static func poisson(_ a: Double, _ x: Double) -> Double {
        exp(-of(a) - deviance(a, x)) / (2 * Double.pi * a).squareRoot()
    }

    /// xᵃ yᵇ Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)), for a > 0, b > 0, x > 0 and y = 1 − x > 0.
    static func binomial(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
        let n = a + b
        let exponent = of(n) - of(a) - of(b) - deviance(a, n * x) - deviance(b, n * y)
        return exp(exponent) * (n / (2 * Double.pi * a * b)).squareRoot()
    }
}
