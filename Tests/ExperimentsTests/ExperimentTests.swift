import Dynamics
import Experiments
import Foundation
import Graphs
import Testing

@Suite("Experiment documents")
struct ExperimentTests {
    private static let everything = """
        kind: simulation
        name: all keys
        connectome: {file: ring.json, normalize: maximum}
        model: hopf
        parameters: {a: 0.2, w: [0.1, 0.2, 0.3, 0.4]}
        coupling: {gain: 0.3, kind: additive, speed: 5, divided_by_nodes: true}
        integrator: rk4
        step: 0.2
        duration: 2 s
        transient: 500 ms
        sampling: 0.4 ms
        record: [y, x]
        noise: [{variable: x, kind: ou, intensity: 0.01, tau: 7 ms}, {variable: y, intensity: 0.02}]
        stimuli:
          - {variable: x, nodes: [0, C], pulse: {amplitude: 1, onset: 10, duration: 1 s}}
          - {variable: x, block: {amplitude: 2, on: 5, off: 6}}
          - {variable: y, sinusoid: {amplitude: 3, frequency: 10, phase: 0.5, duration: 100}}
          - {variable: y, nodes: [B], file: {path: stim.csv, interval: 1 s, onset: 3}}
        bold: {tr: 0.5 s, step: 2, scale: 3, variable: y, kappa: 0.6, gamma: 0.4, tau: 1, alpha: 0.3, rho: 0.4, v0: 0.03}
        initial: {x: 0.1, y: [1, 2, 3, 4]}
        seed: 12
        precision: single
        tolerance: 1e-5
        """

