/// A purview in its specified state with the mechanism's integrated information over it; units by their places in the
/// system.
struct PurviewValue {
    /// The purview's units, as bits.
    let purview: Int
    /// Its specified state: bits of the system's units, 0 outside the purview.
    let state: Int
    let probability: Double
    let phi: Double
    let isCongruent: Bool
    /// How many specified states of this purview attain φ.
    var stateTies = 1
}

/// The purviews of greatest φ found so far, by the rules for ties (iit4.md §5).
struct PurviewChoice {
    private var candidates: [PurviewValue] = []
    private(set) var greatest = equalityTolerance

    /// What a purview must reach to be of interest. The slack is for bounds that were computed in another order.
    var floor: Double { greatest - 2 * equalityTolerance }

    /// Keeps the better of a purview's tied states, and of purviews those within the tolerance of the greatest.
    ///
    /// - Parameter states: the specified states of one purview, lexicographically.
    mutating func consider(_ states: [PurviewValue]) {
        let most = states.reduce(0) { max($0, $1.phi) }
        guard most > equalityTolerance, most >= greatest - equalityTolerance else { return }
        let tied = states.filter { $0.phi >= most - equalityTolerance }
        guard var value = tied.first(where: \.isCongruent) ?? tied.first else { return }
        value.stateTies = tied.count
        candidates.append(value)
        greatest = max(greatest, most)
    }

    /// A tie goes to a congruent purview, then to the larger, then to the first in the units' order.
    var chosen: (value: PurviewValue, ties: Int)? {
        let tied = candidates.filter { $0.phi >= greatest - equalityTolerance }
        guard var best = tied.first else { return nil }
        for value in tied.dropFirst() where PurviewChoice.precedes(value, best) { best = value }
        return (best, tied.count)
    }

    private static func precedes(_ a: PurviewValue, _ b: PurviewValue) -> Bool {
        if a.isCongruent != b.isCongruent { return a.isCongruent }
        let sizes = (a.purview.nonzeroBitCount, b.purview.nonzeroBitCount)
        if sizes.0 != sizes.1 { return sizes.0 > sizes.1 }
        let difference = a.purview ^ b.purview
        return a.purview & difference & (0 &- difference) != 0
    }
}
