import Analysis
import ArgumentParser
import Compute
import Experiments
import Graphs

/// `claustrum phi`: φ_s of one candidate system, or of many in a stream.
struct PhiCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phi",
        abstract: "Compute the integrated information φ_s of a network and its minimum-information partition, exactly.",
        discussion: """
            claustrum phi networks/albantakis-2023-fig1.json
            claustrum phi cycle.bnet --noise 0.05 --state attractor --units CycB,Cdc20,Cdh1
            claustrum phi --jsonl networks.jsonl --output results.jsonl
            """)

    @Argument(help: "The network's file; - for standard input.")
    var network: String?

    @Option(help: "Read a network a line from this file (- for standard input) and write a result a line.")
    var jsonl: String?

    @OptionGroup(title: "The question") var question: QuestionOptions
    @OptionGroup(title: "The network") var networkOptions: NetworkOptions

    @Flag(help: "Analyse every reachable state; a result a line.")
    var allStates = false

    @Flag(help: "Analyse every subset of the units; a result a line.")
    var allSubsets = false

    @Flag(help: "Write JSON.")
    var json = false

    @Flag(help: "Write CSV.")
    var csv = false

    @Option(help: "Write the result to this file instead of standard output.")
    var output: String?

    @Option(help: "Also write a report to this file, as HTML.")
    var report: String?

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws {
        // That neither is given is for `run()` to say: here an unknown flag, the likelier slip, is not found yet.
        if network != nil && jsonl != nil {
            throw ValidationError("Give either a network's file or --jsonl with a file of networks.")
        }
        if json && csv { throw ValidationError("Give either --json or --csv.") }
        if jsonl != nil && (!question.isEmpty || allStates || allSubsets || csv || report != nil) {
            throw ValidationError(
                "--jsonl takes state and units from each line and writes JSON Lines; "
                    + "leave out --state, --units, --all-states, --all-subsets, --csv and --report.")
        }
        let options = networkOptions
        if jsonl != nil
            && (options.noise != nil || !options.fix.isEmpty || options.format != nil || options.slope != nil)
        {
            throw ValidationError(
                "--jsonl takes networks as they stand; leave out --noise, --fix, --format and --slope.")
        }
        if allStates && question.state != nil { throw ValidationError("Give either --state or --all-states.") }
        if report != nil && (allStates || allSubsets) {
            throw ValidationError("--report is for single results; leave out --all-states and --all-subsets.")
        }
        try OutputPaths(
            inputs: [("NETWORK", network), ("--jsonl", jsonl), ("--config", configurationOptions.config)],
            outputs: [("--output", output ?? "-"), ("--report", report)]
        ).check()
    }

    func run() throws {
        guard network != nil || jsonl != nil else {
            throw CommandError.usage(
                "there is no network to analyse; give a network's file, or --jsonl with a file of networks "
                    + "(claustrum phi --help)")
        }
        let session = try Session(configurationOptions)
        if let jsonl { return try answerLines(of: jsonl, session) }
        guard let network else { return }
        let inputs = try networkOptions.read(network)
        let answers = PhiAnswers(session, question: questionForProvenance(network))
        if allStates || allSubsets {
            try streamAll(inputs, answers, session)
        } else {
            try answerEach(inputs, answers, session)
        }
    }

    private func questionForProvenance(_ network: String) -> [String: String] {
        var asked = question.question
        asked["network"] = network
        if !networkOptions.fix.isEmpty { asked["fix"] = networkOptions.fix.sorted().joined(separator: ",") }
        asked["slope"] = networkOptions.slope.map { "\($0)" }
        return asked
    }

    /// One result a noise level, with every thread on each.
    private func answerEach(_ inputs: [NetworkInput], _ answers: PhiAnswers, _ session: Session) throws {
        let questions = try inputs.map { input in
            PhiQuestion(
                substrate: input.substrate, state: try question.state(of: input),
                units: try question.units(of: input), inputDigest: input.digest, place: input.name,
                distinction: input.question)
        }
        session.answerInterruptions()
        let output = try ResultOutput(path: output)
        let reportOutput = try report.map { try ResultOutput(path: $0) }
        var entries: [ReportEntry] = []
        if csv { try output.write(PhiRecord.csvHeader + "\r\n") }
        for (index, (input, question)) in zip(inputs, questions).enumerated() {
            let record = try session.showingProgress("φ_s of \(input.title)") { progress in
                try answers.record(of: question, on: PoolExecutor(pool: session.pool), progress: progress)
            }
            if json {
                try output.write(try record.json(pretty: inputs.count == 1) + [0x0A])
            } else if csv {
                try output.write(try record.csvRow + "\r\n")
            } else {
                let style = self.output == nil ? session.textStyle : TextStyle()
                try output.write((index == 0 ? "" : "\n") + PhiText.render(record, style: style))
            }
            if report != nil { entries.append(ReportEntry(heading: input.title, record: record)) }
        }
        try output.commit()
        try reportOutput?.write(Report.html(title: inputs.first?.title ?? "Claustrum", entries: entries))
        try reportOutput?.commit()
    }

    /// A result for each line, or an error in its place.
    private func answerLines(of path: String, _ session: Session) throws {
        let name = NetworkInput.name(of: path)
        session.answerInterruptions()
        let source = try LineSource(path: path, cancellation: session.cancellation)
        let output = try ResultOutput(path: output)
        let answers = PhiAnswers(session, question: ["network": path])
        let stream = PhiStream(session: session, answers: answers, form: .jsonLines, output: output)
        let isTraced = answers.run != nil
        let failures = try session.showingProgress("φ_s of \(name)") { progress in
            if let bytes = source.byteCount { progress.expect(bytes) }
            var counted = MeteredSource(source, progress: progress)
            return try stream.run(
                &counted,
                question: { line in
                    if line.isTooLong {
                        throw CommandError(
                            code: "line-too-long", exitStatus: .badData,
                            message:
                                "\(name): line \(line.number): it is longer than 256 MiB; give such a network as a file"
                        )
                    }
                    let substrate = try NetworkLine.parse(line.bytes, number: line.number, name: name)
                    guard let state = substrate.state else {
                        throw CommandError(
                            code: "state-missing", exitStatus: .badData,
                            message:
                                "\(name): line \(line.number): there is no state; add the key \"state\" with a 0 or 1 "
                                + "for each unit")
                    }
                    return PhiQuestion(
                        substrate: substrate, state: state, units: substrate.defaultUnits,
                        inputDigest: isTraced ? RunRecord.digest(of: line.bytes) : "",
                        place: "\(name): line \(line.number)", line: line.number)
                },
                line: { $0.number })
        }
        try output.commit()
        if failures > 0 {
            throw CommandError(
                code: "lines-failed", exitStatus: .badData,
                message:
                    "\(failures) of the lines of \(name) could not be analysed; each has an error object in its place")
        }
    }

    /// A result for every state or subset asked for, state by state.
    private func streamAll(_ inputs: [NetworkInput], _ answers: PhiAnswers, _ session: Session) throws {
        let sweeps = try inputs.map { input in
            let states = allStates ? try input.substrate.reachableStates() : [try question.state(of: input)]
            let units = try question.units(of: input)
            return try PhiSweep(input: input, states: states, units: units, everySubset: allSubsets)
        }
        session.answerInterruptions()
        let output = try ResultOutput(path: output)
        let stream = PhiStream(session: session, answers: answers, form: csv ? .csv : .jsonLines, output: output)
        let failures = try session.showingProgress("φ_s of \(inputs.first?.title ?? "the network")") { progress in
            progress.expect(sweeps.reduce(0) { $0 + $1.count })
            var source = SequenceSource(sweeps.lazy.flatMap(\.questions))
            return try stream.run(&source, question: { $0 }, line: { _ in nil }, finished: { progress.finish(1) })
        }
        try output.commit()
        if failures > 0 {
            throw CommandError(
                code: "results-failed", exitStatus: .badData,
                message:
                    "\(failures) of the candidate systems could not be analysed; each has an error object in its place")
        }
    }
}
