public import Compute

/// What all relations among the distinctions of a structure come to, without enumerating them.
public struct RelationTotals: Hashable, Sendable {
    /// Σφ_r in ibits, self-relations included.
    public let sumPhi: LargeReal
    /// The number of relations, self-relations included, exactly.
    public let count: Natural

    public init(sumPhi: LargeReal, count: Natural) {
        self.sumPhi = sumPhi
        self.count = count
    }
}
