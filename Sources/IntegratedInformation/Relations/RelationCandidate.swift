/// A relation that waits for its turn among the strongest.
struct RelationCandidate: Sendable {
    /// Places of distinctions, ascending.
    let members: [Int]
    let phi: Double
    /// The pairs that the members share.
    let overlap: UnitStateSet
    /// The least share of the members.
    let share: Double

    var rank: Double { Self.rank(phi) }

    /// What φ_r ranks by: those that the tolerance makes equal rank alike, whatever their last bits. Never falls while φ_r
    /// grows.
    static func rank(_ phi: Double) -> Double { (phi / equalityTolerance).rounded() }

    /// Whether it comes before `other`: the greater φ_r first, then the lower degree, then the first distinctions.
    func precedes(_ other: RelationCandidate) -> Bool {
        if rank != other.rank { return rank > other.rank }
        if members.count != other.members.count { return members.count < other.members.count }
        return members.lexicographicallyPrecedes(other.members)
    }
}

/// Candidates, the one that precedes the others on top: a binary heap.
struct RelationQueue: Sendable {
    private var heap: [RelationCandidate] = []

    /// The candidate that precedes the others.
    var first: RelationCandidate? { heap.first }

    /// - Complexity: O(log count) comparisons.
    mutating func insert(_ candidate: RelationCandidate) {
        heap.append(candidate)
        var place = heap.count - 1
        while place > 0, heap[place].precedes(heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    /// - Complexity: O(log count) comparisons.
    mutating func popFirst() -> RelationCandidate? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var place = 0
        while true {
            var best = place
            for child in 2 * place + 1..<2 * place + 3 where child < heap.count && heap[child].precedes(heap[best]) {
                best = child
            }
            if best == place { return first }
            heap.swapAt(place, best)
            place = best
        }
    }
}
