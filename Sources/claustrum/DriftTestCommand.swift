import Analysis
public import ArgumentParser
import Compute
public import Drift
import Experiments
import Foundation
import Graphs
import IntegratedInformation

extension Correction: ExpressibleByArgument {}
extension Alternative: ExpressibleByArgument {}

/// `claustrum drift test`: whether a current sample differs from a reference, and by how much.
struct DriftTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Compare a current sample with a reference, feature by feature and as a whole.",
        discussion: """
            claustrum drift test reference.csv current.csv
            claustrum drift test ref.npy cur.npy --method mmd --permutations 499 --seed 7
            claustrum drift test ref.csv cur.csv --method ks --method psi --columns loss,norm --report page.html
            claustrum drift test ref.csv - --fail-on-drift < current.csv
            claustrum drift test --list
            Columns are matched by name where both files name them, else by position. The exit status is 0 whether or not
            drift is found; with --fail-on-drift it is 1 where it is.
            """)

    @Argument(help: "The reference: CSV, TSV, a number a line or .npy; - for standard input.")
    var reference: String?

    @Argument(help: "The current sample; - for standard input.")
    var current: String?

    @Option(
        help: ArgumentHelp(
            "A method, by its name or short name; may be repeated; all for every one. Default: kolmogorov-smirnov of each "
                + "feature, and of several features mmd as well."))
    var method: [String] = []

    @Option(
        help: ArgumentHelp(
            "An option of the methods, as bins=20 or psi.bins=20; may be repeated.", valueName: "name=value"))
    var set: [String] = []

    @Option(
        help: ArgumentHelp(
            "The columns to compare, by their names or their numbers from 1, as loss,norm.", valueName: "columns"))
    var columns: String?

    @OptionGroup(title: "The input") var input: NumberInputOptions

    @Option(help: "The level at or below which an adjusted p-value is called drift.")
    var alpha = 0.05

    @Option(help: "The correction for how many features there are: none, bonferroni, holm or benjamini-hochberg.")
    var correction = Correction.holm

    @Option(help: "What the tests look for: two-sided, less or greater.")
    var alternative: Alternative?

    @Option(help: "Random permutations that p-values are counted from.")
    var permutations: Int?

    @Option(help: "The seed of all random numbers.")
    var seed: UInt64?

    @Flag(help: "Exit with status 1 where drift is found.")
    var failOnDrift = false

    @Flag(help: "List the methods with their options and defaults.")
    var list = false

    @Flag(help: "Write the record as JSON instead of text.")
    var json = false

    @Option(help: "Write to this file instead of standard output.")
    var output: String?

    @Option(help: "Also write a report to this file, as HTML.")
    var report: String?

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws {
        if list { return }
        guard let reference, let current else {
            throw ValidationError("Give a reference and a current sample, or --list for the methods.")
        }
        if reference == "-" && current == "-" {
            throw ValidationError("REFERENCE and CURRENT are both standard input; give a file for one of them.")
        }
        if columnNames.contains("") {
            throw ValidationError("--columns has an empty name; give names or numbers from 1, as loss,norm.")
        }
        try OutputPaths(
            inputs: [
                ("REFERENCE", reference), ("CURRENT", current), ("--config", configurationOptions.config),
            ],
            outputs: [("--output", output ?? "-"), ("--report", report)]
        ).check()
    }

    func run() throws {
        let session = try Session(configurationOptions)
        guard let reference, let current else {
            return try ResultOutput.write(Array(DriftListing.methods(style: session.textStyle).utf8), to: nil)
        }
        session.answerInterruptions()
        let options = input.options(columns: columnNames)
        let limit = session.configuration.limits.memoryBytes
        let before = try SampleFile(
            path: reference, options: options, limit: limit, cancellation: session.cancellation)
        let now = try SampleFile(path: current, options: options, limit: limit, cancellation: session.cancellation)
            .matching(before)
        var question = try question(features: before.sample.columns)
        question.outputs = [output, report].compactMap { $0 }.filter { $0 != "-" }
        let decision = try Device.resolve(
            session.configuration.device, for: question.workload(before, now))
        let run = session.record(asking: ["command": CommandLine.arguments.dropFirst().joined(separator: " ")])
        let output = try ResultOutput(path: output)
        let page = try report.map { try ResultOutput(path: $0) }
        let record = try session.showingProgress("\(now.path) against \(before.path)") { progress in
            let context = RunContext(
                cancellation: session.cancellation, progress: progress, pool: session.pool, device: decision.device)
            return try question.record(
                reference: before, current: now, in: context, device: decision, run: run)
        }
        let style = self.output == nil ? session.textStyle : TextStyle()
        try output.write(json ? try record.json() + [0x0A] : Array(PhiText.render(record, style: style).utf8))
        try page?.write(DriftReport.html(record))
        try output.commit()
        try page?.commit()
        if failOnDrift && record.isDrift == true { Foundation.exit(1) }
    }

    private var columnNames: [String] {
        columns?.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) } ?? []
    }

    private func question(features: Int) throws -> DriftTestQuestion {
        let common: [(name: String, text: String?)] = [
            ("alternative", alternative?.rawValue), ("permutations", permutations.map(String.init)),
            ("seed", seed.map(String.init)),
        ]
        return try DriftTestQuestion(
            methods: method, features: features, options: set,
            common: common.compactMap { name, text in text.map { (name, $0) } }, alpha: alpha, correction: correction)
    }
}
