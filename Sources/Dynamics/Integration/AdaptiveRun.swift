internal import Analysis
internal import Compute
internal import Foundation
internal import Graphs
internal import Kernels

/// Dormand and Prince's embedded pair of orders 5 and 4 with steps chosen by the error, for networks without noise and
/// delays. Samples between steps come from the pair's fourth-order interpolant.
///
/// A step is accepted where the root mean square of error/(tolerance·(1 + max(|x|, |x'|))) is at most 1; the next one is 0.9 ·
/// that^(−1/5) times as long, at least a fifth and at most five times. No step passes a moment at which a stimulus jumps or
/// bends; one that ends there sees the stimulus as it was before.
///
/// Source: Dormand & Prince, J. Comp. Appl. Math. 6 (1980) 19; Hairer, Nørsett & Wanner, Solving ODEs I (1993), II.4–II.6.
struct AdaptiveRun {
    private let simulation: Simulation
    private let nodes: Int

    init(_ simulation: Simulation) {
        self.simulation = simulation
        nodes = simulation.connectome.nodeCount
    }

    func run(in context: RunContext, receive: (SampleBlock) throws -> Void) throws {
        let settings = simulation.settings
        let end = settings.transientMilliseconds + settings.durationMilliseconds
        let series = simulation.series
        let variables = settings.model.description.variables
        let recorded = series.map { series in variables.firstIndex { $0.name == series.name } ?? 0 }
        let collector = SampleCollector(series: series.count, nodes: nodes)
        let system = try NetworkRates(simulation, pool: context.pool)
        var stepper = DormandPrince(system, tolerance: settings.tolerance, firstStep: settings.stepMilliseconds)
        var sample = 0
        context.progress.expect(1000)
        var reported = 0
        while stepper.time < end && sample < (series.first?.sampleCount ?? 0) {
            try context.cancellation.check()
            let limit = settings.stimuli.compactMap { $0.nextBreak(after: stepper.time) }.min()
            try stepper.makeStep(limit: min(end, limit ?? end)) { problem in
                DynamicsError(
                    .diverged, key: "step", problem: problem,
                    remedy: "the solution may have no bound for these parameters, or the tolerance is too small")
            }
            while sample < (series.first?.sampleCount ?? 0) {
                let time = settings.transientMilliseconds + (series.first?.time(of: sample) ?? 0)
                guard time <= stepper.time * (1 + 1e-12) else { break }
                let state = stepper.state(at: time)
                for (index, variable) in recorded.enumerated() {
                    try collector.add(
                        index, sample, state[variable * system.stride..<variable * system.stride + nodes], receive)
                }
                sample += 1
            }
            let progress = Int(1000 * stepper.time / end)
            context.progress.finish(progress - reported)
            reported = progress
        }
        try collector.flush(receive)
    }
}

/// The rates of change of a whole network without delays and noise: variables × stride, row by row.
final class NetworkRates {
    let stride: Int
    let count: Int
    let nodes: Int
    let initial: [Double]
    private let integrator: NetworkIntegrator<Double>
    private let state: Rows<Double>
    private let out: Rows<Double>

    init(_ simulation: Simulation, pool: ThreadPool) throws(DynamicsError) {
        let edges = try DelayedEdges(simulation.connectome, speed: nil, step: simulation.settings.stepMilliseconds)
        integrator = try NetworkIntegrator(
            runs: [simulation.settings], numbers: [0], edges: edges, nodes: simulation.connectome.nodeCount, pool: pool)
        stride = integrator.stride
        nodes = integrator.nodes
        count = integrator.state.count
        state = Rows(integrator.state.rows, stride)
        out = Rows(integrator.state.rows, stride)
        initial = Array(UnsafeBufferPointer(start: integrator.state.base, count: count))
    }

    /// The rates at `x` and `time` (ms).
    func rates(_ x: [Double], at time: Double) -> [Double] {
        x.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return }
            state.base.update(from: base, count: count)
        }
        integrator.evaluate(state, at: time, into: out)
        return Array(UnsafeBufferPointer(start: out.base, count: count))
    }
}

/// The stepper: state, time and the stages of the last step.
struct DormandPrince {
    private let system: NetworkRates
    private let tolerance: Double
    private(set) var time = 0.0
    private var step: Double
    private var x: [Double]
    /// The stages of the last step.
    private var stages: [[Double]] = []
    /// The rates at the present.
    private var firstRates: [Double]
    private var before: [Double]
    private var width = 0.0

