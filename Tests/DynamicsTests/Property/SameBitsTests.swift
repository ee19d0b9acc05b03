import Analysis
import Compute
import Dynamics
import Foundation
import GeneratedInput
import Graphs
import Kernels
import Testing

/// A simulation's bits depend on its settings, connectome and run number alone: not on the pieces it is made in, the
/// threads, or what stands beside it.
@Suite struct SameBitsTests {
    static func settings(_ model: NeuralModel, _ integrator: Integrator, nodes: Int, steps: Int) -> SimulationSettings {
        let first = model.description.variables[0].name
        var settings = SimulationSettings.stepping(
            model, integrator, step: 0.125, steps: steps, every: 3,
            parameters: model.variedParameters(nodes: nodes, seed: 2), coupling: .init(speed: 1),
            noise: [
                Noise(.white, of: first, intensity: 1e-3), Noise(.ornsteinUhlenbeck, of: first, intensity: 1e-3),
            ],
            stimuli: [
                Stimulus(
                    .sinusoid(amplitude: 1e-3, frequency: 50, phase: 0, onset: 3, duration: 30), of: first,
                    nodes: [0])
            ], seed: 5)
        settings.initial = .random
        settings.transientMilliseconds = 1.25
        settings.bold = Balloon(repetitionMilliseconds: 5, stepMilliseconds: 1, activityScale: 0.1)
        return settings
    }

    static func samples<Real: SimulationReal>(
        _ type: Real.Type, _ simulations: [Simulation], numbers: [UInt32]? = nil, threads: Int = 1,
        pieces: [Int] = [.max / 2]
    ) throws -> Samples<Real> {
        let samples = try Samples<Real>(
            SimulationRun(simulations, numbers: numbers, pool: ThreadPool(threads: threads)), pieces: pieces)
        // NaN equals nothing, so that equal samples must be numbers.
        #expect(samples.bitsAreFinite && samples.values.contains { $0.contains { $0 != 0 } })
        return samples
    }

    @Test(arguments: NeuralModel.allCases)
    func piecesOfAnyLength(model: NeuralModel) throws {
        var random = SplitMix64(seed: 17)
        let connectome = try delayedConnectome(
            nodes: 19, density: 0.4, delays: [0, 1, 7, 8, 31, 33, 90], step: 0.125, seed: 6)
        for integrator in [Integrator.euler, .heun, .rungeKutta4] {
            let simulation = try Simulation(
                connectome: connectome, settings: Self.settings(model, integrator, nodes: 19, steps: 600))
            let whole = try Self.samples(Double.self, [simulation])
            #expect(try Self.samples(Double.self, [simulation], pieces: [1]) == whole)
            let pieces = (0..<20).map { _ in 1 + random.index(70) }
            #expect(try Self.samples(Double.self, [simulation], pieces: pieces) == whole)
            let single = try Self.samples(Float.self, [simulation])
            #expect(try Self.samples(Float.self, [simulation], pieces: pieces) == single)
            // The recording of a simulation is its run number 0.
            #expect(try simulation.recording().values == whole.values)
        }
    }

    /// Many samples: the blocks handed on join up.
    @Test func blocksOfSamplesJoinUp() throws {
        var settings = SimulationSettings.stepping(.hopf, .euler, steps: 3000)
        settings.initial = .random
        let simulation = try Simulation(connectome: unconnected(50), settings: settings)
        var (counts, joined) = ([0, 0], [[Double]](repeating: [], count: 2))
        try simulation.run { block in
            #expect(block.firstSample == counts[block.series])
            #expect(block.values.count % 50 == 0)
            counts[block.series] += block.values.count / 50
            joined[block.series] += block.values
        }
        #expect(counts == [3000, 3000])
        #expect(try joined == simulation.recording().values)
    }

    @Test(arguments: [Integrator.euler, .heun, .rungeKutta4])
    func anyNumberOfThreadsOnALargeSparseNetwork(integrator: Integrator) throws {
        let connectome = try Connectome.random(
            nodes: 20_000, edges: 220_000, seed: 1, weights: 0...0.1, lengths: 0...12)
        let settings = Self.settings(.hopf, integrator, nodes: 20_000, steps: 60)
        let simulation = try Simulation(connectome: connectome, settings: settings)
        let one = try Self.samples(Double.self, [simulation])
        #expect(try Self.samples(Double.self, [simulation], threads: 2) == one)
        #expect(try Self.samples(Double.self, [simulation], threads: 5, pieces: [7]) == one)
        var undelayed = settings
        undelayed.coupling.speed = nil
        let instant = try Simulation(connectome: connectome, settings: undelayed)
        let context = RunContext(pool: ThreadPool(threads: 3))
        #expect(try instant.recording(in: context).values == instant.recording().values)
    }

