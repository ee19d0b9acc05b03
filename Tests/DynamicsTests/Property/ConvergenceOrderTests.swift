import Compute
import Dynamics
import Foundation
import GeneratedInput
import Graphs
import Testing

/// The error of a rule of order p falls by 2^p where the step is halved.
@Suite struct ConvergenceOrderTests {
    /// The orders measured between successive halvings of the step against the finest.
    static func orders(
        _ connectome: Connectome, _ settings: SimulationSettings, steps: [Double], finest: Double, duration: Double
    ) throws -> [Double] {
        func end(_ step: Double, _ integrator: Integrator) throws -> [Double] {
            var settings = settings
            settings.integrator = integrator
            settings.stepMilliseconds = step
            settings.durationMilliseconds = duration
            settings.samplingMilliseconds = duration
            return try record(connectome, settings).values.flatMap { $0 }
        }
        let exact = try end(finest, .rungeKutta4)
        let errors = try steps.map { step in distance(try end(step, settings.integrator), exact) }
        return zip(errors, errors.dropFirst()).map { log2($0 / $1) }
    }

    static func connectome(delayed: Bool) throws -> Connectome {
        var random = SplitMix64(seed: 3)
        let edges = (0..<6).flatMap { from in
            (0..<6).filter { $0 != from }.map { to in
                ConnectomeEdge(
                    from: from, to: to, weight: random.value(0.1, 0.4),
                    length: delayed ? 2.0 * Double(random.index(6)) : 0)
            }
        }
        return try Connectome(nodes: 6, edges: edges)
    }

    static let rules: [(Integrator, Double)] = [(.euler, 1), (.heun, 2), (.rungeKutta4, 4)]

