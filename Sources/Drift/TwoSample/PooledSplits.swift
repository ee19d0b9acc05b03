import Compute

/// The ways to split a pooled sample into a reference and a sample that a plan goes through: all of them, each once,
/// where there are no more than the permutations asked for; else that many at random.
struct PooledSplits: Sendable {
    let m: Int
    let n: Int
    let plan: PermutationPlan
    /// How many there are; nil where that is more than the plan asks for.
    private let ways: Int?

    /// - Complexity: O(min(m, n)) at most.
    init(m: Int, n: Int, plan: PermutationPlan) {
        self.m = m
        self.n = n
        self.plan = plan
        ways = Subsets.count(of: m, from: m + n, atMost: plan.permutations)
    }

    var count: Int { ways ?? plan.permutations }
    var method: TestResult.PValueMethod { ways == nil ? plan.method : .exact }

    /// The p-value where `reached` of the splits have a statistic of at least the observed one. The observed split is
    /// itself among all of them.
    func pValue(reached: Int) -> Double {
        ways.map { Double(reached) / Double($0) } ?? plan.pValue(counted: reached)
    }

    /// Visits the positions `0..<(m + n)` of split number `index` in order, and says of each whether it is the
    /// reference's.
    ///
    /// - Complexity: O(m + n).
    @inline(__always)
    func forEachPosition(_ index: Int, _ visit: (_ position: Int, _ isReference: Bool) -> Void) {
        if let ways {
            Subsets.forEachPosition(rank: index, count: ways, of: m, from: m + n, visit)
        } else {
            PermutedLabels(seed: plan.seed, permutation: index).forEachPosition(m: m, n: n, visit)
        }
    }
}

/// The subsets of given size, numbered in lexicographic order.
enum Subsets {
    /// The binomial coefficient; nil above `limit`.
    ///
    /// - Complexity: O(size) at most.
    static func count(of size: Int, from total: Int, atMost limit: Int) -> Int? {
        var count = 1
        for step in 0..<min(size, total - size) {
            let (product, overflow) = count.multipliedReportingOverflow(by: total - step)
            guard !overflow else { return nil }
            count = product / (step + 1)
            if count > limit { return nil }
        }
        return count
    }

    /// Visits the positions `0..<total` in order, and says of each whether it is in the subset number `rank`.
    ///
    /// - Parameter count: how many subsets there are.
    /// - Complexity: O(total).
    @inline(__always)
    static func forEachPosition(
        rank: Int, count: Int, of size: Int, from total: Int, _ visit: (_ position: Int, _ isIn: Bool) -> Void
    ) {
        var (rank, ways, wanted) = (rank, count, size)
        for position in 0..<total {
            // Of the subsets that agree so far, those with this position come first.
            let with = ways * wanted / (total - position)
            let isIn = rank < with
            if isIn {
                ways = with
                wanted -= 1
            } else {
                rank -= with
                ways -= with
            }
            visit(position, isIn)
        }
    }
}

/// Which values of a pooled sample a permutation gives to the reference: a random subset of given size, each as likely
/// as any other.
struct PermutedLabels {
    private let source: Philox4x32

    /// - Parameter permutation: 0 or more; each has a stream of its own.
    init(seed: UInt64, permutation: Int) {
        source = Philox4x32(seed: seed, stream: UInt64(permutation))
    }

    /// Visits the positions `0..<(m + n)` in order, and says of each whether it is one of the m chosen.
    ///
    /// Selection sampling: a position is chosen with probability (still wanted)/(still to come). Source: Fan, Muller &
    /// Rezucha, J. Amer. Statist. Assoc. 57 (1962) 387, method 1. Word k of the stream decides on position k; the
    /// product with it departs from the exact probability by less than 2⁻⁶⁴ times the positions to come.
    ///
    /// - Complexity: O(m + n).
    @inline(__always)
    func forEachPosition(m: Int, n: Int, _ visit: (_ position: Int, _ isReference: Bool) -> Void) {
        let total = m + n
        var wanted = UInt64(m)
        var words = SIMD2<UInt64>()
        for position in 0..<total {
            if position & 1 == 0 { words = source.wordPair(UInt64(position >> 1)) }
            let below = words[position & 1].multipliedFullWidth(by: UInt64(total - position)).high
            let chosen = below < wanted
            if chosen { wanted -= 1 }
            visit(position, chosen)
        }
    }
}
