import Analysis
import Compute
import Dynamics
import Foundation
import GeneratedInput
import Graphs
import Testing

/// Sweeps: many simulations as one job.
@Suite struct SweepTests {
    static func base(_ model: NeuralModel = .hopf, nodes: Int = 5) -> SimulationSettings {
        let name = model.description.variables[0].name
        return SimulationSettings(
            model: model, coupling: .init(speed: 1), integrator: .heun, stepMilliseconds: 0.125,
            durationMilliseconds: 12, transientMilliseconds: 1, samplingMilliseconds: 0.5,
            noise: [Noise(.white, of: name, intensity: 1e-3), Noise(.ornsteinUhlenbeck, of: name, intensity: 1e-3)],
            bold: Balloon(repetitionMilliseconds: 3), seed: 4)
    }

    static func connectome(_ nodes: Int) throws -> Connectome {
        try delayedConnectome(nodes: nodes, density: 0.7, delays: [0, 4, 9, 36], step: 0.125, seed: 3)
    }

    @Test func theGridsLastAxisVariesFastest() {
        let points = Sweep.grid([("parameters.a", [1, 2]), ("coupling.gain", [3, 4, 5])])
        let expected: [Sweep.Point] = [1.0, 2].flatMap { a in
            [3.0, 4, 5].map { ["parameters.a": a, "coupling.gain": $0] }
        }
        #expect(points == expected)
        #expect(Sweep.grid([]) == [[:]])
        #expect(Sweep.grid([("seed", [])]).isEmpty)
    }

    /// Point k of a sweep is the simulation of its settings with run number k, to the bit, however many points stand beside it
    /// and on whatever executor.
    @Test(arguments: [4, 40], [1, 16, 37])
    func everyPointIsItsSimulation(nodes: Int, count: Int) throws {
        let connectome = try Self.connectome(nodes)
        let points = (0..<count).map { index -> Sweep.Point in
            var point: Sweep.Point = [
                "parameters.a": 0.1 + 0.01 * Double(index), "coupling.gain": 0.5 + 0.02 * Double(index % 7),
                "noise.x": 1e-3 * Double(index % 3),
            ]
            if index >= 18 { point["coupling.speed"] = index < 24 ? 2 : 3 }
            if index >= 30 { point["seed"] = 12 }
            if index == 20 || index == 34 { point["parameters.coupling_y"] = 1 }
            return point
        }
        let sweep = try Sweep(
            connectome: connectome, base: Self.base(), points: points, reduction: .init(keepsRecordings: true))
        let outcomes = try InlineExecutor().run(sweep)
        #expect(outcomes.count == count)
        #expect(try PoolExecutor(pool: ThreadPool(threads: 3)).run(sweep) == outcomes)
        for index in Set([0, 1, 15, 16, 17, 18, 20, 24, 31, 34, 36]) where index < count {
            let simulation = try sweep.simulation(at: index)
            #expect(simulation.settings.parameters["a"] == .uniform(0.1 + 0.01 * Double(index)))
            #expect(simulation.settings.noise.allSatisfy { $0.intensity == .uniform(1e-3 * Double(index % 3)) })
            let alone = try Samples(
                SimulationRun<Double>([simulation], numbers: [UInt32(index)], pool: ThreadPool(threads: 1)))
            #expect(outcomes[index].values == alone.values, "point \(index)")
            #expect(outcomes[index].failure == nil)
            // The moments are those of the samples.
            for (moments, values) in zip(outcomes[index].moments, alone.values) {
                let mean = values.reduce(0, +) / Double(values.count)
                let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
                #expect(abs(moments.mean - mean) < 1e-13)
                #expect(abs(moments.standardDeviation - variance.squareRoot()) < 1e-13)
            }
            #expect(outcomes[index].moments.map(\.series) == ["x", "bold"])
        }
    }