    @Test func anyNumberOfThreadsOnADenseNetwork() throws {
        let connectome = try delayedConnectome(
            nodes: 260, density: 1, delays: [0, 5, 20, 40, 100], step: 0.125, seed: 6)
        let simulation = try Simulation(
            connectome: connectome, settings: Self.settings(.wilsonCowan, .heun, nodes: 260, steps: 150))
        let one = try Self.samples(Double.self, [simulation])
        #expect(try Self.samples(Double.self, [simulation], threads: 3) == one)
        let single = try Self.samples(Float.self, [simulation])
        #expect(try Self.samples(Float.self, [simulation], threads: 3) == single)
    }

    /// Sixteen runs with parameters, gains and noise of their own, side by side and one at a time.
    @Test(arguments: [1, 3, 20])
    func runsSideBySide(nodes: Int) throws {
        for (number, model) in NeuralModel.allCases.enumerated() {
            let integrator = [Integrator.euler, .heun, .rungeKutta4][number % 3]
            for delays in [[0], [0, 2, 9, 40, 70]] {
                let connectome = try delayedConnectome(
                    nodes: nodes, density: 0.6, delays: delays, step: 0.125, seed: UInt64(nodes))
                let base = Self.settings(model, integrator, nodes: nodes, steps: 150)
                let simulations = try (0..<16).map { run in
                    var settings = base
                    let parameter = model.description.parameters[0]
                    settings.parameters[parameter.name] = .uniform(parameter.defaultValue * (1 + 0.01 * Double(run)))
                    settings.coupling.gain = model.description.coupling.defaultGain * (0.5 + 0.03 * Double(run))
                    settings.noise[0].intensity = .uniform(1e-4 * Double(run))
                    return try Simulation(connectome: connectome, settings: settings)
                }
                let numbers = (0..<16).map { UInt32(100 + $0) }
                let together = try Self.samples(Double.self, simulations, numbers: numbers, pieces: [11])
                let single = try Self.samples(Float.self, simulations, numbers: numbers)
                for run in [0, 1, 6, 15] {
                    let alone = try Self.samples(Double.self, [simulations[run]], numbers: [numbers[run]])
                    #expect(together.run(run, of: 16) == alone.values, "\(model), run \(run), delays \(delays)")
                    let aloneSingle = try Self.samples(Float.self, [simulations[run]], numbers: [numbers[run]])
                    #expect(single.run(run, of: 16) == aloneSingle.values, "\(model), run \(run), single")
                }
            }
        }
    }

    /// Relabelling the nodes relabels the courses: to rounding, because sums are in the order of sources.
    @Test func relabellingTheNodes() throws {
        var random = SplitMix64(seed: 3)
        let (nodes, order) = (24, random.permutation(24))
        let connectome = try delayedConnectome(
            nodes: nodes, density: 0.5, delays: [0, 3, 12, 50], step: 0.125, seed: 9)
        let moved = try Connectome(
            nodes: nodes,
            edges: connectome.edgeList.map {
                ConnectomeEdge(from: order[$0.from], to: order[$0.to], weight: $0.weight, length: $0.length)
            })
        let start = (0..<nodes).map { _ in random.value(-1, 1) }
        var movedStart = start
        for node in 0..<nodes { movedStart[order[node]] = start[node] }
        func end(_ connectome: Connectome, _ start: [Double]) throws -> [Double] {
            try record(
                connectome,
                .stepping(
                    .kuramoto, .heun, step: 0.125, steps: 400, every: 400, coupling: .init(gain: 2, speed: 1),
                    initial: ["theta": .perNode(start)])
            ).last("theta")
        }
        let (plain, relabelled) = (try end(connectome, start), try end(moved, movedStart))
        #expect(distance(plain, order.map { relabelled[$0] }) < 1e-11)
    }
}
