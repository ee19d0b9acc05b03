import ArgumentParser
import Compute
import Experiments
import Graphs

/// How a network is read.
struct NetworkOptions: ParsableArguments {
    @Option(
        help:
            "The file's format: json, yaml, bnet, csv, tsv, npy or graphml. Default: by its extension, else its content."
    )
    var format: String?

    @Option(help: "Each unit's next value flips with this probability; several, separated by commas, are a sweep.")
    var noise: String?

    @Option(help: "Clamp a unit, as X=1. May be repeated.")
    var fix: [String] = []

    @Option(help: "The slope of logistic units read from a weight matrix.")
    var slope: Double?

    /// For provenance: what was asked of every noise level, as it was asked.
    var question: [String: String] {
        var question: [String: String] = [:]
        if !fix.isEmpty { question["fix"] = fix.sorted().joined(separator: ",") }
        question["slope"] = slope.map { "\($0)" }
        return question
    }

    /// The noise levels asked for; a single nil where none were.
    func noiseLevels() throws -> [Double?] {
        guard let noise else { return [nil] }
        return try noise.split(separator: ",", omittingEmptySubsequences: false).map { text in
            let trimmed = text.filter { $0 != " " }
            guard let level = Double(trimmed), (0...0.5).contains(level) else {
                throw CommandError.usage(
                    "--noise has '\(text)', but each value must be a probability from 0 to 0.5, such as --noise 0.01,0.05",
                    code: "bad-noise")
            }
            return level
        }
    }

    /// What the importer is told at one noise level.
    func importOptions(noise: Double?) throws -> ImportOptions {
        var clamps: [String: Int] = [:]
        for text in fix {
            let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2, let value = Int(sides[1]), value == 0 || value == 1 else {
                throw CommandError.usage("--fix has '\(text)', but must be UNIT=0 or UNIT=1", code: "bad-fix")
            }
            guard clamps.updateValue(value, forKey: sides[0]) == nil else {
                throw CommandError.usage("--fix clamps \(sides[0]) twice; keep one", code: "bad-fix")
            }
        }
        return ImportOptions(format: try networkFormat(format), noise: noise ?? 0, clamps: clamps, slope: slope)
    }

    /// Reads the network once and interprets it at every noise level.
    func read(_ path: String) throws -> [NetworkInput] {
        let levels = try noiseLevels()
        let bytes = try NetworkFile.contents(of: path)
        let digest = RunRecord.digest(of: bytes)
        return try levels.map { level in
            var substrate = try NetworkFile.parse(
                bytes, name: NetworkInput.name(of: path), options: importOptions(noise: level))
            if levels.count > 1, let level {
                substrate.name = [substrate.name, "noise \(level)"].compactMap { $0 }.joined(separator: ", ")
            }
            return NetworkInput(substrate: substrate, digest: digest, path: path, noise: level)
        }
    }
}

/// A network as it was read at one noise level.
struct NetworkInput: Sendable {
    let substrate: Substrate
    let digest: String
    let path: String
    let noise: Double?

    /// What people call it.
    var title: String { substrate.name ?? path }

    /// The file's name, for errors.
    var name: String { Self.name(of: path) }

    static func name(of path: String) -> String { path == "-" ? "standard input" : path }

    /// Runs `body`, whose errors get the file's name and, where `key` is given, the flag that was wrong.
    func placing<Result>(key: String? = nil, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as GraphsError {
            throw error.placed(in: name, key: key)
        }
    }

    /// What distinguishes it from the run's other inputs.
    var question: [String: String] { noise.map { ["noise": "\($0)"] } ?? [:] }
}

/// - Throws: `CommandError` where `name` is no format's.
func networkFormat(_ name: String?) throws -> NetworkFormat? {
    guard let name else { return nil }
    if let format = NetworkFormat(rawValue: name.lowercased()) { return format }
    throw CommandError.usage(
        "'\(name)' is not a network format; use one of \(NetworkFormat.listing)", code: "unknown-format")
}
