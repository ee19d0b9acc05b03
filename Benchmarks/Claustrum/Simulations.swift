import Analysis
import Benchmark
import Compute
import Dynamics
import Foundation
import Graphs

/// A connectome with the delays of a human one: every pair connected, lengths of 5 to 200 mm.
func generatedConnectome(nodes: Int) throws -> Connectome {
    var random = SplitMix64(seed: 94)
    var weights = Array(repeating: [Double](repeating: 0, count: nodes), count: nodes)
    var lengths = weights
    for source in 0..<nodes {
        for target in 0..<nodes where target != source {
            weights[source][target] = random.fraction() / Double(nodes)
            lengths[source][target] = 5 + 195 * random.fraction()
        }
    }
    return try Connectome(weights: weights, lengths: lengths)
}

/// Simulations of 94 delayed nodes at 0.1 ms. `scripts/bench-peers` sets the first against the field's simulators.
func simulationBenchmarks() {
    simulation("hopf, 94 nodes, delays, 60 s", .hopf, seconds: 60, integrator: .euler)
    simulation("hopf, 94 nodes, delays, 60 s, single", .hopf, seconds: 60, integrator: .euler, precision: .single)
    for model in NeuralModel.allCases {
        simulation(
            "\(model.rawValue), 94 nodes, delays, noise, 1 s, heun", model, seconds: 1, integrator: .heun, noise: 0.001)
    }
    sweep()
}

private func settings(
    _ model: NeuralModel, seconds: Double, integrator: Integrator, precision: Precision, noise: Double
) -> SimulationSettings {
    let variable = model.description.variables[0].name
    return SimulationSettings(
        model: model, coupling: CouplingSettings(speed: 20), integrator: integrator, stepMilliseconds: 0.1,
        durationMilliseconds: 1000 * seconds, samplingMilliseconds: 1,
        noise: noise > 0 ? [Noise(.ornsteinUhlenbeck, of: variable, intensity: .uniform(noise))] : [], seed: 1,
        precision: precision)
}

private func simulation(
    _ subject: String, _ model: NeuralModel, seconds: Double, integrator: Integrator, precision: Precision = .double,
    noise: Double = 0
) {
    Benchmark("\(subject): claustrum", configuration: .init(maxDuration: .seconds(6), maxIterations: 20)) { benchmark in
        let connectome = try generatedConnectome(nodes: 94)
        let simulation = try Simulation(
            connectome: connectome,
            settings: settings(model, seconds: seconds, integrator: integrator, precision: precision, noise: noise))
        benchmark.startMeasurement()
        let recording = try simulation.recording()
        benchmark.stopMeasurement()
        guard recording.values[0].count == 94 * Int(1000 * seconds), recording.values[0].allSatisfy(\.isFinite) else {
            throw UnexpectedResult(description: "\(recording.values[0].count) samples of \(model.rawValue)")
        }
    }
}

/// A thousand points of gain and bifurcation parameter, each one simulated second, on one core and on all.
private func sweep() {
    for threads in Set([1, ThreadPool.cores]).sorted() {
        Benchmark(
            "sweep of 1000 points, 94 nodes, delays, 1 s: \(threads) threads",
            configuration: .init(warmupIterations: 0, maxDuration: .seconds(10), maxIterations: 3)
        ) { benchmark in
            let axes = [
                (key: "coupling.gain", values: (0..<40).map { Double($0) / 40 }),
                (key: "parameters.a", values: (0..<25).map { Double($0) / 100 - 0.05 }),
            ]
            let sweep = try Sweep(
                connectome: generatedConnectome(nodes: 94),
                base: settings(.hopf, seconds: 1, integrator: .euler, precision: .double, noise: 0),
                points: Sweep.grid(axes))
            benchmark.startMeasurement()
            let outcomes = try PoolExecutor(pool: ThreadPool(threads: threads)).run(sweep)
            benchmark.stopMeasurement()
            guard outcomes.count == 1000, outcomes.allSatisfy({ $0.failure == nil }) else {
                throw UnexpectedResult(description: "\(outcomes.count) outcomes of 1000 points")
            }
        }
    }
}
