import Compute
import Dynamics
import Foundation
import Graphs

/// A network integrated from the definitions: the whole past in plain arrays, every sum edge by edge.
///
/// A node receives G·Σ C[j→i]·s_j(t − length/speed), delays rounded to whole steps (halves to even), and before the start
/// every node has sent what it sends at the start.
struct ScalarNetwork {
    let model: ScalarModel
    let settings: SimulationSettings
    let nodes: Int
    let variables: Int
    private let edges: [(source: Int, target: Int, weight: Double, delay: Int)]
    private let strengths: [Double]
    private let gain: Double
    private let isDiffusive: Bool
    /// The initial state: node by node, its variables.
    let start: [[Double]]

    /// - Parameter settings: with initial values for every variable.
    init(_ connectome: Connectome, _ settings: SimulationSettings) {
        let count = connectome.nodeCount
        model = ScalarModel(settings, nodes: count)
        self.settings = settings
        nodes = count
        let description = settings.model.description
        variables = description.variables.count
        let edges = connectome.edgeList.map { edge -> (source: Int, target: Int, weight: Double, delay: Int) in
            var delay = 0.0
            if let speed = settings.coupling.speed, let length = edge.length {
                delay = (length / speed / settings.stepMilliseconds).rounded(.toNearestOrEven)
            }
            return (edge.from, edge.to, edge.weight, Int(delay))
        }
        self.edges = edges
        strengths = (0..<count).map { node in edges.reduce(0) { $0 + ($1.target == node ? $1.weight : 0) } }
        let isDivided = settings.coupling.dividedByNodes ?? description.coupling.isDividedByNodes
        gain = (settings.coupling.gain ?? description.coupling.defaultGain) / (isDivided ? Double(count) : 1)
        isDiffusive = (settings.coupling.kind ?? description.coupling.defaultKind) == .diffusive
        // What is not given is not a number, and so unlike anything.
        let values = if case .values(let given) = settings.initial { given } else { [String: ParameterValue]() }
        start = (0..<count).map { node in description.variables.map { values[$0.name]?[node] ?? .nan } }
    }

    /// The states after each of `steps` steps: node by node, its variables.
    func trajectory(steps: Int) -> [[[Double]]] {
        var state = start
        var sent = [signals(state)]
        var result: [[[Double]]] = []
        var processes = ScalarNoise(settings, nodes: nodes)
        for step in 0..<steps {
            processes.begin(step)
            state = next(state, step, sent, processes)
            sent.append(signals(state))
            result.append(state)
        }
        return result
    }

    private func signals(_ state: [[Double]]) -> [[Double]] {
        state.indices.map { model.signals(state[$0], node: $0) }
    }

    private func next(_ x: [[Double]], _ step: Int, _ sent: [[[Double]]], _ noise: ScalarNoise) -> [[Double]] {
        let width = settings.stepMilliseconds
        func moved(_ rates: [[Double]], _ width: Double, _ noise: [[Double]]? = nil) -> [[Double]] {
            x.indices.map { node in
                x[node].indices.map { x[node][$0] + width * rates[node][$0] + (noise?[node][$0] ?? 0) }
            }
        }
        let first = rates(x, step, 0, sent, noise)
        switch settings.integrator {
        case .euler, .dormandPrince:
            return moved(first, width, noise.increments)
        case .heun:
            let second = rates(moved(first, width, noise.increments), step, 1, sent, noise)
            return moved(combined([(first, 0.5), (second, 0.5)]), width, noise.increments)
        case .rungeKutta4:
            let second = rates(moved(first, width / 2), step, 0.5, sent, noise)
            let third = rates(moved(second, width / 2), step, 0.5, sent, noise)
            let fourth = rates(moved(third, width), step, 1, sent, noise)
            return moved(
                combined([(first, 1 / 6), (second, 1 / 3), (third, 1 / 3), (fourth, 1 / 6)]), width, noise.increments)
        }
    }

