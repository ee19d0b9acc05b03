/// Continued fractions by Lentz's algorithm as modified by Thompson & Barnett, J. Comput. Phys. 64 (1986) 490.
enum ContinuedFraction {
    /// b₀ + a₁/(b₁ + a₂/(b₂ + …)), where `term(k)` is (aₖ, bₖ) for k = 1, 2, …
    ///
    /// - Complexity: as many terms as it takes to settle to the last place; at most 10⁶.
    static func value(first: Double, term: (Int) -> (Double, Double)) -> Double {
        let tiny = 0x1p-1000
        var value = first == 0 ? tiny : first
        var numerator = value
        var denominator = 0.0
        for k in 1...1_000_000 {
            let (a, b) = term(k)
            denominator = b + a * denominator
            if denominator == 0 { denominator = tiny }
            denominator = 1 / denominator
            numerator = b + a / numerator
            if numerator == 0 { numerator = tiny }
            let factor = numerator * denominator
            value *= factor
            if abs(factor - 1) <= 0x1p-52 { break }
        }
        return value
    }
}
