import Compute
import Dynamics
import Foundation
import Graphs
import Testing

/// Fixed points found without the simulation: a simulation started there stays there, and what it does nearby is the
/// exponential of the Jacobian.
@Suite struct FixedPointTests {
    /// Checks that a single node started at `point` stays there for `steps` steps, and that a disturbance of 1e-6 becomes
    /// e^(Jt) times itself.
    func check(
        _ model: NeuralModel, at point: [Double], parameters: [String: ParameterValue] = [:], input: [Double]? = nil,
        step: Double = 0.05, steps: Int = 100
    ) throws -> GeneralEigensystem {
        let names = model.description.variables.map(\.name)
        let input = input ?? [Double](repeating: 0, count: names.count)
        let stimuli = zip(names, input).filter { $1 != 0 }.map { Stimulus.constant($1, of: $0) }
        func end(_ start: [Double]) throws -> [Double] {
            let initial = Dictionary(uniqueKeysWithValues: zip(names, start.map { ParameterValue.uniform($0) }))
            let settings = SimulationSettings.stepping(
                model, .rungeKutta4, step: step, steps: steps, every: steps, parameters: parameters,
                initial: initial, stimuli: stimuli)
            return try record(unconnected(1), settings).values.map { $0[0] }
        }
        let scalar = ScalarModel(SimulationSettings(model: model, parameters: parameters), nodes: 1)
        let signals = scalar.signals(point, node: 0).map { _ in 0.0 }
        let rates = { (x: [Double]) in scalar.rates(x, received: signals, input: input, node: 0) }
        let scale = point.reduce(1) { max($0, abs($1)) }
        let slopes = try jacobian(at: point, rates)
        let propagator = try Matrix.combination(Double(steps) * step, slopes, 0, slopes).exponential()
        // What rounding displaces at the start grows as the propagator.
        let growth = propagator.elements.reduce(1) { max($0, abs($1)) }
        #expect(distance(try end(point), point) < 1e-12 * scale * growth, "\(model) leaves \(point)")
        let disturbance = names.indices.map { 1e-6 * Double($0 % 2 == 0 ? 1 : -1) / Double($0 + 1) }
        let moved = try end(zip(point, disturbance).map { $0 + $1 })
        let expected = zip(point, propagator.times(disturbance)).map { $0 + $1 }
        #expect(distance(moved, expected) < 2e-9 * scale * growth, "\(model) near \(point)")
        return try slopes.eigensystem()
    }

    /// y = (x − δ)/ε on −α·x³ + β·x² + γ·x − y + I = 0: one to three roots of a cubic.
    @Test(arguments: [0.0, 0.5, 1.2])
    func fitzHughNagumo(input: Double) throws {
        for (epsilon, count) in [(0.5, 1), (-0.6, 1), (8.0, 1)] {
            let points = roots(from: -3, to: 3) { x in
                -3 * x * x * x + 4 * x * x - 1.5 * x - x / epsilon + input
            }
            #expect(points.count >= count && points.count <= 3)
            for x in points {
                _ = try check(
                    .fitzHughNagumo, at: [x, x / epsilon], parameters: ["epsilon": .uniform(epsilon)],
                    input: [input, 0])
            }
        }
    }

    /// Three crossings of the nullclines: bistability, with a saddle in the middle.
    @Test func fitzHughNagumoIsBistableWhereTheRecoveryIsWeak() throws {
        let points = roots(from: -3, to: 3) { x in -3 * x * x * x + 4 * x * x - 1.0 * x - x / 5 }
        #expect(points.count == 3)
        let stability = try points.map { x in
            try check(.fitzHughNagumo, at: [x, x / 5], parameters: ["gamma": -1.0, "epsilon": 5]).greatestRealPart
        }
        #expect(stability[1] > 0)
    }

