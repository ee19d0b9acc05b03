import Analysis
import Compute
import Dynamics
import Foundation
import Graphs
import Testing

/// What is wrong with a simulation is told by kind and key, before anything runs.
@Suite struct SimulationFailureTests {
    static let connectome = try? Connectome(
        weights: [[0, 1, 0], [0, 0, 1], [1, 0, 0]], lengths: [[0, 9, 0], [0, 0, 9], [9, 0, 0]])

    func expect(
        _ kind: DynamicsError.Kind, _ key: String?, model: NeuralModel = .hopf, lengths: Bool = true,
        sourceLocation: SourceLocation = #_sourceLocation, _ change: (inout SimulationSettings) -> Void
    ) throws {
        var settings = SimulationSettings(model: model)
        change(&settings)
        let connectome = lengths ? try #require(Self.connectome) : try Connectome.complete(nodes: 3)
        do {
            _ = try Simulation(connectome: connectome, settings: settings)
            Issue.record("nothing was found wrong", sourceLocation: sourceLocation)
        } catch {
            #expect(error.kind == kind, "\(error.message)", sourceLocation: sourceLocation)
            #expect(error.key == key, "\(error.message)", sourceLocation: sourceLocation)
            #expect(!error.remedy.isEmpty && !error.problem.isEmpty, sourceLocation: sourceLocation)
            #expect(error.message.contains(error.remedy), sourceLocation: sourceLocation)
        }
    }

    @Test func unknownNames() throws {
        #expect { try NeuralModel(named: "hpf") } throws: {
            let error = $0 as? DynamicsError
            return error?.kind == .unknownModel && error?.key == "model" && error?.remedy.contains("hopf") == true
        }
        for model in NeuralModel.allCases { #expect(try NeuralModel(named: model.rawValue) == model) }
        try expect(.unknownParameter, "parameters.omega") { $0.parameters["omega"] = 1 }
        try expect(.unknownVariable, "record") { $0.recorded = ["x", "z"] }
        try expect(.badSetting, "record") { $0.recorded = [] }
        try expect(.unknownVariable, "initial.z") { $0.initial = .values(["z": 0]) }
        try expect(.unknownVariable, "noise[0].variable") { $0.noise = [Noise(.white, of: "q", intensity: 1)] }
        try expect(.unknownVariable, "stimuli[0].variable") { $0.stimuli = [.constant(1, of: "q")] }
        try expect(.unknownVariable, "bold.variable") { $0.bold = Balloon(variable: "q") }
    }

    @Test func parametersThatAreNoNumbers() throws {
        try expect(.badParameter, "parameters.a") { $0.parameters["a"] = .uniform(.nan) }
        try expect(.badParameter, "parameters.a[2]") { $0.parameters["a"] = .perNode([1, 2, .nan]) }
        try expect(.badParameter, "parameters.a[1]") { $0.parameters["a"] = .perNode([1, -.infinity, 3]) }
        try expect(.badParameter, "parameters.a") { $0.parameters["a"] = .perNode([1, 2]) }
        try expect(.badParameter, "parameters.a") { $0.parameters["a"] = .perNode([]) }
        try expect(.badParameter, "parameters.tau[1]", model: .linear) { $0.parameters["tau"] = .perNode([1, 0, 3]) }
        try expect(.badParameter, "parameters.tau", model: .linear) { $0.parameters["tau"] = -1 }
        try expect(.badParameter, "initial.x[0]") { $0.initial = .values(["x": .perNode([.nan, 1, 2])]) }
        try expect(.badParameter, "initial.x") { $0.initial = .values(["x": .perNode([1])]) }
        try expect(.badParameter, "coupling.gain") { $0.coupling.gain = .infinity }
    }

    /// Nothing would be recorded, or what is recorded would be noise of the arithmetic.
    @Test func intervalsThatDoNotFit() throws {
        try expect(.badSetting, "sampling") { $0.samplingMilliseconds = 1e30 }
        try expect(.badSetting, "sampling") { $0.samplingMilliseconds = 1001 }
        try expect(.badSetting, "bold.tr") { $0.bold = Balloon(repetitionMilliseconds: 1e30) }
        try expect(.badSetting, "bold.step") { $0.bold = Balloon(stepMilliseconds: 1e30) }
        try expect(.stepTooLarge, "bold.step") { $0.bold = Balloon(stepMilliseconds: 200) }
        try expect(.notSupported, "precision", model: .kuramoto) {
            $0.precision = .single
            $0.durationMilliseconds = 60_000
        }
        try expect(.notSupported, "integrator", model: .kuramoto) {
            $0.integrator = .dormandPrince
            $0.recorded = ["sin_theta"]
        }
    }

