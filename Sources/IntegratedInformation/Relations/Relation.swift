/// A causal relation: distinctions whose causes or effects say the same of some units (Albantakis et al. 2023,
/// Eq. 47–56).
public struct Relation: Hashable, Sendable {
    /// The places of its distinctions in the list that it was found in, ascending; a single one for a self-relation.
    public let distinctions: [Int]
    /// φ_r in ibits: the number of pairs in `purview` times the least φ_d / |purview union| of its distinctions.
    public let phi: Double
    /// The (unit, state) pairs that all its distinctions share, in their cause or their effect; of a self-relation, those
    /// that its cause and its effect share. Ascending, not empty.
    public let purview: [UnitState]

    /// The number of distinctions that it relates.
    public var degree: Int { distinctions.count }

    public init(distinctions: [Int], phi: Double, purview: [UnitState]) {
        self.distinctions = distinctions
        self.phi = phi
        self.purview = purview
    }
}

extension CauseEffectStructure {
    /// The relations among `distinctions`, the strongest first, found as they are asked for.
    public var strongestRelations: StrongestRelations { StrongestRelations(among: distinctions) }
}
