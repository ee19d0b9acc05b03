/// A run of sets O (the units whose outputs may be cut), all of one size: either consecutive in ascending order of
/// their bit sets, or listed.
enum OutputSets: Codable, Sendable {
    case range(first: Int, count: Int, size: Int)
    case list([Int], size: Int)

    var size: Int {
        switch self {
        case .range(_, _, let size), .list(_, let size): size
        }
    }

    var count: Int {
        switch self {
        case .range(_, let count, _): count
        case .list(let sets, _): sets.count
        }
    }

    /// The sets themselves, ascending.
    var sets: [Int] {
        switch self {
        case .list(let sets, _): return sets
        case .range(let first, let count, let size):
            var sets: [Int] = []
            sets.reserveCapacity(count)
            var set = OutputSets.combination(rank: first, size: size)
            for _ in 0..<count {
                sets.append(set)
                set = OutputSets.successor(of: set)
            }
            return sets
        }
    }

    /// The set of `size` units that has `rank` smaller ones of its size: the combinatorial number system.
    private static func combination(rank: Int, size: Int) -> Int {
        var rank = rank
        var set = 0
        for remaining in stride(from: size, to: 0, by: -1) {
            var unit = remaining - 1
            while binomial(unit + 1, remaining) <= rank { unit += 1 }
            rank -= binomial(unit, remaining)
            set |= 1 << unit
        }
        return set
    }

    /// The next larger number with as many bits set.
    private static func successor(of set: Int) -> Int {
        guard set != 0 else { return 0 }
        let lowest = set & (0 &- set)
        let ripple = set &+ lowest
        return ripple | ((set ^ ripple) >> 2) / lowest
    }
}

/// n over k. Exact while the result fits.
func binomial(_ n: Int, _ k: Int) -> Int {
    guard k >= 0, k <= n else { return 0 }
    return (0..<min(k, n - k)).reduce(1) { $0 * (n - $1) / ($1 + 1) }
}