    /// One point among many that differs in what runs side by side must share does not stand beside them.
    @Test(arguments: [("seed", 12.0), ("coupling.speed", 3), ("parameters.coupling_y", 1)])
    func aPointThatStandsAlone(key: String, value: Double) throws {
        var points = Sweep.grid([("parameters.a", (0..<34).map { 0.1 + 0.01 * Double($0) })])
        points[5][key] = value
        let sweep = try Sweep(
            connectome: Self.connectome(4), base: Self.base(), points: points, reduction: .init(keepsRecordings: true))
        let outcomes = try InlineExecutor().run(sweep)
        for index in [0, 4, 5, 6, 15, 21, 33] {
            let alone = try Samples(
                SimulationRun<Double>(
                    [sweep.simulation(at: index)], numbers: [UInt32(index)], pool: ThreadPool(threads: 1)))
            #expect(outcomes[index].values == alone.values, "point \(index)")
        }
    }

    @Test func singlePrecisionSweepsAreTheirSimulations() throws {
        var base = Self.base()
        base.precision = .single
        let points = Sweep.grid([("parameters.a", (0..<17).map { 0.1 + 0.01 * Double($0) })])
        let sweep = try Sweep(
            connectome: Self.connectome(4), base: base, points: points, reduction: .init(keepsRecordings: true))
        let outcomes = try InlineExecutor().run(sweep)
        for index in [0, 7, 16] {
            let alone = try Samples(
                SimulationRun<Float>(
                    [sweep.simulation(at: index)], numbers: [UInt32(index)], pool: ThreadPool(threads: 1)))
            #expect(outcomes[index].values == alone.values.map { $0.map { Double($0) } })
        }
    }

    /// A point without a bounded solution is told, and the others are as they are without it.
    @Test(arguments: [3, 40])
    func aFailureIsThePointsOwn(nodes: Int) throws {
        var base = Self.base(.fitzHughNagumo)
        base.durationMilliseconds = 100
        base.bold = nil
        base.initial = .values(["x": 1])
        let alphas = (0..<20).map { $0 == 6 ? -40.0 : 3 + 0.01 * Double($0) }
        let connectome = try Self.connectome(nodes)
        let reduction = SweepReduction(keepsRecordings: true)
        let sweep = try Sweep(
            connectome: connectome, base: base, points: alphas.map { ["parameters.alpha": $0] }, reduction: reduction)
        let outcomes = try InlineExecutor().run(sweep)
        for (index, outcome) in outcomes.enumerated() {
            if index == 6 {
                let failure = try #require(outcome.failure)
                #expect(failure.contains("x") && failure.contains("finite") && outcome.moments.isEmpty)
            } else {
                #expect(outcome.failure == nil && outcome.moments.count == 1)
            }
        }
        let healthy = try Sweep(
            connectome: connectome, base: base,
            points: alphas.map { ["parameters.alpha": $0 < 0 ? 3 : $0] }, reduction: reduction)
        let others = try InlineExecutor().run(healthy)
        for index in outcomes.indices where index != 6 { #expect(outcomes[index] == others[index]) }
    }

    /// The fit is Pearson's correlation of the matrices above the diagonal.
    @Test func theFitIsTheCorrelationWithTheEmpiricalMatrix() throws {
        let nodes = 6
        var random = SplitMix64(seed: 1)
        var empirical = [Double](repeating: 1, count: nodes * nodes)
        for i in 0..<nodes {
            for j in 0..<i {
                empirical[i * nodes + j] = random.value(-1, 1)
                empirical[j * nodes + i] = empirical[i * nodes + j]
            }
        }
        for series in [nil, "x", "bold"] {
            let sweep = try Sweep(
                connectome: Self.connectome(nodes), base: Self.base(), points: [[:]],
                reduction: .init(keepsRecordings: true, series: series, empirical: empirical))
            let outcome = try InlineExecutor().run(sweep)[0]
            let values = try #require(outcome.values)[series == "x" ? 0 : 1]
            let matrix = FunctionalConnectivityTests.direct(values, nodes: nodes)
            var (simulated, measured): ([Double], [Double]) = ([], [])
            for i in 0..<nodes {
                for j in i + 1..<nodes {
                    simulated.append(matrix[i * nodes + j])
                    measured.append(empirical[i * nodes + j])
                }
            }
            #expect(abs(try #require(outcome.fit) - NoiseTests.correlation(simulated, measured)) < 1e-10)
        }
    }

    @Test func aSweepCanBeCancelled() throws {
        let sweep = try Sweep(connectome: Self.connectome(4), base: Self.base(), points: [[:], [:]])
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect(throws: CancelledError.self) {
            try InlineExecutor().run(sweep, cancellation: cancellation, progress: Progress())
        }
        let simulation = try sweep.simulation(at: 0)
        #expect(throws: CancelledError.self) { try simulation.recording(in: RunContext(cancellation: cancellation)) }
    }
}

/// Functional connectivity against Pearson's formula as it is written.
@Suite struct FunctionalConnectivityTests {
    static func direct(_ samples: [Double], nodes: Int) -> [Double] {
        let courses = (0..<nodes).map { node in stride(from: node, to: samples.count, by: nodes).map { samples[$0] } }
        return courses.flatMap { a in courses.map { NoiseTests.correlation(a, $0) } }
    }

