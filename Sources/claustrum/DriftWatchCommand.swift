import Analysis
import ArgumentParser
import Compute
import Drift
import Experiments
import Foundation
import Graphs

/// `claustrum drift watch`: detectors follow a stream and say when it changes.
struct DriftWatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Follow a stream of numbers and say when it changes.",
        discussion: """
            claustrum drift watch stream.csv --column loss --detector adwin --set delta=0.01
            tail -f log | claustrum drift watch - --detector page-hinkley --state watch.json
            claustrum drift watch errors.npy --detector all --detector errors --report page.html
            claustrum drift watch --list
            The stream is CSV, TSV, a number a line or .npy, read as it comes: each change is told when it is found. With
            --state a later run goes on where this one stopped.
            """)

    @Argument(help: "The stream's file; - for standard input.")
    var stream: String?

    @Option(
        help: ArgumentHelp(
            "A detector, adwin by default; may be repeated. all: every detector of real values; errors: every detector of "
                + "0/1 error streams."))
    var detector: [String] = []

    @Option(
        help: ArgumentHelp(
            "An option of the detectors, as delta=0.05 or adwin.delta=0.05; may be repeated.", valueName: "name=value"))
    var set: [String] = []

    @Option(help: ArgumentHelp("The column, by its name or its number from 1.", valueName: "name|number"))
    var column: String?

    @OptionGroup(title: "The input") var input: NumberInputOptions

    @Option(
        help: ArgumentHelp(
            "Go on from the state in this file, where there is one, and save it there at the end or on Ctrl-C.",
            valueName: "file"))
    var state: String?

    @Flag(help: "List the detectors with their options and defaults.")
    var list = false

    @Flag(help: "Write the record as JSON at the end instead of text.")
    var json = false

    @Flag(help: "Write each change and each beginning of warnings as a line of JSON when it is found.")
    var jsonl = false

    @Flag(help: "The same as rows of CSV.")
    var csv = false

    @Option(help: "Write to this file instead of standard output; it appears when the stream has ended.")
    var output: String?

    @Option(help: "Also write a report to this file, as HTML.")
    var report: String?

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws {
        if list { return }
        guard let stream else { throw ValidationError("Give a stream, or --list for the detectors.") }
        if [json, jsonl, csv].count(where: { $0 }) > 1 {
            throw ValidationError("Give one of --json, --jsonl and --csv.")
        }
        if state == "-" { throw ValidationError("--state names a file.") }
        try OutputPaths(
            inputs: [("STREAM", stream), ("--config", configurationOptions.config)],
            outputs: [("--output", output ?? "-"), ("--report", report), ("--state", state)]
        ).check()
    }

    func run() throws {
        let session = try Session(configurationOptions)
        guard let stream else {
            return try ResultOutput.write(Array(DriftListing.detectors(style: session.textStyle).utf8), to: nil)
        }
        let watch = try watch()
        var options = input.options(columns: column.map { [$0] } ?? [], wantsOneColumn: true)
        options.wantsDigest = json || report != nil
        session.answerInterruptions()
        let rows = try NumberRows(path: stream, options: options, cancellation: session.cancellation)
        var run = try DriftWatchRun(command: self, session: session, rows: rows, watch: watch)
        try run.run()
    }

    /// The watch to begin with, or to go on with.
    private func watch() throws -> DriftWatch {
        let isDefault = detector.isEmpty && set.isEmpty
        let asked = try DetectorQuestion.detectors(detector.isEmpty ? ["adwin"] : detector, options: set)
        if let state, let saved = try DriftWatch.restored(from: state, detectors: isDefault ? nil : asked) {
            return saved
        }
        return DriftWatch(asked)
    }
}
