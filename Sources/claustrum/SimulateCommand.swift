import Analysis
import ArgumentParser
import Compute
import Dynamics
import Experiments
import Graphs

/// `claustrum simulate`: the dynamics of a connectome, one simulation or a sweep of them, and neuronal group selection.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Simulate the dynamics of a connectome, one run or a sweep, or neuronal group selection.",
        discussion: """
            claustrum simulate experiments/ring.yaml
            claustrum simulate hcp.json --model hopf --gain 0.6 --speed 20 --noise x=0.01 --duration 60s --output run.npy
            claustrum simulate hcp.json --model hopf --bold --tr 0.72s --duration 10min --functional fc.npy --report r.html
            claustrum simulate hcp.json --model wilson-cowan --sweep coupling.gain=0:2:21 --output gains.csv
            claustrum simulate --model hopf --explain
            A file is taken for an experiment where it has model or kind, for a connectome where it has weights or edges;
            flags take the place of what an experiment says. docs/simulate.md tells all keys.
            """)

    @Argument(help: "The experiment (YAML or JSON), or a connectome's file or folder; - for standard input.")
    var experiment: String?

    @OptionGroup(title: "The simulation") var simulate: SimulateOptions
    @OptionGroup(title: "The connectome") var connectomeOptions: ConnectomeOptions

    @Flag(help: "List the models.")
    var listModels = false

    @Flag(help: "Tell the equations, variables and parameters of --model.")
    var explain = false

    @Flag(help: "Write the record as JSON instead of text.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Where the samples go: NAME.npy, NAME.csv, or a folder (FOLDER/); a record goes beside. A sweep writes a "
                + "table, CSV.", valueName: "path"))
    var output: String?

    @Flag(help: "Keep the samples of all points of a sweep, as runs × samples × nodes; needs --output.")
    var keepSeries = false

    @Option(help: "Also write a report to this file, as HTML.")
    var report: String?

    @Flag(help: "Tell on standard error what the kernels took, against the device's measured peak.")
    var profile = false

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws {
        if listModels { return }
        if explain {
            guard simulate.model != nil else { throw ValidationError("--explain tells about a model: give --model.") }
            return
        }
        if experiment == nil && simulate.model != Experiment.Kind.groupSelection.rawValue {
            throw ValidationError("Give an experiment or a connectome; --list-models lists the models.")
        }
        if keepSeries && output == nil { throw ValidationError("--keep-series needs --output.") }
        if output == "-" {
            throw ValidationError("--output names files; --json writes the record to standard output.")
        }
    }

    func run() throws {
        if listModels || explain {
            let text = try listModels ? ModelCatalogue.listing : explanation()
            return try ResultOutput.write(Array(text.utf8), to: nil)
        }
        let session = try Session(configurationOptions)
        let experiment = try Experiment(path: experiment, flags: simulate.flags(connectomeOptions))
        switch try experiment.kind {
        case .simulation: try runSimulation(experiment.simulation(), session)
        case .sweep: try runSweep(experiment.simulation(), session)
        case .groupSelection: try runGroupSelection(experiment.groupSelection(), experiment.files, session)
        }
    }

    private func explanation() throws -> String {
        ModelCatalogue.explanation(of: try NeuralModel(named: simulate.model ?? ""))
    }

    /// Throws where an output would replace an input or another output.
    func checkPaths(_ outputs: [String], _ files: [InputFile]) throws {
        try OutputPaths(
            inputs: files.map { ($0.path, $0.path) } + [("--config", configurationOptions.config)],
            outputs: outputs.map { ("--output", $0) } + [("--report", report)]
        ).check()
    }

    /// The text or JSON that goes to standard output.
    func answer(_ json: () throws -> [UInt8], _ text: (TextStyle) -> String, _ session: Session) throws {
        try ResultOutput.write(self.json ? json() + [0x0A] : Array(text(session.textStyle).utf8), to: nil)
    }

    /// What the run was asked, for its provenance.
    func record(_ session: Session) -> RunRecord? {
        session.record(asking: ["command": CommandLine.arguments.dropFirst().joined(separator: " ")])
    }
}
