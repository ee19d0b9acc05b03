import Dynamics
import Foundation

/// The models' equations as they were published, one node at a time and in plain arithmetic: the reference for every
/// trajectory.
struct ScalarModel {
    let model: NeuralModel
    /// The parameters of every node by their places in the model's list.
    let parameters: [[Double]]
    private let place: [String: Int]

    init(_ settings: SimulationSettings, nodes: Int) {
        model = settings.model
        let all = settings.model.description.parameters
        parameters = (0..<nodes).map { node in all.map { settings.parameters[$0.name]?[node] ?? $0.defaultValue } }
        place = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })
    }

    /// The parameter `name` of a node.
    func value(_ name: String, _ node: Int) -> Double { place[name].map { parameters[node][$0] } ?? .nan }

    /// What a node sends.
    func signals(_ x: [Double], node: Int) -> [Double] {
        switch model {
        case .linear, .fitzHughNagumo, .wilsonCowan, .wongWang, .wongWangPair, .montbrioPazoRoxin: return [x[0]]
        case .kuramoto: return [sin(x[0]), cos(x[0])]
        case .hopf: return [x[0], x[1]]
        case .jansenRit: return [firingRate(x[1] - x[2], node)]
        }
    }

    private func firingRate(_ potential: Double, _ node: Int) -> Double {
        2 * value("e0", node) / (1 + exp(value("r", node) * (value("v0", node) - potential)))
    }

    /// The transfer function of Wong and Wang's populations, Hz: u/(1 − e^(−d·u)) with u = a·x − b, which is 1/d at u = 0.
    static func transfer(_ current: Double, slope: Double, offset: Double, curvature: Double) -> Double {
        let u = slope * current - offset
        // Where u·d is small, u/(1 − e^(−u·d)) = 1/d + u/2 + d·u²/12 − …
        if abs(u * curvature) < 1e-4 { return 1 / curvature + u / 2 + curvature * u * u / 12 }
        return u / -expm1(-curvature * u)
    }

    /// The rates of change of a node's variables.
    ///
    /// - Parameters:
    ///   - x: its variables.
    ///   - received: for each signal, G times the sum over incoming edges of weight · signal, or of weight · (signal − own).
    ///   - input: what acts from outside, by variable.
    func rates(_ x: [Double], received: [Double], input: [Double], node: Int) -> [Double] {
        func p(_ name: String) -> Double { value(name, node) }
        switch model {
        case .linear:
            return [-x[0] / p("tau") + received[0] + input[0]]
        case .kuramoto:
            // Σ c·sin(θ_j − θ − α) = cos(θ + α)·Σ c·sin θ_j − sin(θ + α)·Σ c·cos θ_j
            let angle = x[0] + p("alpha")
            return [p("omega") + cos(angle) * received[0] - sin(angle) * received[1] + input[0]]
        case .hopf:
            let growth = p("a") - x[0] * x[0] - x[1] * x[1]
            return [
                growth * x[0] - p("w") * x[1] + received[0] + input[0],
                growth * x[1] + p("w") * x[0] + p("coupling_y") * received[1] + input[1],
            ]
        case .fitzHughNagumo:
            return [
                -p("alpha") * pow(x[0], 3) + p("beta") * x[0] * x[0] + p("gamma") * x[0] - x[1] + received[0]
                    + input[0],
                (x[0] - p("delta") - p("epsilon") * x[1]) / p("tau") + input[1],
            ]
        case .wilsonCowan:
            let excitation = p("c_excexc") * x[0] - p("c_inhexc") * x[1] + received[0] + input[0]
            let inhibition = p("c_excinh") * x[0] - p("c_inhinh") * x[1] + input[1]
            return [
                (-x[0] + (1 - x[0]) / (1 + exp(-p("a_exc") * (excitation - p("mu_exc"))))) / p("tau_exc"),
                (-x[1] + (1 - x[1]) / (1 + exp(-p("a_inh") * (inhibition - p("mu_inh"))))) / p("tau_inh"),
            ]
        case .wongWang:
            let current = p("w") * p("J") * x[0] + p("J") * received[0] + p("I0")
            let rate = Self.transfer(current, slope: p("a"), offset: p("b"), curvature: p("d"))
            return [-x[0] / p("tau") + (1 - x[0]) * p("gamma") * rate / 1000 + input[0]]
        case .wongWangPair:
            let distant = p("J") * received[0]
            let excitation = p("W_E") * p("I0") + p("w") * p("J") * x[0] + distant - p("J_i") * x[1]
            let inhibition = p("W_I") * p("I0") + p("J") * x[0] - x[1] + p("lambda") * distant
            let excitatory = Self.transfer(excitation, slope: p("a_E"), offset: p("b_E"), curvature: p("d_E"))
            let inhibitory = Self.transfer(inhibition, slope: p("a_I"), offset: p("b_I"), curvature: p("d_I"))
            return [
                -x[0] / p("tau_E") + (1 - x[0]) * p("gamma") * excitatory / 1000 + input[0],
                -x[1] / p("tau_I") + inhibitory / 1000 + input[1],
            ]
        case .jansenRit:
            func second(_ y: Double, _ slope: Double, amplitude: Double, rate: Double, drive: Double) -> Double {
                amplitude * rate * drive - 2 * rate * slope - rate * rate * y
            }
            let arriving = p("p") + input[4] + p("C2") * firingRate(p("C1") * x[0], node) + received[0]
            return [
                x[3] + input[0], x[4] + input[1], x[5] + input[2],
                second(x[0], x[3], amplitude: p("A"), rate: p("a"), drive: firingRate(x[1] - x[2], node)) + input[3],
                second(x[1], x[4], amplitude: p("A"), rate: p("a"), drive: arriving),
                second(
                    x[2], x[5], amplitude: p("B"), rate: p("b"),
                    drive: p("C4") * firingRate(p("C3") * x[0], node)) + input[5],
            ]
        case .montbrioPazoRoxin:
            let (tau, width) = (p("tau"), p("Delta"))
            let wave = Double.pi * tau * x[0]
            return [
                (width / (Double.pi * tau) + 2 * x[0] * x[1]) / tau + input[0],
                (x[1] * x[1] + p("eta") + p("J") * tau * x[0] + tau * received[0] + input[1] - wave * wave) / tau,
            ]
        }
    }
}
