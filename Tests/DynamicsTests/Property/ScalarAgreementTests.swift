import Dynamics
import Foundation
import GeneratedInput
import Graphs
import Testing

/// Every model and rule against the network integrated edge by edge from its definition.
@Suite struct ScalarAgreementTests {
    /// The greatest difference over all steps and variables, each variable relative to its greatest magnitude (at least 1e-3).
    static func greatestDifference(_ connectome: Connectome, _ settings: SimulationSettings, steps: Int) throws
        -> Double
    {
        let recording = try record(connectome, settings)
        let reference = ScalarNetwork(connectome, settings).trajectory(steps: steps)
        let variables = settings.model.description.variables.count
        let nodes = connectome.nodeCount
        var greatest = 0.0
        for variable in 0..<variables {
            var (difference, magnitude) = (0.0, 1e-3)
            #expect(recording.values[variable].count == steps * nodes)
            for step in 0..<steps {
                for node in 0..<nodes {
                    let expected = reference[step][node][variable]
                    magnitude = max(magnitude, abs(expected))
                    let error = abs(recording.values[variable][step * nodes + node] - expected)
                    difference = error.isNaN ? .infinity : max(difference, error)
                }
            }
            greatest = max(greatest, difference / magnitude)
        }
        return greatest
    }

    static func settings(
        _ model: NeuralModel, _ integrator: Integrator, nodes: Int, step: Double, steps: Int, speed: Double?,
        seed: UInt64
    ) -> SimulationSettings {
        var random = SplitMix64(seed: seed)
        var parameters = model.variedParameters(nodes: nodes, seed: random.next())
        if model == .hopf { parameters["coupling_y"] = random.chance(0.5) ? 1 : 0 }
        let kind: CouplingKind? =
            model.description.coupling.allowsDiffusive
            ? (random.chance(0.5) ? .diffusive : .additive) : nil
        return .stepping(
            model, integrator, step: step, steps: steps, parameters: parameters,
            coupling: .init(
                gain: model.description.coupling.defaultGain * random.value(0.5, 1.5), kind: kind, speed: speed),
            initial: model.initialValues(nodes: nodes, seed: random.next()), seed: seed)
    }

    static let delays: [[Int]] = [
        [0], [1], [7], [8], [9], [31], [32], [33], [200], [0, 1, 2, 7, 8, 9, 15, 16, 31, 32, 33, 64, 200], [0, 40],
        [1, 8], [5, 300],
    ]

    /// Long enough for the past to slide and for blocks of 8 and 32 to begin many times.
    @Test(arguments: NeuralModel.allCases)
    func everyModelAndRuleOverTwoThousandSteps(model: NeuralModel) throws {
        let nodes = 7
        for (number, integrator) in [Integrator.euler, .heun, .rungeKutta4].enumerated() {
            let step = 0.0625
            let connectome = try delayedConnectome(
                nodes: nodes, density: 0.6, delays: Self.delays[9], step: step, seed: 40 + UInt64(number))
            let settings = Self.settings(
                model, integrator, nodes: nodes, step: step, steps: 2000, speed: 1, seed: 50 + UInt64(number))
            let difference = try Self.greatestDifference(connectome, settings, steps: 2000)
            #expect(difference < 1e-12, "\(model) \(integrator): \(difference)")
        }
    }

    @Test(arguments: delays)
    func everyDelay(delays: [Int]) throws {
        var random = SplitMix64(seed: UInt64(delays.reduce(1) { ($0 * 31 + $1) % 1_000_003 }))
        let models: [NeuralModel] = [.linear, .kuramoto, .hopf, .jansenRit]
        for (number, integrator) in [Integrator.euler, .heun, .rungeKutta4].enumerated() {
            for density in [0.15, 1] {
                let nodes = density == 1 ? 1 + random.index(20) : 10 + random.index(20)
                let model = models[random.index(models.count)]
                let step = 0.125
                let connectome = try delayedConnectome(
                    nodes: nodes, density: density, delays: delays, step: step, seed: random.next())
                let settings = Self.settings(
                    model, integrator, nodes: nodes, step: step, steps: 700, speed: 1, seed: UInt64(number))
                let difference = try Self.greatestDifference(connectome, settings, steps: 700)
                #expect(difference < 1e-12, "\(model) \(integrator) \(nodes) nodes, delays \(delays): \(difference)")
            }
        }
    }

    /// From one node to more than two vectors of sixteen: what pads the rows takes no part.
    @Test(arguments: 1...40)
    func anyNumberOfNodes(nodes: Int) throws {
        var random = SplitMix64(seed: UInt64(nodes))
        let model = NeuralModel.allCases[nodes % NeuralModel.allCases.count]
        for speed in [nil, 1.0] {
            let integrator = [Integrator.euler, .heun, .rungeKutta4][random.index(3)]
            let connectome = try delayedConnectome(
                nodes: nodes, density: nodes % 3 == 0 ? 1 : 0.3, delays: [0, 1, 9, 40], step: 0.125,
                seed: random.next())
            let settings = Self.settings(
                model, integrator, nodes: nodes, step: 0.125, steps: 90, speed: speed, seed: random.next())
            let difference = try Self.greatestDifference(connectome, settings, steps: 90)
            #expect(difference < 1e-12, "\(model) \(integrator) \(nodes) nodes: \(difference)")
        }
    }

