import Graphs
import IntegratedInformation

extension EnumeratingReference {
    struct Exclusion {
        /// The complexes, the greatest φ_s first.
        var complexes: [(units: [Int], phi: Double)] = []
        /// Groups of overlapping candidates whose equal φ_s leaves none of them a complex.
        var unresolvedTies: [[[Int]]] = []
    }

    /// The complexes among all subsets of `substrate`: every candidate is evaluated, then exclusion is applied.
    ///
    /// Of the candidates that overlap no complex yet, those with the greatest φ_s (within the tolerance) are looked at
    /// together. One that overlaps none of the others is a complex. Those that overlap one another, directly or through
    /// others, are an unresolved tie: none is a complex, and their units stay free for candidates with a lower φ_s.
    static func complexes(
        of substrate: Substrate, state: State, phi: (Outcome) -> Double = \.phi
    ) throws -> Exclusion {
        var remaining: [(units: [Int], phi: Double)] = try (1..<(1 << substrate.unitCount)).map { subset in
            let units = (0..<substrate.unitCount).filter { subset >> $0 & 1 == 1 }
            return (units, phi(try analyse(substrate, state: state, units: units)))
        }.filter { $0.phi > tolerance }
        var result = Exclusion()
        while let greatest = remaining.map(\.phi).max() {
            let leaders = remaining.filter { $0.phi >= greatest - tolerance }
            remaining.removeAll { $0.phi >= greatest - tolerance }
            for group in overlapping(leaders.map(\.units)) {
                if group.count > 1 {
                    result.unresolvedTies.append(group)
                    continue
                }
                let phi = leaders.first { $0.units == group[0] }?.phi ?? 0
                result.complexes.append((group[0], phi))
                remaining.removeAll { overlap($0.units, group[0]) }
            }
        }
        return result
    }

    private static func overlap(_ a: [Int], _ b: [Int]) -> Bool { !Set(a).isDisjoint(with: b) }

    /// Splits candidates into the groups that hang together by overlaps.
    private static func overlapping(_ candidates: [[Int]]) -> [[[Int]]] {
        candidates.reduce(into: []) { groups, candidate in
            let touched = groups.filter { group in group.contains { overlap($0, candidate) } }
            groups.removeAll { group in group.contains { overlap($0, candidate) } }
            groups.append(touched.flatMap { $0 } + [candidate])
        }
    }
}
