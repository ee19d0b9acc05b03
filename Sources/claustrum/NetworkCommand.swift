import ArgumentParser
import Compute
import Experiments
import Foundation
import Graphs

/// `claustrum network`: look at network files, check them, turn them into other formats.
struct NetworkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network", abstract: "Show, convert or check a network's file.",
        subcommands: [NetworkShowCommand.self, NetworkConvertCommand.self, NetworkValidateCommand.self])
}

struct NetworkShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a network's units, connections and dynamics.")

    @Argument(help: "The network's file; - for standard input.")
    var network: String

    @OptionGroup(title: "The network") var networkOptions: NetworkOptions

    @Flag(help: "List the attractors of the noise-free dynamics, largest basin first.")
    var attractors = false

    @Flag(help: "List the states that some state leads to.")
    var reachable = false

    @Flag(help: "Write JSON.")
    var json = false

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func run() throws {
        _ = try Session(configurationOptions)
        for input in try networkOptions.read(network) {
            let substrate = input.substrate
            let summary = NetworkSummary(
                substrate: substrate,
                attractors: attractors ? try input.placing { try substrate.attractors() } : nil,
                reachableStates: reachable ? try substrate.reachableStates() : nil)
            try ResultOutput.write(json ? summary.json() + [0x0A] : Array(summary.text.utf8), to: nil)
        }
    }
}

struct NetworkConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Write a network in another format.")

    @Argument(help: "The network's file; - for standard input.")
    var network: String

    @Argument(help: "The file to write; - for standard output.")
    var destination: String

    @Option(help: "The format to write: json, yaml, bnet, csv, tsv, npy or graphml. Default: by the file's extension.")
    var to: String?

    @OptionGroup(title: "The network") var networkOptions: NetworkOptions
    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws {
        try OutputPaths(
            inputs: [("NETWORK", network), ("--config", configurationOptions.config)],
            outputs: [("the destination", destination)]
        ).check()
    }

    func run() throws {
        _ = try Session(configurationOptions)
        guard let format = try networkFormat(to) ?? NetworkFormat(path: destination) else {
            throw CommandError.usage(
                "\(destination) does not say which format to write; give one as --to: \(NetworkFormat.listing)",
                code: "unknown-format")
        }
        let inputs = try networkOptions.read(network)
        guard inputs.count == 1, let input = inputs.first else {
            throw CommandError.usage("a conversion takes one --noise value", code: "bad-noise")
        }
        try ResultOutput.write(NetworkFile.encode(input.substrate, as: format), to: destination)
    }
}

struct NetworkValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check networks' files; exit status 65 where one is wrong.")

    @Argument(help: "The networks' files.")
    var networks: [String]

    @OptionGroup(title: "The network") var networkOptions: NetworkOptions
    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func run() throws {
        _ = try Session(configurationOptions)
        var worst: ExitStatus?
        for network in networks {
            do {
                for input in try networkOptions.read(network) {
                    let report = input.substrate.validationReport()
                    let hints = report.hints.map { "  ! \($0.printable)\n" }.joined()
                    let line = "\(network): valid, \(report.unitCount.counted("unit"))\n"
                    try ResultOutput.write(Array((line + hints).utf8), to: nil)
                }
            } catch let error as any CodedError where !(error is OutputError) {
                Failure.report(error)
                worst = worst ?? error.exitStatus
            }
        }
        if let worst { Foundation.exit(worst.rawValue) }
    }
}
