import Dynamics
import Foundation
import Graphs
import Testing

/// Stuart and Landau's oscillator: in polar form dr/dt = (a − r²)·r and dφ/dt = ω.
@Suite struct HopfTests {
    /// r² = a·r₀²·e^(2at)/(a + r₀²·(e^(2at) − 1)), r₀²/(1 + 2r₀²t) at a = 0.
    static func radius(_ a: Double, _ start: Double, _ time: Double) -> Double {
        let square = start * start
        guard a != 0 else { return (square / (1 + 2 * square * time)).squareRoot() }
        return (a * square * exp(2 * a * time) / (a + square * expm1(2 * a * time))).squareRoot()
    }

    @Test(arguments: [0.25, 1, 0, -0.1, -2])
    func uncoupledItIsTheClosedForm(a: Double) throws {
        for start in [0.1, 0.5, 1.5] {
            let settings = SimulationSettings.stepping(
                .hopf, .rungeKutta4, step: 0.02, steps: 1000, every: 10, parameters: ["a": .uniform(a), "w": 0.3],
                initial: ["x": .uniform(start * cos(0.4)), "y": .uniform(start * sin(0.4))])
            let recording = try record(unconnected(1), settings)
            for (sample, (x, y)) in zip(recording.values[0], recording.values[1]).enumerated() {
                let time = 0.2 * Double(sample + 1)
                let radius = Self.radius(a, start, time)
                #expect(abs(x - radius * cos(0.4 + 0.3 * time)) < 1e-6 * start)
                #expect(abs(y - radius * sin(0.4 + 0.3 * time)) < 1e-6 * start)
            }
        }
    }

    @Test func theLimitCycleHasRadiusRootOfA() throws {
        let settings = SimulationSettings.stepping(
            .hopf, .rungeKutta4, steps: 1000, every: 1000, initial: ["x": 0.1, "y": 0])
        let recording = try record(unconnected(1), settings)
        let (x, y) = (recording.values[0][0], recording.values[1][0])
        #expect(abs((x * x + y * y).squareRoot() - 0.5) < 1e-7)
    }

    /// Nodes of in-strength s in phase: additive coupling on both variables shifts a to a + G·s, diffusive leaves it.
    @Test(arguments: [CouplingKind.additive, .diffusive])
    func additiveCouplingWidensTheCycle(kind: CouplingKind) throws {
        let settings = SimulationSettings.stepping(
            .hopf, .rungeKutta4, step: 0.05, steps: 2000, every: 2000, parameters: ["a": 0.2, "coupling_y": 1],
            coupling: .init(gain: 0.1, kind: kind), initial: ["x": 0.3, "y": 0.2])
        let recording = try record(Connectome.complete(nodes: 4, weight: 0.5), settings)
        let expected = kind == .additive ? (0.2 + 0.1 * 1.5).squareRoot() : 0.2.squareRoot()
        for node in 0..<4 {
            let (x, y) = (recording.last("x")[node], recording.last("y")[node])
            #expect(abs((x * x + y * y).squareRoot() - expected) < 1e-8)
        }
    }

    /// On x alone, the linear part is [[a + Gs, −ω], [ω, a]]: it decays at a + Gs/2 and turns at √(ω² − (Gs/2)²).
    @Test func additiveCouplingOnXAloneIsHalfAsStrong() throws {
        let (a, gain, omega) = (-0.1, 0.05, 0.2)
        let turning = (omega * omega - gain * gain / 4).squareRoot()
        let period = 2 * Double.pi / turning
        let settings = SimulationSettings.stepping(
            .hopf, .rungeKutta4, step: period / 1000, steps: 1000, every: 1000, parameters: ["a": .uniform(a)],
            coupling: .init(gain: gain, kind: .additive), initial: ["x": 1e-5, "y": 2e-5])
        let recording = try record(Connectome.complete(nodes: 2), settings)
        let decay = exp((a + gain / 2) * period)
        #expect(abs(recording.last("x")[0] / (1e-5 * decay) - 1) < 1e-8)
        #expect(abs(recording.last("y")[0] / (2e-5 * decay) - 1) < 1e-8)
    }

    /// A difference of two linear oscillators with diffusive coupling on both variables decays at a − 2Gc, their mean at a.
    @Test func diffusiveCouplingSynchronises() throws {
        let settings = SimulationSettings.stepping(
            .hopf, .rungeKutta4, step: 0.05, steps: 200, every: 200,
            parameters: ["a": -0.05, "w": 0, "coupling_y": 1], coupling: .init(gain: 0.1, kind: .diffusive),
            initial: ["x": .perNode([1e-6, 3e-6]), "y": .perNode([2e-6, -4e-6])])
        let recording = try record(Connectome.complete(nodes: 2, weight: 1.5), settings)
        for (name, start) in [("x", [1e-6, 3e-6]), ("y", [2e-6, -4e-6])] {
            let end = recording.last(name)
            #expect(abs((end[1] - end[0]) / ((start[1] - start[0]) * exp(10 * (-0.05 - 0.3))) - 1) < 1e-8)
            #expect(abs((end[0] + end[1]) / ((start[0] + start[1]) * exp(10 * -0.05)) - 1) < 1e-8)
        }
    }

    /// On the limit cycle, oscillators of one frequency and different phases end in phase.
    @Test func oscillatorsEndInPhase() throws {
        let settings = SimulationSettings.stepping(
            .hopf, .heun, steps: 3000, every: 3000, parameters: ["coupling_y": 1], coupling: .init(gain: 0.1),
            initial: ["x": .perNode([0.5, 0, 0.35]), "y": .perNode([0, 0.5, 0.35])])
        let recording = try record(Connectome.complete(nodes: 3), settings)
        let phases = (0..<3).map { atan2(recording.last("y")[$0], recording.last("x")[$0]) }
        #expect(distance(phases, Array(repeating: phases[0], count: 3)) < 1e-9)
    }
}
