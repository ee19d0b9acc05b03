import Compute

/// The exclusion postulate over candidates of known φ_s: the greatest is a complex, whatever overlaps it is not, and so
/// on with the rest. Overlapping candidates of equal φ_s are told apart by Φ in the same way; those that tie in Φ too
/// are no complexes, and exclude nothing.
struct Exclusion {
    /// What is known of one candidate: φ_s, or no more than an upper bound, and Φ where it was needed.
    struct Verdict: Codable, Sendable {
        var units: UInt64
        var phi: Double
        var isExact: Bool
        var bigPhi: StoredReal?
        /// The first of the tied candidates that this one is an image of, where that was needed.
        var image: UInt64?
    }

    /// Candidates of equal φ_s that hang together by overlaps, the greatest Φ first.
    struct Tie {
        var phi: Double
        var members: [(units: UInt64, bigPhi: LargeReal?, outcome: ComplexTie.Outcome)] = []
    }

    /// The complexes, the greatest φ_s first, as sets of units.
    private(set) var complexes: [UInt64] = []
    /// What Φ decided.
    private(set) var ties: [Tie] = []
    /// Groups of overlapping candidates of equal φ_s and Φ.
    private(set) var unresolvedTies: [[UInt64]] = []
    /// Candidates of which only a bound is known, and which might be complexes: the exclusion stopped where their φ_s
    /// is needed.
    private(set) var pending: [UInt64] = []
    /// Groups of tied candidates, the exclusion having stopped where their Φ is needed.
    private(set) var undecided: [[Verdict]] = []

    /// - Complexity: O(c²) for the c candidates with φ_s > 0, in the number of complexes found times c.
    init(_ verdicts: [Verdict]) {
        var active = verdicts
        while true {
            let greatest = active.reduce(0) { $1.isExact ? max($0, $1.phi) : $0 }
            pending = active.filter { !$0.isExact && $0.phi >= greatest - equalityTolerance }.map(\.units)
            guard pending.isEmpty, greatest > 0 else { return }
            let tied = active.filter { $0.phi >= greatest - equalityTolerance }
            let settled = Set(tied.map(\.units))
            var accepted: UInt64 = 0
            for group in Exclusion.overlapping(tied) {
                if group.count == 1 {
                    complexes.append(group[0].units)
                    accepted |= group[0].units
                } else if group.allSatisfy({ $0.bigPhi != nil }) {
                    accepted |= settle(group, phi: greatest)
                } else if let image = group[0].image, group.allSatisfy({ $0.image == image }) {
                    // They have one Φ, whatever it is.
                    unresolvedTies.append(group.map(\.units))
                    ties.append(Tie(phi: greatest, members: group.map { ($0.units, nil, .undecided) }))
                } else {
                    undecided.append(group)
                }
            }
            guard undecided.isEmpty else { return }
            active.removeAll { $0.units & accepted != 0 || settled.contains($0.units) }
        }
    }

    /// Exclusion by Φ among candidates of equal φ_s.
    ///
    /// - Returns: the units of the complexes found.
    private mutating func settle(_ group: [Verdict], phi: Double) -> UInt64 {
        var active = group.map { (units: $0.units, bigPhi: $0.bigPhi?.value ?? .zero) }
            .sorted { ($1.bigPhi, $0.units) < ($0.bigPhi, $1.units) }
        let order = active
        var outcomes: [UInt64: ComplexTie.Outcome] = [:]
        var accepted: UInt64 = 0
        while let greatest = active.first?.bigPhi {
            let leaders = group.filter { candidate in
                active.contains { $0.units == candidate.units && $0.bigPhi.equals(greater: greatest) }
            }
            for overlapping in Exclusion.overlapping(leaders) {
                if overlapping.count == 1 {
                    complexes.append(overlapping[0].units)
                    accepted |= overlapping[0].units
                    outcomes[overlapping[0].units] = .complex
                } else {
                    unresolvedTies.append(overlapping.map(\.units))
                    for candidate in overlapping { outcomes[candidate.units] = .undecided }
                }
            }
            active.removeAll { candidate in
                if candidate.units & accepted != 0, outcomes[candidate.units] == nil {
                    outcomes[candidate.units] = .excluded
                }
                return outcomes[candidate.units] != nil
            }
        }
        ties.append(Tie(phi: phi, members: order.map { ($0.units, $0.bigPhi, outcomes[$0.units] ?? .excluded) }))
        return accepted
    }

    /// The candidates in groups that overlap, directly or through others.
    private static func overlapping(_ candidates: [Verdict]) -> [[Verdict]] {
        var groups: [(union: UInt64, members: [Verdict])] = []
        for candidate in candidates.sorted(by: { $0.units < $1.units }) {
            var merged: (union: UInt64, members: [Verdict]) = (candidate.units, [candidate])
            groups.removeAll { group in
                guard group.union & candidate.units != 0 else { return false }
                merged = (merged.union | group.union, group.members + merged.members)
                return true
            }
            groups.append(merged)
        }
        return groups.map { $0.members.sorted { $0.units < $1.units } }
    }
}

/// A value of Φ as shards carry it, to the last bit.
struct StoredReal: Codable, Sendable {
    let significand: Double
    let exponent: Int

    init(_ value: LargeReal) {
        significand = value.significand
        exponent = value.exponent
    }

    var value: LargeReal { LargeReal(significand, scaledBy: exponent) }
}

extension LargeReal {
    /// Whether two values of Φ are equal: 10⁻¹⁰ apart at the most, and above 1 ibit 10⁻¹⁰ of the greater, since Φ sums
    /// up to 2 to the number of distinctions terms and its rounding error grows with it.
    fileprivate func equals(greater: LargeReal) -> Bool {
        let relative = LargeReal(greater.significand * equalityTolerance, scaledBy: greater.exponent)
        return self + max(LargeReal(equalityTolerance), relative) >= greater
    }
}
