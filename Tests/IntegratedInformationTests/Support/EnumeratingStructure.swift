import Foundation
import Graphs
import IntegratedInformation

/// The cause–effect structure of a system of up to five units by its definition: for every mechanism and every purview
/// every joint partition is listed, and relations are looked for among all sets of distinctions. Slow and obvious; it
/// shares no code with the library's search.
///
/// Source: Albantakis et al. 2023, PLoS Comput Biol 19(10): e1011465, Eq. 5–7 (repertoires), 36–46 (distinctions) and
/// 47–58 (relations).
struct EnumeratingStructure {
    /// Two values closer than this are equal.
    static let tolerance = EnumeratingReference.tolerance

    /// A mechanism's maximally irreducible cause or effect.
    struct Side {
        /// Unit indices in the substrate.
        var purview: [Int]
        /// Over `purview`.
        var state: State
        var phi: Double
        var normalizedPhi: Double
        var isCongruent: Bool
        /// Every purview that attains φ.
        var tiedPurviews: [[Int]]
        /// How many specified states of the purview attain φ.
        var tiedStates: Int
        /// The distinct cuts that attain the MIP: `[k][j]` = the purview units to which the mechanism's j-th unit keeps
        /// its connection, bit i = the purview's i-th unit.
        var cuts: Set<[Int]>
    }

    struct Distinction {
        /// Unit indices in the substrate.
        var mechanism: [Int]
        var cause: Side
        var effect: Side
        var phi: Double { min(cause.phi, effect.phi) }
        var isCongruent: Bool { cause.isCongruent && effect.isCongruent }
    }

    /// φ_s, whose specified states the distinctions must agree with.
    let system: EnumeratingReference.Outcome
    /// Every distinction, congruent or not: small mechanisms first, then lexicographically.
    let allDistinctions: [Distinction]

    var isFiltered: Bool { system.reasons.isEmpty }
    var distinctions: [Distinction] { allDistinctions.filter(\.isCongruent) }
    var sumPhiD: Double { distinctions.reduce(0) { $0 + $1.phi } }

    /// - Parameter units: the candidate system, ascending.
    /// - Throws: `UnreachableState` where nothing leads to `state`.
    init(_ substrate: Substrate, state: State, units: [Int]) throws {
        system = try EnumeratingReference.analyse(substrate, state: state, units: units)
        guard !units.isEmpty else {
            allDistinctions = []
            return
        }
        let candidate = try ReferenceSystem(substrate, state: state, units: units)
        let winner = system.reasons.isEmpty ? system.winners.first : nil
        let sides = StructureSides(
            candidate: candidate, units: units, connectivity: substrate.connectivity, congruentCause: winner?.cause,
            congruentEffect: winner?.effect)
        allDistinctions = StructureSides.subsets(of: units.count).compactMap { mechanism in
            guard let cause = sides.side(.cause, mechanism), let effect = sides.side(.effect, mechanism) else {
                return nil
            }
            return Distinction(
                mechanism: JointPartitions.members(mechanism).map { units[$0] }, cause: cause, effect: effect)
        }
    }
}
