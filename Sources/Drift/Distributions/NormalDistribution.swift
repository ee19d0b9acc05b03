import Foundation

/// The standard normal distribution.
public enum NormalDistribution {
    /// P(Z > z) = ½ erfc(z/√2), to the accuracy of the C library's erfc: a few units in the last place, also in the
    /// tail (0 where it is below the smallest number, from z ≈ 38.6).
    ///
    /// - Complexity: O(1).
    public static func upperTail(_ z: Double) -> Double {
        0.5 * erfc(z * 0.5.squareRoot())
    }

    /// P(|Z| ≥ |z|) = erfc(|z|/√2).
    ///
    /// - Complexity: O(1).
    public static func bothTails(_ z: Double) -> Double {
        erfc(abs(z) * 0.5.squareRoot())
    }
}
