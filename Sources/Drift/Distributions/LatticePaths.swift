/// Random lattice paths, behind the exact distributions of two-sample statistics.
///
/// Without ties, and with both samples from one distribution, each of the C(m + n, m) orders in which a pooled sample's
/// values can come is as likely as any other. An order is a path from (0, 0) to (m, n) that steps right for a value of
/// the reference and up for one of the sample; at (i, j) the difference of the distribution functions is i/m − j/n.
enum LatticePaths {
    /// Lattice points that are worth visiting for an exact p-value: below a second.
    static let affordablePoints = 200_000_000.0

    /// P(max |i n − j m| ≥ threshold), or with `oneSided` P(max (i n − j m) ≥ threshold), over all paths.
    ///
    /// Let a(i, j) be the share of paths to (i, j) that have been outside. The last step of a random path to (i, j)
    /// comes from (i − 1, j) with probability i/(i + j), so a(i, j) = (i a(i − 1, j) + j a(i, j − 1))/(i + j), and a =
    /// 1 outside. Every term is positive and at most 1: nothing overflows, and the tail keeps its digits. Relative
    /// error below 3 (m + n) ulp.
    ///
    /// Source: the recursion is that of Hodges, Ark. Mat. 3 (1958) 469, eq. 2.2, in shares for counts.
    ///
    /// - Complexity: O(points inside), O(n) space.
    static func shareOutside(_ m: Int, _ n: Int, threshold: Int, oneSided: Bool) -> Double {
        if threshold <= 0 { return 1 }
        if threshold > m * n { return 0 }
        let reciprocals = (0...(m + n)).map { $0 == 0 ? 0 : 1 / Double($0) }
        // Row i is inside for |i n − j m| < threshold. Columns left of it are outside for one reason only: i n is too
        // far ahead; columns right of it because j m is.
        func first(_ i: Int) -> Int {
            let excess = i * n - threshold
            return excess < 0 ? 0 : excess / m + 1
        }
        func last(_ i: Int) -> Int {
            oneSided ? n : min(n, (i * n + threshold - 1) / m)
        }
        var row = [Double](repeating: 1, count: n + 1)
        return row.withUnsafeMutableBufferPointer { row in
            reciprocals.withUnsafeBufferPointer { reciprocals in
                // Row 0 up to its last point is reached straight from the origin, all inside.
                for j in 0...last(0) { row[j] = 0 }
                for i in 1...m {
                    let (low, high) = (first(i), last(i))
                    if low > n { return 1 }
                    var left = 1.0
                    if low == 0 {
                        // (i, 0) has one predecessor, whose share row[0] already holds.
                        left = row[0]
                    } else {
                        row[low - 1] = 1
                    }
                    let start = low == 0 ? 1 : low
                    if start <= high {
                        for j in start...high {
                            let reciprocal = reciprocals[i + j]
                            left = Double(i) * reciprocal * row[j] + Double(j) * reciprocal * left
                            row[j] = left
                        }
                    }
                }
                return row[n]
            }
        }
    }

    /// How many lattice points `shareOutside` visits, about.
    static func points(_ m: Int, _ n: Int, threshold: Int, oneSided: Bool) -> Double {
        let all = Double(m) * Double(n)
        let band = (oneSided ? 1 : 2) * Double(threshold) / all
        return all * (oneSided ? min(1, 0.5 + band) : min(1, band))
    }

    /// The same probability for m = n, where the maximum is at least h steps of 1/n: by the principle of reflection
    /// C(2n, n + h)/C(2n, n) on one side, 2 Σ (−1)ᵏ⁻¹ C(2n, n + kh)/C(2n, n) on both.
    ///
    /// Relative error below 2n ulp on one side and in the tail, absolute error as much elsewhere.
    ///
    /// Source: Gnedenko & Korolyuk, Dokl. Akad. Nauk SSSR 80 (1951) 525; Hodges (1958) eqs. 2.3 and 2.4.
    ///
    /// - Complexity: O(n).
    static func shareOutsideOfSquare(_ n: Int, steps h: Int, oneSided: Bool) -> Double {
        if h <= 0 { return 1 }
        if h > n { return 0 }
        var ratio = 1.0
        var sum = 0.0
        var sign = 1.0
        var next = h
        for j in 1...n {
            ratio *= Double(n - j + 1) / Double(n + j)
            if j == next {
                if oneSided { return ratio }
                sum += sign * ratio
                sign = -sign
                next += h
            }
            if ratio < sum * 0x1p-60 { break }
        }
        return min(1, 2 * sum)
    }

    static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}
