import Compute

extension RelationTotals {
    /// The sums of all relations among `distinctions`, in closed form (Albantakis et al. 2023, Eq. 57 and S3 text; derived
    /// in `docs/relations.md`).
    ///
    /// Any order of the distinctions, and any naming of the units, gives the same bits.
    ///
    /// - Parameter distinctions: those of one structure, each with φ_d > 0.
    /// - Complexity: Σφ_r is O(k log k + k·p) for k distinctions over p (unit, state) pairs. The count is at most
    ///   O(min(p · 2^p, Σ_d 2^|purview union of d|)), p no more than 26 in the first; much less where purviews
    ///   contain each other.
    public init(distinctions: [Distinction]) {
        let purviews = distinctions.map(DistinctionPurviews.init)
        self.init(sumPhi: Self.sumPhi(purviews), count: RelationCount(purviews).total)
    }

    /// For each pair, every set of two or more of the distinctions that contain it counts once, with the least share of
    /// its members: the share with m greater ones beside it is the least of 2^m − 1 sets.
    private static func sumPhi(_ purviews: [DistinctionPurviews]) -> LargeReal {
        let descending = purviews.sorted { $0.share > $1.share }
        let everything = purviews.reduce(UnitStateSet()) { $0.union($1.union) }
        var sums = everything.bits.places.map { place in
            var sum = LargeReal.zero
            var greater = 0
            // From the smallest terms to the largest.
            for purview in descending where purview.union.bits >> UInt128(place) & 1 == 1 {
                sum = sum + repeated(purview.share, greater)
                greater += 1
            }
            return sum
        }
        sums += purviews.map { LargeReal(Double($0.selfOverlap.count) * $0.share) }
        return sums.sorted().reduce(.zero, +)
    }

    /// `share · (2^greater − 1)`, to within a rounding.
    private static func repeated(_ share: Double, _ greater: Int) -> LargeReal {
        // Beyond 53 bits the 1 is less than a rounding.
        greater <= 53
            ? LargeReal(share * Double((UInt64(1) << UInt64(greater)) - 1)) : LargeReal(share, scaledBy: greater)
    }
}
