import Compute
import Dynamics
import Foundation
import Graphs
import Testing

/// White and Ornstein–Uhlenbeck noise by their statistics, within four standard errors.
@Suite struct NoiseTests {
    static func correlation(_ a: [Double], _ b: [Double]) -> Double {
        let (count, meanA, meanB) = (
            Double(a.count), a.reduce(0, +) / Double(a.count), b.reduce(0, +) / Double(b.count)
        )
        let product = zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) }
        let (first, second) = (
            a.reduce(0) { $0 + ($1 - meanA) * ($1 - meanA) }, b.reduce(0) { $0 + ($1 - meanB) * ($1 - meanB) }
        )
        #expect(count > 1)
        return product / (first * second).squareRoot()
    }

    static func variance(_ a: [Double]) -> Double {
        let mean = a.reduce(0, +) / Double(a.count)
        return a.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(a.count - 1)
    }

    /// A variable that nothing else acts on: Brownian motion of variance σ²·t, whatever the rule and the step.
    @Test(arguments: [Integrator.euler, .heun, .rungeKutta4], [0.1, 0.5])
    func whiteNoiseOfAFreeVariableIsBrownianMotion(integrator: Integrator, step: Double) throws {
        let nodes = 20_000
        let settings = SimulationSettings.stepping(
            .linear, integrator, step: step, steps: 40, every: 20, parameters: ["tau": 1e300], initial: ["x": 0],
            noise: [Noise(.white, of: "x", intensity: 0.7)], seed: 3)
        let recording = try record(unconnected(nodes), settings)
        let middle = Array(recording.values[0][..<nodes])
        let end = recording.last("x")
        let expected = 0.49 * 40 * step
        let error = (2 / Double(nodes)).squareRoot()
        #expect(abs(Self.variance(end) / expected - 1) < 4 * error)
        #expect(abs(Self.variance(middle) / expected - 0.5) < 4 * 0.5 * error)
        #expect(abs(end.reduce(0, +)) / Double(nodes) < 4 * (expected / Double(nodes)).squareRoot())
        // Increments are independent of what came before them.
        let increments = zip(end, middle).map { $0 - $1 }
        #expect(abs(Self.correlation(increments, middle)) < 4 / Double(nodes).squareRoot())
        // Neighbours are independent of each other.
        #expect(abs(Self.correlation(Array(end.dropFirst()), Array(end.dropLast()))) < 4 / Double(nodes).squareRoot())
    }

    /// The increments themselves: Philox's normals at counter (step, node, draw, run), σ·√h times.
    @Test func theNormalsAreThoseOfTheDocumentedCounter() throws {
        let settings = SimulationSettings.stepping(
            .jansenRit, .euler, step: 0.25, steps: 5, initial: NeuralModel.jansenRit.initialValues(nodes: 9, seed: 1),
            noise: NeuralModel.jansenRit.description.variables.map { Noise(.white, of: $0.name, intensity: 0.5) },
            seed: 0x0123_4567_89AB_CDEF)
        var silent = settings
        silent.noise = []
        silent.durationMilliseconds = 0.25
        let without = try record(unconnected(9), silent)
        for number in [0, 3, 1_000_000] as [UInt32] {
            let simulation = try Simulation(connectome: unconnected(9), settings: settings)
            let run = try SimulationRun<Double>([simulation], numbers: [number], pool: ThreadPool(threads: 1))
            let samples = try Samples(run)
            for variable in 0..<6 {
                for node in 0..<9 {
                    let stream = UInt64(variable / 2) | UInt64(number) << 32
                    let pair = Philox4x32(seed: settings.seed, stream: stream).normalPair(UInt64(node) << 32)
                    let kick = samples.values[variable][node] - without.values[variable][node]
                    #expect(abs(kick - 0.5 * 0.5 * pair[variable % 2]) < 1e-14)
                }
            }
        }
    }

    /// dη = −η/τ·dt + σ·dW: standard deviation σ·√(τ/2), autocorrelation e^(−t/τ), exact at any step. A node that forgets nothing
    /// sums the process up, so that its increments by Euler's rule are the process.
    @Test(arguments: [0.1, 2.0])
    func theOrnsteinUhlenbeckProcessIsStationary(step: Double) throws {
        let (nodes, sigma, tau) = (20_000, 0.3, 5.0)
        let settings = SimulationSettings(
            model: .linear, parameters: ["tau": 1e300], integrator: .euler, stepMilliseconds: step,
            durationMilliseconds: 5 * step, transientMilliseconds: 40, samplingMilliseconds: step,
            noise: [Noise(.ornsteinUhlenbeck, of: "x", intensity: .uniform(sigma), timeConstantMilliseconds: tau)],
            initial: .values(["x": 0]), seed: 8)
        let samples = try record(unconnected(nodes), settings).values[0]
        let process = (0..<4).map { sample in
            (0..<nodes).map { (samples[(sample + 1) * nodes + $0] - samples[sample * nodes + $0]) / step }
        }
        let error = (2 / Double(nodes)).squareRoot()
        for values in process {
            #expect(abs(Self.variance(values) / (sigma * sigma * tau / 2) - 1) < 4 * error)
        }
        for lag in 1...3 {
            let expected = exp(-Double(lag) * step / tau)
            let spread = (1 - expected * expected) / Double(nodes).squareRoot()
            #expect(abs(Self.correlation(process[0], process[lag]) - expected) < 4 * spread)
        }
    }

    /// It starts at zero: after t its variance is σ²τ/2·(1 − e^(−2t/τ)).
    @Test func theOrnsteinUhlenbeckProcessStartsAtZero() throws {
        let settings = SimulationSettings.stepping(
            .linear, .euler, step: 0.5, steps: 4, parameters: ["tau": 1e300], initial: ["x": 0],
            noise: [Noise(.ornsteinUhlenbeck, of: "x", intensity: 0.3, timeConstantMilliseconds: 4)])
        let nodes = 20_000
        let samples = try record(unconnected(nodes), settings).values[0]
        #expect(samples[..<nodes].allSatisfy { $0 == 0 })
        let later = (0..<nodes).map { (samples[3 * nodes + $0] - samples[2 * nodes + $0]) / 0.5 }
        let expected = 0.09 * 2 * (1 - exp(-2 * 1.5 / 4))
        #expect(abs(Self.variance(later) / expected - 1) < 4 * (2 / Double(nodes)).squareRoot())
    }

    /// Kinds, variables, nodes, runs and seeds have streams of their own.
    @Test func everyStreamIsIndependent() throws {
        let nodes = 10_000
        func final(_ noise: [Noise], seed: UInt64, run: UInt32 = 0) throws -> [[Double]] {
            let settings = SimulationSettings.stepping(
                .hopf, .euler, step: 1, steps: 3, every: 3, parameters: ["a": 0, "w": 0],
                initial: ["x": 0, "y": 0], noise: noise, seed: seed)
            let simulation = try Simulation(connectome: unconnected(nodes), settings: settings)
            return try Samples(SimulationRun<Double>([simulation], numbers: [run], pool: ThreadPool(threads: 1))).values
        }
        let white = Noise(.white, of: "x", intensity: 1e-3)
        let both = [white, Noise(.white, of: "y", intensity: 1e-3)]
        let slow = Noise(.ornsteinUhlenbeck, of: "x", intensity: 1e-3)
        let base = try final(both, seed: 1)
        let bound = 4 / Double(nodes).squareRoot()
        #expect(abs(Self.correlation(base[0], base[1])) < bound)
        for other in [
            try final([slow], seed: 1)[0], try final(both, seed: 2)[0], try final(both, seed: 1 << 32 | 1)[0],
            try final(both, seed: 1, run: 1)[0],
        ] {
            #expect(abs(Self.correlation(base[0], other)) < bound)
        }
        // And what other noise there is changes nothing, to the bit.
        #expect(try final([white], seed: 1)[0].map(\.bitPattern) == final([white], seed: 1)[0].map(\.bitPattern))
        let alone = try final([white], seed: 1)[0]
        #expect(distance(alone, base[0]) < 1e-7)
    }

    /// Twice the intensity is twice the noise, node by node, and none is none.
    @Test func intensitiesArePerNode() throws {
        func end(_ intensity: ParameterValue, _ kind: Noise.Kind) throws -> [Double] {
            let settings = SimulationSettings.stepping(
                .linear, .heun, step: 0.5, steps: 20, every: 20, parameters: ["tau": 30], initial: ["x": 0],
                noise: [Noise(kind, of: "x", intensity: intensity)], seed: 4)
            return try record(unconnected(3), settings).last("x")
        }
        for kind in Noise.Kind.allCases {
            let (one, mixed) = (try end(1, kind), try end(.perNode([1, 0, 2]), kind))
            #expect(mixed[0] == one[0] && mixed[1] == 0 && mixed[2] == 2 * one[2] && one[2] != 0)
            #expect(try end(0, kind) == [0, 0, 0])
        }
    }

    /// What is drawn at the start lies in the model's ranges, differs between nodes, and is the seed's.
    @Test(arguments: NeuralModel.allCases)
    func initialValuesAreDrawnFromTheirRanges(model: NeuralModel) throws {
        func values(seed: UInt64) throws -> [[Double]] {
            var settings = SimulationSettings.stepping(model, .euler, step: 1e-12, steps: 1, seed: seed)
            settings.initial = .random
            return try record(unconnected(500), settings).values
        }
        let (first, again, other) = (try values(seed: 1), try values(seed: 1), try values(seed: 2))
        #expect(first == again)
        for (variable, drawn) in zip(model.description.variables, first) {
            let range = variable.initialRange
            let width = range.upperBound - range.lowerBound
            #expect(drawn.allSatisfy { $0 > range.lowerBound - 1e-9 && $0 < range.upperBound + 1e-9 })
            guard width > 0 else { continue }
            #expect((drawn.max() ?? 0) - (drawn.min() ?? 0) > 0.95 * width)
            let mean = drawn.reduce(0, +) / 500 - (range.lowerBound + range.upperBound) / 2
            #expect(abs(mean) < 4 * width / (12.0 * 500).squareRoot())
        }
        #expect(first[0] != other[0])
    }

    /// Every run of a sweep starts somewhere else.
    @Test func runsStartFromValuesOfTheirOwn() throws {
        var settings = SimulationSettings.stepping(.kuramoto, .euler, step: 1e-12, steps: 1)
        settings.initial = .random
        let simulation = try Simulation(connectome: unconnected(2000), settings: settings)
        func start(_ number: UInt32) throws -> [Double] {
            try Samples(SimulationRun<Double>([simulation], numbers: [number], pool: ThreadPool(threads: 1))).values[0]
        }
        let (first, second) = (try start(0), try start(1))
        #expect(abs(Self.correlation(first, second)) < 4 / 2000.0.squareRoot())
        #expect(try start(1) == second)
    }
}
