import Analysis
import ArgumentParser
import Compute
import Drift
import Experiments
import Foundation
import Graphs
import IntegratedInformation

/// `claustrum drift calibrate`: how often detectors are wrong, and how late they are right.
struct DriftCalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Measure detectors' false alarms and delays, on generated streams or on a series of yours.",
        discussion: """
            claustrum drift calibrate --detector adwin --detector page-hinkley
            claustrum drift calibrate --detector errors --change error-rate=0.1,0.2
            claustrum drift calibrate --detector kswin --set alpha=0.001 --series recording.csv --block-length 50
            Each repetition makes a stream without a change, in which every alarm is false, and one with a change, in which the
            alarm should come soon after it. All detectors see the same streams.
            """)

    @Option(
        help: ArgumentHelp(
            "A detector; may be repeated. all: every detector of real values; errors: every detector of "
                + "0/1 error streams."))
    var detector: [String] = []

    @Option(
        help: ArgumentHelp(
            "An option of the detectors, as delta=0.05 or adwin.delta=0.05; may be repeated.", valueName: "name=value"))
    var set: [String] = []

    @Option(
        help: ArgumentHelp(
            "The change: mean-jump=SDS, spread-change=RATIO, gradual-mean=SDS,VALUES or error-rate=BEFORE,AFTER. Default: "
                + "mean-jump=1, or error-rate=0.2,0.4 where every detector takes errors.", valueName: "change"))
    var change: String?

    @Option(help: ArgumentHelp("Draw blocks of this series instead of generating values.", valueName: "file"))
    var series: String?

    @Option(help: ArgumentHelp("The series' column, by its name or its number from 1.", valueName: "name|number"))
    var column: String?

    @OptionGroup(title: "The series") var input: NumberInputOptions

    @Option(help: "Consecutive values of a series that stay together.")
    var blockLength = 50

    @Option(help: "Values of a stream without a change.")
    var length = 10_000

    @Option(help: "Values before the change.")
    var changeAt = 1000

    @Option(help: "Values after the change within which an alarm is right.")
    var horizon = 1000

    @Option(help: "How often both are repeated.")
    var repetitions = 1000

    @Option(help: "The seed of all random numbers.")
    var seed: UInt64 = 0

    @Flag(help: "Write the record as JSON instead of text.")
    var json = false

    @Option(help: "Write to this file instead of standard output.")
    var output: String?

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws {
        if detector.isEmpty {
            throw ValidationError("Give a --detector, all or errors; claustrum drift watch --list has them.")
        }
        try OutputPaths(
            inputs: [("--series", series), ("--config", configurationOptions.config)],
            outputs: [("--output", output ?? "-")]
        ).check()
    }

    func run() throws {
        let session = try Session(configurationOptions)
        session.answerInterruptions()
        let file = try series.map { path in
            try SampleFile(
                path: path, options: input.options(columns: column.map { [$0] } ?? [], wantsOneColumn: true),
                limit: session.configuration.limits.memoryBytes, cancellation: session.cancellation)
        }
        let question = try CalibrationQuestion(
            detectors: detector, options: set, change: change, series: file, blockLength: blockLength, length: length,
            changeAt: changeAt, horizon: horizon, repetitions: repetitions, seed: seed)
        let run = session.record(asking: ["command": CommandLine.arguments.dropFirst().joined(separator: " ")])
        let output = try ResultOutput(path: output)
        let record = try session.showingProgress("calibrating \(question.calibrations.count.counted("detector"))") {
            progress in
            let executor = PoolExecutor(pool: session.pool)
            return try question.record(run: run) {
                try executor.run($0, cancellation: session.cancellation, progress: progress)
            }
        }
        let style = self.output == nil ? session.textStyle : TextStyle()
        try output.write(json ? try record.json() + [0x0A] : Array(PhiText.render(record, style: style).utf8))
        try output.commit()
    }
}
