import GeneratedInput
import Graphs
import Testing

@Suite("Attractors and reachable states")
struct AttractorTests {
    /// A → B → C → ¬A: by hand, 000 → 100 → 110 → 111 → 011 → 001 → 000, and 010 ↔ 101.
    @Test func negativeRing() throws {
        let network = try parse("A, !C\nB, A\nC, B\n", as: .bnet)
        let attractors = try network.attractors()
        #expect(attractors.map(\.period) == [6, 2])
        #expect(attractors.map(\.basinSize) == [6, 2])
        #expect(
            attractors[0].states.map { $0.values } == [
                [0, 0, 0], [1, 0, 0], [1, 1, 0], [1, 1, 1], [0, 1, 1], [0, 0, 1],
            ])
        #expect(attractors[1].states.map(\.bits) == [0b010, 0b101])
    }

    @Test func basinsPartitionTheStatesAndCyclesClose() throws {
        var generator = SplitMix64(seed: 11)
        for _ in 0..<200 {
            let network = GeneratedNetworks.boolean(units: Int.random(in: 1...7, using: &generator), using: &generator)
            let attractors = try network.attractors()
            #expect(attractors.reduce(0) { $0 + $1.basinSize } == 1 << network.unitCount)
            #expect(zip(attractors, attractors.dropFirst()).allSatisfy { $0.basinSize >= $1.basinSize })
            for attractor in attractors {
                #expect(attractor.states.map(\.bits).min() == attractor.states[0].bits)
                for (state, next) in zip(attractor.states, attractor.states.dropFirst() + attractor.states.prefix(1)) {
                    for unit in 0..<network.unitCount {
                        #expect(Double(next[unit]) == network.transitions.probability(of: unit, after: Int(state.bits)))
                    }
                    #expect(network.isReachable(next))
                }
            }
        }
    }

    @Test func noiseLeavesAttractorsAlone() throws {
        let text = "A, !C\nB, A\nC, B & X\n"
        let quiet = try parse(text, as: .bnet).attractors()
        #expect(try parse(text, as: .bnet, options: ImportOptions(noise: 0.2)).attractors() == quiet)
    }

    @Test func freeInputsHold() throws {
        let attractors = try parse("A, X\n", as: .bnet).attractors()
        #expect(attractors.map { $0.states.map(\.bits) } == [[0b00], [0b11]])
        #expect(attractors.map(\.basinSize) == [2, 2])
    }

    @Test func exactHalvesHaveNoSuccessor() throws {
        let network = try parse(#"{"tpm": [[0.5], [1]]}"#)
        #expect { try network.attractors() } throws: { ($0 as? GraphsError)?.kind == .undecidedSuccessor }
    }

    @Test func reachableStatesAreThoseWithAPredecessor() throws {
        let copies = try parse("A, B\nB, B\n", as: .bnet)
        #expect(try copies.reachableStates().map(\.bits) == [0b00, 0b11])
        #expect(!copies.isReachable(State(bits: 0b01, count: 2)))
        var generator = SplitMix64(seed: 12)
        for _ in 0..<100 {
            let network = GeneratedNetworks.probabilistic(
                units: Int.random(in: 1...5, using: &generator), using: &generator)
            let byDefinition = (0..<(1 << network.unitCount)).map { State(bits: UInt64($0), count: network.unitCount) }
                .filter { network.isReachable($0) }
            #expect(try network.reachableStates() == byDefinition)
        }
    }
}
