/// The exclusion postulate over candidates of known φ_s: the greatest is a complex, whatever overlaps it is not, and so
/// on with the rest.
struct Exclusion {
    /// The complexes, the greatest φ_s first, as sets of units.
    private(set) var complexes: [UInt64] = []
    /// Groups of overlapping candidates of equal φ_s.
    private(set) var unresolvedTies: [[UInt64]] = []
    /// Candidates of which only a bound is known, and which might be complexes: the exclusion stopped where their φ_s
    /// is needed.
    private(set) var pending: [UInt64] = []

    /// - Complexity: O(c²) for the c candidates with φ_s > 0, in the number of complexes found times c.
    init(_ verdicts: [ComplexSearch.Verdict]) {
        var active = verdicts
        while true {
            let greatest = active.reduce(0) { $1.isExact ? max($0, $1.phi) : $0 }
            pending = active.filter { !$0.isExact && $0.phi >= greatest - equalityTolerance }.map(\.units)
            guard pending.isEmpty, greatest > 0 else { return }
            let tied = active.filter { $0.phi >= greatest - equalityTolerance }.map(\.units)
            let settled = Set(tied)
            var accepted: UInt64 = 0
            for group in Exclusion.overlapping(tied) {
                if group.count == 1 {
                    complexes.append(group[0])
                    accepted |= group[0]
                } else {
                    unresolvedTies.append(group)
                }
            }
            active.removeAll { $0.units & accepted != 0 || settled.contains($0.units) }
        }
    }

    /// The candidates in groups that overlap, directly or through others.
    private static func overlapping(_ candidates: [UInt64]) -> [[UInt64]] {
        var groups: [(union: UInt64, members: [UInt64])] = []
        for candidate in candidates.sorted() {
            var merged: (union: UInt64, members: [UInt64]) = (candidate, [candidate])
            groups.removeAll { group in
                guard group.union & candidate != 0 else { return false }
                merged = (merged.union | group.union, group.members + merged.members)
                return true
            }
            groups.append(merged)
        }
        return groups.map { $0.members.sorted() }
    }
}
