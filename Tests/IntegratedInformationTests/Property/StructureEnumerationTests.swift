import Compute
import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

/// The library's search and the enumeration of every joint partition come to the same structure, on generated networks.
@Suite("Structures: the search finds what enumeration finds")
struct StructureEnumerationTests {
    private static let seed: UInt64 = 0x57A6_2023

    private func disagreements(_ network: GeneratedNetwork) throws -> [String] {
        let slow = try EnumeratingStructure(network.substrate, state: network.state, units: network.units)
        let fast = try network.substrate.structure(in: network.state, units: network.units)
        return StructureAgreement.disagreements(fast, slow)
    }

    @Test("All units of networks of 1 to 5", arguments: GeneratedNetwork.Family.allCases)
    func wholeNetworks(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed)
        for (count, repetitions) in [(1, 40), (2, 150), (3, 300), (4, 150), (5, 6)] {
            for repetition in 0..<repetitions {
                let network = GeneratedNetwork(family, units: count, &random)
                let found = try disagreements(network)
                #expect(found == [], "seed \(Self.seed), \(family), \(count) units, number \(repetition)")
            }
        }
    }

    @Test("Candidate systems of 1 to 4 units with a background of 1 to 3", arguments: GeneratedNetwork.Family.allCases)
    func candidatesWithBackground(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 1)
        for repetition in 0..<120 {
            let system = 1 + random.index(4)
            let background = 1 + random.index(min(3, 6 - system))
            let network = GeneratedNetwork(family, units: system + background, system: system, &random)
            let found = try disagreements(network)
            #expect(found == [], "seed \(Self.seed &+ 1), \(family), \(network.units), number \(repetition)")
        }
    }

    /// Equal is what differs by 10⁻¹⁰ at the most: logarithms moved by far less change no choice and no number of ties.
    @Test("Noise below the tolerance unties nothing", arguments: GeneratedNetwork.Family.allCases)
    func jitter(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 2)
        for repetition in 0..<80 {
            let network = GeneratedNetwork(family, units: 1 + random.index(4), &random)
            var moved = network
            moved.substrate = network.substrate.jittered(by: 4e-12, &random)
            let place: Comment = "seed \(Self.seed &+ 2), \(family), number \(repetition)"
            let found = try disagreements(moved)
            #expect(found == [], place)
            let before = try network.substrate.structure(in: network.state)
            let after = try moved.substrate.structure(in: moved.state)
            #expect(before.allDistinctions.map(Choices.init) == after.allDistinctions.map(Choices.init), place)
            #expect(before.relations.count == after.relations.count, place)
            #expect(Agreement.isClose(after.bigPhi.doubleValue, before.bigPhi.doubleValue), place)
        }
    }

    /// What was chosen, apart from the values.
    private struct Choices: Equatable {
        let mechanism: [Int]
        let isCongruent: Bool
        let purviews: [[Int]]
        let states: [State]
        let ties: [IrreduciblePurview.Ties]

        init(_ distinction: Distinction) {
            let sides = [distinction.cause, distinction.effect]
            mechanism = distinction.mechanism
            isCongruent = distinction.isCongruent
            purviews = sides.map(\.purview)
            states = sides.map(\.state)
            ties = sides.map(\.ties)
        }
    }

    /// The tests above would say little if nearly every structure were empty or every choice unique.
    @Test("The generated networks reach the cases that matter")
    func coverage() throws {
        var (congruent, incongruent, unfiltered, reducible) = (0, 0, 0, 0)
        var (tiedPurviews, tiedStates, tiedPartitions, high) = (0, 0, 0, 0)
        var (selfRelations, manyRelations) = (0, 0)
        for family in GeneratedNetwork.Family.allCases {
            var random = SplitMix64(seed: Self.seed)
            for _ in 0..<150 {
                let count = 1 + random.index(4)
                let network = GeneratedNetwork(family, units: count, &random)
                let slow = try EnumeratingStructure(network.substrate, state: network.state, units: network.units)
                if !slow.isFiltered { unfiltered += 1 }
                if slow.isFiltered && slow.system.phi == 0 { reducible += 1 }
                for distinction in slow.allDistinctions {
                    if distinction.isCongruent { congruent += 1 } else { incongruent += 1 }
                    if distinction.mechanism.count >= 3 { high += 1 }
                    for side in [distinction.cause, distinction.effect] {
                        if side.tiedPurviews.count > 1 { tiedPurviews += 1 }
                        if side.tiedStates > 1 { tiedStates += 1 }
                        if side.cuts.count > 1 { tiedPartitions += 1 }
                    }
                }
                let members = slow.distinctions.map(EnumeratedRelations.Member.init)
                if members.contains(where: { $0.cause & $0.effect != 0 }) { selfRelations += 1 }
                if (slow.relations?.count ?? 0) > members.count * members.count { manyRelations += 1 }
            }
        }
        #expect(congruent > 400 && incongruent > 400)
        #expect(unfiltered > 50 && reducible > 50)
        #expect(tiedPurviews > 50 && tiedStates > 50 && tiedPartitions > 50)
        #expect(high > 100)
        #expect(selfRelations > 50 && manyRelations > 50)
    }
}
