import Foundation

extension Philox4x32 {
    /// Two independent uniform deviates in [0, 1), exact multiples of 2⁻⁵³.
    ///
    /// - Complexity: O(1).
    @inlinable
    public func uniformPair(_ counter: UInt64) -> SIMD2<Double> {
        let words = wordPair(counter)
        return SIMD2(Self.uniform(words[0]), Self.uniform(words[1]))
    }

    /// Two independent standard normal deviates, by Box and Muller's transform of the block at `counter`:
    /// √(−2 ln u)·(cos 2πv, sin 2πv), u in (0, 1) from the first 64-bit word, v in [0, 1) from the second.
    ///
    /// |z| is at most √(106 ln 2) ≈ 8.572, which a true normal deviate exceeds with probability 1.0·10⁻¹⁷. The
    /// logarithm, cosine and sine are the C library's, so the last bits may differ between platforms; the uniform
    /// deviates never do.
    ///
    /// Source: Box & Muller, Ann. Math. Statist. 29 (1958) 610.
    ///
    /// - Complexity: O(1).
    public func normalPair(_ counter: UInt64) -> SIMD2<Double> {
        Self.normalPair(wordPair(counter))
    }

    static func normalPair(_ words: SIMD2<UInt64>) -> SIMD2<Double> {
        let radius = (-2 * log(openUniform(words[0]))).squareRoot()
        let angle = 2 * Double.pi * uniform(words[1])
        return SIMD2(radius * cos(angle), radius * sin(angle))
    }

    /// The number k·2⁻⁵³ in [0, 1), k the upper 53 bits of `word`. Exact.
    ///
    /// - Complexity: O(1).
    @inlinable
    public static func uniform(_ word: UInt64) -> Double {
        Double(word >> 11) * 0x1p-53
    }

    /// The number (k + ½)·2⁻⁵² in (0, 1), k the upper 52 bits of `word`: never 0 or 1, and as likely x as 1 − x. One
    /// bit more would round the last one to 1. Exact.
    ///
    /// - Complexity: O(1).
    @inlinable
    public static func openUniform(_ word: UInt64) -> Double {
        (Double(word >> 12) + 0.5) * 0x1p-52
    }
}
