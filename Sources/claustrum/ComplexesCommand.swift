import Analysis
import ArgumentParser
import Experiments
import Graphs
import IntegratedInformation
import Revision

/// `claustrum complexes`: which subsets of the units are complexes.
struct ComplexesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complexes",
        abstract: "Find the complexes of a network: the maximal one first, then the next that does not overlap.")

    @Argument(help: "The network's file; - for standard input.")
    var network: String

    @OptionGroup(title: "The question") var question: QuestionOptions
    @OptionGroup(title: "The network") var networkOptions: NetworkOptions

    @Flag(help: "Write JSON.")
    var json = false

    @Option(help: "Write the result to this file instead of standard output.")
    var output: String?

    @Option(help: "Also write a report to this file, as HTML.")
    var report: String?

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws {
        try OutputPaths(
            inputs: [("NETWORK", network), ("--config", configurationOptions.config)],
            outputs: [("--output", output ?? "-"), ("--report", report)]
        ).check()
    }

    func run() throws {
        let session = try Session(configurationOptions)
        let inputs = try networkOptions.read(network)
        let configuration = session.configuration
        let states = try inputs.map { try question.state(of: $0) }
        let units = try inputs.map { try question.units(of: $0) }
        let searches = try inputs.indices.map { index in
            try PlacedError.placing(in: inputs[index].name) {
                try ComplexSearch(
                    substrate: inputs[index].substrate, state: states[index], units: units[index],
                    formalism: configuration.formalism, limits: configuration.limitsInForce)
            }
        }
        session.answerInterruptions()
        let output = try ResultOutput(path: output)
        let reportOutput = try report.map { try ResultOutput(path: $0) }
        var asked = question.question
        asked["network"] = network
        if !networkOptions.fix.isEmpty { asked["fix"] = networkOptions.fix.sorted().joined(separator: ",") }
        asked["slope"] = networkOptions.slope.map { "\($0)" }
        let run =
            session.configuration.provenance
            ? RunRecord(revision: BuildRevision.text(), configuration: session.resolved, question: asked) : nil
        var entries: [ReportEntry] = []
        for (index, input) in inputs.enumerated() {
            let record = try record(of: input, in: states[index], units[index].count, searches[index], session, run)
            if json {
                try output.write(try record.json(pretty: inputs.count == 1) + [0x0A])
            } else {
                let style = self.output == nil ? session.textStyle : TextStyle()
                let heading = inputs.count > 1 ? "\(input.title.printable)\n" : ""
                try output.write((index == 0 ? "" : "\n") + heading + PhiText.render(record, style: style))
            }
            if report != nil { entries.append(ReportEntry(heading: input.title, complexes: record)) }
        }
        try output.commit()
        try reportOutput?.write(Report.html(title: inputs.first?.title ?? "Claustrum", entries: entries))
        try reportOutput?.commit()
    }

    private func record(
        of input: NetworkInput, in state: State, _ unitsConsidered: Int, _ search: ComplexSearch, _ session: Session,
        _ run: RunRecord?
    ) throws -> ComplexesRecord {
        let began = ContinuousClock.now
        let found = try session.showingProgress("Complexes of \(input.title)") { progress in
            try PlacedError.placing(in: input.name) {
                try PoolExecutor(pool: session.pool).run(
                    search, cancellation: session.cancellation, progress: progress)
            }
        }
        return ComplexesRecord(
            result: found, unitsConsidered: unitsConsidered, substrate: input.substrate, state: state,
            formalism: session.configuration.formalism,
            provenance: run?.provenance(inputDigest: input.digest, began: began, question: input.question))
    }
}