    init(_ system: NetworkRates, tolerance: Double, firstStep: Double) {
        self.system = system
        self.tolerance = tolerance
        step = firstStep
        x = system.initial
        before = x
        firstRates = system.rates(x, at: 0)
    }

    private static let nodes: [Double] = [0, 0.2, 0.3, 0.8, 8.0 / 9, 1, 1]
    private static let tableau: [[Double]] = [
        [], [0.2], [0.075, 0.225], fractions([44, -56, 32], [45, 15, 9]),
        fractions([19372, -25360, 64448, -212], [6561, 2187, 6561, 729]),
        fractions([9017, -355, 46732, 49, -5103], [3168, 33, 5247, 176, 18656]),
        fractions([35, 0, 500, 125, -2187, 11], [384, 1, 1113, 192, 6784, 84]),
    ]
    /// The fifth-order weights less the fourth-order ones.
    private static let errors = fractions([71, 0, -71, 71, -17253, 22, -1], [57600, 1, 16695, 1920, 339_200, 525, 40])
    /// The weights of the interpolant's last term.
    private static let dense = fractions(
        [-12_715_105_075, 0, 87_487_479_700, -10_690_763_975, 701_980_252_875, -1_453_857_185, 69_997_945],
        [11_282_082_432, 1, 32_700_410_799, 1_880_347_072, 199_316_789_632, 822_651_844, 29_380_423])

    private static func fractions(_ numerators: [Double], _ denominators: [Double]) -> [Double] {
        zip(numerators, denominators).map { $0 / $1 }
    }

    /// Makes one accepted step that does not pass `limit`, a moment after `time`.
    ///
    /// - Throws: what `failure` makes of a problem.
    mutating func makeStep(limit: Double, failure: (String) -> DynamicsError) throws {
        while true {
            let endsAtLimit = time + step >= limit
            width = endsAtLimit ? limit - time : step
            // What jumps at the limit is taken as it was before.
            let latest = endsAtLimit ? limit - 1e-9 * width : .infinity
            var all = [firstRates]
            for stage in 1..<7 {
                let moment = min(time + Self.nodes[stage] * width, latest)
                all.append(system.rates(combined(Self.tableau[stage], all), at: moment))
            }
            let candidate = combined(Self.tableau[6], all)
            let error = self.error(of: candidate, all)
            guard error.isFinite || width > 1e-9 else {
                throw failure("the solution left the finite numbers at \(time) ms")
            }
            let next = width * (error.isFinite ? min(5, max(0.2, 0.9 * pow(max(error, 1e-10), -0.2))) : 0.1)
            guard error <= 1 else {
                step = next
                guard step > 1e-12 * max(1, time) else { throw failure("no step is small enough at \(time) ms") }
                continue
            }
            // A step that was cut short says little against the one that was planned.
            step = endsAtLimit ? max(step, next) : next
            before = x
            x = candidate
            stages = all
            time = endsAtLimit ? limit : time + width
            firstRates = endsAtLimit ? system.rates(x, at: time) : all[6]
            return
        }
    }

    private func combined(_ weights: [Double], _ all: [[Double]]) -> [Double] {
        var result = x
        for (weight, stage) in zip(weights, all) where weight != 0 {
            for index in result.indices { result[index] += width * weight * stage[index] }
        }
        return result
    }

    private func error(of candidate: [Double], _ all: [[Double]]) -> Double {
        // What pads the rows is not of the network.
        var sum = 0.0
        for row in Swift.stride(from: 0, to: system.count, by: system.stride) {
            for index in row..<row + system.nodes {
                var error = 0.0
                for (weight, stage) in zip(Self.errors, all) { error += weight * stage[index] }
                let scale = tolerance * (1 + max(abs(x[index]), abs(candidate[index])))
                sum += (width * error / scale) * (width * error / scale)
            }
        }
        return (sum / Double(system.nodes * system.count / system.stride)).squareRoot()
    }

    /// The state at a time within the last step, by the interpolant of order 4 (Hairer, Nørsett & Wanner, eq. II.6.12).
    func state(at wanted: Double) -> [Double] {
        let share = min(1, max(0, (wanted - (time - width)) / width))
        guard share < 1 else { return x }
        let (first, last) = (stages[0], stages[6])
        return x.indices.map { index in
            let difference = x[index] - before[index]
            let slope = width * first[index] - difference
            let curvature = difference - width * last[index] - slope
            var correction = 0.0
            for (weight, stage) in zip(Self.dense, stages) { correction += weight * stage[index] }
            let rest = 1 - share
            return before[index]
                + share * (difference + rest * (slope + share * (curvature + rest * width * correction)))
        }
    }
}
