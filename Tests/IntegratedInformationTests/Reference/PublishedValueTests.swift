import Compute
import Graphs
import IntegratedInformation
import Testing

/// Published numbers: Albantakis et al. 2023, PLoS Comput Biol 19(10): e1011465. The paper both rounds and truncates
/// to two or three digits, hence 0.01.
@Suite("Published values")
struct PublishedValueTests {
    struct Value: Sendable, CustomTestStringConvertible {
        let figure: String
        let network: PublishedNetwork
        /// Letters of the units.
        let units: String
        let phi: Double

        var testDescription: String { "Fig. \(figure), \(units)" }
        var indices: [Int] { units.utf8.map { Int($0) - 65 } }
    }

    static let values = [
        Value(figure: "1", network: .figure1, units: "A", phi: 0.04),
        Value(figure: "1", network: .figure1, units: "AB", phi: 0.17),
        Value(figure: "1", network: .figure1, units: "ABC", phi: 0.13),
        Value(figure: "6A", network: .figure6A, units: "AB", phi: 0.05),
        Value(figure: "6A", network: .figure6A, units: "C", phi: 0.008),
        Value(figure: "6B", network: .figure6B, units: "AB", phi: 0.53),
        Value(figure: "6B", network: .figure6B, units: "CD", phi: 0.45),
        Value(figure: "6C", network: .figure6C, units: "ABCDEF", phi: 1.74),
        Value(figure: "6D", network: .figure6D, units: "ABCDEF", phi: 1.05),
        Value(figure: "6E", network: .figure6E, units: "ABEF", phi: 0.27),
        Value(figure: "6E", network: .figure6E, units: "ABCDEF", phi: 0.15),
    ]

    @Test("φ_s of the figures' systems", arguments: values)
    func systemPhi(value: Value) throws {
        let slow = try EnumeratingReference.analyse(
            value.network.substrate, state: value.network.state, units: value.indices)
        #expect(abs(slow.phi - value.phi) < 0.01)
        #expect(slow.phi > 0.001, "a published φ_s is positive, however small")
        let fast = try systemIntegratedInformation(
            of: value.network.substrate, state: value.network.state, units: value.indices)
        #expect(abs(fast.phi - value.phi) < 0.01)
        #expect(Agreement.disagreements(fast, slow) == [])
    }

    @Test("Fig. 1: the two sides of AB's integrated information")
    func sidesOfFigure1() throws {
        let network = PublishedNetwork.figure1
        let result = try systemIntegratedInformation(of: network.substrate, state: network.state, units: [0, 1])
        #expect(abs(try #require(result.phiCause) - 0.24) < 0.01)
        #expect(abs(try #require(result.phiEffect) - 0.17) < 0.01)
    }

    @Test("The systems that the figures call complexes are found among all subsets of units")
    func complexes() throws {
        let expected: [(PublishedNetwork, [[Int]])] = [
            (.figure1, [[0, 1]]), (.figure6A, [[0, 1], [2], [3], [4], [5]]), (.figure6B, [[0, 1], [2, 3], [4, 5]]),
            (.figure6C, [[0, 1, 2, 3, 4, 5]]), (.figure6D, [[0, 1, 2, 3, 4, 5]]), (.figure6E, [[0, 1, 4, 5]]),
        ]
        for (network, systems) in expected {
            let found = try ComplexSearch(substrate: network.substrate, state: network.state).inline()
            #expect(Set(found.complexes.map(\.units)).isSuperset(of: systems))
            let slow = try EnumeratingReference.complexes(of: network.substrate, state: network.state) { units in
                try StructureAnalysis(substrate: network.substrate, state: network.state, units: units)
                    .inline().bigPhi.doubleValue
            }
            #expect(Set(found.complexes.map(\.units)) == Set(slow.complexes.map(\.units)))
        }
    }
}
