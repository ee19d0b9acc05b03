public import Compute

/// The cause–effect structure of a candidate system in one state: its distinctions and their relations
/// (Albantakis et al. 2023, Eq. 47–58).
public struct CauseEffectStructure: Hashable, Sendable {
    /// φ_s of the system, whose specified states the distinctions must agree with.
    public let system: SystemIntegratedInformation
    /// Every distinction, congruent or not, the smaller mechanisms first, then in the units' order.
    public let allDistinctions: [Distinction]
    /// Whether the system specifies a cause and an effect that filter the distinctions. Where φ_s is zero by definition
    /// it does not, and every distinction belongs.
    public let isFiltered: Bool
    /// The sums and the number of the relations among `distinctions`.
    public let relations: RelationTotals

    /// The distinctions that belong to the structure, in the order of `allDistinctions`.
    public var distinctions: [Distinction] { allDistinctions.filter(\.isCongruent) }

    /// Σφ_d of the congruent distinctions, in ibits.
    public var sumPhiD: Double { distinctions.reduce(0) { $0 + $1.phi } }

    /// Φ = Σφ_d + Σφ_r, in ibits.
    public var bigPhi: LargeReal { relations.sumPhi + LargeReal(sumPhiD) }

    public init(
        system: SystemIntegratedInformation, allDistinctions: [Distinction], isFiltered: Bool,
        relations: RelationTotals
    ) {
        self.system = system
        self.allDistinctions = allDistinctions
        self.isFiltered = isFiltered
        self.relations = relations
    }
}