    @Test(arguments: [NeuralModel.hopf, .wilsonCowan, .kuramoto, .jansenRit, .wongWangPair], rules)
    func withoutDelays(model: NeuralModel, rule: (Integrator, Double)) throws {
        let settings = SimulationSettings.stepping(
            model, rule.0, steps: 1, coupling: .init(gain: 0.3),
            initial: model.initialValues(nodes: 6, seed: 9))
        // A multiple of the finest step every time.
        let coarse = rule.0 == .rungeKutta4 ? [0.4, 0.2, 0.1] : [0.1, 0.05, 0.025]
        let orders = try Self.orders(
            Self.connectome(delayed: false), settings, steps: coarse, finest: coarse[2] / 8, duration: 16)
        for order in orders { #expect(abs(order - rule.1) < 0.35, "\(model) \(rule.0): \(orders)") }
    }

    /// Euler's and Heun's rule meet delayed values at whole steps only, so that a kink in the past costs nothing.
    @Test(arguments: [NeuralModel.hopf, .wilsonCowan], Array(rules.prefix(2)))
    func withDelays(model: NeuralModel, rule: (Integrator, Double)) throws {
        let settings = SimulationSettings.stepping(
            model, rule.0, steps: 1, coupling: .init(gain: 0.3, speed: 1),
            initial: model.initialValues(nodes: 6, seed: 9))
        let orders = try Self.orders(
            Self.connectome(delayed: true), settings, steps: [0.1, 0.05, 0.025], finest: 0.1 / 64, duration: 24)
        for order in orders { #expect(abs(order - rule.1) < 0.35, "\(model) \(rule.0): \(orders)") }
    }

    /// The fourth order needs a smooth past. Here everything rests until a sinusoid starts in node 0; it goes through nodes 1
    /// and 2 without delay, each of which smooths its beginning once more, and from there on with delays.
    @Test func rungeKuttaWithDelaysIsOfOrderFour() throws {
        let edges = [
            ConnectomeEdge(from: 0, to: 1, weight: 1, length: 0), ConnectomeEdge(from: 1, to: 2, weight: 1, length: 0),
            ConnectomeEdge(from: 2, to: 3, weight: 1, length: 0), ConnectomeEdge(from: 3, to: 4, weight: 1, length: 4),
            ConnectomeEdge(from: 4, to: 5, weight: 1, length: 6.4),
            ConnectomeEdge(from: 5, to: 3, weight: 0.7, length: 8),
            ConnectomeEdge(from: 4, to: 3, weight: -0.5, length: 0),
        ]
        let settings = SimulationSettings.stepping(
            .hopf, .rungeKutta4, steps: 1, parameters: ["a": -0.2, "w": 0.5, "coupling_y": 1],
            coupling: .init(gain: 0.8, kind: .additive, speed: 1), initial: ["x": 0, "y": 0],
            stimuli: [
                Stimulus(
                    .sinusoid(amplitude: 1, frequency: 40, phase: 0, onset: 0, duration: 1e6), of: "x", nodes: [0])
            ])
        let orders = try Self.orders(
            Connectome(nodes: 6, edges: edges), settings, steps: [0.4, 0.2, 0.1], finest: 0.0125, duration: 48)
        for order in orders { #expect(abs(order - 4) < 0.4, "\(orders)") }
    }

    /// The pair's error follows the tolerance, and stays within a hundred times of it.
    @Test(arguments: [NeuralModel.hopf, .wilsonCowan, .fitzHughNagumo, .kuramoto])
    func dormandAndPrinceKeepTheirTolerance(model: NeuralModel) throws {
        var settings = SimulationSettings.stepping(
            model, .dormandPrince, steps: 1, coupling: .init(gain: 0.3),
            initial: model.initialValues(nodes: 6, seed: 9))
        settings.durationMilliseconds = 40
        settings.samplingMilliseconds = 0.8
        func values(_ tolerance: Double) throws -> [Double] {
            settings.tolerance = tolerance
            return try record(Self.connectome(delayed: false), settings).values.flatMap { $0 }
        }
        settings.integrator = .rungeKutta4
        settings.stepMilliseconds = 0.005
        let exact = try values(1)
        settings.integrator = .dormandPrince
        settings.stepMilliseconds = 0.1
        #expect(exact.count == 6 * 50 * model.description.variables.count)
        let tolerances = [1e-4, 1e-6, 1e-8, 1e-10]
        let errors = try tolerances.map { distance(try values($0), exact) }
        for (error, tolerance) in zip(errors, tolerances) { #expect(error < 100 * tolerance, "\(errors)") }
        for (error, next) in zip(errors, errors.dropFirst()) {
            // A hundredth of the tolerance: a fortieth of the error or less, but not a tenth of a thousandth.
            #expect(error / next > 20 && error / next < 2000, "\(errors)")
        }
    }

    /// A node without a bounded course of its own, which its neighbour holds: what pads the rows is not simulated.
    @Test func dormandAndPrinceSimulateTheNodesAlone() throws {
        var settings = SimulationSettings.stepping(
            .fitzHughNagumo, .dormandPrince, step: 0.05, steps: 1000, every: 1000,
            parameters: ["alpha": .perNode([3, -5]), "beta": 0, "gamma": 0], coupling: .init(gain: 2),
            initial: ["x": .perNode([0, 0.1]), "y": 0])
        let adaptive = try record(Connectome.complete(nodes: 2), settings).last("x")
        settings.integrator = .rungeKutta4
        #expect(distance(adaptive, try record(Connectome.complete(nodes: 2), settings).last("x")) < 1e-5)
    }

    /// Dormand and Prince's samples between steps, the transient and inputs that vary in time.
    @Test func dormandAndPrinceSampleWhereAsked() throws {
        var settings = SimulationSettings.stepping(
            .linear, .dormandPrince, step: 0.1, steps: 300, every: 3, parameters: ["tau": 7], initial: ["x": 0.5],
            stimuli: [
                Stimulus(.sinusoid(amplitude: 0.2, frequency: 30, phase: 0.4, onset: 0, duration: 1e6), of: "x")
            ])
        settings.transientMilliseconds = 4
        settings.tolerance = 1e-11
        let values = try record(unconnected(2), settings).course(of: "x", at: 1)
        #expect(values.count == 100)
        for (sample, value) in values.enumerated() {
            let time = 4 + 0.3 * Double(sample + 1)
            let expected = StimulusTests.sinusoidResponse(
                start: 0.5, tau: 7, amplitude: 0.2, frequency: 30, phase: 0.4, time: time)
            #expect(abs(value - expected) < 1e-9)
        }
    }

    /// Additive noise: the strong order of Euler–Maruyama's rule and Heun's is 1. The path of the noise is read off a free
    /// node; Brownian bridges refine it for a reference with steps sixteen times as fine.
    @Test(arguments: [Integrator.euler, .heun, .rungeKutta4])
    func strongOrderOfAdditiveNoise(integrator: Integrator) throws {
        let (nodes, duration, sigma, fine) = (600, 8.0, 0.3, 16)
        func error(_ step: Double) throws -> Double {
            let steps = Int(duration / step)
            let noise = [Noise(.white, of: "x", intensity: .uniform(sigma))]
            let free = SimulationSettings.stepping(
                .linear, integrator, step: step, steps: steps, parameters: ["tau": 1e300], initial: ["x": 0],
                noise: noise, seed: 6)
            let path = try record(unconnected(nodes), free).values[0]
            let parameters: [String: ParameterValue] = ["a": 0.25, "w": 0.6]
            let initial: [String: ParameterValue] = ["x": 0.3, "y": 0.1]
            let settings = SimulationSettings.stepping(
                .hopf, integrator, step: step, steps: steps, every: steps, parameters: parameters, initial: initial,
                noise: noise, seed: 6)
            let end = try record(unconnected(nodes), settings).last("x")
            var random = Philox4x32(seed: 99).makeGenerator()
            var squares = 0.0
            for node in 0..<nodes {
                var (x, y, before) = (0.3, 0.1, 0.0)
                for number in 0..<steps {
                    let after = path[number * nodes + node]
                    var place = before
                    for part in 0..<fine {
                        let width = step / Double(fine)
                        let left = Double(fine - part)
                        let variance = sigma * sigma * width * (left - 1) / left
                        let next = place + (after - place) / left + variance.squareRoot() * random.normalPair()[0]
                        let kick = next - place
                        func rates(_ x: Double, _ y: Double) -> (Double, Double) {
                            let growth = 0.25 - x * x - y * y
                            return (growth * x - 0.6 * y, growth * y + 0.6 * x)
                        }
                        let first = rates(x, y)
                        let second = rates(x + width * first.0 + kick, y + width * first.1)
                        x += width / 2 * (first.0 + second.0) + kick
                        y += width / 2 * (first.1 + second.1)
                        place = next
                    }
                    before = after
                }
                squares += (x - end[node]) * (x - end[node])
            }
            return (squares / Double(nodes)).squareRoot()
        }
        let errors = try [0.5, 0.25, 0.125].map(error)
        for (coarse, fine) in zip(errors, errors.dropFirst()) {
            #expect(abs(log2(coarse / fine) - 1) < 0.25, "\(integrator): \(errors)")
        }
    }
}
