import Analysis
import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("Complexes are those that exclusion over all subsets leaves")
struct ComplexSearchTests {
    private static let seed: UInt64 = 0xC0_4EC5

    @Test("Networks of 2 to 4 units, both formalisms", arguments: GeneratedNetwork.Family.allCases)
    func agreesWithEnumeration(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed)
        for repetition in 0..<60 {
            let network = GeneratedNetwork(family, units: 2 + random.index(3), &random)
            for formalism in Formalism.allCases {
                let slow = try EnumeratingReference.complexes(of: network.substrate, state: network.state) {
                    formalism == .iit4In2023 ? $0.phi : $0.cappedPhi
                }
                let fast = try ComplexSearch(
                    substrate: network.substrate, state: network.state, formalism: formalism
                ).inline()
                let place: Comment = "seed \(Self.seed), \(family), \(formalism.rawValue), number \(repetition)"
                // Complexes of equal φ_s that do not overlap have no order among themselves.
                #expect(Set(fast.complexes.map(\.units)) == Set(slow.complexes.map(\.units)), place)
                let phi = zip(fast.complexes.map(\.phi), slow.complexes.map(\.phi))
                #expect(phi.allSatisfy { Agreement.isClose($0, $1) }, place)
                #expect(
                    Set(fast.unresolvedTies.map { Set($0) }) == Set(slow.unresolvedTies.map { Set($0) }), place)
                #expect(fast.candidates == (1 << network.substrate.unitCount) - 1, place)
                #expect(
                    fast.evaluated + fast.ruledOutByConnectivity + fast.ruledOutByBounds == fast.candidates, place)
            }
        }
    }

    @Test("Networks of 5 and 6 units", arguments: GeneratedNetwork.Family.allCases)
    func largerNetworks(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 1)
        for repetition in 0..<4 {
            let network = GeneratedNetwork(family, units: 5 + repetition % 2, &random)
            let slow = try EnumeratingReference.complexes(of: network.substrate, state: network.state)
            let fast = try ComplexSearch(substrate: network.substrate, state: network.state).inline()
            let place: Comment = "seed \(Self.seed &+ 1), \(family), number \(repetition)"
            #expect(Set(fast.complexes.map(\.units)) == Set(slow.complexes.map(\.units)), place)
        }
    }

    /// Units 0 and 1 copy each other, so do 2 and 3: two complexes that do not overlap, with equal φ_s.
    @Test("Equal candidates that do not overlap are both complexes")
    func disjointTie() throws {
        let pairs = Substrate(units: 4) { unit, row in row >> (unit ^ 1) & 1 == 1 ? 0.9 : 0.1 }
        let found = try ComplexSearch(substrate: pairs, state: State(1, 1, 1, 1)).inline()
        #expect(Set(found.complexes.map(\.units)) == [[0, 1], [2, 3]])
        #expect(found.unresolvedTies.isEmpty)
    }

    /// Units 1 and 2 are alike, both coupled to unit 0 and to no other unit, so {0, 1} and {0, 2} tie.
    @Test("Equal candidates that overlap are reported, and none of them is a complex")
    func overlappingTie() throws {
        let star = Substrate(
            weights: [[0.2, 0.9, 0.9], [0.4, 0.1, 0], [0.4, 0, 0.1]], slope: 2)
        let slow = try EnumeratingReference.complexes(of: star, state: State(1, 1, 1))
        let fast = try ComplexSearch(substrate: star, state: State(1, 1, 1)).inline()
        #expect(Set(fast.complexes.map(\.units)) == Set(slow.complexes.map(\.units)))
        #expect(Set(fast.unresolvedTies.map { Set($0) }) == Set(slow.unresolvedTies.map { Set($0) }))
        #expect(!slow.unresolvedTies.isEmpty, "the example is meant to tie")
    }

    @Test("A search among chosen units leaves the rest in the background")
    func chosenUnits() throws {
        var random = SplitMix64(seed: Self.seed &+ 2)
        for repetition in 0..<20 {
            let network = GeneratedNetwork(.coupledLogistic, units: 5, system: 3, &random)
            let found = try ComplexSearch(
                substrate: network.substrate, state: network.state, units: network.units
            ).inline()
            let place: Comment = "seed \(Self.seed &+ 2), number \(repetition)"
            #expect(found.candidates == 7, place)
            for complex in found.complexes {
                #expect(Set(complex.units).isSubset(of: network.units), place)
                let slow = try EnumeratingReference.analyse(
                    network.substrate, state: network.state, units: complex.units)
                #expect(Agreement.isClose(complex.phi, slow.phi), place)
            }
        }
    }
}
