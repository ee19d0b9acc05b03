import Analysis
import Compute
import Foundation
import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("Structures: where and in how many pieces the work is done changes no bit")
struct StructureDeterminismTests {
    private static let seed: UInt64 = 0x57A6_7EAD

    private func analysis(_ network: GeneratedNetwork) throws -> StructureAnalysis {
        try StructureAnalysis(substrate: network.substrate, state: network.state, units: network.units)
    }

    @Test("1, 2, 3 and 7 threads, networks of 1 to 6 units", arguments: GeneratedNetwork.Family.allCases)
    func threads(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed)
        for repetition in 0..<12 {
            let network = GeneratedNetwork(family, units: 1 + random.index(6), &random)
            let alone = try analysis(network).inline()
            #expect(StructureInvariants.violations(of: alone) == [])
            for threads in [1, 2, 3, 7] {
                let found = try analysis(network).pooled(threads: threads)
                #expect(found == alone, "seed \(Self.seed), \(family), number \(repetition), \(threads) threads")
            }
        }
    }

    @Test("1, 2, 3 and 7 threads, a dense network of 7 units")
    func sevenUnits() throws {
        var random = SplitMix64(seed: Self.seed &+ 1)
        let network = GeneratedNetwork(.coupledLogistic, units: 7, &random)
        let alone = try analysis(network).inline()
        #expect(StructureInvariants.violations(of: alone) == [])
        for threads in [1, 2, 3, 7] { #expect(try analysis(network).pooled(threads: threads) == alone) }
    }

    /// What a worker process would be sent and would send back.
    @Test("Analyses, shards and partials survive being written down", arguments: GeneratedNetwork.Family.allCases)
    func coding(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 2)
        for repetition in 0..<8 {
            let network = GeneratedNetwork(family, units: 1 + random.index(5), &random)
            let original = try analysis(network)
            let copy = try written(original)
            let context = RunContext(
                cancellation: Cancellation(), progress: Progress(), pool: ThreadPool(threads: 1))
            // The last shard first, by another process than the one that merges.
            let (here, there) = (try original.prepare(in: context), try copy.prepare(in: context))
            var shards = try original.shards(here)
            var partials: [StructureAnalysis.Partial] = []
            repeat {
                partials = try shards.reversed().map { shard in
                    try written(try copy.run(try written(shard), there, in: context))
                }.reversed()
                shards = try original.nextRound(after: partials, here) ?? []
            } while !shards.isEmpty
            let place: Comment = "seed \(Self.seed &+ 2), \(family), number \(repetition)"
            #expect(try original.merge(partials, here) == original.inline(), place)
        }
    }

    private func written<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }
}