    @Test func timesThatMakeNoSense() throws {
        for value in [0, -0.1, .nan, .infinity] {
            try expect(.badParameter, "step") { $0.stepMilliseconds = value }
            try expect(.badParameter, "duration") { $0.durationMilliseconds = value }
            try expect(.badParameter, "sampling") { $0.samplingMilliseconds = value }
            try expect(.badParameter, "tolerance") { $0.tolerance = value }
        }
        for value in [-0.1, .nan, .infinity] {
            try expect(.badSetting, "transient") { $0.transientMilliseconds = value }
        }
        try expect(.badSetting, "sampling") { $0.samplingMilliseconds = 0.01 }
        try expect(.tooLarge, "duration") {
            $0.stepMilliseconds = 1e-4
            $0.durationMilliseconds = 5e5
        }
        try expect(.tooLarge, "duration") {
            $0.durationMilliseconds = 1e308
        }
    }

    @Test func couplingThatCannotBe() throws {
        try expect(.missingLengths, "coupling.speed", lengths: false) { $0.coupling.speed = 5 }
        for speed in [0, -3, .nan] { try expect(.badParameter, "coupling.speed") { $0.coupling.speed = speed } }
        try expect(.badSetting, "coupling.kind", model: .kuramoto) { $0.coupling.kind = .diffusive }
    }

