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
        let units = Array(0..<6)
        let all = try systemIntegratedInformation(of: ring, state: state, units: units)
        let few = try systemIntegratedInformation(
            of: ring, state: state, units: units, limits: Limits(tiedPartitions: 5))
        #expect(all.ties == 18)
        #expect(few.ties == nil)
        #expect(few.phi == all.phi)
    }
}
