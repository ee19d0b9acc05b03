import Analysis
import Compute
import Dynamics
import Experiments
import Foundation
import Graphs
import Testing

@Suite("Records and reports of simulations")
struct SimulationRecordTests {
    private static let device = DeviceDecision(choice: .auto, device: .cpu, reason: "auto: no device is faster")

    /// A simulation, run.
    private func record(
        _ text: String, _ fixtures: ExperimentFixtures
    ) throws -> (SimulationRecord, SimulationObservation) {
        let question = try fixtures.question(text)
        let simulation = try question.simulation()
        var observation = SimulationObservation(
            simulation, connectivityOf: question.comparedSeries(isReported: true), keepsCourses: true)
        try simulation.run { try observation.add($0) }
        let simulated = try #require(observation.functionalConnectivity)
        let run = RunRecord(revision: "abc", configuration: ResolvedConfiguration())
        let record = SimulationRecord(
            question: question, summaries: observation.summaries,
            fit: question.empirical.flatMap { FunctionalConnectivity.fit(simulated.matrix, $0.matrix, nodes: 4) },
            comparedSeries: question.comparedSeries(isReported: false), device: Self.device, wallTimeSeconds: 0.5,
            outputs: ["run.npy"],
            provenance: run.provenance(
                inputDigest: question.inputDigest, seed: question.settings.seed, device: .cpu))
        return (record, observation)
    }

    private static let text = """
        connectome: ring.json
        model: hopf
        parameters: {a: [0.1, 0.2, 0.3, 0.4]}
        coupling: {gain: 0.3, speed: 10}
        duration: 2 s
        noise: [{variable: x, intensity: 0.05}, {variable: y, kind: ou, intensity: 0.01}]
        stimuli:
          - {variable: x, nodes: [A], pulse: {amplitude: 1, onset: 10, duration: 100}}
          - {variable: y, sinusoid: {amplitude: 1, frequency: 5}}
        initial: {x: 0.1}
        seed: 5
        functional: fc.csv
        """
    private static let matrix = "1,0.5,0,0\n0.5,1,0.1,0\n0,0.1,1,0.25\n0,0,0.25,1\n"

