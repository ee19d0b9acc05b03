import Graphs
import IntegratedInformation

/// Every relation among some distinctions, each set of distinctions looked at, written from the definition alone.
enum EnumeratedRelationList {
    struct Entry {
        let members: [Int]
        let phi: Double
        let purview: Set<UnitState>
    }

    static func pairs(_ side: IrreduciblePurview) -> Set<UnitState> {
        Set(zip(side.purview, side.state.values).map { UnitState(unit: $0, state: $1) })
    }

    /// - Complexity: O(k · 2^k).
    static func all(_ distinctions: [Distinction]) -> [Entry] {
        let causes = distinctions.map { pairs($0.cause) }
        let effects = distinctions.map { pairs($0.effect) }
        let unions = zip(causes, effects).map { $0.union($1) }
        return (1..<(1 << distinctions.count)).compactMap { set in
            let members = distinctions.indices.filter { set >> $0 & 1 == 1 }
            let shared =
                members.count == 1
                ? causes[members[0]].intersection(effects[members[0]])
                : members.dropFirst().reduce(unions[members[0]]) { $0.intersection(unions[$1]) }
            guard !shared.isEmpty else { return nil }
            let least = members.map { distinctions[$0].phi / Double(unions[$0].count) }.min() ?? 0
            return Entry(members: members, phi: Double(shared.count) * least, purview: shared)
        }
    }

    /// The order that the strongest relations come in.
    static func ranked(_ entries: [Entry]) -> [Entry] {
        entries.sorted { a, b in
            let (rankA, rankB) = ((a.phi / 1e-10).rounded(), (b.phi / 1e-10).rounded())
            if rankA != rankB { return rankA > rankB }
            if a.members.count != b.members.count { return a.members.count < b.members.count }
            return a.members.lexicographicallyPrecedes(b.members)
        }
    }

    /// The faces of one relation: of each member a non-empty choice of its two sides, two purviews or more in all, such
    /// that all the purviews chosen share a pair.
    static func faces(_ members: [Int], among distinctions: [Distinction]) -> [RelationFace] {
        var choices: [[FaceSide]] = [[]]
        for _ in members { choices = choices.flatMap { choice in FaceSide.allCases.map { choice + [$0] } } }
        return choices.compactMap { sides in
            let chosen = zip(members, sides).flatMap { member, side in
                (side != .effect ? [pairs(distinctions[member].cause)] : [])
                    + (side != .cause ? [pairs(distinctions[member].effect)] : [])
            }
            guard chosen.count > 1 else { return nil }
            let overlap = chosen.dropFirst().reduce(chosen[0]) { $0.intersection($1) }
            return overlap.isEmpty ? nil : RelationFace(sides: sides, overlap: overlap.sorted())
        }
    }
}
