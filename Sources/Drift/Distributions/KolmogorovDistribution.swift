import Foundation

/// The limit of Kolmogorov and Smirnov's two-sided statistic.
public enum KolmogorovDistribution {
    /// P(K > x) = 2 Σ (−1)ʲ⁻¹ e^{−2j²x²}; below x = 1 as 1 − √(2π)/x Σ e^{−(2j−1)²π²/8x²}, by Jacobi's transformation.
    ///
    /// Relative error below 10⁻¹⁴, the tail included.
    ///
    /// Source: Kolmogorov (1933); both series in Feller, Ann. Math. Statist. 19 (1948) 177, eqs. 1.4 and 1.5.
    ///
    /// - Complexity: O(1).
    public static func upperTail(_ x: Double) -> Double {
        guard x > 0 else { return 1 }
        if x >= 1 {
            // Four terms: the fifth is below e⁻⁵⁰ of the first.
            return 2
                * (1...4).reduce(0.0) { sum, j in
                    sum + (j.isMultiple(of: 2) ? -1 : 1) * exp(-2 * Double(j * j) * x * x)
                }
        }
        let exponent = Double.pi * Double.pi / (8 * x * x)
        let sum = [1.0, 9, 25, 49].reduce(0.0) { $0 + exp(-$1 * exponent) }
        return max(0, 1 - (2 * Double.pi).squareRoot() / x * sum)
    }
}

/// The limit of Kuiper's statistic.
public enum KuiperDistribution {
    /// P(V > x) = 2 Σ (4j²x² − 1) e^{−2j²x²}. Relative error below 10⁻¹⁴ from x = 1 on, absolute error below 10⁻¹³
    /// before.
    ///
    /// 1 below x = 0.2, where it differs from 1 by less than 10⁻⁴⁰.
    ///
    /// Source: Kuiper, Proc. Kon. Ned. Akad. Wet. A 63 (1960) 38.
    ///
    /// - Complexity: O(1): at most 23 terms.
    public static func upperTail(_ x: Double) -> Double {
        guard x >= 0.2 else { return 1 }
        var sum = 0.0
        for j in 1...50 {
            let square = Double(j * j) * x * x
            let term = (4 * square - 1) * exp(-2 * square)
            sum += term
            if square > 21 { break }
        }
        return min(1, max(0, 2 * sum))
    }
}