    @Test("the record agrees with its schema and says everything that repeats the run")
    func schema() throws {
        let fixtures = try ExperimentFixtures()
        _ = try fixtures.folder.file("fc.csv", Self.matrix)
        let (record, _) = try record(Self.text, fixtures)
        let value = try JSONSerialization.jsonObject(with: Data(record.json()))
        let schema = try PhiRecordSchema()
        #expect(schema.problems(of: value, against: "urn:claustrum:simulation:1").isEmpty)
        let object = try #require(value as? [String: Any])
        #expect(Set(object.keys) == Set(schema.required(by: "urn:claustrum:simulation:1")))
        let settings = try #require(object["settings"] as? [String: Any])
        #expect(settings["seed"] as? Int == 5)
        #expect((settings["parameters"] as? [String: Any])?["w"] as? Double == 0.2)
        #expect((settings["parameters"] as? [String: Any])?["a"] as? [Double] == [0.1, 0.2, 0.3, 0.4])
        let provenance = try #require(object["provenance"] as? [String: Any])
        #expect(provenance["seed"] as? Int == 5)
        #expect((provenance["device"] as? String)?.hasPrefix("cpu (") == true)
        #expect((provenance["input_digest"] as? String)?.count == 64)
        #expect(
            (object["inputs"] as? [[String: Any]])?.map { $0["role"] as? String } == [
                "experiment", "connectome", "functional",
            ])
        #expect(object["speed"] as? Double == 4)
        let fit = try #require(record.fit)
        #expect(String(decoding: try record.json(), as: UTF8.self).contains("\"correlation\": \(fit)"))
    }

    @Test("the text has the numbers of the record")
    func text() throws {
        let fixtures = try ExperimentFixtures()
        _ = try fixtures.folder.file("fc.csv", Self.matrix)
        let (record, _) = try record(Self.text, fixtures)
        let text = PhiText.render(record, style: TextStyle())
        for part in ["hopf on ring: 4 nodes, 4 edges", "delays at 10 mm/ms", "seed 5", "4 times real time", "r = "] {
            #expect(text.contains(part), "\(text)")
        }
        #expect(text.contains("2 s simulated in 500 ms"))
    }

    @Test("the page is complete, closed and names what it shows")
    func report() throws {
        let fixtures = try ExperimentFixtures()
        _ = try fixtures.folder.file("fc.csv", Self.matrix)
        let (record, observation) = try record(Self.text, fixtures)
        let page = SimulationReport.html(record, observation, observation.functionalConnectivity)
        MarkupChecks.expectClosed(page)
        MarkupChecks.expectIdentified(page)
        let drawings = MarkupChecks.drawings(in: page)
        #expect(drawings.count == 3)
        #expect(drawings.allSatisfy { MarkupChecks.isXML(String($0)) })
        #expect(!page.contains("<script") && !page.contains("http-equiv=\"refresh\""))
        #expect(page.contains("Functional connectivity") && page.contains("dx/dt"))
    }

    @Test("a sweep's record, page and text tell the same points", arguments: [1, 2])
    func sweep(axes: Int) throws {
        let fixtures = try ExperimentFixtures()
        _ = try fixtures.folder.file("fc.csv", Self.matrix)
        let question = try fixtures.question(
            """
            connectome: ring.json
            model: hopf
            duration: 200
            noise: [{variable: x, intensity: 0.05}]
            functional: fc.csv
            sweep: {coupling.gain: [0, 0.2, 0.4]\(axes == 2 ? ", parameters.a: [0.1, 0.2]" : "")}
            """)
        let sweep = try question.sweep(keepingSeries: false)
        let record = SweepRecord(
            question: question, points: sweep.points, outcomes: try InlineExecutor().run(sweep), device: Self.device,
            wallTimeSeconds: 1, outputs: [], provenance: nil)
        let value = try JSONSerialization.jsonObject(with: Data(record.json()))
        #expect(try PhiRecordSchema().problems(of: value, against: "urn:claustrum:sweep:1").isEmpty)
        let object = try #require(value as? [String: Any])
        let points = try #require(object["points"] as? [[String: Any]])
        #expect(points.count == (axes == 1 ? 3 : 6))
        let fits = points.map { $0["correlation"] as? Double ?? -2 }
        let best = try #require(object["best"] as? Int)
        #expect(points.map { $0["point"] as? Int } == (1...points.count).map { $0 })
        #expect(fits[best - 1] == fits.max())
        #expect(record.csv.split(separator: "\r\n").dropFirst().first?.hasPrefix("1,") == true)
        #expect(record.shortfall == nil)
        let page = SimulationReport.html(record)
        MarkupChecks.expectClosed(page)
        MarkupChecks.expectIdentified(page)
        // The fit, the mean and the standard deviation.
        #expect(MarkupChecks.drawings(in: page).count == 3)
        #expect(PhiText.render(record, style: TextStyle()).contains("best fit r = "))
    }

    @Test("neuronal group selection has a record, a table and a page")
    func groupSelection() throws {
        let fixtures = try ExperimentFixtures()
        let experiment = try fixtures.experiment(
            "kind: group-selection\npopulations: 3\ngroups: 8\ninputs: 2\nstimulus_count: 2\ngenerations: 20\nevery: 5\n"
        )
        let configuration = try experiment.groupSelection()
        var samples: [GroupSelectionSample] = []
        try configuration.run(pool: ThreadPool(threads: 1)) { samples.append($0) }
        let record = GroupSelectionRecord(
            configuration: configuration, samples: samples, files: experiment.files, device: Self.device,
            wallTimeSeconds: 1, outputs: [], provenance: nil)
        let value = try JSONSerialization.jsonObject(with: Data(record.json()))
        #expect(try PhiRecordSchema().problems(of: value, against: "urn:claustrum:group-selection:1").isEmpty)
        #expect(record.csv.split(separator: "\r\n").count == 1 + 3 * samples.count)
        let page = SimulationReport.html(record)
        MarkupChecks.expectClosed(page)
        #expect(MarkupChecks.drawings(in: page).count == 3)
        #expect(PhiText.render(record, style: TextStyle()).contains("3 populations of 8 groups"))
    }

    @Test("every model is listed and explained with its parameters and source")
    func models() {
        for model in NeuralModel.allCases {
            #expect(
                ModelCatalogue.listing.contains("\n\(model.rawValue) ")
                    || ModelCatalogue.listing.hasPrefix(model.rawValue))
            let text = ModelCatalogue.explanation(of: model)
            #expect(text.contains(model.description.source))
            for parameter in model.description.parameters { #expect(text.contains("\n\(parameter.name) ")) }
        }
    }

    @Test("the experiments in the repository can be read")
    func examples() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("experiments").path
        _ = try Experiment(path: "\(folder)/ring.yaml", flags: []).simulation().simulation()
        let sweep = try Experiment(path: "\(folder)/ring-sweep.yaml", flags: [])
        #expect(try sweep.kind == .sweep)
        #expect(try sweep.simulation().sweep(keepingSeries: false).points.count == 169)
        _ = try Experiment(path: "\(folder)/selection.yaml", flags: []).groupSelection()
    }
}