    @Test("every key of the document sets what it says")
    func everyKey() throws {
        let fixtures = try ExperimentFixtures()
        _ = try fixtures.folder.file("stim.csv", "0.5\n0.25\n")
        let question = try fixtures.question(Self.everything)
        let settings = question.settings
        #expect(question.normalization == .maximum && question.connectome.weights.max() == 1)
        #expect(settings.model == .hopf)
        #expect(settings.parameters == ["a": 0.2, "w": .perNode([0.1, 0.2, 0.3, 0.4])])
        #expect(
            settings.coupling == CouplingSettings(gain: 0.3, kind: .additive, speed: 5, dividedByNodes: true))
        #expect(settings.integrator == .rungeKutta4 && settings.stepMilliseconds == 0.2)
        #expect(settings.durationMilliseconds == 2000 && settings.transientMilliseconds == 500)
        #expect(settings.samplingMilliseconds == 0.4 && settings.recorded == ["y", "x"])
        #expect(
            settings.noise == [
                Noise(.ornsteinUhlenbeck, of: "x", intensity: 0.01, timeConstantMilliseconds: 7),
                Noise(.white, of: "y", intensity: 0.02),
            ])
        #expect(
            settings.stimuli == [
                Stimulus(.pulse(amplitude: 1, onset: 10, duration: 1000), of: "x", nodes: [0, 2]),
                Stimulus(.block(amplitude: 2, onset: 0, on: 5, off: 6), of: "x"),
                Stimulus(.sinusoid(amplitude: 3, frequency: 10, phase: 0.5, onset: 0, duration: 100), of: "y"),
                Stimulus(.sampled(values: [[0.5], [0.25]], interval: 1000, onset: 3), of: "y", nodes: [1]),
            ])
        #expect(
            settings.bold
                == Balloon(
                    repetitionMilliseconds: 500, stepMilliseconds: 2, activityScale: 3, variable: "y",
                    signalDecay: 0.6, elimination: 0.4, transitSeconds: 1, stiffness: 0.3, extraction: 0.4,
                    restingVolume: 0.03))
        #expect(settings.initial == .values(["x": 0.1, "y": .perNode([1, 2, 3, 4])]))
        #expect(settings.seed == 12 && settings.precision == .single && settings.tolerance == 1e-5)
        #expect(question.axes.isEmpty && question.empirical == nil)
        #expect(question.files.map(\.role) == ["experiment", "connectome", "stimulus"])
        #expect(question.files.allSatisfy { $0.digest.count == 64 })
        _ = try question.simulation()
    }

    @Test("JSON says the same as YAML")
    func json() throws {
        let fixtures = try ExperimentFixtures()
        let yaml = try fixtures.question("connectome: ring.json\nmodel: linear\nnoise: [{variable: x, intensity: 1}]\n")
        let json = try fixtures.experiment(
            #"{"connectome": "ring.json", "model": "linear", "noise": [{"variable": "x", "intensity": 1}]}"#,
            name: "e.json"
        ).simulation()
        #expect(yaml.settings == json.settings && yaml.connectome == json.connectome)
    }

    @Test(
        "times have units",
        arguments: [
            ("60 s", 60_000), ("500ms", 500), ("2 min", 120_000), ("1 h", 3_600_000), ("100us", 0.1), ("12.5", 12.5),
            ("1e3", 1000),
        ])
    func units(text: String, milliseconds: Double) throws {
        let question = try ExperimentFixtures().question("connectome: ring.json\nmodel: linear\nduration: \(text)\n")
        #expect(abs(question.settings.durationMilliseconds - milliseconds) < 1e-9)
    }

    @Test("a sweep has the grid of its axes, the last one varying fastest")
    func sweepAxes() throws {
        let question = try ExperimentFixtures().question(
            """
            connectome: ring.json
            model: hopf
            sweep: {parameters.a: [0.1, 0.2], coupling.gain: {from: 0, to: 1, count: 3}}
            """)
        #expect(question.axes.map(\.key) == ["parameters.a", "coupling.gain"])
        #expect(question.axes[1].values == [0, 0.5, 1])
        #expect(question.points.count == 6)
        #expect(question.points[1] == ["parameters.a": 0.1, "coupling.gain": 0.5])
        let logarithmic = try ExperimentFixtures().question(
            "connectome: ring.json\nmodel: hopf\n"
                + "sweep: {coupling.gain: {from: 1, to: 100, count: 3, scale: logarithmic}}\n")
        #expect(zip(logarithmic.axes[0].values, [1, 10, 100]).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    @Test("what kind an experiment is, is declared or implied")
    func kinds() throws {
        let fixtures = try ExperimentFixtures()
        let plain = "connectome: ring.json\nmodel: hopf\n"
        #expect(try fixtures.experiment(plain).kind == .simulation)
        #expect(try fixtures.experiment(plain + "sweep: {seed: [1, 2]}\n").kind == .sweep)
        let axis = try ExperimentFlag("--sweep", axis: "seed=1,2")
        #expect(try fixtures.experiment("kind: simulation\n" + plain, flags: [axis]).kind == .sweep)
        #expect(try fixtures.experiment("kind: group-selection\npopulations: 2\n").kind == .groupSelection)
        #expect(throws: GraphsError.self) { try fixtures.experiment("kind: sweep\n" + plain).kind }
    }

    @Test("flags take the place of what the document says, and leave the rest")
    func flags() throws {
        let question = try ExperimentFixtures().question(
            Self.everything.replacing(#/  - \{variable: y, nodes.*\n/#, with: ""),
            flags: [
                ExperimentFlag("--model", "model", text: "hopf"),
                ExperimentFlag("--gain", "coupling", "gain", number: 0.9),
                ExperimentFlag("--normalize", "connectome", "normalize", text: "none"),
                ExperimentFlag("--duration", "duration", text: "1min"),
                ExperimentFlag("--record", "record", words: "x"),
                ExperimentFlag("--bold", "bold", truth: true),
                ExperimentFlag("--tr", "bold", "tr", text: "2 s"),
                try ExperimentFlag("--noise", noise: ["x=0.5", "y=ou:0.25:9"]),
                try ExperimentFlag("--set", under: ["parameters"], assignment: "a=-0.5"),
            ])
        let settings = question.settings
        #expect(settings.coupling == CouplingSettings(gain: 0.9, kind: .additive, speed: 5, dividedByNodes: true))
        #expect(question.normalization == .none && question.connectome.weights.max() == 2)
        #expect(settings.durationMilliseconds == 60_000 && settings.recorded == ["x"])
        #expect(settings.bold?.repetitionMilliseconds == 2000 && settings.bold?.activityScale == 3)
        #expect(settings.parameters == ["a": -0.5, "w": .perNode([0.1, 0.2, 0.3, 0.4])])
        #expect(
            settings.noise == [
                Noise(.white, of: "x", intensity: 0.5),
                Noise(.ornsteinUhlenbeck, of: "y", intensity: 0.25, timeConstantMilliseconds: 9),
            ])
    }

    @Test("a connectome's file alone is an experiment with flags")
    func connectomeArgument() throws {
        let fixtures = try ExperimentFixtures()
        let matrix = try fixtures.folder.file("m.csv", "0,1\n2,0\n")
        for path in ["\(fixtures.folder.path)/ring.json", matrix] {
            let experiment = try Experiment(path: path, flags: [ExperimentFlag("--model", "model", text: "linear")])
            #expect(try experiment.kind == .simulation)
            let question = try experiment.simulation()
            #expect(question.settings.model == .linear)
            #expect(question.files.map(\.role) == ["connectome"])
        }
    }

    @Test("a file a node gives parameters")
    func parameterFile() throws {
        let fixtures = try ExperimentFixtures()
        _ = try fixtures.folder.file("a.txt", "0.1 0.2 0.3 0.4\n")
        let question = try fixtures.question("connectome: ring.json\nmodel: hopf\nparameters: {a: a.txt}\n")
        #expect(question.settings.parameters["a"] == .perNode([0.1, 0.2, 0.3, 0.4]))
    }

    @Test("neuronal group selection reads its own keys")
    func groupSelection() throws {
        let fixtures = try ExperimentFixtures()
        let text = """
            kind: group-selection
            populations: 4
            groups: 8
            inputs: 3
            stimulus_count: 2
            generations: 20
            reentry: 0.1
            populations_per_map: 2
            """
        let configuration = try fixtures.experiment(text).groupSelection()
        #expect(configuration.model.populations == 4 && configuration.generations == 20)
        let more = try ExperimentFlag("--set", assignment: "groups=16")
        #expect(try fixtures.experiment(text, flags: [more]).groupSelection().model.groups == 16)
        func mistake(_ extra: String) -> String {
            do {
                _ = try fixtures.experiment(text + "\n" + extra).groupSelection()
                return "nothing"
            } catch {
                return "\(error)"
            }
        }
        #expect(mistake("tuning_widht: 1").contains("did you mean \"tuning_width\"?"))
        #expect(mistake("seed: -1").contains("line 9, seed"))
        #expect(mistake("stimulus_gain: -2").contains("line 9"))
        #expect(mistake("every: often").contains("line 9, every"))
    }
}
