import Foundation
import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("Repertoires")
struct RepertoireTests {
    /// A generated question about a network of which the system is all, with a partition of mechanism and purview.
    struct Case {
        let network: GeneratedNetwork
        let mechanism: [Int]
        let purview: [Int]
        let partition: JointPartition
    }

    private static func cases() throws -> [Case] {
        var random = SplitMix64(seed: 0x4E9E)
        return try (0..<300).map { round in
            let families = GeneratedNetwork.Family.allCases
            let network = GeneratedNetwork(families[round % families.count], units: 1 + random.index(4), &random)
            let units = network.substrate.unitCount
            let mechanism = random.permutation(units).prefix(1 + random.index(units)).sorted()
            let purview = random.permutation(units).prefix(1 + random.index(units)).sorted()
            // One mechanism unit alone with some of the purview, the other mechanism units with some of the rest.
            let places = purview.map { _ in random.index(3) }
            func purviewUnits(_ place: Int) -> [Int] {
                zip(purview, places).filter { $1 == place }.map(\.0)
            }
            let isSingle = mechanism.count == 1
            let parts = [
                JointPartition.Part(mechanism: [mechanism[0]], purview: isSingle ? [] : purviewUnits(0)),
                JointPartition.Part(mechanism: Array(mechanism.dropFirst()), purview: isSingle ? [] : purviewUnits(1)),
                JointPartition.Part(mechanism: [], purview: isSingle ? purview : purviewUnits(2)),
            ]
            return Case(
                network: network, mechanism: mechanism, purview: purview,
                partition: try JointPartition(parts: parts, of: mechanism, over: purview, in: network.substrate))
        }
    }

    private static func repertoire(_ direction: CausalDirection, _ example: Case) throws -> Repertoire {
        try Repertoire(
            direction, of: example.mechanism, over: example.purview, partition: example.partition,
            in: example.network.substrate, state: example.network.state,
            units: Array(0..<example.network.substrate.unitCount))
    }

