import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("A conceptual structure (IIT 3.0) does not depend on how a network is written down or computed")
struct ConceptualInvarianceTests {
    private static let seed: UInt64 = 0x1173_1001

    /// Where no purview ties: the choice between tied purviews goes by the units' order, and Φ may follow it.
    @Test("Renaming the units renames the result", arguments: [GeneratedNetwork.Family.dense, .sparseLogistic])
    func relabelling(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed)
        for repetition in 0..<30 {
            let count = 2 + random.index(3)
            let network = GeneratedNetwork(family, units: count, &random)
            let order = random.permutation(count)
            let original = try conceptualStructure(
                of: network.substrate, state: network.state, units: network.units)
            let renamed = try conceptualStructure(
                of: network.substrate.relabelled(order), state: network.state.restricted(to: order),
                units: Array(0..<count))
            let place: Comment = "seed \(Self.seed), \(family), order \(order), number \(repetition)"
            let all = original.concepts + (original.leastCut?.concepts ?? [])
            guard all.allSatisfy({ $0.cause.ties.purviews == 1 && $0.effect.ties.purviews == 1 }) else { continue }
            #expect(abs(renamed.phi - original.phi) < 1e-10, place)
            #expect(renamed.reasons == original.reasons, place)
            let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })
            func renamedUnits(_ units: [Int]) -> [Int] { units.compactMap { places[$0] }.sorted() }
            for concept in original.concepts {
                let twin = try #require(
                    renamed.concepts.first { $0.mechanism == renamedUnits(concept.mechanism) }, place)
                #expect(abs(twin.phi - concept.phi) < 1e-10, place)
                #expect(twin.cause.purview == renamedUnits(concept.cause.purview), place)
                #expect(twin.effect.purview == renamedUnits(concept.effect.purview), place)
            }
            #expect(renamed.concepts.count == original.concepts.count, place)
            guard original.leastCut?.ties == 1 else { continue }
            #expect(renamed.leastCut?.cut.from == renamedUnits(original.leastCut?.cut.from ?? []), place)
        }
    }

    /// A coin that nobody hears: in the background it changes nothing, in the system it adds no concept and Φ is 0.
    @Test("A null unit changes nothing", arguments: GeneratedNetwork.Family.allCases)
    func nullUnit(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 1)
        for repetition in 0..<12 {
            let count = 1 + random.index(3)
            let network = GeneratedNetwork(family, units: count, &random)
            let system = network.substrate
            let wider = Substrate(
                units: count + 1,
                connected: { source, target in
                    source < count && target < count && system.connectivity.feeds(source, target)
                },
                probability: { unit, row in
                    unit < count ? system.transitions.probability(of: unit, after: row & (1 << count - 1)) : 0.5
                })
            let state = State(network.state.values.map { $0 == 1 } + [random.chance(0.5)])
            let alone = try conceptualStructure(of: system, state: network.state, units: Array(0..<count))
            let beside = try conceptualStructure(of: wider, state: state, units: Array(0..<count))
            let within = try conceptualStructure(of: wider, state: state, units: Array(0...count))
            let place: Comment = "seed \(Self.seed &+ 1), \(family), number \(repetition)"
            #expect(beside == alone, place)
            #expect(within.phi == 0, place)
            #expect(within.concepts.map(\.mechanism) == alone.concepts.map(\.mechanism), place)
            for (one, other) in zip(within.concepts, alone.concepts) {
                #expect(abs(one.phi - other.phi) < 1e-12, place)
                #expect(one.cause.purview == other.cause.purview, place)
                #expect(one.effect.purview == other.effect.purview, place)
            }
            #expect(abs(within.conceptualInformation - alone.conceptualInformation) < 1e-12, place)
        }
    }

    @Test("The number of threads changes no bit", arguments: [1, 2, 3, 4, 5])
    func threads(count: Int) throws {
        var random = SplitMix64(seed: Self.seed &+ 2 &+ UInt64(count))
        for family in GeneratedNetwork.Family.allCases where count < 5 || family == .sparseLogistic {
            let network = GeneratedNetwork(family, units: count, &random)
            let analysis = try ConceptualStructureAnalysis(
                substrate: network.substrate, state: network.state, units: network.units)
            let alone = try analysis.inline()
            let place: Comment = "seed \(Self.seed &+ 2 &+ UInt64(count)), \(family)"
            for threads in [2, 7] { #expect(try analysis.pooled(threads: threads) == alone, place) }
        }
    }

    @Test("Each side is a distribution over its purview with a partition of both, and Φ ≥ 0")
    func bounds() throws {
        var random = SplitMix64(seed: Self.seed &+ 20)
        for family in GeneratedNetwork.Family.allCases {
            for repetition in 0..<10 {
                let network = GeneratedNetwork(family, units: 1 + random.index(4), &random)
                let result = try conceptualStructure(
                    of: network.substrate, state: network.state, units: network.units)
                let place: Comment = "seed \(Self.seed &+ 20), \(family), number \(repetition)"
                #expect(result.phi >= 0 && result.conceptualInformation >= 0, place)
                #expect(result.reasons.isEmpty == (result.leastCut != nil), place)
                for concept in result.concepts {
                    for side in [concept.cause, concept.effect] {
                        #expect(abs(side.repertoire.reduce(0, +) - 1) < 1e-12, place)
                        #expect(side.repertoire.count == 1 << side.purview.count, place)
                        #expect(side.phi > 0 && side.phi <= Double(side.purview.count), place)
                        #expect(side.partition.parts.flatMap(\.mechanism).sorted() == concept.mechanism, place)
                        #expect(side.partition.parts.flatMap(\.purview).sorted() == side.purview, place)
                        #expect(side.partition.connectionsCut > 0, place)
                    }
                }
            }
        }
    }
}
