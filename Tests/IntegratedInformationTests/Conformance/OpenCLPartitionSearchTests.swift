import Analysis
import Compute
import Foundation
import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("The search over partitions on an OpenCL device", .enabled(if: openCLDevice != nil, "no OpenCL device here"))
struct OpenCLPartitionSearchTests {
    private static let seed: UInt64 = 0x0C1_5EA5

    /// Every shard's partial, round after round, encoded: equal bytes are equal bits, minima included.
    private func partials(_ analysis: SystemPhiAnalysis, on device: Device) throws -> [Data] {
        let context = RunContext(device: device)
        let prepared = try analysis.prepare(in: context)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var encoded: [Data] = []
        var shards = try analysis.shards(prepared)
        while true {
            let partials = try shards.map { try analysis.run($0, prepared, in: context) }
            encoded += try partials.map { try encoder.encode($0) }
            guard let next = try analysis.nextRound(after: partials, prepared) else { return encoded }
            shards = next
        }
    }

    private func expectSame(_ network: GeneratedNetwork, _ place: Comment, limits: Limits = Limits()) throws {
        let device = Device.opencl(try #require(openCLDevice))
        let analysis = try SystemPhiAnalysis(
            substrate: network.substrate, state: network.state, units: network.units, limits: limits)
        #expect(try partials(analysis, on: device) == partials(analysis, on: .cpu), place)
        let result = try PoolExecutor(pool: ThreadPool(threads: 2), device: device).run(analysis)
        #expect(try analysis.inline() == result, place)
    }

    @Test("Same bits as the CPU, 4 to 8 units", arguments: GeneratedNetwork.Family.allCases)
    func small(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed)
        for repetition in 0..<4 {
            let network = GeneratedNetwork(family, units: 4 + random.index(5), &random)
            try expectSame(network, "seed \(Self.seed), \(family), number \(repetition)")
        }
    }

    @Test("Same bits as the CPU, 9 to 12 units", arguments: 9...12)
    func large(count: Int) throws {
        var random = SplitMix64(seed: Self.seed &+ UInt64(count))
        for family in [GeneratedNetwork.Family.sparseLogistic, .circulant, .noisyBoolean] {
            let network = GeneratedNetwork(family, units: count, &random)
            try expectSame(network, "seed \(Self.seed &+ UInt64(count)), \(family), \(count) units")
        }
    }

    /// A ring of noisy copies leaves most sets O open, so that part costs come from the half tables; with
    /// `halfTableUnits` 0 they are summed unit by unit. Long shards fill the device.
    @Test("Same bits in every way of making part costs", arguments: [5, 8, 11])
    func rings(count: Int) throws {
        let ring = Substrate(units: count) { unit, row in row >> ((unit + count - 1) % count) & 1 == 1 ? 0.875 : 0.125 }
        let network = GeneratedNetwork(ring, state: State(bits: 0b1011, count: count))
        for limits in [Limits(), Limits(halfTableUnits: 0), Limits(shardSteps: 1 << 30)] {
            try expectSame(network, "\(count) units, \(limits)", limits: limits)
        }
    }

    @Test("A cause–effect structure's system is searched there too")
    func structure() throws {
        var random = SplitMix64(seed: Self.seed &+ 50)
        let network = GeneratedNetwork(.coupledLogistic, units: 5, &random)
        let analysis = try StructureAnalysis(
            substrate: network.substrate, state: network.state, units: network.units)
        let device = Device.opencl(try #require(openCLDevice))
        let onDevice = try PoolExecutor(pool: ThreadPool(threads: 2), device: device).run(analysis)
        #expect(try analysis.inline().system == onDevice.system)
    }

    @Test("A search on the device stops when asked")
    func cancelled() throws {
        var random = SplitMix64(seed: Self.seed &+ 60)
        let network = GeneratedNetwork(.circulant, units: 10, &random)
        let analysis = try SystemPhiAnalysis(
            substrate: network.substrate, state: network.state, units: network.units)
        let cancellation = Cancellation()
        cancellation.cancel()
        let executor = PoolExecutor(
            pool: ThreadPool(threads: 2), device: .opencl(try #require(openCLDevice)))
        #expect(throws: CancelledError.self) {
            try executor.run(analysis, cancellation: cancellation, progress: Progress())
        }
    }
}
