import Compute
import Dynamics
import Foundation
import GeneratedInput
import Graphs

extension SimulationSettings {
    /// Settings that record every variable after every step of so many.
    static func stepping(
        _ model: NeuralModel, _ integrator: Integrator = .rungeKutta4, step: Double = 0.1, steps: Int,
        every: Int = 1, parameters: [String: ParameterValue] = [:], coupling: CouplingSettings = .init(),
        initial: [String: ParameterValue] = [:], noise: [Noise] = [], stimuli: [Stimulus] = [], seed: UInt64 = 0
    ) -> SimulationSettings {
        SimulationSettings(
            model: model, parameters: parameters, coupling: coupling, integrator: integrator, stepMilliseconds: step,
            durationMilliseconds: Double(steps) * step, samplingMilliseconds: Double(every) * step,
            recorded: model.description.variables.map(\.name), noise: noise, stimuli: stimuli,
            initial: .values(initial), seed: seed)
    }
}

extension Stimulus {
    /// A constant input for ever.
    static func constant(_ amplitude: Double, of variable: String, nodes: [Int]? = nil) -> Stimulus {
        Stimulus(.pulse(amplitude: amplitude, onset: 0, duration: 1e12), of: variable, nodes: nodes)
    }
}

/// Nodes that are connected to nothing.
func unconnected(_ nodes: Int) throws -> Connectome { try Connectome(nodes: nodes, edges: []) }

/// Runs a simulation on one thread.
func record(_ connectome: Connectome, _ settings: SimulationSettings) throws -> Recording {
    try Simulation(connectome: connectome, settings: settings).recording()
}

extension Recording {
    /// The last sample of a series, a value a node.
    func last(_ name: String) -> [Double] { (series(named: name) ?? []).suffix(nodeCount) }
}

/// The samples of every series and run of a simulation under way.
struct Samples<Real: SimulationReal>: Equatable {
    var values: [[Real]]

    /// Advances `run` to its end in pieces of the given lengths, over and over.
    init(_ run: SimulationRun<Real>, pieces: [Int] = [.max / 2]) throws {
        values = run.series.map { _ in [] }
        var piece = 0
        while run.remainingSteps > 0 {
            var gathered = values
            try run.advance(min(pieces[piece % pieces.count], run.remainingSteps)) { series, _, sample in
                gathered[series] += sample
            }
            values = gathered
            piece += 1
        }
    }

    /// The samples of one of `runs` runs.
    func run(_ number: Int, of runs: Int) -> [[Real]] {
        values.map { series in Swift.stride(from: number, to: series.count, by: runs).map { series[$0] } }
    }

    var bitsAreFinite: Bool { values.allSatisfy { $0.allSatisfy(\.isFinite) } }
}

/// A random connectome with self-connections, some negative weights, and delays of the given steps at speed 1.
func delayedConnectome(
    nodes: Int, density: Double, delays: [Int], step: Double, seed: UInt64, scale: Double = 1
) throws -> Connectome {
    var random = SplitMix64(seed: seed)
    var edges: [ConnectomeEdge] = []
    for from in 0..<nodes {
        for to in 0..<nodes where random.chance(density) {
            let length = Double(delays[random.index(delays.count)]) * step
            edges.append(
                ConnectomeEdge(
                    from: from, to: to, weight: scale * random.value(-0.2, 1) / Double(nodes), length: length))
        }
    }
    return try Connectome(nodes: nodes, edges: edges)
}

extension NeuralModel {
    /// Initial values within the model's ranges, different at every node.
    func initialValues(nodes: Int, seed: UInt64) -> [String: ParameterValue] {
        var random = SplitMix64(seed: seed)
        var values: [String: ParameterValue] = [:]
        for variable in description.variables {
            let range = variable.initialRange
            values[variable.name] = .perNode((0..<nodes).map { _ in random.value(range.lowerBound, range.upperBound) })
        }
        return values
    }

    /// The model's parameters, up to a tenth away from their defaults and different at every node.
    func variedParameters(nodes: Int, seed: UInt64) -> [String: ParameterValue] {
        var random = SplitMix64(seed: seed)
        var values: [String: ParameterValue] = [:]
        for parameter in description.parameters {
            let centre = parameter.defaultValue
            values[parameter.name] = .perNode(
                (0..<nodes).map { _ in centre == 0 ? random.value(0, 0.1) : centre * random.value(0.95, 1.05) })
        }
        return values
    }
}
