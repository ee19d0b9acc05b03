internal import Foundation

/// What a checkpoint belongs to: program, input, question and the settings that results depend on. A piece may be taken
/// up only where all of it agrees.
public struct CheckpointManifest: Sendable {
    static let schema = "claustrum.checkpoint/1"

    /// The program: version and git revision.
    public var version: String
    public var revision: String
    /// The command, such as `phi`.
    public var command: String
    /// SHA-256 of the input's bytes, in hexadecimal.
    public var inputDigest: String
    /// What was asked of the input; nil where nothing was, so that a key is there in any case.
    public var question: [String: String?]
    /// The settings that results depend on.
    public var configuration: [String: String]
    /// Whether the directory was made for the checkpoint and goes with it. No part of what has to agree.
    var ownsDirectory = false

    /// - Parameters:
    ///   - revision: The source that the program was built from.
    ///   - inputDigest: `RunRecord.digest(of:)` of the input's bytes.
    ///   - question: What was asked, such as `state` and `units`.
    ///   - configuration: Every setting in force; those that change no result are left out.
    public init(
        revision: String, command: String, inputDigest: String, question: [String: String?],
        configuration: ResolvedConfiguration
    ) {
        version = Release.version
        self.revision = revision
        self.command = command
        self.inputDigest = inputDigest
        self.question = question
        let keys = ConfigurationKey.allCases.filter(\.changesResults)
        self.configuration = Dictionary(
            uniqueKeysWithValues: keys.map { ($0.rawValue, $0.value(in: configuration.configuration)) })
    }

    /// Returns where the checkpoint of `kept`, which lies in `directory`, may be gone on with.
    ///
    /// - Throws: `CheckpointError`, with every key that differs.
    func check(against kept: CheckpointManifest, in directory: String) throws(CheckpointError) {
        guard version == kept.version && revision == kept.revision else {
            throw .otherVersion(
                directory: directory, kept: "\(kept.version) (\(kept.revision))", running: "\(version) (\(revision))")
        }
        let (mine, theirs) = (entries, kept.entries)
        let keys = Set(mine.keys).union(theirs.keys).sorted()
        let differences = keys.filter { mine[$0] != theirs[$0] }.map {
            CheckpointError.Difference(key: $0, kept: theirs[$0], asked: mine[$0])
        }
        guard differences.isEmpty else { throw .mismatch(directory: directory, differences) }
    }

    /// Everything but the program, by names that a user knows.
    private var entries: [String: String] {
        var entries = configuration.merging(question.compactMapValues { $0 }) { $1 }
        entries["the command"] = command
        entries["the input's SHA-256"] = inputDigest
        return entries
    }
}

extension ConfigurationKey {
    /// Whether a result can depend on it. Threads, instruction-set levels, devices and the memory limit change no bit of
    /// one that is kept in checkpoints.
    var changesResults: Bool {
        switch self {
        case .formalism, .tiedPartitions: true
        case .threads, .isa, .device, .memoryLimit, .progress, .logLevel, .logFormat, .provenance, .mindStore:
            false
        }
    }
}

extension CheckpointManifest {
    private struct Document: Codable {
        let schema: String
        let version: String
        let revision: String
        let command: String
        let inputDigest: String
        let question: [String: String?]
        let configuration: [String: String]
        let ownsDirectory: Bool

        enum CodingKeys: String, CodingKey {
            case schema, version, revision, command, question, configuration
            case inputDigest = "input_digest"
            case ownsDirectory = "owns_directory"
        }
    }

    /// The manifest as JSON, its keys in the order of the properties and those of the dictionaries ascending.
    var json: [UInt8] {
        get throws {
            var writer = PhiRecordWriter(pretty: true)
            writer.beginObject()
            for (key, value) in [
                ("schema", Self.schema), ("version", version), ("revision", revision), ("command", command),
                ("input_digest", inputDigest),
            ] {
                writer.key(key)
                writer.value(value)
            }
            writer.key("question")
            writer.beginObject()
            for (key, value) in question.sorted(by: { $0.key < $1.key }) {
                writer.key(key)
                writer.value(value)
            }
            writer.endObject()
            writer.key("configuration")
            writer.beginObject()
            for (key, value) in configuration.sorted(by: { $0.key < $1.key }) {
                writer.key(key)
                writer.value(value)
            }
            writer.endObject()
            writer.key("owns_directory")
            writer.truth(ownsDirectory)
            writer.endObject()
            return try writer.finish() + [0x0A]
        }
    }

    /// Reads what `json` wrote.
    ///
    /// - Parameter path: For errors.
    /// - Throws: `CheckpointError.unreadable`.
    init(json: [UInt8], path: String) throws(CheckpointError) {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(json))
        } catch {
            throw .unreadable(path: path, reason: "it is no manifest of a checkpoint")
        }
        guard document.schema == Self.schema else {
            throw .unreadable(path: path, reason: "its schema is not \(Self.schema)")
        }
        version = document.version
        revision = document.revision
        command = document.command
        inputDigest = document.inputDigest
        question = document.question
        configuration = document.configuration
        ownsDirectory = document.ownsDirectory
    }
}
