import Analysis
import Compute
import Dynamics
import Experiments
import Foundation
import Graphs
import Testing

@Suite("Outputs of simulations")
struct SimulationOutputTests {
    private static let noisy = """
        connectome: ring.json
        model: hopf
        coupling: {gain: 0.2, speed: 10}
        duration: 300
        transient: 20
        record: [x, y]
        noise: [{variable: x, intensity: 0.1}]
        bold: {tr: 30}
        seed: 3
        """

    @Test("the files' numbers are those of the simulation, bit for bit", arguments: ["npy", "csv"])
    func files(format: String) throws {
        let fixtures = try ExperimentFixtures()
        let question = try fixtures.question(Self.noisy)
        let simulation = try question.simulation()
        let recording = try simulation.recording()
        let destination = try SimulationDestination(path: "\(fixtures.folder.path)/run.\(format)")
        let output = try SeriesOutput(
            destination, series: simulation.series, labels: question.connectome.labels)
        try simulation.run { try output.write($0) }
        #expect(!fixtures.folder.names.contains("run.x.\(format)"))
        try output.commit()
        for (index, series) in simulation.series.enumerated() {
            let path = "\(fixtures.folder.path)/run.\(series.name).\(format)"
            #expect(output.paths[index] == path)
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
            if format == "npy" {
                let array = try #require(ExperimentFixtures.array(bytes))
                #expect(array.shape == [series.sampleCount, 4])
                #expect(array.values == recording.values[index])
            } else {
                let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
                #expect(lines[0] == "time_ms,A,B,C,D")
                #expect(lines.count == series.sampleCount + 1)
                let rows = lines.dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
                #expect(rows.map { $0[0] } == (0..<series.sampleCount).map(series.time(of:)))
                #expect(rows.flatMap { $0.dropFirst() } == recording.values[index])
            }
        }
    }

    @Test("a destination says what it writes by its ending")
    func destinations() throws {
        let folder = try TemporaryFolder()
        let file = try SimulationDestination(path: "a/run.npy")
        #expect(file.path(of: "x", isOnly: true) == "a/run.npy" && file.path(of: "x", isOnly: false) == "a/run.x.npy")
        #expect(file.recordPath == "a/run.json")
        let new = try SimulationDestination(path: "\(folder.path)/out/")
        #expect(new.path(of: "x", isOnly: true) == "\(folder.path)/out/x.npy")
        #expect(new.recordPath == "\(folder.path)/out/record.json")
        #expect(try new.makeFolder())
        #expect(folder.names == ["out"])
        #expect(try SimulationDestination(path: "\(folder.path)/out").makeFolder() == false)
        _ = try folder.file("file", "")
        #expect(throws: OutputError.self) { try SimulationDestination(path: "\(folder.path)/file/").makeFolder() }
        #expect(throws: ExperimentError.self) { try SimulationDestination(path: "a/.npy") }
        #expect(throws: ExperimentError.self) { try SimulationDestination(path: "run.txt") }
        #expect(throws: ExperimentError.self) { try SimulationDestination(path: "run") }
    }

    @Test("what is kept of the samples are their moments, extremes and correlations")
    func observation() throws {
        let fixtures = try ExperimentFixtures()
        let simulation = try fixtures.question(Self.noisy).simulation()
        let recording = try simulation.recording()
        var observation = SimulationObservation(simulation, connectivityOf: "x", keepsCourses: true)
        try simulation.run { try observation.add($0) }
        for (index, summary) in observation.summaries.enumerated() {
            let values = recording.values[index]
            let mean = values.reduce(0, +) / Double(values.count)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
            #expect(abs(summary.mean - mean) < 1e-13)
            #expect(abs(summary.standardDeviation - variance.squareRoot()) < 1e-13)
            #expect(summary.minimum == values.min() && summary.maximum == values.max())
        }
        let whole = try FunctionalConnectivity(samples: recording.values[0], nodes: 4)
        let pieces = try #require(observation.functionalConnectivity)
        #expect(zip(whole.matrix, pieces.matrix).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    @Test("correlations do not depend on the pieces the samples come in, however large their mean")
    func pieces() throws {
        let samples = (0..<300).map { index -> Double in
            let course = sin(Double(index)) * Double(index % 3 + 1)
            return 1e6 + course + cos(Double(index * index))
        }
        let whole = try FunctionalConnectivity(samples: samples, nodes: 3)
        for size in [1, 7, 50, 100] {
            var stream = StreamingConnectivity(nodes: 3)
            for start in stride(from: 0, to: 100, by: size) {
                try stream.add(Array(samples[start * 3..<min(100, start + size) * 3]))
            }
            let matrix = try #require(stream.connectivity).matrix
            #expect(zip(whole.matrix, matrix).allSatisfy { abs($0 - $1) < 1e-9 })
        }
    }

    @Test("the table of a sweep has a row a point, and the files of kept series every sample")
    func sweep() throws {
        let fixtures = try ExperimentFixtures()
        let question = try fixtures.question(
            """
            connectome: ring.json
            model: hopf
            duration: 50
            sweep: {parameters.a: [0.1, 0.2], coupling.gain: [0, 0.5, 1.0e+6]}
            """)
        let sweep = try question.sweep(keepingSeries: true)
        let outcomes = try InlineExecutor().run(sweep)
        let record = SweepRecord(
            question: question, points: sweep.points, outcomes: outcomes,
            device: DeviceDecision(choice: .cpu, device: .cpu, reason: "asked for"), wallTimeSeconds: 1, outputs: [],
            provenance: nil)
        let output = try SweepOutput(
            SimulationDestination(path: "\(fixtures.folder.path)/s.csv"), series: ["x"])
        try output.write(record)
        try output.commit()
        let table = try #require(fixtures.folder.contents("s.points.csv"))
        let lines = table.split(separator: "\r\n")
        #expect(lines[0] == "point,parameters.a,coupling.gain,mean_x,sd_x,correlation,failure")
        #expect(lines.count == 7)
        #expect(lines[2].hasPrefix("2,0.1,0.5,\(outcomes[1].moments[0].mean),"))
        // A gain of a million has no bounded solution at this step: the point says so, and the others stand.
        #expect(lines[3].hasPrefix("3,0.1,1000000.0,,,,") && lines[3].contains("finite"))
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(fixtures.folder.path)/s.x.npy")))
        let array = try #require(ExperimentFixtures.array(bytes))
        #expect(array.shape == [6, 50, 4])
        let alone = try sweep.simulation(at: 0).recording()
        #expect(Array(array.values[..<200]) == alone.values[0])
        #expect(array.values[400..<600].allSatisfy { $0.isNaN })
    }
}
