import Analysis
import Compute
import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("The number of threads changes no bit of a result")
struct ThreadCountTests {
    private static let seed: UInt64 = 0x7EAD_0127

    private func expectSame(_ network: GeneratedNetwork, _ place: Comment) throws {
        let direct = try systemIntegratedInformation(
            of: network.substrate, state: network.state, units: network.units)
        let analysis = try SystemPhiAnalysis(
            substrate: network.substrate, state: network.state, units: network.units)
        #expect(try analysis.inline() == direct, place)
        for threads in [1, 2, 7] {
            #expect(try analysis.pooled(threads: threads) == direct, "\(threads) threads, \(place)")
        }
    }

    @Test("φ_s of networks of 1 to 7 units", arguments: GeneratedNetwork.Family.allCases)
    func small(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed)
        for repetition in 0..<40 {
            let network = GeneratedNetwork(family, units: 1 + random.index(7), &random)
            try expectSame(network, "seed \(Self.seed), \(family), number \(repetition)")
        }
    }

    @Test("φ_s of networks of 8 to 11 units", arguments: 8...11)
    func large(count: Int) throws {
        var random = SplitMix64(seed: Self.seed &+ UInt64(count))
        for family in [GeneratedNetwork.Family.dense, .sparseLogistic, .coupledLogistic, .integerLogistic] {
            let network = GeneratedNetwork(family, units: count, &random)
            try expectSame(network, "seed \(Self.seed &+ UInt64(count)), \(family), \(count) units")
        }
    }

    @Test("Complexes of networks of 3 to 6 units", arguments: GeneratedNetwork.Family.allCases)
    func complexes(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 100)
        for repetition in 0..<8 {
            let network = GeneratedNetwork(family, units: 3 + random.index(4), &random)
            let search = try ComplexSearch(substrate: network.substrate, state: network.state)
            let place: Comment = "seed \(Self.seed &+ 100), \(family), number \(repetition)"
            let alone = try search.inline()
            for threads in [1, 2, 7] {
                let found = try search.pooled(threads: threads)
                #expect(found.complexes == alone.complexes, place)
                #expect(found.ties == alone.ties, place)
                #expect(found.unresolvedTies == alone.unresolvedTies, place)
                #expect(
                    [found.candidates, found.evaluated, found.ruledOutByConnectivity, found.ruledOutByBounds]
                        == [alone.candidates, alone.evaluated, alone.ruledOutByConnectivity, alone.ruledOutByBounds],
                    place)
            }
        }
    }
}
