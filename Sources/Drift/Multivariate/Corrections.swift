/// Corrections of p-values for the number of tests that were made.
public enum Correction: String, Sendable, Codable, CaseIterable {
    case none
    /// Each p-value times their number: the probability of any false finding is at most the level.
    case bonferroni
    /// The same guarantee and never weaker: Holm, Scand. J. Statist. 6 (1979) 65.
    case holm
    /// The expected share of false findings among the findings is at most the level, for independent or positively
    /// dependent tests: Benjamini & Hochberg, J. R. Statist. Soc. B 57 (1995) 289. The adjusted p-values are the
    /// q-values.
    case benjaminiHochberg = "benjamini-hochberg"

    /// The p-values adjusted so that each can be compared with the level itself, in their order. Never less than the
    /// p-value, never more than 1, and ascending with it.
    ///
    /// Source: Wright, Biometrics 48 (1992) 1005.
    ///
    /// - Parameter pValues: in 0…1.
    /// - Complexity: O(n log n).
    public func adjusted(_ pValues: [Double]) -> [Double] {
        let count = pValues.count
        // Equal p-values keep their order, so that the result does not depend on the sort.
        let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
        var result = pValues
        switch self {
        case .none: break
        case .bonferroni: result = pValues.map { min(1, $0 * Double(count)) }
        case .holm:
            var greatest = 0.0
            for (rank, index) in order.enumerated() {
                greatest = max(greatest, min(1, pValues[index] * Double(count - rank)))
                result[index] = greatest
            }
        case .benjaminiHochberg:
            var least = 1.0
            for (rank, index) in order.enumerated().reversed() {
                // The product first: p n/n is p to the last bit.
                least = min(least, pValues[index] * Double(count) / Double(rank + 1))
                result[index] = max(least, pValues[index])
            }
        }
        return result
    }
}
