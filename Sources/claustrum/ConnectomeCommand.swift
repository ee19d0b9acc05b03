import ArgumentParser
import Compute
import Experiments
import Foundation
import Graphs
import Logging

/// `claustrum connectome`: look at connectomes, turn them into other formats, fetch published ones.
struct ConnectomeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connectome", abstract: "Show or convert a connectome's file, or fetch a published connectome.",
        subcommands: [ConnectomeShowCommand.self, ConnectomeConvertCommand.self, ConnectomeFetchCommand.self])
}

struct ConnectomeShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a connectome's nodes, edges, strengths, lengths and delays.")

    @Argument(help: "The connectome's file or folder; - for standard input.")
    var connectome: String

    @OptionGroup(title: "The connectome") var connectomeOptions: ConnectomeOptions

    @Option(help: ArgumentHelp("The conduction speed for the delays, in mm/ms (which is m/s).", valueName: "mm/ms"))
    var speed = 20.0

    @Flag(help: "Write JSON.")
    var json = false

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws {
        guard speed > 0, speed.isFinite else {
            throw ValidationError("--speed is \(speed), but must be a number above 0, in mm/ms.")
        }
    }

    func run() throws {
        _ = try Session(configurationOptions)
        let summary = ConnectomeSummary(connectome: try connectomeOptions.read(connectome), speed: speed)
        try ResultOutput.write(json ? summary.json() + [0x0A] : Array(summary.text.utf8), to: nil)
    }
}

struct ConnectomeConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Write a connectome in another format.",
        discussion: """
            claustrum connectome convert weights.csv --lengths lengths.csv --orientation to-from brain.json
            claustrum connectome convert brain.json brain.graphml --normalize maximum --threshold 0.01
            What is written goes from i to j, whatever was read.
            """)

    @Argument(help: "The connectome's file or folder; - for standard input.")
    var connectome: String

    @Argument(help: "The file to write; - for standard output.")
    var destination: String

    @Option(
        help:
            "The format to write: json, yaml, csv, tsv, txt, npy, npz or graphml. Default: by the file's extension.")
    var to: String?

    @Option(
        help: ArgumentHelp(
            "Where the lengths go where the format holds weights alone (csv, tsv, txt, npy), in the same format.",
            valueName: "file"))
    var lengthsOutput: String?

    @Flag(help: "Leave out the edges from a node to itself.")
    var withoutSelfConnections = false

    @Option(
        help: ArgumentHelp(
            "Divide the weights: maximum (the largest becomes 1), row-sum (those into each node add up to 1), "
                + "spectral (the spectral radius becomes 1) or none.",
            valueName: "by"))
    var normalize = ConnectomeNormalization.none

    @Option(
        help: ArgumentHelp(
            "Leave out edges whose weight's absolute value is smaller, after any normalisation.", valueName: "weight"))
    var threshold = 0.0

    @OptionGroup(title: "The connectome") var connectomeOptions: ConnectomeOptions
    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws {
        guard threshold >= 0, threshold.isFinite else {
            throw ValidationError("--threshold is \(threshold), but must be a number, 0 or more.")
        }
        try OutputPaths(
            inputs: [
                ("CONNECTOME", connectome), ("--lengths", connectomeOptions.lengths),
                ("--config", configurationOptions.config),
            ],
            outputs: [("the destination", destination), ("--lengths-output", lengthsOutput)]
        ).check()
    }

    func run() throws {
        let session = try Session(configurationOptions)
        guard let format = try connectomeFormat(to) ?? ConnectomeFormat(path: destination) else {
            throw CommandError.usage(
                "\(destination) does not say which format to write; give one as --to: \(ConnectomeFormat.listing)",
                code: "unknown-format")
        }
        if lengthsOutput != nil && format.holdsLengths {
            throw CommandError.usage(
                "a \(format.rawValue) file holds the lengths itself; leave --lengths-output out", code: "bad-option")
        }
        var result = try connectomeOptions.read(connectome)
        if withoutSelfConnections { result = result.withoutSelfConnections() }
        result = try result.normalized(normalize).keepingWeights(from: threshold)
        let bytes = try ConnectomeFile.encode(result, as: format)
        var apart: ResultOutput?
        if let lengthsOutput {
            guard let lengths = try ConnectomeFile.encodeLengths(of: result, as: format) else {
                throw CommandError(
                    code: "missing-length", exitStatus: .badData,
                    message: "\(connectome) has no lengths to write; leave --lengths-output out")
            }
            apart = try ResultOutput(path: lengthsOutput)
            try apart?.write(lengths)
        } else if result.lengths != nil && !format.holdsLengths {
            session.log.warning(
                "a \(format.rawValue) file has no room for the lengths, which are left out; give --lengths-output")
        }
        let output = try ResultOutput(path: destination)
        try output.write(bytes)
        try apart?.commit()
        try output.commit()
    }
}
