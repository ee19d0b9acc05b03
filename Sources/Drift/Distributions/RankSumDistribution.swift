/// The distribution of Mann and Whitney's U without ties.
public enum RankSumDistribution {
    /// Whether an exact p-value is worth its time, about a second, and keeps its digits.
    static func isAffordable(_ m: Int, _ n: Int) -> Bool {
        let small = min(m, n)
        return small <= 200 && Double(small) * Double(m) * Double(n) <= 1e9
    }

    /// P(U ≤ u) for samples of m and n, u below m·n/2 or at it: the lower tail, which by symmetry is also P(U ≥ m n −
    /// u).
    ///
    /// The numbers of orders with U = 0, 1, … are the coefficients of the Gaussian binomial Π (1 − qᵐ⁺ⁱ)/(1 − qⁱ), i =
    /// 1…n (Mann & Whitney, Ann. Math. Statist. 18 (1947) 50); factor i is applied in two passes and scaled by i/(m +
    /// i), so that the coefficients are probabilities after each. Relative error below 10⁻¹³ where the smaller sample
    /// has up to 8 values, below 10⁻¹⁰ up to 200 (measured against whole-number arithmetic).
    ///
    /// - Complexity: O(u · min(m, n)), O(u) space.
    static func lowerTail(_ u: Int, _ m: Int, _ n: Int) -> Double {
        let (large, small) = (max(m, n), min(m, n))
        var shares = [Double](repeating: 0, count: u + 1)
        shares[0] = 1
        shares.withUnsafeMutableBufferPointer { shares in
            for i in 1...small {
                let scale = Double(i) / Double(large + i)
                var index = u
                while index >= large + i {
                    shares[index] -= shares[index - large - i]
                    index -= 1
                }
                for index in 0...u {
                    shares[index] *= scale
                }
                if i <= u {
                    for index in i...u { shares[index] += shares[index - i] }
                }
            }
        }
        return shares.reduce(0, +)
    }
}