    private static func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(1, abs(b)) }

    @Test("Every distribution sums to 1, whole, unconstrained and partitioned")
    func sums() throws {
        for (index, example) in try Self.cases().enumerated() {
            for direction in CausalDirection.allCases {
                let rows = try Self.repertoire(direction, example).rows
                #expect(rows.count == 1 << example.purview.count)
                for total in [
                    rows.reduce(0) { $0 + $1.probability }, rows.reduce(0) { $0 + $1.unconstrained },
                    rows.reduce(0) { $0 + ($1.partitioned ?? 0) },
                ] {
                    #expect(Self.isClose(total, 1), "case \(index), \(direction)")
                }
            }
        }
    }

    @Test(
        "Effects are products over the purview's units; their unconstrained form is the mean over the mechanism's states"
    )
    func effects() throws {
        for (index, example) in try Self.cases().enumerated() {
            let repertoire = try Self.repertoire(.effect, example)
            let slow = EnumeratedRepertoire(substrate: example.network.substrate)
            let state = Int(example.network.state.bits)
            let kept = EnumeratedRepertoire.kept(example.partition, of: .effect)
            let mechanismStates = slow.states(of: example.mechanism)
            for (row, next) in zip(repertoire.rows, slow.states(of: example.purview)) {
                let probability = slow.probability(of: example.purview, in: next, state: state) { _ in
                    example.mechanism
                }
                let unconstrained =
                    mechanismStates.reduce(0) { sum, other in
                        sum + slow.probability(of: example.purview, in: next, state: other) { _ in example.mechanism }
                    } / Double(mechanismStates.count)
                let partitioned = slow.probability(of: example.purview, in: next, state: state, kept: kept)
                #expect(Self.isClose(row.probability, probability), "case \(index)")
                #expect(Self.isClose(row.unconstrained, unconstrained), "case \(index)")
                #expect(row.forward == row.probability && row.partitionedForward == row.partitioned)
                #expect(Self.isClose(try #require(row.partitioned), partitioned), "case \(index)")
                let information = probability > 0 ? probability * log2(probability / unconstrained) : 0
                let phi = probability > 0 ? max(0, probability * log2(probability / partitioned)) : 0
                #expect(Self.isClose(row.intrinsicInformation, information), "case \(index)")
                #expect(Self.isClose(try #require(row.phi), phi), "case \(index)")
            }
        }
    }

    @Test("Causes are the forward probabilities by Bayes' rule with a uniform prior")
    func causes() throws {
        for (index, example) in try Self.cases().enumerated() {
            let repertoire = try Self.repertoire(.cause, example)
            let slow = EnumeratedRepertoire(substrate: example.network.substrate)
            let state = Int(example.network.state.bits)
            let kept = EnumeratedRepertoire.kept(example.partition, of: .cause)
            let previous = slow.states(of: example.purview)
            let forward = previous.map { previous in
                slow.probability(of: example.mechanism, in: state, state: previous) { _ in example.purview }
            }
            let cut = previous.map { slow.probability(of: example.mechanism, in: state, state: $0, kept: kept) }
            let mean = forward.reduce(0, +) / Double(forward.count)
            #expect(Self.isClose(try #require(repertoire.unconstrainedForward), mean), "case \(index)")
            for (place, row) in repertoire.rows.enumerated() {
                let probability = forward[place] / forward.reduce(0, +)
                #expect(Self.isClose(row.forward, forward[place]), "case \(index)")
                #expect(Self.isClose(row.probability, probability), "case \(index)")
                #expect(row.unconstrained == 1 / Double(forward.count))
                #expect(Self.isClose(try #require(row.partitionedForward), cut[place]), "case \(index)")
                #expect(Self.isClose(try #require(row.partitioned), cut[place] / cut.reduce(0, +)), "case \(index)")
                let information = probability > 0 ? probability * log2(forward[place] / mean) : 0
                let phi = probability > 0 ? max(0, probability * log2(forward[place] / cut[place])) : 0
                #expect(Self.isClose(row.intrinsicInformation, information), "case \(index)")
                #expect(Self.isClose(try #require(row.phi), phi), "case \(index)")
            }
        }
    }

    @Test("Over the whole system the specified states are the system's own")
    func wholeSystem() throws {
        var random = SplitMix64(seed: 0x5EC)
        for round in 0..<120 {
            let families = GeneratedNetwork.Family.allCases
            let network = GeneratedNetwork(
                families[round % families.count], units: 2 + random.index(4), system: round % 2 == 0 ? 2 : nil, &random)
            let system = try systemIntegratedInformation(
                of: network.substrate, state: network.state, units: network.units)
            for (direction, specified) in [(CausalDirection.cause, system.cause), (.effect, system.effect)] {
                guard let specified else { continue }
                let repertoire = try Repertoire(
                    direction, of: network.units, over: network.units, in: network.substrate, state: network.state,
                    units: network.units)
                #expect(repertoire.specifiedStates.contains(specified.state), "round \(round), \(direction)")
                #expect(repertoire.specifiedStates.count == specified.ties, "round \(round), \(direction)")
                #expect(Self.isClose(repertoire.intrinsicInformation, specified.intrinsicInformation))
            }
        }
    }

    @Test("A mechanism without units says nothing of a purview")
    func emptyMechanism() throws {
        let network = PublishedNetwork.figure1
        for direction in CausalDirection.allCases {
            let repertoire = try Repertoire(
                direction, of: [], over: [0, 2], in: network.substrate, state: network.state, units: [0, 1, 2])
            #expect(repertoire.rows.allSatisfy { Self.isClose($0.probability, $0.unconstrained) })
            #expect(repertoire.rows.allSatisfy { abs($0.intrinsicInformation) < 1e-15 })
            #expect(repertoire.specifiedStates.isEmpty && repertoire.intrinsicInformation == 0)
            #expect(repertoire.phi == nil)
        }
    }

    @Test("Fig. 1 of Albantakis et al.: the system AB's causes and effects, by hand from the logistic units")
    func figure1() throws {
        // State A=0, B=1, C=1; C is background. σ = ±1, P(on) = 1/(1 + exp(−4·Σ_i w_i σ_i)) with the inputs of A −0.2 from
        // itself and 0.7 from B, and of B 0.7 from A, −0.2 from itself and −0.8 from C, which is on for effects.
        func on(_ field: Double) -> Double { 1 / (1 + exp(-4 * field)) }
        let network = PublishedNetwork.figure1
        func repertoire(_ direction: CausalDirection, _ mechanism: [Int], _ purview: [Int]) throws -> Repertoire {
            try Repertoire(
                direction, of: mechanism, over: purview, in: network.substrate, state: network.state, units: [0, 1])
        }
        let whole = try repertoire(.effect, [0, 1], [0, 1])
        let (a, b) = (on(0.2 + 0.7), on(-0.7 - 0.2 - 0.8))
        for row in whole.rows {
            let expected = (row.state[0] == 1 ? a : 1 - a) * (row.state[1] == 1 ? b : 1 - b)
            #expect(Self.isClose(row.probability, expected))
        }
        // B alone over A: A itself is uniform.
        let single = try repertoire(.effect, [1], [0])
        #expect(Self.isClose(single.rows[1].probability, (on(-0.2 + 0.7) + on(0.2 + 0.7)) / 2))
        // A has no input from C, so its cause over B is that of the network without it.
        let cause = try repertoire(.cause, [0], [1])
        let off = [-0.7, 0.7].map { field in ((1 - on(field - 0.2)) + (1 - on(field + 0.2))) / 2 }
        #expect(Self.isClose(cause.rows[0].forward, off[0]) && Self.isClose(cause.rows[1].forward, off[1]))
        #expect(Self.isClose(cause.rows[0].probability, off[0] / (off[0] + off[1])))
        #expect(cause.specifiedStates == [State(0)])
    }

    @Test("Forward probabilities of many units do not underflow in the cause repertoire")
    func manyUnlikelyUnits() throws {
        // Ten units that are hardly ever on, twice as often where unit 0 was: together 10⁻⁴⁰⁰, whose ratio is 2¹⁰.
        let substrate = Substrate(units: 10) { _, row in row & 1 == 1 ? 2e-40 : 1e-40 }
        let repertoire = try Repertoire(
            .cause, of: Array(0..<10), over: [0], in: substrate, state: State(Array(repeating: true, count: 10)),
            units: Array(0..<10))
        #expect(Self.isClose(repertoire.rows.reduce(0) { $0 + $1.probability }, 1))
        #expect(Self.isClose(repertoire.rows[1].probability, 1024.0 / 1025))
        #expect(repertoire.rows.allSatisfy { $0.forward == 0 })
    }
}
