import Foundation

/// Upper tails of Σ λⱼ Zⱼ², the limits of statistics that integrate a squared difference of distribution functions.
///
/// With distinct eigenvalues λ₁ > λ₂ > … and D(y) = Π(1 − λⱼ y), Smirnov's formula is P(Q > x) = 1/π Σₖ (−1)ᵏ⁺¹ ∫
/// e^{−xy/2} / (y √|D(y)|) dy, over y from 1/λ₂ₖ₋₁ to 1/λ₂ₖ. No integrand changes its sign, so the tail keeps its
/// digits where 1 − P(Q ≤ x) would have none.
///
/// Source: Smirnov, "Sur la distribution de ω²", C. R. Acad. Sci. Paris 202 (1936) 449; Durbin, "Distribution theory
/// for tests based on the sample distribution function", SIAM (1973), §4.4.
enum QuadraticFormLimit {
    /// Nodes of the midpoint rule for one interval. The integrand is even and analytic in θ, so the rule converges
    /// geometrically; at x = 150, where the tail leaves the range of Double, its peak is still 4 nodes wide.
    private static let nodes = 160

    /// The tail where the interval k, for θ in 0…π, is run through by c = cos θ: `position(k, c)` is y, and
    /// `weight(k, c)` the integrand without e^{−xy/2} and without sin θ/√cos(½π cos θ), which is the same for all.
    ///
    /// - Parameter x: above 0.0005, below which some 80 alternating terms would be needed.
    static func upperTail(
        _ x: Double, position: (Double, Double) -> Double, weight: (Double, Double) -> Double
    ) -> Double {
        let start = position(1, 1)
        var sum = 0.0
        var sign = 1.0
        for k in 1...200 {
            let k = Double(k)
            let first = exp(-0.5 * x * (position(k, 1) - start))
            if first < 0x1p-60 { break }
            var term = 0.0
            for node in 0..<nodes {
                let theta = Double.pi * (Double(node) + 0.5) / Double(nodes)
                let cosine = cos(theta)
                // cos(½π c) = sin(½π (1 − |c|)), and 1 − |cos θ| = 2 sin²(θ'/2) for θ' the nearer end's distance.
                let half = sin(0.5 * min(theta, Double.pi - theta))
                let root = sin(Double.pi * half * half).squareRoot()
                term += exp(-0.5 * x * (position(k, cosine) - start)) * weight(k, cosine) * sin(theta) / root
            }
            sum += sign * term
            sign = -sign
        }
        return min(1, max(0, exp(-0.5 * x * start) * sum / Double(nodes)))
    }
}

/// The limit of the Cramér–von Mises statistic, Σ Zⱼ²/(jπ)².
public enum CramerVonMisesDistribution {
    /// P(ω² > x). Absolute error below 10⁻¹⁴, relative error below 10⁻¹² in the tail.
    ///
    /// 1 below x = 0.003, where it differs from 1 by less than 10⁻¹⁷ (Csörgő & Faraway, J. R. Statist. Soc. B 58 (1996)
    /// 221).
    ///
    /// - Complexity: O(1).
    public static func upperTail(_ x: Double) -> Double {
        guard x >= 0.003 else { return 1 }
        // D(y) = sin √y/√y; with u = √y = (2k − 1)π + ½π(1 − c): dy/(y √|D|) = 2 du/√(u |sin u|), du = ½π sin θ dθ.
        let root = { (k: Double, c: Double) in Double.pi * (2 * k - 0.5 - 0.5 * c) }
        return QuadraticFormLimit.upperTail(
            x, position: { root($0, $1) * root($0, $1) },
            weight: { Double.pi / root($0, $1).squareRoot() })
    }
}

/// The limit of the Anderson–Darling statistic, Σ Zⱼ²/(j(j + 1)), for one sample or two.
public enum AndersonDarlingDistribution {
    /// The limit's variance, 2(π² − 9)/3; its mean is 1.
    public static let variance = 2 * (Double.pi * Double.pi - 9) / 3

    /// P(A² > x). Absolute error below 10⁻¹⁴, relative error below 10⁻¹² in the tail.
    ///
    /// 1 below x = 0.02, where it differs from 1 by less than 10⁻¹⁷: the distribution function's first term is of the
    /// order e^{−π²/8x} (Anderson & Darling, J. Amer. Statist. Assoc. 49 (1954) 765).
    ///
    /// - Complexity: O(1).
    public static func upperTail(_ x: Double) -> Double {
        guard x >= 0.02 else { return 1 }
        // D(y) = −cos(½πv)/(πy) with v = √(1 + 4y); v = 4k − c: dy/(y √|D|) = ½√π v dv/(√y √|cos ½πv|).
        let y = { (k: Double, c: Double) in 0.25 * (4 * k - c - 1) * (4 * k - c + 1) }
        return QuadraticFormLimit.upperTail(
            x, position: y,
            weight: { 0.5 * Double.pi.squareRoot() * (4 * $0 - $1) / y($0, $1).squareRoot() })
    }
}
