import Graphs
import IntegratedInformation

extension EnumeratingReference {
    /// A candidate system with what exclusion may need to know of it.
    struct Candidate {
        var units: [Int]
        var phi: Double
        /// Asked for only where φ_s does not decide.
        var bigPhi: () throws -> Double
    }

    struct Exclusion {
        /// The complexes, the greatest φ_s first.
        var complexes: [(units: [Int], phi: Double)] = []
        /// Groups of overlapping candidates of equal φ_s, each told apart by Φ.
        var ties: [[[Int]]] = []
        /// Groups of overlapping candidates whose equal φ_s and equal Φ leave none of them a complex.
        var unresolvedTies: [[[Int]]] = []
    }

    /// The complexes among all subsets of `substrate`: every candidate is evaluated, then exclusion is applied.
    ///
    /// - Parameter bigPhi: Φ of a candidate system.
    static func complexes(
        of substrate: Substrate, state: State, phi: (Outcome) -> Double = \.phi,
        bigPhi: @escaping (_ units: [Int]) throws -> Double
    ) throws -> Exclusion {
        let candidates = try (1..<(1 << substrate.unitCount)).map { subset in
            let units = (0..<substrate.unitCount).filter { subset >> $0 & 1 == 1 }
            return Candidate(units: units, phi: phi(try analyse(substrate, state: state, units: units))) {
                try bigPhi(units)
            }
        }
        var result = Exclusion()
        try exclude(candidates.filter { $0.phi > tolerance }, &result)
        return result
    }

    /// Of the candidates that overlap no complex yet, those with the greatest φ_s (within the tolerance) are looked at
    /// together. One that overlaps none of the others is a complex. Those that overlap one another, directly or through
    /// others, are told apart by Φ in the same way.
    private static func exclude(_ candidates: [Candidate], _ result: inout Exclusion) throws {
        var remaining = candidates
        while let greatest = remaining.map(\.phi).max() {
            let leaders = remaining.filter { $0.phi >= greatest - tolerance }
            remaining.removeAll { $0.phi >= greatest - tolerance }
            for group in overlapping(leaders) {
                var accepted = group
                if group.count > 1 {
                    result.ties.append(group.map(\.units))
                    accepted = try excludeByBigPhi(group, &result)
                }
                result.complexes += accepted.map { ($0.units, $0.phi) }
                for complex in accepted { remaining.removeAll { overlap($0.units, complex.units) } }
            }
        }
    }

    /// The complexes among candidates of equal φ_s. Those that tie in Φ too, and overlap, are none, and leave their units
    /// free for the others.
    private static func excludeByBigPhi(_ group: [Candidate], _ result: inout Exclusion) throws -> [Candidate] {
        var complexes: [Candidate] = []
        var remaining = try group.map { (candidate: $0, bigPhi: try $0.bigPhi()) }
        while let greatest = remaining.map(\.bigPhi).max() {
            let least = greatest - tolerance * max(1, greatest)
            let leaders = remaining.filter { $0.bigPhi >= least }.map(\.candidate)
            remaining.removeAll { $0.bigPhi >= least }
            for group in overlapping(leaders) {
                guard group.count == 1 else {
                    result.unresolvedTies.append(group.map(\.units))
                    continue
                }
                complexes.append(group[0])
                remaining.removeAll { overlap($0.candidate.units, group[0].units) }
            }
        }
        return complexes
    }

    private static func overlap(_ a: [Int], _ b: [Int]) -> Bool { !Set(a).isDisjoint(with: b) }

    /// Splits candidates into the groups that hang together by overlaps.
    private static func overlapping(_ candidates: [Candidate]) -> [[Candidate]] {
        candidates.reduce(into: []) { groups, candidate in
            let touches = { (group: [Candidate]) in group.contains { overlap($0.units, candidate.units) } }
            let touched = groups.filter(touches)
            groups.removeAll(where: touches)
            groups.append(touched.flatMap { $0 } + [candidate])
        }
    }
}