    /// Without edges, or with none but to oneself.
    @Test func networksOfNoEdgesAndOfSelfConnections() throws {
        for model in NeuralModel.allCases {
            for speed in [nil, 0.5] {
                let own = (0..<3).map { ConnectomeEdge(from: $0, to: $0, weight: 0.3, length: Double($0)) }
                for edges in [[], own, Array(own.prefix(1))] {
                    // Of no edges, none has a length.
                    if edges.isEmpty && speed != nil { continue }
                    let connectome = try Connectome(nodes: 3, edges: edges)
                    let settings = Self.settings(
                        model, .heun, nodes: 3, step: 0.1, steps: 60, speed: speed, seed: 3)
                    let difference = try Self.greatestDifference(connectome, settings, steps: 60)
                    #expect(difference < 1e-12, "\(model), \(edges.count) edges: \(difference)")
                }
            }
        }
    }

    /// Lengths that are no whole number of steps are rounded, halves to the even one.
    @Test func delaysAreRoundedToSteps() throws {
        let edges = [0.49, 0.5, 0.51, 1.5, 2.5, 7.5, 8.49, 31.5, 32.5].enumerated().map { number, steps in
            ConnectomeEdge(from: number, to: 9, weight: pow(2, Double(number)) / 512, length: steps)
        }
        let connectome = try Connectome(nodes: 10, edges: edges)
        let settings = Self.settings(.linear, .euler, nodes: 10, step: 0.25, steps: 200, speed: 4, seed: 2)
        #expect(try Self.greatestDifference(connectome, settings, steps: 200) < 1e-12)
    }

    /// All kinds of noise and stimuli at once, in several variables.
    @Test(arguments: [Integrator.euler, .heun, .rungeKutta4])
    func forcedNetworks(integrator: Integrator) throws {
        for model in NeuralModel.allCases {
            let nodes = 11
            let connectome = try delayedConnectome(
                nodes: nodes, density: 0.5, delays: [0, 3, 20, 50], step: 0.125, seed: 8)
            var settings = Self.settings(
                model, integrator, nodes: nodes, step: 0.125, steps: 300, speed: 1, seed: 77)
            let names = model.description.variables.map(\.name)
            let size = model == .montbrioPazoRoxin || model == .jansenRit ? 1e-4 : 1e-3
            for (number, name) in names.enumerated() {
                let intensities = (0..<nodes).map { $0 == 3 ? 0 : size * Double($0 + number + 1) }
                settings.noise.append(Noise(.white, of: name, intensity: .perNode(intensities)))
                settings.noise.append(
                    Noise(.ornsteinUhlenbeck, of: name, intensity: .uniform(size), timeConstantMilliseconds: 3))
                settings.stimuli.append(
                    Stimulus(
                        .sinusoid(
                            amplitude: size, frequency: 60, phase: 0.5, onset: 2, duration: 20),
                        of: name, nodes: [0, 5, 10]))
            }
            settings.stimuli.append(
                Stimulus(
                    .sampled(values: (0..<8).map { [size * Double($0 * $0), -size] }, interval: 3, onset: 1),
                    of: names[0], nodes: [9, 2]))
            let difference = try Self.greatestDifference(connectome, settings, steps: 300)
            #expect(difference < 1e-11, "\(model) \(integrator): \(difference)")
        }
    }

    /// A short horizon in single precision: rounding of 6e-8 a step, amplified by less than ten.
    @Test(arguments: NeuralModel.allCases)
    func singlePrecisionFollowsDouble(model: NeuralModel) throws {
        let nodes = 21
        let connectome = try delayedConnectome(
            nodes: nodes, density: 0.5, delays: [0, 3, 20, 50], step: 0.125, seed: 4)
        for integrator in [Integrator.euler, .heun, .rungeKutta4] {
            var settings = Self.settings(model, integrator, nodes: nodes, step: 0.125, steps: 80, speed: 1, seed: 21)
            settings.noise = [
                Noise(.white, of: model.description.variables[0].name, intensity: 1e-4),
                Noise(.ornsteinUhlenbeck, of: model.description.variables[0].name, intensity: 1e-4),
            ]
            settings.precision = .single
            let difference = try Self.greatestDifference(connectome, settings, steps: 80)
            #expect(difference < 80 * 6e-8 * 4, "\(model) \(integrator): \(difference)")
            #expect(difference > 0)
        }
    }
}
