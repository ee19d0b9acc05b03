import Graphs
import IntegratedInformation

/// What holds of every cause–effect structure, whatever the network.
enum StructureInvariants {
    /// The invariants that do not hold.
    static func violations(of structure: CauseEffectStructure) -> [String] {
        var found: [String] = []
        func require(_ holds: Bool, _ text: @autoclosure () -> String) {
            if !holds { found.append(text()) }
        }
        let system = structure.system
        require(structure.isFiltered == system.reasons.isEmpty, "filtered although no state is specified")
        let mechanisms = structure.allDistinctions.map(\.mechanism)
        require(
            zip(mechanisms, mechanisms.dropFirst()).allSatisfy { a, b in
                a.count == b.count ? a.lexicographicallyPrecedes(b) : a.count < b.count
            }, "mechanisms out of order: \(mechanisms)")
        for distinction in structure.allDistinctions {
            let mechanism = distinction.mechanism
            require(isSubset(mechanism, of: system.units), "mechanism \(mechanism)")
            require(distinction.state == values(system.state, of: mechanism, in: system.units), "state of \(mechanism)")
            require(distinction.phi > 0, "φ_d of \(mechanism): \(distinction.phi)")
            require(distinction.cause.direction == .cause, "direction of the cause of \(mechanism)")
            require(distinction.effect.direction == .effect, "direction of the effect of \(mechanism)")
            for side in [distinction.cause, distinction.effect] {
                found += violations(of: side, mechanism: mechanism, units: system.units)
            }
            let agrees =
                isCongruent(distinction.cause, system.cause, system.units)
                && isCongruent(distinction.effect, system.effect, system.units)
            require(distinction.isCongruent == (agrees || !structure.isFiltered), "congruence of \(mechanism)")
        }
        require(structure.distinctions == structure.allDistinctions.filter(\.isCongruent), "distinctions not filtered")
        return found
    }

    private static func violations(of side: IrreduciblePurview, mechanism: [Int], units: [Int]) -> [String] {
        var found: [String] = []
        func require(_ holds: Bool, _ text: String) {
            if !holds { found.append("\(side.direction) of \(mechanism): \(text)") }
        }
        require(isSubset(side.purview, of: units), "purview \(side.purview)")
        require(side.state.count == side.purview.count, "state \(side.state.values) over \(side.purview)")
        require(side.phi > 0 && side.normalizedPhi > 0, "φ \(side.phi), normalised \(side.normalizedPhi)")
        let parts = side.partition.parts
        require(parts.flatMap(\.mechanism).sorted() == mechanism, "parts \(parts) of the mechanism")
        require(parts.flatMap(\.purview).sorted() == side.purview, "parts \(parts) of purview \(side.purview)")
        require(
            !parts.contains { $0.mechanism == mechanism && !$0.purview.isEmpty },
            "the whole mechanism in one of \(parts)")
        let cut = side.partition.connectionsCut
        require(
            Agreement.isClose(side.normalizedPhi * Double(cut), side.phi),
            "normalised φ \(side.normalizedPhi) of φ \(side.phi) over \(cut) connections")
        let founders = parts.compactMap(\.mechanism.first)
        require(founders == founders.sorted(), "order of the parts \(parts)")
        require(
            parts.dropLast().allSatisfy { !$0.mechanism.isEmpty }, "part without mechanism units not last: \(parts)")
        require(
            side.ties.purviews >= 1 && side.ties.states >= 1 && (side.ties.partitions ?? 1) >= 1, "ties \(side.ties)")
        return found
    }

    private static func isSubset(_ set: [Int], of units: [Int]) -> Bool {
        !set.isEmpty && zip(set, set.dropFirst()).allSatisfy(<) && set.allSatisfy(units.contains)
    }

    /// The values that `state`, over `units`, gives the units of `set`.
    static func values(_ state: State, of set: [Int], in units: [Int]) -> State {
        State(set.map { unit in units.firstIndex(of: unit).map { state[$0] == 1 } ?? false })
    }

    private static func isCongruent(_ side: IrreduciblePurview, _ specified: SpecifiedState?, _ units: [Int]) -> Bool {
        specified.map { side.state == values($0.state, of: side.purview, in: units) } ?? true
    }

    /// The purview units to which each mechanism unit keeps its connection: bit i = the purview's i-th unit.
    static func connectionsKept(_ side: IrreduciblePurview) -> [Int] {
        let mechanism = side.partition.parts.flatMap(\.mechanism).sorted()
        return mechanism.map { unit in
            let kept = side.partition.parts.first { $0.mechanism.contains(unit) }?.purview ?? []
            return side.purview.enumerated().reduce(0) { $0 | (kept.contains($1.element) ? 1 : 0) << $1.offset }
        }
    }
}

extension CauseEffectStructure {
    /// Whether a rule that depends on the order in which the units are written chose any purview or state of it.
    var dependsOnOrder: Bool {
        let isSystemTied = isFiltered && ((system.cause?.ties ?? 1) > 1 || (system.effect?.ties ?? 1) > 1)
        return isSystemTied
            || allDistinctions.contains { distinction in
                [distinction.cause, distinction.effect].contains { $0.ties.purviews > 1 || $0.ties.states > 1 }
            }
    }
}
