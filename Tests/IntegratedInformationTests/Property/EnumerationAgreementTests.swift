import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

/// The library's search and the enumeration of every partition come to the same result, on generated networks.
@Suite("The search finds what enumeration finds")
struct EnumerationAgreementTests {
    private static let seed: UInt64 = 0x1157_2023

    /// Every disagreement over one generated network, in both formalisms.
    private func disagreements(_ network: GeneratedNetwork) throws -> [String] {
        let slow = try EnumeratingReference.analyse(network.substrate, state: network.state, units: network.units)
        return try Formalism.allCases.flatMap { formalism in
            let fast = try systemIntegratedInformation(
                of: network.substrate, state: network.state, units: network.units, formalism: formalism)
            #expect(fast.units == network.units)
            #expect(fast.state == network.state.restricted(to: network.units))
            return Agreement.disagreements(fast, slow, formalism: formalism).map { "\(formalism.rawValue): \($0)" }
        }
    }

    @Test("All units of networks of 1 to 5", arguments: GeneratedNetwork.Family.allCases)
    func wholeNetworks(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed)
        for (count, repetitions) in [(1, 100), (2, 400), (3, 600), (4, 500), (5, 300)] {
            for repetition in 0..<repetitions {
                let network = GeneratedNetwork(family, units: count, &random)
                let found = try disagreements(network)
                #expect(found == [], "seed \(Self.seed), \(family), \(count) units, number \(repetition)")
            }
        }
    }

    @Test("Candidate systems of 1 to 4 units with a background of 1 to 3", arguments: GeneratedNetwork.Family.allCases)
    func candidatesWithBackground(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 1)
        for repetition in 0..<400 {
            let system = 1 + random.index(4)
            let background = 1 + random.index(min(3, 6 - system))
            let network = GeneratedNetwork(family, units: system + background, system: system, &random)
            let found = try disagreements(network)
            #expect(
                found == [], "seed \(Self.seed &+ 1), \(family), \(network.units), number \(repetition)")
        }
    }

    @Test("A few networks of 6 units", arguments: GeneratedNetwork.Family.allCases)
    func sixUnits(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 2)
        for repetition in 0..<20 {
            let network = GeneratedNetwork(family, units: 6, &random)
            let found = try disagreements(network)
            #expect(found == [], "seed \(Self.seed &+ 2), \(family), number \(repetition)")
        }
    }

    /// The tests above would say little if nearly every generated network were reducible or every MIP unique.
    @Test("The generated networks reach the cases that matter")
    func coverage() throws {
        var irreducible = 0
        var tiedPartitions = 0
        var tiedStates = 0
        var reasons: Set<ZeroReason> = []
        var negative = 0
        for family in GeneratedNetwork.Family.allCases {
            var random = SplitMix64(seed: Self.seed)
            for _ in 0..<200 {
                let count = 1 + random.index(5)
                let network = GeneratedNetwork(family, units: count, &random)
                let slow = try EnumeratingReference.analyse(
                    network.substrate, state: network.state, units: network.units)
                reasons.formUnion(slow.reasons)
                guard slow.reasons.isEmpty else { continue }
                if slow.phi > EnumeratingReference.tolerance {
                    irreducible += 1
                    if slow.minimumCuts.count > 1 { tiedPartitions += 1 }
                } else if slow.phiCause == 0 || slow.phiEffect == 0 {
                    negative += 1
                }
                if slow.causeStates.count > 1 || slow.effectStates.count > 1 { tiedStates += 1 }
            }
        }
        #expect(irreducible >= 100)
        #expect(tiedPartitions >= 10)
        #expect(tiedStates >= 30)
        #expect(negative >= 30)
        #expect(reasons.isSuperset(of: [.notStronglyConnected, .singleUnitWithoutSelfConnection, .noCause, .noEffect]))
    }
}
