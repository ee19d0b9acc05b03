import Dynamics
import Experiments
import Foundation
import Graphs
import Testing

@Suite("Mistakes in experiments")
struct ExperimentMistakeTests {
    @Test(
        "a mistake names the line, the key and what would be right",
        arguments: [
            ("modle: hopf", ["line 2", "modle", "did you mean \"model\"?"]),
            ("model: hopff", ["line 2", "model", "did you mean \"hopf\"?"]),
            ("model: hopf\nstep: fast", ["line 3", "step", "a string \"fast\"", "'60 s'"]),
            ("model: hopf\nduration: 3 parsecs", ["line 3", "duration"]),
            ("model: hopf\ncoupling: {gian: 1}", ["line 3", "coupling.gian", "\"gain\""]),
            ("model: hopf\ncoupling: {speed: fast}", ["coupling.speed", "mm/ms"]),
            ("model: hopf\ncoupling: 3", ["coupling", "is a number"]),
            ("model: hopf\nparameters: {a: true}", ["parameters.a", "a truth value"]),
            ("model: hopf\nparameters: {q: 1}", ["line 3", "parameters.q", "its parameters are a, w"]),
            ("model: hopf\nparameters: {a: [1, 2]}", ["parameters.a", "2 values for 4 nodes"]),
            ("model: hopf\nparameters: {a: none.npy}", ["none.npy", "no such file"]),
            ("model: hopf\nintegrator: RK4", ["integrator", "\"rk4\""]),
            ("model: hopf\nrecord: [z]", ["record", "has no variable 'z'", "x, y"]),
            ("model: hopf\nnoise: {variable: x}", ["noise", "is an object"]),
            ("model: hopf\nnoise: [{variable: x}]", ["noise[0]", "intensity"]),
            ("model: hopf\nnoise: [{variable: q, intensity: 1}]", ["line 3", "noise[0].variable", "'q'"]),
            ("model: hopf\nstimuli: [{variable: x}]", ["stimuli[0]", "pulse, block, sinusoid"]),
            (
                "model: hopf\nstimuli: [{variable: x, pulse: {amplitude: 1}, block: {amplitude: 1, on: 1, off: 1}}]",
                ["pulse and block"]
            ),
            (
                "model: hopf\nstimuli: [{variable: x, nodes: [E], pulse: {amplitude: 1}}]",
                ["stimuli[0].nodes[0]", "\"E\""]
            ),
            ("model: hopf\nstimuli: [{variable: x, nodes: [4], pulse: {amplitude: 1}}]", ["from 0 to 3"]),
            (
                "model: hopf\nstimuli: [{variable: x, nodes: [0, B, A], pulse: {amplitude: 1}}]",
                ["stimuli[0].nodes[2]", "node 0 (A)", "once"]
            ),
            (
                "model: hopf\nduration: 3 s\ntransient: 2 s\nstimuli: [{variable: x, pulse: {amplitude: 1, onset: 9 s}}]",
                ["line 5", "stimuli[0].pulse.onset", "is 9 s", "before 5 s"]
            ),
            (
                "model: hopf\nduration: 5 s\nstimuli: [{variable: x, sinusoid: {amplitude: 1, frequency: 3, onset: 5 s}}]",
                ["stimuli[0].sinusoid.onset", "before 5 s"]
            ),
            ("model: nope", ["model", "\"nope\"; it is one of linear"]),
            ("model: hopf\nbold: {tr: 1 s, kapa: 2}", ["bold.kapa", "\"kappa\""]),
            ("model: hopf\nbold: {rho: 2}", ["line 3", "bold.rho", "between 0 and 1"]),
            ("model: hopf\ninitial: zero", ["initial", "random"]),
            ("model: hopf\nseed: -1", ["seed", "whole number"]),
            ("model: hopf\nseed: 1.5", ["seed"]),
            ("model: hopf\nprecision: half", ["precision", "double, single"]),
            ("model: hopf\nsweep: {coupling.gain: {from: 0, to: 1}}", ["sweep.coupling.gain", "count"]),
            ("model: hopf\nsweep: {coupling.gain: {from: 0, to: 1, count: 2.5}}", ["whole number"]),
            (
                "model: hopf\nsweep: {coupling.gain: {from: 0, to: 1, count: 1}}",
                ["coupling.gain.count", "both 0 and 1"]
            ),
            ("model: hopf\nsweep: {coupling.gain: []}", ["no value"]),
            ("model: hopf\nsweep: {}", ["no axis"]),
            ("model: hopf\nsweep: {gain: [1]}", ["point 1", "a sweep cannot vary it"]),
            (
                "model: hopf\nsweep: {seed: {from: -1, to: 1, count: 3, scale: logarithmic}}",
                ["a logarithmic axis stays above 0"]
            ),
            ("model: hopf\nintegrator: dopri5\nnoise: [{variable: x, intensity: 1}]", ["dopri5", "noise"]),
            ("model: hopf\nkind: siumlation", ["kind", "\"simulation\""]),
        ])
    func mistakes(text: String, expected: [String]) throws {
        let fixtures = try ExperimentFixtures()
        let said =
            text.contains("kind")
            ? String(describing: Result { try fixtures.experiment("connectome: ring.json\n" + text).kind })
                .replacing("\\\"", with: "\"")
            : fixtures.mistake("connectome: ring.json\n" + text + "\n")
        for part in expected { #expect(said.contains(part), "\(said)") }
        #expect(said.contains("e.yaml") || expected.contains { said.contains($0) })
    }

    @Test("a mistake in a flag names the flag")
    func flags() throws {
        let fixtures = try ExperimentFixtures()
        let text = "connectome: ring.json\nmodel: hopf\n"
        func said(_ flag: ExperimentFlag) -> String { fixtures.mistake(text, flags: [flag]) }
        #expect(said(ExperimentFlag("--duration", "duration", text: "long")).contains("--duration"))
        #expect(said(ExperimentFlag("--gain", "coupling", "gain", number: .infinity)).contains("--gain"))
        #expect(
            said(try ExperimentFlag("--set", under: ["parameters"], assignment: "q=1")).hasPrefix(
                "--set q: parameters.q")
        )
        #expect(said(try ExperimentFlag("--set", under: ["parameters"], assignment: "a=abc")).contains("--set a: is"))
        #expect(
            said(try ExperimentFlag("--sweep", axis: "parameters.a=0:1:0")).contains(
                "--sweep parameters.a=0:1:0: the count is 0"))
        let twice = [try ExperimentFlag("--set", assignment: "a=1"), try ExperimentFlag("--set", assignment: "a=2")]
        #expect(fixtures.mistake(text, flags: twice).contains("--set a is given twice"))
        #expect(throws: ExperimentError.self) { try ExperimentFlag("--set", assignment: "a") }
        #expect(throws: ExperimentError.self) { try ExperimentFlag("--noise", noise: ["x=much"]) }
        #expect(throws: ExperimentError.self) { try ExperimentFlag("--sweep", axis: "seed=1:2") }
    }

    @Test("what is wrong with a connectome is told with its position")
    func connectomes() throws {
        let fixtures = try ExperimentFixtures()
        for (contents, expected) in [
            ("0,1\n1\n", ["m.csv", "line 2"]), ("0,nan\n1,0\n", ["m.csv", "nan"]), ("0,1,2\n3,4,5\n", ["m.csv"]),
        ] {
            _ = try fixtures.folder.file("m.csv", contents)
            let said = fixtures.mistake("connectome: m.csv\nmodel: hopf\n")
            for part in expected { #expect(said.contains(part), "\(said)") }
        }
        #expect(fixtures.mistake("connectome: none.json\nmodel: hopf\n").contains("none.json"))
        #expect(fixtures.mistake("model: hopf\n").contains("there is no \"connectome\""))
        #expect(
            fixtures.mistake("connectome: m.csv\nmodel: hopf\ncoupling: {speed: 3}\n").contains("m.csv")
                || fixtures.mistake("connectome: m.csv\nmodel: hopf\n") != "nothing")
    }

    @Test("a file that is neither an experiment nor a connectome is told so")
    func neither() throws {
        let fixtures = try ExperimentFixtures()
        let path = try fixtures.folder.file("n.json", #"{"tpm": [[1]]}"#)
        let error = #expect(throws: GraphsError.self) { try Experiment(path: path, flags: []) }
        #expect(error?.message.contains("neither an experiment") == true)
        #expect(error?.message.contains("model or kind") == true)
    }

    @Test("an empirical matrix tells what it is by its shape, or is told")
    func functional() throws {
        let fixtures = try ExperimentFixtures()
        let base = "connectome: ring.json\nmodel: hopf\nfunctional: "
        _ = try fixtures.folder.file("fc.csv", "1,0.5,0,0\n0.5,1,0,0\n0,0,1,0.25\n0,0,0.25,1\n")
        let connectivity = try fixtures.question(base + "fc.csv\n").empirical
        #expect(connectivity?.form == .connectivity && connectivity?.matrix[1] == 0.5)
        // Node B is twice A, C the opposite of A, D has nothing to do with A.
        _ = try fixtures.folder.file("wide.csv", "1,2,3\n2,4,6\n-1,-2,-3\n1,-2,1\n")
        _ = try fixtures.folder.file("tall.csv", "1,2,-1,1\n2,4,-2,-2\n3,6,-3,1\n")
        for (file, form) in [
            ("wide.csv", EmpiricalConnectivity.Form.nodesBySamples), ("tall.csv", .samplesByNodes),
        ] {
            let empirical = try #require(try fixtures.question(base + file + "\n").empirical)
            #expect(empirical.form == form)
            #expect(abs(empirical.matrix[1] - 1) < 1e-12 && abs(empirical.matrix[2] + 1) < 1e-12)
            #expect(abs(empirical.matrix[3]) < 1e-12)
        }
        _ = try fixtures.folder.file("square.csv", "1,2,3,5\n2,4,6,1\n-1,-2,-3,2\n1,-2,1,7\n")
        #expect(fixtures.mistake(base + "square.csv\n").contains("say with kind"))
        let told = try fixtures.question(base + "{file: square.csv, kind: nodes-by-samples}\n").empirical
        #expect(told?.form == .nodesBySamples)
        _ = try fixtures.folder.file("other.csv", "1,2\n3,4\n")
        #expect(fixtures.mistake(base + "other.csv\n").contains("2 × 2 numbers for 4 nodes"))
        _ = try fixtures.folder.file("flat.csv", "1,2,3\n2,2,2\n-1,-2,-3\n1,-2,1\n")
        #expect(fixtures.mistake(base + "flat.csv\n").contains("node 1 does not vary"))
        #expect(fixtures.mistake(base + "{file: fc.csv, series: q}\n").contains("not recorded"))
    }
}
