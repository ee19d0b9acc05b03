import Compute
import Experiments
import Graphs
import IntegratedInformation

/// Cause–effect structures to write out, set by hand; sums and counts of relations are those of the distinctions.
enum StructureRecordFixtures {
    private typealias Fixtures = PhiRecordFixtures

    static func side(
        _ direction: CausalDirection, _ purview: [Int], _ state: [Int], phi: Double, _ parts: [([Int], [Int])],
        ties: (purviews: Int, states: Int, partitions: Int?) = (1, 1, 1)
    ) -> IrreduciblePurview {
        let partition = JointPartition(parts: parts.map { JointPartition.Part(mechanism: $0.0, purview: $0.1) })
        return IrreduciblePurview(
            direction: direction, purview: purview, state: State(state.map { $0 == 1 }), phi: phi,
            normalizedPhi: phi / Double(partition.connectionsCut), partition: partition,
            ties: .init(purviews: ties.purviews, states: ties.states, partitions: ties.partitions))
    }

    /// A, B, and A B of three units; C too, whose effect disagrees with the system's where `isFiltered`.
    static func distinctions(isFiltered: Bool = true) -> [Distinction] {
        func cut(_ mechanism: Int, _ purview: [Int]) -> [([Int], [Int])] { [([mechanism], []), ([], purview)] }
        return [
            Distinction(
                mechanism: [0], state: State([true]), cause: side(.cause, [1], [0], phi: 0.5, cut(0, [1])),
                effect: side(.effect, [1, 2], [0, 1], phi: 0.25, cut(0, [1, 2])), isCongruent: true),
            Distinction(
                mechanism: [1], state: State([false]), cause: side(.cause, [0], [1], phi: 0.125, cut(1, [0])),
                effect: side(.effect, [0], [1], phi: 1.5, cut(1, [0])), isCongruent: true),
            Distinction(
                mechanism: [2], state: State([true]), cause: side(.cause, [1], [0], phi: 2, cut(2, [1])),
                effect: side(.effect, [2], [0], phi: 3, cut(2, [2])), isCongruent: !isFiltered),
            Distinction(
                mechanism: [0, 1], state: State([true, false]),
                cause: side(
                    .cause, [0, 1], [1, 0], phi: 1.25, [([0], [1]), ([1], [0])], ties: (2, 1, nil)),
                effect: side(.effect, [1], [0], phi: 0.75, [([0], [1]), ([1], [])], ties: (1, 3, 2)),
                isCongruent: true),
        ]
    }

    static func structure(
        isFiltered: Bool = true, of record: PhiRecord, distinctions: [Distinction]? = nil
    ) -> CauseEffectStructure {
        let distinctions = distinctions ?? self.distinctions(isFiltered: isFiltered)
        return CauseEffectStructure(
            system: record.result, allDistinctions: distinctions, isFiltered: isFiltered,
            relations: RelationTotals(distinctions: distinctions.filter(\.isCongruent)))
    }

    /// A record with that structure, and `relations` of its strongest relations.
    static func record(
        labels: [String] = ["A", "B", "C"], isFiltered: Bool = true, phi: Double = 0.25, relations: Int? = nil,
        distinctions: [Distinction]? = nil, totals: RelationTotals? = nil
    ) -> PhiRecord {
        let bare = Fixtures.irreducible(Fixtures.substrate(labels), [([0], .both), ([1, 2], .both)], phi: phi)
        var found = structure(isFiltered: isFiltered, of: bare, distinctions: distinctions)
        if let totals {
            found = CauseEffectStructure(
                system: found.system, allDistinctions: found.allDistinctions, isFiltered: isFiltered, relations: totals)
        }
        return PhiRecord(
            result: bare.result, substrate: bare.substrate, formalism: .iit4In2023, provenance: nil,
            structure: StructureRecord(
                found, relations: relations.map { Array(found.strongestRelations.prefix($0)) }, labels: labels))
    }

    /// So many that every count and sum is beyond what JSON's numbers hold.
    static let countless = RelationTotals(
        sumPhi: LargeReal(1.5, scaledBy: 3000), count: Natural(powerOfTwo: 3000))
}
