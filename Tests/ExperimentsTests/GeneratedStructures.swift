import Experiments
import GeneratedInput
import Graphs
import IntegratedInformation

/// Structures of any number of distinctions, for what a report does with many: numbers and purviews are drawn at random,
/// sums and counts of relations are those of the distinctions.
enum GeneratedStructures {
    private typealias Fixtures = PhiRecordFixtures

    /// - Precondition: there are mechanisms enough: `count` is less than 2 to the number of labels.
    static func record(labels: [String], count: Int, seed: UInt64) -> PhiRecord {
        var random = SplitMix64(seed: seed)
        let unitCount = labels.count
        let bare = Fixtures.irreducible(Fixtures.substrate(labels), [([0], .both), (Array(1..<unitCount), .both)])
        let state = State((0..<unitCount).map { _ in random.chance(0.5) })
        let mechanisms = random.permutation((1 << unitCount) - 1).prefix(count).map { units(of: $0 + 1) }
        let distinctions = mechanisms.sorted { ($0.count, $0[0]) < ($1.count, $1[0]) }.map { mechanism in
            Distinction(
                mechanism: mechanism, state: state.restricted(to: mechanism),
                cause: side(.cause, mechanism, state, &random), effect: side(.effect, mechanism, state, &random),
                isCongruent: true)
        }
        let structure = StructureRecordFixtures.structure(of: bare, distinctions: distinctions)
        return PhiRecord(
            result: bare.result, substrate: bare.substrate, formalism: .iit4In2023, provenance: nil,
            structure: StructureRecord(structure, labels: labels))
    }

    private static func units(of mask: Int) -> [Int] { (0..<20).filter { mask >> $0 & 1 == 1 } }

    private static func side(
        _ direction: CausalDirection, _ mechanism: [Int], _ state: State, _ random: inout SplitMix64
    ) -> IrreduciblePurview {
        let purview = units(of: 1 + random.index((1 << state.count) - 1))
        return StructureRecordFixtures.side(
            direction, purview, state.restricted(to: purview).values, phi: random.value(0.001, 1),
            [(mechanism, []), ([], purview)])
    }
}
