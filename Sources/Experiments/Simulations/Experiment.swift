internal import Compute
internal import Foundation
internal import Graphs

/// What is asked for: an experiment document, or a connectome's file, and the flags that take the place of what a
/// document says.
public struct Experiment {
    /// What kind of computation a document describes.
    public enum Kind: String, Sendable, CaseIterable {
        case simulation, sweep
        case groupSelection = "group-selection"
    }

    let document: Document
    let inputs: ExperimentInputs

    /// - Parameters:
    ///   - path: of an experiment document, or of a connectome in any format; `-` for standard input; nil where the flags
    ///     say all.
    ///   - flags: those given.
    /// - Throws: `GraphsError` where the file cannot be read or is neither; `ExperimentError`.
    /// - Complexity: O(bytes).
    public init(path: String?, flags: [ExperimentFlag]) throws {
        var document = Document(emptyNamed: "the command line")
        var inputs = ExperimentInputs(folder: "")
        if let path {
            let file = try Self.read(path)
            if file.isExperiment, let bytes = file.bytes {
                document = try Document(bytes, file: file.name)
                inputs = ExperimentInputs(folder: path.folderOfPath)
                inputs.note("experiment", path, digest: RunRecord.digest(of: bytes))
            } else {
                inputs = ExperimentInputs(folder: "", atHand: file.bytes.map { [path: $0] } ?? [:])
                document.lay(.string(path), at: ["connectome", "file"], origin: path)
            }
        }
        document.nest("connectome", under: "file")
        document.nest("functional", under: "file")
        try Self.refuseRepetitions(flags)
        for flag in flags {
            if flag.yields, flag.path.count == 1, document.root.node.has(objectUnder: flag.path[0]) { continue }
            document.lay(flag.value, at: flag.path, origin: flag.name)
        }
        self.document = document
        self.inputs = inputs
    }

    /// - Throws: `ExperimentError` where two flags give the same value, of which one would be lost.
    private static func refuseRepetitions(_ flags: [ExperimentFlag]) throws {
        var names: [[String]: String] = [:]
        for flag in flags {
            guard let other = names.updateValue(flag.name, forKey: flag.path) else { continue }
            throw ExperimentError(
                code: "bad-flag", exitStatus: .usage,
                message: other == flag.name
                    ? "\(flag.name) is given twice; give it once"
                    : "\(other) and \(flag.name) set the same; give one of them")
        }
    }

    /// The files read so far.
    public var files: [InputFile] { inputs.files }

    /// What is asked for: what the document says, else what its keys imply.
    ///
    /// - Throws: `GraphsError` where the document names no kind there is.
    public var kind: Kind {
        get throws {
            let keys = try document.root.object(keys: nil, "an experiment")
            let declared = try keys["kind"]?.choice(Kind.self)
            if declared == .groupSelection || keys["model"]?.node.string == Kind.groupSelection.rawValue {
                return .groupSelection
            }
            guard keys["sweep"] == nil, let declared else { return keys["sweep"] == nil ? .simulation : .sweep }
            guard declared != .sweep else {
                throw document.root.error(
                    .missingKey, "a sweep without axes",
                    remedy: "give sweep: {coupling.gain: {from: 0, to: 2, count: 21}}")
            }
            return declared
        }
    }

    /// A file as it was given, and what its keys say it is; no bytes of a folder.
    private static func read(_ path: String) throws -> (name: String, bytes: [UInt8]?, isExperiment: Bool) {
        let name = path == "-" ? "standard input" : path
        var isFolder: ObjCBool = false
        if path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            return (name, nil, false)
        }
        let bytes = try NetworkFile.contents(of: path)
        switch ConnectomeFormat(path: path) {
        case .json?, .yaml?: break
        case nil:
            guard looksLikeDocument(bytes) else { return (name, bytes, false) }
        default: return (name, bytes, false)
        }
        let keys = try Document.keys(of: bytes, file: name)
        if keys.contains("weights") || keys.contains("edges") { return (name, bytes, false) }
        if keys.contains(where: { ["kind", "model", "connectome", "populations"].contains($0) }) {
            return (name, bytes, true)
        }
        throw GraphsError(
            .missingKey, file: name,
            problem:
                "it is neither an experiment (which has model or kind) nor a connectome (which has weights or edges)",
            remedy: "its keys are \(keys.prefix(8).joined(separator: ", ")); give one of those that tell")
    }

    /// Whether a file without a telling name begins as JSON or YAML do, rather than as a table or an archive.
    private static func looksLikeDocument(_ bytes: [UInt8]) -> Bool {
        let lines = bytes.prefix(4096).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        guard let first = lines.first(where: { !$0.hasPrefix("#") && $0.contains { !$0.isWhitespace } }) else {
            return false
        }
        return first.hasPrefix("{") || first.contains(#/^[A-Za-z_"']+:(\s|$)/#)
    }
}

extension DocumentNode {
    /// Whether it has an object under `key`.
    fileprivate func has(objectUnder key: String) -> Bool {
        members?.first { $0.key == key }?.node.members != nil
    }
}
