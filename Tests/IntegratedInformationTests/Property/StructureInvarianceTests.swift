import Compute
import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("Structures do not depend on how a network is written down")
struct StructureInvarianceTests {
    private static let seed: UInt64 = 0x57A6_0001

    @Test("Renaming the units renames the structure", arguments: GeneratedNetwork.Family.allCases)
    func relabelling(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed)
        for repetition in 0..<40 {
            let count = 2 + random.index(4)
            let network = GeneratedNetwork(family, units: count, &random)
            let order = random.permutation(count)
            let original = try network.substrate.structure(in: network.state)
            let renamed = try network.substrate.relabelled(order).structure(in: network.state.restricted(to: order))
            let place: Comment = "seed \(Self.seed), \(family), order \(order), number \(repetition)"
            #expect(StructureInvariants.violations(of: original) == [], place)
            #expect(StructureInvariants.violations(of: renamed) == [], place)
            #expect(original.isFiltered == renamed.isFiltered, place)
            let before = byMechanism(original) { $0 }
            let after = byMechanism(renamed) { order[$0] }
            #expect(Set(before.keys) == Set(after.keys), place)
            for (mechanism, distinction) in before {
                guard let other = after[mechanism] else { continue }
                for (a, b) in [(distinction.cause, other.cause), (distinction.effect, other.effect)] {
                    #expect(Agreement.isClose(a.phi, b.phi), place)
                    #expect(a.ties.purviews == b.ties.purviews, place)
                    guard !original.dependsOnOrder else { continue }
                    #expect(Set(a.purview) == Set(b.purview.map { order[$0] }), place)
                    #expect(a.ties == b.ties, place)
                }
            }
            guard !original.dependsOnOrder else { continue }
            #expect(original.distinctions.count == renamed.distinctions.count, place)
            #expect(Agreement.isClose(original.sumPhiD, renamed.sumPhiD), place)
            #expect(original.relations.count == renamed.relations.count, place)
            #expect(Agreement.isClose(original.bigPhi.doubleValue, renamed.bigPhi.doubleValue), place)
        }
    }

    private func byMechanism(_ structure: CauseEffectStructure, _ name: (Int) -> Int) -> [Set<Int>: Distinction] {
        Dictionary(uniqueKeysWithValues: structure.allDistinctions.map { (Set($0.mechanism.map(name)), $0) })
    }

    /// A null unit neither feeds nor is fed. In the background it has nothing to say at all.
    @Test("A null unit in the background changes nothing", arguments: GeneratedNetwork.Family.allCases)
    func nullUnitOutside(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 1)
        for repetition in 0..<30 {
            let count = 1 + random.index(5)
            let network = GeneratedNetwork(family, units: count, &random)
            let alone = try network.substrate.structure(in: network.state)
            let beside = try network.substrate.addingNullUnit(probability: 0.25)
                .structure(in: State(network.state.values.map { $0 == 1 } + [random.chance(0.5)]), units: network.units)
            let place: Comment = "seed \(Self.seed &+ 1), \(family), \(count) units, number \(repetition)"
            expectSame(alone.allDistinctions, beside.allDistinctions, place)
            #expect(alone.isFiltered == beside.isFiltered, place)
            #expect(alone.relations.count == beside.relations.count, place)
            #expect(Agreement.isClose(beside.bigPhi.doubleValue, alone.bigPhi.doubleValue), place)
        }
    }

    /// Inside the candidate system it makes φ_s zero by definition, so that no state filters, but it neither takes a
    /// mechanism's φ nor joins a purview, not even where it is on for certain.
    @Test("A null unit in the system joins no distinction", arguments: GeneratedNetwork.Family.allCases)
    func nullUnitInside(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 2)
        for repetition in 0..<30 {
            let count = 1 + random.index(4)
            let network = GeneratedNetwork(family, units: count, &random)
            let isCertain = random.chance(0.5)
            let alone = try network.substrate.structure(in: network.state)
            let beside = try network.substrate.addingNullUnit(probability: isCertain ? 1 : 0.25)
                .structure(in: State(network.state.values.map { $0 == 1 } + [true]))
            let place: Comment = "seed \(Self.seed &+ 2), \(family), \(count) units, number \(repetition)"
            #expect(!beside.isFiltered, place)
            if alone.dependsOnOrder {
                #expect(alone.allDistinctions.map(\.mechanism) == beside.allDistinctions.map(\.mechanism), place)
                for (a, b) in zip(alone.allDistinctions, beside.allDistinctions) {
                    #expect(Agreement.isClose(a.phi, b.phi), place)
                    #expect(!b.cause.purview.contains(count) && !b.effect.purview.contains(count), place)
                }
            } else {
                expectSame(alone.allDistinctions, beside.allDistinctions, place)
            }
        }
    }

    /// Equal up to rounding and congruence.
    private func expectSame(_ left: [Distinction], _ right: [Distinction], _ place: Comment) {
        #expect(left.map(\.mechanism) == right.map(\.mechanism), place)
        for (a, b) in zip(left, right) {
            #expect(a.state == b.state, place)
            for (one, other) in [(a.cause, b.cause), (a.effect, b.effect)] {
                #expect(one.purview == other.purview && one.state == other.state, place)
                #expect(Agreement.isClose(one.phi, other.phi), place)
                #expect(one.ties == other.ties, place)
                #expect(one.ties.partitions != 1 || one.partition == other.partition, place)
            }
        }
    }

    @Test("The 2026 form caps φ_s and leaves the structure as it is", arguments: GeneratedNetwork.Family.allCases)
    func formalisms(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 3)
        for repetition in 0..<20 {
            let network = GeneratedNetwork(family, units: 1 + random.index(4), &random)
            let place: Comment = "seed \(Self.seed &+ 3), \(family), number \(repetition)"
            for formalism in Formalism.allCases {
                let structure = try network.substrate.structure(in: network.state, formalism: formalism)
                let system = try systemIntegratedInformation(
                    of: network.substrate, state: network.state, units: network.units, formalism: formalism)
                #expect(structure.system == system, place)
                let other = try network.substrate.structure(in: network.state)
                #expect(structure.allDistinctions == other.allDistinctions, place)
                #expect(structure.relations == other.relations, place)
            }
        }
    }
}
