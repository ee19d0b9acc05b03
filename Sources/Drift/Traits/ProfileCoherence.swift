/// How far a profile of trait scores has stayed what it was.
///
/// Two measures of one thing, as in Furr, J. Pers. 76 (2008) 1267, who tells the overall similarity of two profiles
/// from that of their shapes. `coherence` is the overall one, from the scores themselves: it is defined for every
/// profile and is what a mind's metrics and a population's statistics report. `shapeStability` is the correlation of
/// the two profiles; it has no value for a flat profile, such as the one every mind starts with, so it stands beside.
public enum ProfileCoherence {
    /// 1 − mean |after − before| / (upper − lower), in [0, 1]: 1 where no score moved, 0 where every one crossed its
    /// whole range.
    ///
    /// - Parameters:
    ///   - before: scores, one or more.
    ///   - after: those of the same traits, in the same order.
    ///   - range: the widest that a score can move: the rule's upper bound less its lower one. Where a score moved
    ///     farther (it began outside the bounds), its share counts as 1.
    /// - Throws: `DriftError` where the profiles are empty or differ in length, or the range is not above 0.
    /// - Complexity: O(traits).
    public static func coherence(before: [Double], after: [Double], range: Double) throws -> Double {
        try check(before, after)
        guard range > 0, range.isFinite else {
            throw DriftError(
                .badParameter, key: "range", problem: "it is \(range)", remedy: "give a finite number above 0")
        }
        var moved = 0.0
        for (old, new) in zip(before, after) { moved += min(abs(new - old) / range, 1) }
        return 1 - moved / Double(before.count)
    }

    /// The Pearson correlation of the two profiles across traits, in [−1, 1]: whether what stood out still stands out.
    ///
    /// - Returns: nil where either profile is flat, or of fewer than three traits.
    /// - Throws: as `coherence`.
    /// - Complexity: O(traits).
    public static func shapeStability(before: [Double], after: [Double]) throws -> Double? {
        try check(before, after)
        guard before.count >= 3 else { return nil }
        let count = Double(before.count)
        let means = (before.reduce(0, +) / count, after.reduce(0, +) / count)
        var squares = (0.0, 0.0)
        var products = 0.0
        for (old, new) in zip(before, after) {
            let deviation = (old - means.0, new - means.1)
            squares.0 += deviation.0 * deviation.0
            squares.1 += deviation.1 * deviation.1
            products += deviation.0 * deviation.1
        }
        // Deviations of a flat profile are rounding errors of its mean, about 1e-17; scores differ by 1e-4 or more.
        guard squares.0 > 1e-20, squares.1 > 1e-20 else { return nil }
        return max(-1, min(1, products / (squares.0 * squares.1).squareRoot()))
    }

    private static func check(_ before: [Double], _ after: [Double]) throws {
        guard !before.isEmpty else {
            throw DriftError(.tooFewValues, problem: "the profile has no traits", remedy: "give one score or more")
        }
        guard before.count == after.count else {
            throw DriftError(
                .dimensionMismatch, problem: "profiles of \(before.count) and \(after.count) traits",
                remedy: "give the scores of the same traits in the same order")
        }
    }
}
