import Compute
import Graphs
import IntegratedInformation
import Testing

/// Albantakis et al. 2023, PLoS Comput Biol 19(10): e1011465, Fig. 6 A–E: the Φ of the figures' complexes.
@Suite("Published structures")
struct StructurePublishedTests {
    struct Value: Sendable, CustomTestStringConvertible {
        let figure: String
        let network: PublishedNetwork
        /// Letters of the units.
        let units: String
        let bigPhi: Double
        /// One unit of the last digit printed.
        let digit: Double
        /// The number of distinctions, where the paper gives it.
        var distinctions: Int?

        var testDescription: String { "Fig. \(figure), \(units)" }
        var indices: [Int] { units.utf8.map { Int($0) - 65 } }
    }

    static let values = [
        Value(figure: "6A", network: .figure6A, units: "AB", bigPhi: 0.48, digit: 0.01),
        Value(figure: "6A", network: .figure6A, units: "C", bigPhi: 0.02, digit: 0.01),
        Value(figure: "6B", network: .figure6B, units: "AB", bigPhi: 2.74, digit: 0.01),
        Value(figure: "6B", network: .figure6B, units: "CD", bigPhi: 3.18, digit: 0.01),
        Value(figure: "6C", network: .figure6C, units: "ABCDEF", bigPhi: 7.65, digit: 0.01),
        Value(figure: "6D", network: .figure6D, units: "ABCDEF", bigPhi: 11452, digit: 1, distinctions: 27),
        Value(figure: "6E", network: .figure6E, units: "ABEF", bigPhi: 3.24, digit: 0.01),
    ]

    /// Some of the printed values are rounded and some are cut off: 0.4881 is printed as 0.48 and 2.7489 as 2.74.
    @Test("Φ to the digits printed", arguments: values)
    func bigPhi(value: Value) throws {
        let structure = try value.network.substrate.structure(in: value.network.state, units: value.indices)
        let found = structure.bigPhi.doubleValue
        #expect(found >= value.bigPhi - value.digit / 2 && found < value.bigPhi + value.digit, "\(found)")
        if let count = value.distinctions { #expect(structure.distinctions.count == count) }
        #expect(StructureInvariants.violations(of: structure) == [])
        if value.indices.count <= JointPartitions.greatestCount {
            let slow = try EnumeratingStructure(
                value.network.substrate, state: value.network.state, units: value.indices)
            #expect(StructureAgreement.disagreements(structure, slow) == [])
        }
    }

    @Test("Fig. 6C and 6D: every unit by itself is a distinction")
    func firstOrder() throws {
        for network in [PublishedNetwork.figure6C, .figure6D] {
            let structure = try network.substrate.structure(in: network.state)
            let first = structure.allDistinctions.filter { $0.mechanism.count == 1 }
            #expect(first.map(\.mechanism) == (0..<6).map { [$0] })
        }
    }
}
