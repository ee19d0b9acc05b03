import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

@Suite("φ_s does not depend on how a network is written down")
struct InvarianceTests {
    private static let seed: UInt64 = 0x5EED_0001

    @Test("Renaming the units renames the result", arguments: GeneratedNetwork.Family.allCases)
    func relabelling(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed)
        for repetition in 0..<60 {
            let count = 2 + random.index(6)
            let network = GeneratedNetwork(family, units: count, &random)
            let order = random.permutation(count)
            let original = try systemIntegratedInformation(
                of: network.substrate, state: network.state, units: network.units)
            let renamed = try systemIntegratedInformation(
                of: network.substrate.relabelled(order), state: network.state.restricted(to: order),
                units: Array(0..<count))
            let place: Comment = "seed \(Self.seed), \(family), order \(order), number \(repetition)"
            #expect(Agreement.isClose(renamed.phi, original.phi), place)
            #expect(Agreement.isClose(renamed.normalizedPhi, original.normalizedPhi), place)
            #expect(renamed.reasons == original.reasons, place)
            guard original.cause?.ties == 1, original.effect?.ties == 1 else { continue }
            #expect(renamed.ties == original.ties, place)
            #expect(renamed.cause?.state == original.cause?.state.restricted(to: order), place)
            #expect(renamed.effect?.state == original.effect?.state.restricted(to: order), place)
            guard original.ties == 1, let before = original.partition, let after = renamed.partition else { continue }
            let expected = order.map { source in order.map { before.cutMatrix[source][$0] } }
            #expect(after.cutMatrix == expected, place)
        }
    }

    /// A background unit that feeds nobody has nothing to say: whether it is a coin or listens to the system.
    @Test("A null unit in the background changes nothing", arguments: GeneratedNetwork.Family.allCases)
    func nullUnit(family: GeneratedNetwork.Family) throws {
        var random = SplitMix64(seed: Self.seed &+ 1)
        for repetition in 0..<60 {
            let count = 1 + random.index(5)
            let network = GeneratedNetwork(family, units: count, &random)
            let system = network.substrate
            let isListening = random.chance(0.5)
            let bystander = Substrate(
                units: count + 1,
                connected: { source, target in
                    target == count ? isListening : source < count && system.connectivity.feeds(source, target)
                },
                probability: { unit, row in
                    if unit < count { return system.transitions.probability(of: unit, after: row & (1 << count - 1)) }
                    return isListening && row & 1 == 1 ? 0.75 : 0.25
                })
            let state = State(network.state.values.map { $0 == 1 } + [random.chance(0.5)])
            let alone = try systemIntegratedInformation(of: system, state: network.state, units: network.units)
            let beside = try systemIntegratedInformation(of: bystander, state: state, units: network.units)
            let place: Comment = "seed \(Self.seed &+ 1), \(family), \(count) units, number \(repetition)"
            #expect(abs(alone.phi - beside.phi) < 1e-12, place)
            #expect(alone.reasons == beside.reasons, place)
            #expect(alone.ties == beside.ties, place)
            if alone.ties == 1 { #expect(alone.partition == beside.partition, place) }
        }
    }

    /// φ_s cannot exceed what the system specifies in the first place: ii bounds φ in the 2026 form by its definition.
    @Test("The 2026 form lies between 0 and the 2023 form and the specified ii")
    func cap() throws {
        var random = SplitMix64(seed: Self.seed &+ 2)
        for family in GeneratedNetwork.Family.allCases {
            for repetition in 0..<40 {
                let network = GeneratedNetwork(family, units: 1 + random.index(5), &random)
                let uncapped = try systemIntegratedInformation(
                    of: network.substrate, state: network.state, units: network.units)
                let capped = try systemIntegratedInformation(
                    of: network.substrate, state: network.state, units: network.units, formalism: .iit4In2026)
                let place: Comment = "seed \(Self.seed &+ 2), \(family), number \(repetition)"
                #expect(capped.phi >= 0 && capped.phi <= uncapped.phi, place)
                if let cause = uncapped.cause, let effect = uncapped.effect, uncapped.reasons.isEmpty {
                    #expect(capped.phi <= min(cause.intrinsicInformation, effect.intrinsicInformation), place)
                    #expect(capped.partition == uncapped.partition, place)
                }
            }
        }
    }
}
