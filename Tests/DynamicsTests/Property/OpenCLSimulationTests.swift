import Compute
import Dynamics
import Graphs
import Testing

/// Simulations on OpenCL are the processor's, bit by bit.
@Suite struct OpenCLSimulationTests {
    private func recording(_ simulation: Simulation, on context: OpenCLContext) throws -> [[Double]] {
        var values = simulation.series.map { _ in [Double]() }
        try simulation.run(on: context) { values[$0.series] += $0.values }
        return values
    }

    private func compare(_ simulation: Simulation, on context: OpenCLContext) throws {
        let expected = try simulation.recording().values
        let found = try recording(simulation, on: context)
        #expect(expected.contains { Set($0).count > 10 }, "nothing varies")
        for (series, pair) in zip(simulation.series, zip(expected, found)) {
            #expect(
                pair.0.map(\.bitPattern) == pair.1.map(\.bitPattern),
                "\(series.name) of \(simulation.settings.model) by \(simulation.settings.integrator)")
        }
    }

    @Test(arguments: NeuralModel.allCases)
    func everyModelHasTheProcessorsBits(model: NeuralModel) throws {
        guard let device = openCLDevice else { return }
        let connectome = try RandomNetwork.connectome(21, .mixed, seed: 2)
        let settings = RandomNetwork.settings(model, .heun, .mixed, nodes: 21)
        try compare(Simulation(connectome: connectome, settings: settings), on: OpenCLContext(device))
    }

    /// A driver takes seconds to compile each combination, so not all of them are here.
    @Test(arguments: [
        (RandomNetwork.Delays.dense, Integrator.rungeKutta4), (.sparse, .euler), (.short, .rungeKutta4),
        (.mixed, .rungeKutta4), (.mixed, .euler),
    ])
    func everyKindOfDelayHasTheProcessorsBits(delays: RandomNetwork.Delays, integrator: Integrator) throws {
        guard let device = openCLDevice else { return }
        let connectome = try RandomNetwork.connectome(17, delays, seed: 9)
        let settings = RandomNetwork.settings(.kuramoto, integrator, delays, nodes: 17)
        try compare(Simulation(connectome: connectome, settings: settings), on: OpenCLContext(device))
    }

    @Test func singlePrecisionHasTheProcessorsBits() throws {
        guard let device = openCLDevice, device.roundsSingleCorrectly else { return }
        let connectome = try RandomNetwork.connectome(21, .mixed, seed: 2)
        let settings = RandomNetwork.settings(.wongWangPair, .heun, .mixed, nodes: 21, precision: .single)
        try compare(Simulation(connectome: connectome, settings: settings), on: OpenCLContext(device))
    }

    /// Launches of any length come to the same samples.
    @Test func chunksDoNotMatter() throws {
        guard let device = openCLDevice else { return }
        let context = try OpenCLContext(device)
        let connectome = try RandomNetwork.connectome(17, .mixed, seed: 9)
        let settings = RandomNetwork.settings(.kuramoto, .rungeKutta4, .mixed, nodes: 17)
        let simulation = try Simulation(connectome: connectome, settings: settings)
        let expected = try recording(simulation, on: context)
        for piece in [1, 7, 33, 100] {
            let run = try OpenCLSimulationRun<Double>([simulation], on: context)
            var values = simulation.series.map { _ in [Double]() }
            while run.remainingSteps > 0 { try run.advance(piece) { series, _, _, row in values[series] += row } }
            #expect(values == expected, "pieces of \(piece) steps")
        }
    }

    /// A sweep's points are the processor's, whether they differ in speed, seed, noise or parameters.
    @Test func sweepsHaveTheProcessorsOutcomes() throws {
        guard let device = openCLDevice else { return }
        let connectome = try RandomNetwork.connectome(11, .mixed, seed: 4)
        let points = Sweep.grid([
            ("coupling.speed", [1, 2]), ("parameters.a", [-0.1, 0.2]), ("coupling.gain", [0.1, 0.7]),
            ("parameters.coupling_y", [0, 1]), ("noise.x", [0, 0.01]), ("seed", [1, 2]),
        ])
        let base = RandomNetwork.settings(.hopf, .heun, .mixed, nodes: 11)
        let sweep = try Sweep(
            connectome: connectome, base: base, points: points, reduction: SweepReduction(keepsRecordings: true))
        let found = try sweep.outcomes(on: OpenCLContext(device))
        #expect(found.count == points.count)
        for index in points.indices {
            let run = try SimulationRun<Double>(
                [sweep.simulation(at: index)], numbers: [UInt32(index)], pool: ThreadPool(threads: 1))
            var values = run.series.map { _ in [Double]() }
            try run.advance(run.remainingSteps) { series, _, row in values[series] += row }
            #expect(found[index].values == values, "point \(points[index])")
        }
    }

    @Test func aRunThatDivergesSaysSoAndOthersGoOn() throws {
        guard let device = openCLDevice else { return }
        let context = try OpenCLContext(device)
        let connectome = try RandomNetwork.connectome(5, .dense, seed: 4)
        let base = SimulationSettings(
            model: .linear, coupling: CouplingSettings(gain: 0), integrator: .euler, stepMilliseconds: 1,
            durationMilliseconds: 2000)
        let points: [Sweep.Point] = [["parameters.tau": 10], ["parameters.tau": 0.1], ["parameters.tau": 20]]
        let sweep = try Sweep(connectome: connectome, base: base, points: points)
        let outcomes = try sweep.outcomes(on: context)
        #expect(outcomes.map { $0.failure == nil } == [true, false, true])
        let expected = try #require(throws: DynamicsError.self) { try sweep.simulation(at: 1).recording() }
        let found = try #require(throws: DynamicsError.self) {
            try sweep.simulation(at: 1).run(on: context) { _ in }
        }
        #expect(found == expected)
    }

    @Test func whatADeviceCannotDoIsRefused() throws {
        guard let device = openCLDevice else { return }
        let context = try OpenCLContext(device)
        let nodes = device.largestWorkGroup + 1
        let edges = (1..<nodes).map { ConnectomeEdge(from: $0 - 1, to: $0, weight: 1) }
        let large = try Simulation(
            connectome: Connectome(nodes: nodes, edges: edges),
            settings: SimulationSettings(model: .linear, durationMilliseconds: 1))
        let tooLarge = try #require(throws: DynamicsError.self) { try large.run(on: context) { _ in } }
        #expect(tooLarge.kind == .notSupported && tooLarge.problem.contains("\(nodes)"))
        let adaptive = try Simulation(
            connectome: RandomNetwork.connectome(3, .dense, seed: 1),
            settings: SimulationSettings(model: .linear, integrator: .dormandPrince, durationMilliseconds: 1))
        let refused = try #require(throws: DynamicsError.self) { try adaptive.run(on: context) { _ in } }
        #expect(refused.kind == .notSupported)
    }
}