    /// At a turning point of x the trajectory crosses the cubic nullcline, at one of y the line (x − δ)/ε.
    @Test func fitzHughNagumoTurnsOnItsNullclines() throws {
        let settings = SimulationSettings.stepping(
            .fitzHughNagumo, .rungeKutta4, step: 0.01, steps: 40_000, parameters: ["delta": 0.1],
            initial: ["x": 0.3, "y": 0.2], stimuli: [.constant(0.9, of: "x")])
        let recording = try record(unconnected(1), settings)
        let (x, y) = (recording.values[0], recording.values[1])
        var turns = (0, 0)
        for k in 20_000..<x.count - 1 {
            if (x[k] - x[k - 1]) * (x[k + 1] - x[k]) < 0 {
                let rate = -3 * pow(x[k], 3) + 4 * x[k] * x[k] - 1.5 * x[k] - y[k] + 0.9
                let bend = abs(x[k + 1] - 2 * x[k] + x[k - 1]) / 0.01
                #expect(abs(rate) <= bend)
                turns.0 += 1
            }
            if (y[k] - y[k - 1]) * (y[k + 1] - y[k]) < 0 {
                let rate = (x[k] - 0.1 - 0.5 * y[k]) / 20
                let bend = abs(y[k + 1] - 2 * y[k] + y[k - 1]) / 0.01
                #expect(abs(rate) <= bend)
                turns.1 += 1
            }
        }
        #expect(turns.0 >= 4 && turns.1 >= 4)
    }

    /// Jansen and Rit's column: everything follows from y0, which solves y0 = A/a·S(y1(y0) − y2(y0)).
    @Test(arguments: [0.05, 0.12, 0.22, 0.4])
    func jansenRit(pulses: Double) throws {
        func rate(_ v: Double) -> Double { 2 * 0.0025 / (1 + exp(0.56 * (6 - v))) }
        func others(_ y0: Double) -> (Double, Double) {
            (3.25 / 0.1 * (pulses + 108 * rate(135 * y0)), 22 / 0.05 * 33.75 * rate(33.75 * y0))
        }
        let points = roots(from: 0, to: 0.1625) { y0 in
            let (y1, y2) = others(y0)
            return 3.25 / 0.1 * rate(y1 - y2) - y0
        }
        #expect(!points.isEmpty && points.count % 2 == 1)
        for y0 in points {
            let (y1, y2) = others(y0)
            _ = try check(.jansenRit, at: [y0, y1, y2, 0, 0, 0], parameters: ["p": .uniform(pulses)])
        }
    }

    /// With 120 to 320 pulses a second the column oscillates in the alpha band (Jansen & Rit 1995, figure 3).
    @Test(arguments: [0.15, 0.22, 0.3])
    func jansenRitOscillatesInTheAlphaBand(pulses: Double) throws {
        var settings = SimulationSettings.stepping(
            .jansenRit, .heun, steps: 40_000, every: 20, parameters: ["p": .uniform(pulses)],
            initial: ["y0": 0.05, "y1": 5, "y2": 3, "y3": 0, "y4": 0, "y5": 0])
        settings.transientMilliseconds = 2000
        let recording = try record(unconnected(1), settings)
        let potential = zip(recording.values[1], recording.values[2]).map { $0 - $1 }
        let swing = (potential.max() ?? 0) - (potential.min() ?? 0)
        #expect(swing > 1)
        let peak = peakFrequency(potential, interval: 2, from: 2, to: 40)
        #expect(peak > 8 && peak < 12, "\(peak) Hz")
    }

    @Test func montbrioPazoRoxin() throws {
        // v = −Δ/(2πτr) where dr/dt = 0, and dv/dt = 0 gives r: three points at the default parameters.
        let points = roots(from: 1e-4, to: 0.2, cells: 40_000) { r in
            let v = -1 / (2 * .pi * 10 * r)
            return v * v - 5 + 15 * 10 * r - pow(.pi * 10 * r, 2)
        }
        #expect(points.count == 3)
        let stability = try points.map { r in
            try check(.montbrioPazoRoxin, at: [r, -1 / (2 * .pi * 10 * r)], step: 0.02).greatestRealPart
        }
        // A node and a focus, and the saddle between them (Montbrió et al., figure 1).
        #expect(stability[0] < 0 && stability[1] > 0 && stability[2] < 0)
    }

    /// Without synapses r = √((η + √(η² + Δ²))/2)/(πτ), the mean of the neurons' own rates √η_j/(πτ).
    @Test(arguments: [-3.0, 0, 2])
    func theRateWithoutSynapsesIsTheMeanOfTheNeurons(eta: Double) throws {
        let settings = SimulationSettings.stepping(
            .montbrioPazoRoxin, .rungeKutta4, step: 0.05, steps: 6000, every: 6000,
            parameters: ["J": 0, "eta": .uniform(eta)], initial: ["r": 0.01, "v": -0.5])
        let rate = try record(unconnected(1), settings).last("r")[0]
        let expected = ((eta + (eta * eta + 1).squareRoot()) / 2).squareRoot() / (.pi * 10)
        #expect(abs(rate - expected) < 1e-9)
    }
}
