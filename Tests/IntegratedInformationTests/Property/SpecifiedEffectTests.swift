import Foundation
import GeneratedInput
import Graphs
import IntegratedInformation
import Testing

/// The specified effect state is found by bounds; here every state's unconstrained probability is computed.
@Suite("The specified effect state is the one of greatest intrinsic information")
struct SpecifiedEffectTests {
    private static let seed: UInt64 = 0xEFFE_C7

    /// The greatest ii_e and the states within 1e-10 of it, by the definition, building each product by doubling.
    private func exhaustive(_ substrate: Substrate, _ state: State) -> (information: Double, states: [Int]) {
        let count = substrate.unitCount
        var mean = [Double](repeating: 0, count: 1 << count)
        func repertoire(_ previous: Int) -> [Double] {
            (0..<count).reduce([1.0]) { product, unit in
                let on = substrate.transitions.probability(of: unit, after: previous)
                return product.map { $0 * (1 - on) } + product.map { $0 * on }
            }
        }
        for previous in 0..<(1 << count) {
            for (next, probability) in repertoire(previous).enumerated() { mean[next] += probability }
        }
        let information = zip(repertoire(Int(state.bits)), mean).map { probability, sum in
            probability == 0 ? 0 : probability * log2(probability / (sum / Double(1 << count)))
        }
        let greatest = information.max() ?? 0
        return (greatest, information.indices.filter { information[$0] >= greatest - 1e-10 })
    }

    @Test("Units of every degree of noise, 8 to 11 of them", arguments: [0.02, 0.1, 0.5, 2.0])
    func effects(coupling: Double) throws {
        for count in [8, 11] {
            var random = SplitMix64(seed: Self.seed &+ UInt64(count))
            let weights = (0..<count).map { _ in (0..<count).map { _ in coupling * random.value(-0.3, 1) } }
            let substrate = Substrate(weights: weights, slope: 1)
            let state = State(bits: UInt64(random.index(1 << count)), count: count)
            let expected = exhaustive(substrate, state)
            let effect = try systemIntegratedInformation(
                of: substrate, state: state, units: Array(0..<count)
            ).effect
            let place: Comment = "seed \(Self.seed &+ UInt64(count)), coupling \(coupling), \(count) units"
            #expect(abs((effect?.intrinsicInformation ?? 0) - expected.information) < 1e-12, place)
            #expect(effect?.ties == expected.states.count, place)
            #expect(expected.states.contains(Int(effect?.state.bits ?? 0)), place)
        }
    }
}