    @Test func aPastThatDoesNotFit() throws {
        let connectome = try Connectome.ring(nodes: 2000, length: 150)
        for speed in [1e-3, 1e-9] {
            let settings = SimulationSettings(model: .linear, coupling: .init(speed: speed))
            let simulation = try Simulation(connectome: connectome, settings: settings)
            #expect { try simulation.recording() } throws: {
                let error = $0 as? DynamicsError
                return error?.kind == .tooLarge && error?.key == "coupling.speed"
            }
        }
    }

    @Test func noiseThatCannotBe() throws {
        let white = Noise(.white, of: "x", intensity: 0.1)
        try expect(.badSetting, "noise[1]") { $0.noise = [white, white] }
        try expect(.badParameter, "noise[0].intensity[1]") {
            $0.noise = [Noise(.white, of: "x", intensity: .perNode([0, .nan, 0]))]
        }
        try expect(.badParameter, "noise[1].tau") {
            $0.noise = [white, Noise(.ornsteinUhlenbeck, of: "x", intensity: 1, timeConstantMilliseconds: 0)]
        }
    }

    /// σ is 0 or more.
    @Test func aNegativeIntensity() throws {
        try expect(.badParameter, "noise[0].intensity") { $0.noise = [Noise(.white, of: "x", intensity: -0.1)] }
    }

    @Test func stimuliThatCannotBe() throws {
        try expect(.unknownNode, "stimuli[0].nodes") { $0.stimuli = [.constant(1, of: "x", nodes: [0, 3])] }
        try expect(.unknownNode, "stimuli[0].nodes") { $0.stimuli = [.constant(1, of: "x", nodes: [-1])] }
        func with(_ waveform: Stimulus.Waveform, _ key: String) throws {
            try expect(.badSetting, "stimuli[0].\(key)") { $0.stimuli = [Stimulus(waveform, of: "x")] }
        }
        try with(.pulse(amplitude: .nan, onset: 0, duration: 1), "amplitude")
        try with(.pulse(amplitude: 1, onset: .infinity, duration: 1), "onset")
        try with(.pulse(amplitude: 1, onset: 0, duration: 0), "duration")
        try with(.block(amplitude: 1, onset: 0, on: 0, off: 1), "on")
        try with(.block(amplitude: 1, onset: 0, on: 1, off: -1), "off")
        try with(.sinusoid(amplitude: 1, frequency: 0, phase: 0, onset: 0, duration: 1), "frequency")
        try with(.sinusoid(amplitude: 1, frequency: 1, phase: .nan, onset: 0, duration: 1), "phase")
        try with(.sampled(values: [], interval: 1, onset: 0), "values")
        try with(.sampled(values: [[1, 2]], interval: 1, onset: 0), "values")
        try with(.sampled(values: [[1, 2, 3], [1, 2]], interval: 1, onset: 0), "values[1]")
        try with(.sampled(values: [[1, 2, 3], [1, .nan, 3]], interval: 1, onset: 0), "values[1][1]")
        try with(.sampled(values: [[1]], interval: 0, onset: 0), "interval")
    }

    @Test func haemodynamicsThatCannotBe() throws {
        try expect(.badSetting, "bold.rho") { $0.bold = Balloon(extraction: 1) }
        try expect(.badSetting, "bold.rho") { $0.bold = Balloon(extraction: .nan) }
        try expect(.badParameter, "bold.tr") { $0.bold = Balloon(repetitionMilliseconds: 0) }
        try expect(.badParameter, "bold.step") { $0.bold = Balloon(stepMilliseconds: -1) }
        try expect(.badParameter, "bold.tau") { $0.bold = Balloon(transitSeconds: 0) }
        try expect(.badParameter, "bold.alpha") { $0.bold = Balloon(stiffness: 0) }
        try expect(.badParameter, "bold.scale") { $0.bold = Balloon(activityScale: .nan) }
    }

    @Test func whatAdaptiveStepsCannotFollow() throws {
        try expect(.notSupported, "integrator") {
            $0.integrator = .dormandPrince
            $0.noise = [Noise(.white, of: "x", intensity: 1)]
        }
        try expect(.notSupported, "integrator") {
            $0.integrator = .dormandPrince
            $0.coupling.speed = 3
        }
        try expect(.notSupported, "integrator") {
            $0.integrator = .dormandPrince
            $0.bold = Balloon()
        }
        try expect(.notSupported, "precision") {
            $0.integrator = .dormandPrince
            $0.precision = .single
        }
    }

    /// An unstable step is told by node, variable and time; no sample is NaN.
    @Test(arguments: Integrator.allCases)
    func anUnstableStepDiverges(integrator: Integrator) throws {
        // dx/dt = +5·x³ at node 2 alone: it leaves the numbers at t = 1/(10·x₀²) = 10 ms.
        var settings = SimulationSettings.stepping(
            .fitzHughNagumo, integrator, step: 0.1, steps: 1000,
            parameters: ["alpha": .perNode([3, 3, -5]), "beta": 0, "gamma": 0], coupling: .init(gain: 0),
            initial: ["x": .perNode([0, 0, 0.1]), "y": 0])
        settings.samplingMilliseconds = 1
        settings.recorded = ["x"]
        let simulation = try Simulation(connectome: unconnected(3), settings: settings)
        var received: [Double] = []
        do {
            try simulation.run { received += $0.values }
            Issue.record("it did not diverge")
        } catch let error as DynamicsError {
            #expect(error.kind == .diverged, "\(error.message)")
            #expect(error.message.contains("ms"), "\(error.message)")
            if integrator != .dormandPrince {
                #expect(error.key == "x" && error.message.contains("N2"), "\(error.message)")
            }
        }
        #expect(received.allSatisfy { $0.isFinite })
    }

    /// The documented example: a decay that a step of more than twice its time constant turns into growth.
    @Test func aStepTooLargeForTheDecay() throws {
        let settings = SimulationSettings.stepping(
            .linear, .euler, step: 25, steps: 20_000, initial: ["x": 1])
        #expect { try record(unconnected(2), settings) } throws: {
            let error = $0 as? DynamicsError
            return error?.kind == .diverged && error?.message.contains("step of 25.0 ms") == true
        }
    }

    @Test func sweepsThatCannotBe() throws {
        let connectome = try #require(Self.connectome)
        func expect(
            _ kind: DynamicsError.Kind, _ key: String, _ points: [Sweep.Point],
            base: SimulationSettings = SimulationSettings(model: .hopf), reduction: SweepReduction = .init()
        ) {
            #expect { try Sweep(connectome: connectome, base: base, points: points, reduction: reduction) } throws: {
                let error = $0 as? DynamicsError
                return error?.kind == kind && error?.key == key
            }
        }
        expect(.unknownParameter, "point 2: parameters.q", [[:], ["parameters.q": 1]])
        expect(.badSetting, "point 1: duration", [["duration": 1]])
        expect(.badSetting, "point 1: noise.x", [["noise.x": 1]])
        expect(.badSetting, "point 1: seed", [["seed": -1]])
        expect(.badSetting, "point 3: seed", [[:], [:], ["seed": 0.5]])
        expect(.badParameter, "point 1: coupling.gain", [["coupling.gain": .nan]])
        expect(.badSetting, "empirical", [[:]], reduction: .init(empirical: [1, 2]))
        expect(.notSupported, "integrator", [[:]], base: SimulationSettings(model: .hopf, integrator: .dormandPrince))
        // A series that is not recorded cannot be compared.
        #expect {
            try Sweep(
                connectome: connectome, base: SimulationSettings(model: .hopf), points: [[:]],
                reduction: .init(series: "y", empirical: [Double](repeating: 0, count: 9)))
        } throws: { ($0 as? DynamicsError)?.key == "series" }
    }

    /// Exit statuses: bad data, but usage for what cannot be combined.
    @Test func codesAndStatuses() {
        for kind in DynamicsError.Kind.allCases {
            let error = DynamicsError(kind, key: "k", problem: "is so", remedy: "do so")
            #expect(error.code == kind.rawValue)
            #expect(error.exitStatus == (kind == .notSupported ? .usage : .badData))
            #expect(error.message == "k: is so; do so")
        }
        #expect(Set(DynamicsError.Kind.allCases.map(\.rawValue)).count == DynamicsError.Kind.allCases.count)
    }
}
