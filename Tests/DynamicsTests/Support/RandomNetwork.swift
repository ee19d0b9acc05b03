import Dynamics
import GeneratedInput
import Graphs

/// Connectomes with delays of every class, and settings with everything that a simulation can have.
enum RandomNetwork {
    /// Which delays a connectome's edges have at 1 mm/ms and a step of 0.1 ms.
    enum Delays: CaseIterable, Sendable {
        /// None, and most pairs connected.
        case dense
        /// None, and few pairs connected.
        case sparse
        /// Below 0.8 ms: some less than half a step.
        case short
        /// From none to several blocks of 32 steps.
        case mixed

        var density: Double { self == .dense ? 0.9 : self == .sparse ? 0.15 : 0.4 }
        var longest: Double { self == .mixed ? 9 : 0.8 }
        var speed: Double? { self == .dense || self == .sparse ? nil : 1 }
    }

    static func connectome(_ nodes: Int, _ delays: Delays, seed: UInt64) throws -> Connectome {
        var random = SplitMix64(seed: seed)
        var edges: [ConnectomeEdge] = []
        for from in 0..<nodes {
            for to in 0..<nodes where from != to && random.chance(delays.density) {
                let length = random.chance(0.1) ? 0 : random.value(0, delays.longest)
                edges.append(
                    ConnectomeEdge(from: from, to: to, weight: random.value(0, 2) / Double(nodes), length: length))
            }
        }
        return try Connectome(nodes: nodes, edges: edges)
    }

    /// White noise on every variable, coloured noise on the last, two stimuli, BOLD, a transient and all variables recorded.
    static func settings(
        _ model: NeuralModel, _ integrator: Integrator, _ delays: Delays, nodes: Int, precision: Precision = .double
    ) -> SimulationSettings {
        let variables = model.description.variables.map(\.name)
        let last = variables[variables.count - 1]
        let rows = (0..<3).map { row in (0..<2).map { Double(row) * 0.01 - Double($0) * 0.005 } }
        return SimulationSettings(
            model: model, coupling: CouplingSettings(speed: delays.speed), integrator: integrator,
            stepMilliseconds: 0.1, durationMilliseconds: 21.7, transientMilliseconds: 3.1, samplingMilliseconds: 0.7,
            recorded: variables,
            noise: variables.map {
                Noise(.white, of: $0, intensity: .perNode((0..<nodes).map { 0.001 * Double($0 % 3) }))
            } + [Noise(.ornsteinUhlenbeck, of: last, intensity: 0.002, timeConstantMilliseconds: 4)],
            stimuli: [
                Stimulus(
                    .sinusoid(amplitude: 0.01, frequency: 80, phase: 0.3, onset: 2, duration: 15), of: variables[0]),
                Stimulus(.sampled(values: rows, interval: 5, onset: 1), of: last, nodes: [1, 0]),
            ], bold: Balloon(repetitionMilliseconds: 3, stepMilliseconds: 0.5, activityScale: 2), seed: 77,
            precision: precision)
    }
}
