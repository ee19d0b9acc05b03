internal import Foundation
internal import Kernels

/// What acts on the nodes from outside: noise and stimuli.
final class NetworkForcing<Real: SimulationReal> {
    /// A moment within a step.
    enum Stage {
        case start, middle, end

        var share: Double {
            switch self {
            case .start: 0
            case .middle: 0.5
            case .end: 1
            }
        }
    }

    /// The noise of one variable.
    private struct Source {
        let variable: Int
        let kind: Noise.Kind
        let amplitudes: Rows<Real>
        /// Of the Ornstein–Uhlenbeck process: its value now and at the step's end, and what a step leaves of it.
        let values: Rows<Real>
        let decays: Rows<Real>
        /// The draw's normals, which the other variable of the pair may share.
        let normals: Rows<Real>
    }

    /// The Ornstein–Uhlenbeck processes' draws are counted from here, the white noise's from 0.
    static var firstOrnsteinUhlenbeckDraw: Int { 128 }

    private let stride: Int
    private let runs: Int
    private let seed: UInt64
    private let nodeNumbers: Fixed<UInt32>
    private let runNumbers: Fixed<UInt32>
    private let sources: [Source]
    /// How much before a stimulus's onset or end counts as it, in ms. Steps that are chosen meet them exactly.
    private let slack: Double
    private let stimuli: [(stimulus: Stimulus, variable: Int, nodes: [Int])]
    /// The draws of a step, each with one row of normals for each half.
    private let draws: [Int: Rows<Real>]
    /// The step's white noise, a row a variable; rows of zeros where there is none.
    let noise: Rows<Real>
    /// Rows of zeros.
    let silence: Rows<Real>

    init(_ settings: [SimulationSettings], numbers: [UInt32], nodes: Int, stride: Int) {
        let (first, runs) = (settings[0], settings.count)
        let description = first.model.description
        self.stride = stride
        self.runs = runs
        seed = first.seed
        let last = nodes * runs - 1
        nodeNumbers = Fixed((0..<stride).map { UInt32(min($0, last) / runs) })
        runNumbers = Fixed((0..<stride).map { numbers[min($0, last) % runs] })
        noise = Rows(description.variables.count, stride)
        silence = Rows(description.variables.count, stride)
        let step = first.stepMilliseconds
        slack = first.integrator == .dormandPrince ? 0 : Stimulus.slackOfAStep * step
        // Noise of no intensity in any run costs nothing.
        let active = first.noise.indices.filter { index in
            settings.contains { run in (0..<nodes).contains { run.noise[index].intensity[$0] != 0 } }
        }
        var draws: [Int: Rows<Real>] = [:]
        sources = active.map { index in
            let noise = first.noise[index]
            let variable = description.variables.firstIndex { $0.name == noise.variable } ?? 0
            let draw = Self.draw(of: variable, noise.kind)
            let normals = draws[draw] ?? Rows(2, stride)
            draws[draw] = normals
            let source = Source(
                variable: variable, kind: noise.kind, amplitudes: Rows(1, stride), values: Rows(2, stride),
                decays: Rows(1, stride), normals: normals)
            for element in 0...last {
                let own = settings[element % runs].noise[index]
                let (intensity, tau) = (own.intensity[element / runs], own.timeConstantMilliseconds)
                let decay = exp(-step / tau)
                // The exact step of the process has this variance; −expm1 keeps its digits where the step is short.
                let amplitude =
                    own.kind == .white ? step.squareRoot() : (tau / 2 * -expm1(-2 * step / tau)).squareRoot()
                source.amplitudes[0][element] = Real(intensity * amplitude)
                source.decays[0][element] = Real(decay)
            }
            return source
        }
        self.draws = draws
        stimuli = first.stimuli.map { stimulus in
            let variable = description.variables.firstIndex { $0.name == stimulus.variable } ?? 0
            return (stimulus, variable, stimulus.nodes ?? Array(0..<nodes))
        }
    }

    private static func draw(of variable: Int, _ kind: Noise.Kind) -> Int {
        variable / 2 + (kind == .white ? 0 : firstOrnsteinUhlenbeckDraw)
    }

    /// Draws the normals of `step`, makes its white noise and advances the Ornstein–Uhlenbeck processes to its end.
    func beginStep(_ step: Int, _ kernels: DynamicsKernelTable<Real>) {
        for (draw, rows) in draws {
            kernels.fillNormals(
                seed, UInt32(step), UInt32(draw), nodeNumbers.base, runNumbers.base, stride, rows[0], rows[1])
        }
        for source in sources {
            let normal = source.normals[source.variable % 2]
            if source.kind == .white {
                kernels.scaleNoise(normal, source.amplitudes.base, stride, noise[source.variable])
            } else {
                source.values[0].update(from: source.values[1], count: stride)
                kernels.advanceOrnsteinUhlenbeck(
                    source.values[1], normal, source.amplitudes.base, source.decays.base, stride)
            }
        }
    }

    /// Sets `input` to the stimuli and the Ornstein–Uhlenbeck processes at a moment of the step begun.
    ///
    /// - Parameter time: In ms.
    func setInput(_ input: Rows<Real>, at time: Double, _ stage: Stage, _ kernels: DynamicsKernelTable<Real>) {
        guard !stimuli.isEmpty || sources.contains(where: { $0.kind == .ornsteinUhlenbeck }) else { return }
        input.base.update(repeating: 0, count: input.count)
        for source in sources where source.kind == .ornsteinUhlenbeck {
            let row = input[source.variable]
            if stage != .end { kernels.addScaled(source.values[0], Real(1 - stage.share), stride, row) }
            if stage != .start { kernels.addScaled(source.values[1], Real(stage.share), stride, row) }
        }
        for (stimulus, variable, nodes) in stimuli {
            let row = input[variable]
            let isUniform = stimulus.isUniform
            let common = isUniform ? Real(stimulus.value(at: time, position: 0, slack: slack)) : 0
            for (position, node) in nodes.enumerated() {
                let value =
                    isUniform ? common : Real(stimulus.value(at: time, position: position, slack: slack))
                for run in 0..<runs { row[node * runs + run] += value }
            }
        }
    }
}