    private func combined(_ parts: [(rates: [[Double]], share: Double)]) -> [[Double]] {
        (0..<nodes).map { node in
            (0..<variables).map { variable in parts.reduce(0) { $0 + $1.rates[node][variable] * $1.share } }
        }
    }

    /// The rates at `step` + `share` of a step.
    private func rates(
        _ x: [[Double]], _ step: Int, _ share: Double, _ sent: [[[Double]]], _ noise: ScalarNoise
    ) -> [[Double]] {
        let own = signals(x)
        var received = own.map { $0.map { _ in 0.0 } }
        for edge in edges {
            for signal in own[0].indices {
                let value =
                    edge.delay == 0
                    ? own[edge.source][signal]
                    : past(sent, edge.source, signal, step - edge.delay, share)
                received[edge.target][signal] += edge.weight * value
            }
        }
        let time = (Double(step) + share) * settings.stepMilliseconds
        return (0..<nodes).map { node in
            let sums = received[node].indices.map { signal in
                gain * (received[node][signal] - (isDiffusive ? strengths[node] * own[node][signal] : 0))
            }
            var input = noise.input(node, share)
            for stimulus in settings.stimuli {
                let position = stimulus.nodes.map { $0.firstIndex(of: node) } ?? node
                guard let position else { continue }
                let variable = settings.model.description.variables.firstIndex { $0.name == stimulus.variable } ?? 0
                input[variable] += stimulus.value(at: time, position: position)
            }
            return model.rates(x[node], received: sums, input: input, node: node)
        }
    }

    /// What a node had sent at step `place` + `share`; between steps, Lagrange's cubic through the two steps before the
    /// place, itself and the one after it.
    private func past(_ sent: [[[Double]]], _ node: Int, _ signal: Int, _ place: Int, _ share: Double) -> Double {
        func at(_ step: Int) -> Double { sent[max(0, step)][node][signal] }
        if share == 0 { return at(place) }
        if share == 1 { return at(place + 1) }
        let abscissae = [-2.0, -1, 0, 1]
        return abscissae.indices.reduce(0) { sum, k in
            let weight = abscissae.indices.reduce(1.0) { product, other in
                other == k ? product : product * (share - abscissae[other]) / (abscissae[k] - abscissae[other])
            }
            return sum + weight * at(place + Int(abscissae[k]))
        }
    }
}

/// The random forcing of run 0, from Philox and the C library's functions.
struct ScalarNoise {
    private let settings: SimulationSettings
    private let nodes: Int
    /// The step's white noise, node by node.
    private(set) var increments: [[Double]]
    private var before: [[Double]]
    private var after: [[Double]]

    init(_ settings: SimulationSettings, nodes: Int) {
        self.settings = settings
        self.nodes = nodes
        let zeros = Array(
            repeating: [Double](repeating: 0, count: settings.model.description.variables.count), count: nodes)
        (increments, before, after) = (zeros, zeros, zeros)
    }

    mutating func begin(_ step: Int) {
        before = after
        let width = settings.stepMilliseconds
        for noise in settings.noise {
            let variable = settings.model.description.variables.firstIndex { $0.name == noise.variable } ?? 0
            for node in 0..<nodes {
                let draw = UInt64(variable / 2 + (noise.kind == .white ? 0 : 128))
                let pair = Philox4x32(seed: settings.seed, stream: draw)
                    .normalPair(UInt64(step) | UInt64(node) << 32)
                let normal = pair[variable % 2]
                let tau = noise.timeConstantMilliseconds
                switch noise.kind {
                case .white: increments[node][variable] = noise.intensity[node] * width.squareRoot() * normal
                case .ornsteinUhlenbeck:
                    let variance = tau / 2 * (1 - exp(-2 * width / tau))
                    after[node][variable] =
                        before[node][variable] * exp(-width / tau)
                        + noise.intensity[node] * variance.squareRoot() * normal
                }
            }
        }
    }

    /// The Ornstein–Uhlenbeck processes of a node, linear within a step.
    func input(_ node: Int, _ share: Double) -> [Double] {
        zip(before[node], after[node]).map { (1 - share) * $0 + share * $1 }
    }
}
