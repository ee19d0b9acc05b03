import Analysis
import ArgumentParser
import Compute
import Drift
import Experiments
import Foundation
import Graphs
import IntegratedInformation

import class Analysis.Progress

/// `claustrum drift population`: how the traits of many minds drift.
struct DriftPopulationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "population",
        abstract: "Let the traits of a population of minds drift, and tell of it as it goes.",
        discussion: """
            claustrum drift population experiments/population.yaml
            claustrum drift population experiments/population.yaml --report population.html --scores final.npy
            claustrum drift population experiments/population.yaml --minds 1000000 --days 3650 --csv > courses.csv
            docs/population-drift.md tells all keys of the document.
            """)

    @Argument(help: "The population (YAML or JSON); - for standard input.")
    var document: String

    @Option(help: ArgumentHelp("How many minds, instead of what the document says.", valueName: "count"))
    var minds: Int?

    @Option(help: ArgumentHelp("How many days.", valueName: "count"))
    var days: Int?

    @Option(help: "The seed of all random numbers.")
    var seed: String?

    @Option(
        help: ArgumentHelp(
            "Set another of the document's keys, as report_every=7; may be repeated.", valueName: "key=value"))
    var set: [String] = []

    @Flag(help: "Write one JSON record when all is done, instead of lines of text as it goes.")
    var json = false

    @Flag(help: "Write a JSON object a report, each as soon as it is there.")
    var jsonl = false

    @Flag(help: "Write a CSV row a report and trait, each as soon as it is there.")
    var csv = false

    @Option(
        help: ArgumentHelp(
            "Also write to this file: NAME.json (the record), NAME.jsonl or NAME.csv (the reports).", valueName: "path")
    )
    var output: String?

    @Option(
        help: ArgumentHelp("Write the scores at the end to this file, NAME.npy: minds × traits.", valueName: "path"))
    var scores: String?

    @Option(help: "Also write a report to this file, as HTML.")
    var report: String?

    @Flag(help: "Tell on standard error what the kernels of an OpenCL device took.")
    var profile = false

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    /// What a file of `--output` holds, by its ending: nil for the record.
    private var outputLines: PopulationLines? {
        guard let output else { return nil }
        return output.lowercased().hasSuffix(".csv") ? .csv : output.lowercased().hasSuffix(".jsonl") ? .jsonl : nil
    }

    /// Whether something at the end tells of every report, and not only of the first and the last.
    private var keepsReports: Bool { json || report != nil || (output != nil && outputLines == nil) }

    func validate() throws {
        guard [json, jsonl, csv].count(where: { $0 }) <= 1 else {
            throw ValidationError("--json, --jsonl and --csv are different forms; give one of them.")
        }
        if let output, outputLines == nil, !output.lowercased().hasSuffix(".json") {
            throw ValidationError(
                "--output \(output) does not say what to write; end it in .json, .jsonl or .csv. "
                    + "--json, --jsonl and --csv write to standard output.")
        }
        if let scores, !scores.lowercased().hasSuffix(".npy") {
            throw ValidationError("--scores \(scores) is a NumPy array: give a name that ends in .npy.")
        }
    }

    func run() throws {
        let session = try Session(configurationOptions)
        var flags: [ExperimentFlag] = []
        if let minds { flags.append(ExperimentFlag("--minds", "minds", number: Double(minds))) }
        if let days { flags.append(ExperimentFlag("--days", "days", number: Double(days))) }
        if let seed { flags.append(ExperimentFlag("--seed", "seed", text: seed)) }
        for assignment in set { flags.append(try ExperimentFlag("--set", assignment: assignment)) }
        let question = try PopulationQuestion(path: document, flags: flags)
        try question.checkMemory(
            keepingScores: scores != nil, keepingReports: keepsReports,
            limit: session.configuration.limits.memoryBytes)
        try OutputPaths(
            inputs: question.files.map { ($0.path, $0.path) } + [("--config", configurationOptions.config)],
            outputs: [("--output", output), ("--scores", scores), ("--report", report)]
        ).check()
        let device = try Device.resolve(session.configuration.device, for: question.workload)
        session.answerInterruptions()
        try answer(question, device, session)
    }

    private func answer(_ question: PopulationQuestion, _ decision: DeviceDecision, _ session: Session) throws {
        let origin = session.record(asking: ["command": CommandLine.arguments.dropFirst().joined(separator: " ")])
        let files = try [output, scores, report].map { try $0.map { try ResultOutput(path: $0) } }
        let shown: PopulationLines? = json ? nil : jsonl ? .jsonl : csv ? .csv : .text
        let screen = try ResultOutput(path: nil)
        if shown == .text { try screen.write(PhiText.heading(question, decision, style: session.textStyle)) }
        if let shown { try screen.write(shown.heading(question)) }
        if let lines = outputLines { try files[0]?.write(lines.heading(question)) }
        let began = ContinuousClock.now
        var reports: [PopulationReport] = []
        var effects = 0
        let kernels = profile ? Profile() : nil
        func run(_ progress: Progress) throws -> [Double]? {
            progress.expect(question.population.days)
            return try question.population.run(
                on: decision.device, pool: session.pool, keepingScores: scores != nil,
                cancellation: session.cancellation, profile: kernels
            ) { report in
                if !keepsReports, reports.count > 1 { reports.removeLast() }
                reports.append(report)
                effects += report.effects
                if let shown { try screen.write(shown.line(report, of: question)) }
                if let lines = outputLines { try files[0]?.write(lines.line(report, of: question)) }
                progress.finish(report.windowDays)
            }
        }
        // Lines on the terminal show how far it is; the meter would write over them.
        let showsLines = shown != nil && isatty(STDOUT_FILENO) == 1
        let final = try showsLines ? run(Progress()) : session.showingProgress(question.title, run)
        let record = PopulationRecord(
            question: question, reports: reports, effects: effects, device: decision,
            wallTimeSeconds: began.duration(to: .now) / .seconds(1),
            outputs: [output, scores, report].compactMap { $0 },
            provenance: origin?.provenance(
                inputDigest: question.inputDigest, seed: question.population.seed, device: decision.device))
        if let kernels {
            FileHandle.standardError.write(Data(kernels.record(of: decision.device, peak: nil).text.utf8))
        }
        if outputLines == nil { try files[0]?.write(record.json() + [0x0A]) }
        if let final, let file = files[1] { try question.write(final, to: file) }
        if let page = files[2] { try page.write(PopulationPage.html(record)) }
        for file in files { try file?.commit() }
        if json { try screen.write(record.json() + [0x0A]) }
        if shown == .text { try screen.write(PhiText.summary(record, style: session.textStyle)) }
    }
}
