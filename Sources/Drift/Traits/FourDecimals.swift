/// Rounding to four decimals, as scores of traits are kept.
public enum FourDecimals {
    /// Splits a double into halves of 26 bits.
    private static let splitter = 134_217_729.0
    /// Added and taken away again, it rounds to a whole number, ties to even.
    private static let wholeNumbers = 6_755_399_441_055_744.0

    /// The double nearest to the decimal number of four decimals that lies nearest to the exact value of `x`, ties to
    /// the even decimal: what Python's `round(x, 4)` returns.
    ///
    /// Scaling by 10⁴ and rounding is wrong near ties, because the product is itself rounded. Its rounding error is
    /// computed exactly here and settles them: the ties lie on the product's own grid, so where the product is no tie
    /// the exact value lies on the same side of the nearest one. The quotient of a whole number by 10⁴ is correctly
    /// rounded, so it is the double that the decimal literal would be. Without branches, so that the vector kernels do
    /// the same operations and return the same bits.
    ///
    /// Source for the exact product: Dekker, Numer. Math. 18 (1971) 224.
    ///
    /// - Parameter x: |x| < 2³⁰. Beyond, and where it is not finite, the result means nothing.
    /// - Complexity: O(1).
    public static func rounded(_ x: Double) -> Double {
        let product = x * 10_000
        // x = high + low, each of 26 bits; 10⁴ has 14, so both partial products are exact.
        let spread = splitter * x
        let high = spread - (spread - x)
        let low = x - high
        let error = (high * 10_000 - product) + low * 10_000
        var nearest = (product + wholeNumbers) - wholeNumbers
        let distance = product - nearest
        if distance == 0.5 && error > 0 { nearest += 1 }
        if distance == -0.5 && error < 0 { nearest -= 1 }
        return nearest / 10_000
    }
}
