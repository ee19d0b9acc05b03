extension CramerVonMisesDistribution {
    /// P(ζ ≥ z) over the orders of a pooled sample of m and n values without ties, where ζ = Σ (i n − j m)² over the
    /// points (i, j) of an order's path; T = ζ/(m n (m + n)²).
    ///
    /// Paths to a point are counted by their ζ so far: a list of (ζ, number) a point, merged from the two points before
    /// it. All numbers are whole and below 2⁵³ for m, n ≤ 20.
    ///
    /// Source: Xiao, Gordon & Yakovlev, "A C++ program for the Cramér–von Mises two-sample test", J. Statist. Softw. 17
    /// (2006) 8; Anderson, Ann. Math. Statist. 33 (1962) 1148.
    ///
    /// - Complexity: O(m n) merges of lists, which have up to some ten thousand entries for 20 values each.
    static func exactUpperTail(_ z: Int, _ m: Int, _ n: Int) -> Double {
        var row: [PathCounts] = []
        for i in 0...m {
            for j in 0...n {
                let difference = i * n - j * m
                let above = i > 0 ? row[j] : PathCounts()
                let left = j > 0 ? row[j - 1] : PathCounts()
                let here = i == 0 && j == 0 ? PathCounts(start: 1) : above.merged(with: left)
                let moved = here.moved(by: difference * difference)
                if i == 0 { row.append(moved) } else { row[j] = moved }
            }
        }
        let paths = row[n]
        let atLeast = paths.entries.reduce(0.0) { $1.sum >= z ? $0 + $1.count : $0 }
        return atLeast / paths.entries.reduce(0.0) { $0 + $1.count }
    }
}

/// How many paths there are with each sum, in ascending order of the sums.
private struct PathCounts {
    var entries: [(sum: Int, count: Double)]

    init() { entries = [] }

    init(start count: Double) { entries = [(0, count)] }

    func merged(with other: PathCounts) -> PathCounts {
        var result = PathCounts()
        result.entries.reserveCapacity(entries.count + other.entries.count)
        var (mine, theirs) = (0, 0)
        while mine < entries.count || theirs < other.entries.count {
            let left = mine < entries.count ? entries[mine].sum : .max
            let right = theirs < other.entries.count ? other.entries[theirs].sum : .max
            var count = 0.0
            if left <= right {
                count += entries[mine].count
                mine += 1
            }
            if right <= left {
                count += other.entries[theirs].count
                theirs += 1
            }
            result.entries.append((min(left, right), count))
        }
        return result
    }

    func moved(by amount: Int) -> PathCounts {
        var result = self
        for index in result.entries.indices { result.entries[index].sum += amount }
        return result
    }
}
