import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("Limits change how a result is reached, not the result")
struct LimitsTests {
    private static let seed: UInt64 = 0x11_7175

    @Test("Half tables or direct sums, long shards or short", arguments: GeneratedNetwork.Family.allCases)
    func tables(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed)
        for repetition in 0..<20 {
            let network = GeneratedNetwork(family, units: 2 + random.index(6), &random)
            func result(_ limits: Limits) throws -> SystemIntegratedInformation {
                try SystemPhiAnalysis(
                    substrate: network.substrate, state: network.state, units: network.units, limits: limits
                ).inline()
            }
            let usual = try result(Limits())
            let place: Comment = "seed \(Self.seed), \(family), number \(repetition)"
            for limits in [Limits(halfTableUnits: 0), Limits(shardSteps: 1)] {
                let other = try result(limits)
                #expect(abs(other.phi - usual.phi) < 1e-12, place)
                #expect(other.partition == usual.partition || usual.phi == 0, place)
                #expect(other.ties == usual.ties, place)
            }
        }
    }

    @Test("More tied partitions than may be listed are not counted, and φ_s stands")
    func tooManyTies() throws {
        // A ring of six exact copies has 18 tied partitions.
        let ring = Substrate(units: 6, connected: nil) { unit, row in Double(row >> ((unit + 5) % 6) & 1) }
        let state = State(bits: 1, count: 6)
        func result(_ limits: Limits) throws -> SystemIntegratedInformation {
            try systemIntegratedInformation(of: ring, state: state, units: Array(0..<6), limits: limits)
        }
        let all = try result(Limits())
        #expect(all.ties == 18)
        #expect(try result(Limits(tiedPartitions: 18)).ties == 18)
        for limit in [0, 1, 5, 17] {
            let few = try result(Limits(tiedPartitions: limit))
            #expect(few.ties == nil, "limit \(limit)")
            #expect(few.phi == all.phi && few.normalizedPhi == all.normalizedPhi, "limit \(limit)")
        }
    }

    @Test("A tight memory limit, which tied states must share, changes no result")
    func tiedStatesInLittleMemory() throws {
        var random = SplitMix64(seed: Self.seed &+ 3)
        for repetition in 0..<6 {
            // Parities of most of the other units: causes tie by the dozen and no two share many columns.
            let count = 8
            let heard = (0..<count).map { unit in random.index(1 << count) | 1 << ((unit + 1) % count) }
            let substrate = Substrate(units: count) { unit, row in Double((row & heard[unit]).nonzeroBitCount & 1) }
            let state = State(bits: 0, count: count)
            func result(_ limits: Limits) throws -> SystemIntegratedInformation {
                try SystemPhiAnalysis(
                    substrate: substrate, state: state, units: Array(0..<count), limits: limits
                ).pooled(threads: 2)
            }
            let place: Comment = "seed \(Self.seed &+ 3), number \(repetition)"
            let needed = try #require(bytesNeeded(result))
            #expect(try result(Limits(memoryBytes: needed)) == result(Limits()), place)
        }
    }

    /// The bytes that a refusal names.
    private func bytesNeeded(_ result: (Limits) throws -> SystemIntegratedInformation) -> Int? {
        do {
            _ = try result(Limits(memoryBytes: 0))
        } catch IntegratedInformationError.tooLarge(_, let bytes, _) {
            return bytes
        } catch {}
        return nil
    }
}