    @Test func itIsPearsonsCorrelation() throws {
        var random = SplitMix64(seed: 7)
        for (nodes, count) in [(1, 2), (2, 3), (5, 40), (33, 200)] {
            // An offset far larger than the variation.
            let samples = (0..<nodes * count).map { 1e4 * Double($0 % nodes) + random.value(-1, 1) }
            let connectivity = try FunctionalConnectivity(samples: samples, nodes: nodes)
            #expect(connectivity.nodes == nodes)
            #expect(distance(connectivity.matrix, Self.direct(samples, nodes: nodes)) < 1e-10)
            for node in 0..<nodes { #expect(abs(connectivity.matrix[node * nodes + node] - 1) < 1e-12) }
        }
    }

    /// Samples that come in pieces of any length give the matrix of the whole.
    @Test func piecesOfSamplesAreGatheredExactly() throws {
        var random = SplitMix64(seed: 9)
        let (nodes, count) = (9, 157)
        let samples = (0..<nodes * count).map { index -> Double in
            let offset = 1e4 * Double(index % nodes)
            return offset + 0.01 * Double(index) + random.value(-1, 1)
        }
        let whole = Self.direct(samples, nodes: nodes)
        var stream = StreamingConnectivity(nodes: nodes)
        #expect(stream.connectivity == nil)
        var place = 0
        while place < count {
            let length = min(count - place, random.index(20))
            try stream.add(Array(samples[place * nodes..<(place + length) * nodes]))
            place += length
        }
        #expect(stream.count == count)
        #expect(distance(try #require(stream.connectivity).matrix, whole) < 1e-10)
    }

    @Test func aNodeThatDoesNotVaryHasNoCorrelation() throws {
        let samples = [1.0, 5, 2, 5, 4, 5]
        let matrix = try FunctionalConnectivity(samples: samples, nodes: 2).matrix
        #expect(abs(matrix[0] - 1) < 1e-12)
        #expect(matrix[1].isNaN && matrix[2].isNaN && matrix[3].isNaN)
        #expect(FunctionalConnectivity.fit(matrix, [1, 0.5, 0.5, 1], nodes: 2) == nil)
        // The mean of a thousand times 0.1 is not 0.1, and what is left over is no variation.
        let tenths = (0..<2000).map { $0 % 2 == 0 ? 0.1 : Double($0 % 7) }
        let connectivity = try FunctionalConnectivity(samples: tenths, nodes: 2)
        #expect(connectivity.constantNode == 0 && connectivity.matrix[1].isNaN && connectivity.matrix[3] == 1)
    }

    @Test func oneSampleIsTooFew() {
        #expect {
            try FunctionalConnectivity(samples: [1, 2, 3], nodes: 3)
        } throws: { ($0 as? DynamicsError)?.key == "duration" }
    }

    @Test func theFitIgnoresTheDiagonalAndBelow() {
        let a = [9.0, 1, 2, 7, 9, 4, 7, 7, 9]
        let b = [0.0, 2, 4, 1, 0, 8, -1, 3, 0]
        #expect(abs((FunctionalConnectivity.fit(a, b, nodes: 3) ?? 0) - 1) < 1e-15)
        #expect(abs((FunctionalConnectivity.fit(a, b.map { -$0 }, nodes: 3) ?? 0) + 1) < 1e-15)
        #expect(FunctionalConnectivity.fit(a, [0, 5, 5, 5, 0, 5, 5, 5, 0], nodes: 3) == nil)
    }
}
