import Dynamics
import Foundation
import GeneratedInput
import Graphs
import Testing

/// Kuramoto's oscillators: dθ_i/dt = ω_i + K/N·Σ sin(θ_j − θ_i − α).
@Suite struct KuramotoTests {
    /// Lorentzian frequencies by quantiles: centre + γ·tan(π(i + ½ − N/2)/N).
    static func order(_ coupling: Double, halfWidth: Double, nodes: Int) throws -> Double {
        var random = SplitMix64(seed: 31)
        let frequencies = (0..<nodes).map { node in
            let quantile: Double = (Double(node) + 0.5) / Double(nodes)
            return 0.1 + halfWidth * tan(.pi * (quantile - 0.5))
        }
        let settings = SimulationSettings(
            model: .kuramoto, parameters: ["omega": .perNode(frequencies)], coupling: .init(gain: coupling),
            integrator: .heun, stepMilliseconds: 0.1, durationMilliseconds: 120, transientMilliseconds: 100,
            samplingMilliseconds: 1,
            initial: .values(["theta": .perNode((0..<nodes).map { _ in random.value(-.pi, .pi) })]))
        let phases = try record(Connectome.complete(nodes: nodes), settings).values[0]
        var sum = 0.0
        for sample in 0..<120 {
            var (x, y) = (0.0, 0.0)
            for phase in phases[sample * nodes..<(sample + 1) * nodes] {
                x += cos(phase)
                y += sin(phase)
            }
            sum += hypot(x, y) / Double(nodes)
        }
        return sum / 120
    }

    /// r = √(1 − 2γ/K) above K = 2γ (Kuramoto 1975; Ott & Antonsen, Chaos 18 (2008) 037113). Of N oscillators a
    /// fluctuation of the order of 1/√N is left, 0.05 here, and its mean over time is smaller.
    @Test(arguments: [3.0, 4, 8])
    func theOrderParameterIsOttAndAntonsens(ratio: Double) throws {
        let order = try Self.order(0.05 * ratio, halfWidth: 0.05, nodes: 400)
        #expect(abs(order - (1 - 2 / ratio).squareRoot()) < 0.025)
    }

    @Test func belowTheThresholdThereIsNoOrder() throws {
        #expect(try Self.order(0.05, halfWidth: 0.05, nodes: 400) < 2 / 20)
    }

    /// Of two, the difference Δ obeys dΔ/dt = δω − K·sin Δ: locked at sin Δ = δω/K.
    @Test func twoOscillatorsLockAtTheArcsine() throws {
        let settings = SimulationSettings.stepping(
            .kuramoto, .heun, steps: 8000, every: 8000, parameters: ["omega": .perNode([0.10, 0.13])],
            coupling: .init(gain: 0.05), initial: ["theta": .perNode([0.3, -0.8])])
        let phases = try record(Connectome.complete(nodes: 2), settings).values[0]
        #expect(abs(phases[1] - phases[0] - asin(0.03 / 0.05)) < 1e-9)
        #expect(abs(phases[0] + phases[1] - (-0.5 + 0.23 * 800)) < 1e-9)
    }

    /// Beyond locking, tan(Δ/2) moves round once in T = 2π/√(δω² − K²).
    @Test func twoOscillatorsDriftWithTheAdlerPeriod() throws {
        let period = 2 * Double.pi / (0.05 * 0.05 - 0.03 * 0.03).squareRoot()
        let steps = 20_000
        let settings = SimulationSettings.stepping(
            .kuramoto, .rungeKutta4, step: 10 * period / Double(steps), steps: steps, every: steps,
            parameters: ["omega": .perNode([0.10, 0.15])], coupling: .init(gain: 0.03),
            initial: ["theta": .perNode([0.2, 0.5])])
        let phases = try record(Connectome.complete(nodes: 2), settings).values[0]
        #expect(abs(phases[1] - phases[0] - 0.3 - 20 * .pi) < 1e-8)
    }

    /// Identical oscillators in phase run at ω − K/N·s·sin α, where s is the in-strength, at every order exactly.
    @Test func aPhaseLagSlowsThemDown() throws {
        let settings = SimulationSettings.stepping(
            .kuramoto, .euler, steps: 1000, every: 1000, parameters: ["omega": 0.1, "alpha": 0.4],
            coupling: .init(gain: 0.06), initial: ["theta": 0.25])
        let phases = try record(Connectome.complete(nodes: 5), settings).last("theta")
        let expected = 0.25 + 100 * (0.1 - 0.06 * 4 / 5 * sin(0.4))
        #expect(distance(phases, Array(repeating: expected, count: 5)) < 1e-11)
    }

    /// With symmetric weights the sum of all phases grows as Σω exactly, whatever the rule.
    @Test(arguments: [Integrator.euler, .heun, .rungeKutta4, .dormandPrince])
    func symmetricCouplingConservesTheMeanPhase(integrator: Integrator) throws {
        var random = SplitMix64(seed: 5)
        let n = 23
        var weights = Array(repeating: [Double](repeating: 0, count: n), count: n)
        for i in 0..<n {
            for j in 0..<i where random.chance(0.5) {
                weights[i][j] = random.value(-1, 3)
                weights[j][i] = weights[i][j]
            }
        }
        let frequencies = (0..<n).map { _ in random.value(-0.1, 0.3) }
        let phases = (0..<n).map { _ in random.value(-3, 3) }
        let settings = SimulationSettings.stepping(
            .kuramoto, integrator, steps: 1000, every: 1000, parameters: ["omega": .perNode(frequencies)],
            coupling: .init(gain: 0.8), initial: ["theta": .perNode(phases)])
        let end = try record(Connectome(weights: weights), settings).last("theta")
        let expected = phases.reduce(0, +) + 100 * frequencies.reduce(0, +)
        #expect(abs(end.reduce(0, +) - expected) < 1e-9)
    }

    /// With a delay τ, two in phase run at Ω = ω − K/2·sin(Ωτ).
    @Test func aDelaySelectsTheFrequency() throws {
        let (gain, omega, delay) = (0.05, 0.12, 4.0)
        let expected = roots(from: 0, to: 0.3) { $0 - omega + gain / 2 * sin($0 * delay) }
        #expect(expected.count == 1)
        var settings = SimulationSettings.stepping(
            .kuramoto, .rungeKutta4, steps: 6000, every: 1000, parameters: ["omega": .uniform(omega)],
            coupling: .init(gain: gain, speed: 5), initial: ["theta": .perNode([0, 0.3])])
        settings.transientMilliseconds = 1000
        let phases = try record(Connectome.complete(nodes: 2, length: 20), settings).course(of: "theta", at: 0)
        #expect(abs((phases[5] - phases[4]) / 100 - expected[0]) < 1e-8)
    }

    /// Weights of 1 are K/N only where the gain is divided by the number of nodes.
    @Test func theGainIsDividedByTheNodesUnlessToldOtherwise() throws {
        func phase(_ divided: Bool?) throws -> Double {
            let settings = SimulationSettings.stepping(
                .kuramoto, .euler, step: 0.5, steps: 1, parameters: ["omega": 0],
                coupling: .init(gain: 0.3, dividedByNodes: divided), initial: ["theta": .perNode([0, 1])])
            return try record(Connectome(weights: [[0, 0], [1, 0]]), settings).last("theta")[0]
        }
        #expect(abs(try phase(nil) - 0.5 * 0.15 * sin(1)) < 1e-15)
        #expect(abs(try phase(true) - 0.5 * 0.15 * sin(1)) < 1e-15)
        #expect(abs(try phase(false) - 0.5 * 0.3 * sin(1)) < 1e-15)
    }
}
