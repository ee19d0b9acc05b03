import Graphs

/// A unit in a state: what a cause or an effect says of one of its units.
public struct UnitState: Hashable, Sendable, Codable, Comparable {
    /// The unit's index in the substrate.
    public let unit: Int
    /// 0 or 1.
    public let state: Int

    public init(unit: Int, state: Int) {
        self.unit = unit
        self.state = state
    }

    public static func < (a: UnitState, b: UnitState) -> Bool { (a.unit, a.state) < (b.unit, b.state) }
}

/// A set of units in states: bit `2 · unit + state`, for the 64 units that a state may have.
struct UnitStateSet: Hashable, Sendable {
    private(set) var bits: UInt128

    init(bits: UInt128 = 0) {
        self.bits = bits
    }

    init(_ purview: IrreduciblePurview) {
        bits = purview.purview.enumerated().reduce(0) { set, place in
            set | 1 << UInt128(2 * place.element + purview.state[place.offset])
        }
    }

    var isEmpty: Bool { bits == 0 }
    var count: Int { bits.nonzeroBitCount }

    func union(_ other: UnitStateSet) -> UnitStateSet { UnitStateSet(bits: bits | other.bits) }
    func intersection(_ other: UnitStateSet) -> UnitStateSet { UnitStateSet(bits: bits & other.bits) }

    /// Ascending by unit.
    var elements: [UnitState] {
        bits.places.map { UnitState(unit: $0 / 2, state: $0 % 2) }
    }
}

/// What relations depend on of a distinction (Albantakis et al. 2023, Eq. 47–57).
struct DistinctionPurviews: Sendable {
    let cause: UnitStateSet
    let effect: UnitStateSet
    /// The (unit, state) pairs of its cause or its effect.
    let union: UnitStateSet
    /// φ_d over the size of the union: what each pair that it shares is worth.
    let share: Double

    init(_ distinction: Distinction) {
        cause = UnitStateSet(distinction.cause)
        effect = UnitStateSet(distinction.effect)
        union = cause.union(effect)
        share = union.isEmpty ? 0 : distinction.phi / Double(union.count)
    }

    /// What its cause and its effect share: where that is something, the distinction is related to itself.
    var selfOverlap: UnitStateSet { cause.intersection(effect) }
}

extension Distinction {
    /// The (unit, state) pairs of its cause or its effect, ascending.
    public var purviewUnion: [UnitState] { DistinctionPurviews(self).union.elements }
}
