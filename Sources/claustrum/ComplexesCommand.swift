import Analysis
import ArgumentParser
import Experiments
import Graphs

/// `claustrum complexes`: which subsets of the units are complexes, in one state or in many.
struct ComplexesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complexes",
        abstract: "Find the complexes of a network: the maximal one first, then the next that does not overlap.",
        discussion: """
            claustrum complexes networks/albantakis-2023-fig6b.json --structure
            claustrum complexes cycle.bnet --noise 0.05 --all-states
            claustrum complexes cycle.bnet --noise 0.05 --all-states --state attractor:2 --csv
            """)

    @Argument(help: "The network's file; - for standard input.")
    var network: String

    @OptionGroup(title: "The question") var question: QuestionOptions
    @OptionGroup(title: "The network") var networkOptions: NetworkOptions

    @Flag(help: "Compute the cause–effect structure of each complex, and its Φ.")
    var structure = false

    @Flag(
        help: ArgumentHelp(
            "Every reachable state, a row a state and a summary; with --state attractor[:K] the states of that "
                + "attractor."))
    var allStates = false

    @Flag(help: "Write JSON; with --all-states a line a state, and a last one for the summary.")
    var json = false

    @Flag(help: "Write CSV, a row a state.")
    var csv = false

    @Option(help: "Write the result to this file instead of standard output.")
    var output: String?

    @Option(help: "Also write a report to this file, as HTML.")
    var report: String?

    @OptionGroup(title: "Going on later") var checkpoint: CheckpointOptions

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws {
        if json && csv { throw ValidationError("Give either --json or --csv.") }
        if allStates && report != nil {
            throw ValidationError("--report is for single states; leave out --all-states.")
        }
        if allStates, question.state != nil, question.attractor == nil {
            throw ValidationError("Give either --state or --all-states; both only with --state attractor[:K].")
        }
        try OutputPaths(
            inputs: [("NETWORK", network), ("--config", configurationOptions.config)],
            outputs: [("--output", output ?? "-"), ("--report", report)]
        ).check()
        try checkpoint.check(
            streams: allStates ? ["--all-states"] : [], outputs: [("--output", output), ("--report", report)])
    }

    func run() throws {
        let session = try Session(configurationOptions)
        let inputs = try networkOptions.read(network)
        var asked = question.question
        asked["network"] = network
        asked.merge(networkOptions.question) { $1 }
        let answers = try ComplexesAnswers(session, hasStructures: structure, question: asked)
        if allStates {
            try answerStates(of: inputs, answers, session)
        } else {
            try answerEach(inputs, answers, session)
        }
    }

    private func style(_ session: Session) -> TextStyle { output == nil ? session.textStyle : TextStyle() }

    /// One state a noise level, with every thread on each.
    private func answerEach(_ inputs: [NetworkInput], _ answers: ComplexesAnswers, _ session: Session) throws {
        let questions = try inputs.map { input in
            ComplexesQuestion(
                input: input, state: try question.state(of: input), units: try question.units(of: input),
                distinction: input.question)
        }
        for question in questions { _ = try answers.search(for: question) }
        var asked = CheckpointOptions.question(
            inputs, states: questions.map(\.state), units: questions.map(\.units), networkOptions)
        // The structures' shards come after the search's.
        asked.updateValue(structure ? "true" : nil, forKey: "structure")
        try checkpoint.keeping(
            session, command: "complexes", inputDigest: inputs.first?.digest ?? "", question: asked
        ) { executor in
            try write(questions, answers, session, on: executor)
        }
    }

    private func write(
        _ questions: [ComplexesQuestion], _ answers: ComplexesAnswers, _ session: Session, on executor: PoolExecutor
    ) throws {
        let output = try ResultOutput(path: output)
        let reportOutput = try report.map { try ResultOutput(path: $0) }
        var entries: [ReportEntry] = []
        if csv { try output.write(ComplexesRecord.csvHeader + "\r\n") }
        for (index, question) in questions.enumerated() {
            let title = question.input.title
            let record = try session.showingProgress("Complexes of \(title)") { progress in
                try answers.record(of: question, on: executor, progress: progress)
            }
            if json {
                try output.write(try record.json(pretty: questions.count == 1) + [0x0A])
            } else if csv {
                try output.write(try record.csvRow + "\r\n")
            } else {
                let heading = questions.count > 1 ? "\(title.printable)\n" : ""
                try output.write(
                    (index == 0 ? "" : "\n") + heading + PhiText.render(record, style: style(session)))
            }
            if report != nil { entries.append(ReportEntry(heading: title, complexes: record)) }
        }
        try output.commit()
        try reportOutput?.write(Report.html(title: questions.first?.input.title ?? "Claustrum", entries: entries))
        try reportOutput?.commit()
    }

    /// A table of states a noise level.
    private func answerStates(of inputs: [NetworkInput], _ answers: ComplexesAnswers, _ session: Session) throws {
        let tables = try inputs.map { input in
            try ComplexesTable(input: input, units: try question.units(of: input), attractor: question.attractor)
        }
        for table in tables { _ = try table.questions.first.map(answers.search(for:)) }
        session.answerInterruptions()
        let output = try ResultOutput(path: output)
        let form: ComplexesTable.Form = json ? .jsonLines : csv ? .csv : .text(style(session))
        if csv { try output.write(ComplexesRecord.csvHeader + "\r\n") }
        try session.showingProgress("Complexes of \(inputs.first?.title ?? "the network")") { progress in
            progress.expect(tables.reduce(0) { $0 + $1.questions.count })
            for (index, table) in tables.enumerated() {
                if index > 0, case .text = form { try output.write("\n") }
                try table.write(answers, in: form, to: output, session, progress)
            }
        }
        try output.commit()
    }
}
