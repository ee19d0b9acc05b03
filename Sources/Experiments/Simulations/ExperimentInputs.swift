internal import Foundation
internal import Graphs

/// A file that an experiment was made of.
public struct InputFile: Sendable, Hashable {
    /// What it was read as: `experiment`, `connectome`, `lengths`, `functional`, `parameter`, `stimulus`.
    public let role: String
    public let path: String
    /// The SHA-256 of its bytes; of a folder, of its files' names and digests.
    public let digest: String
}

/// Reads the files of an experiment and remembers what they were.
final class ExperimentInputs {
    private(set) var files: [InputFile] = []
    /// The folder of the document; paths in it are relative to that.
    private let folder: String
    /// What was read before it was known what for.
    private var atHand: [String: [UInt8]]

    init(folder: String, atHand: [String: [UInt8]] = [:]) {
        self.folder = folder
        self.atHand = atHand
    }

    /// The path that a value names: relative to the document where it stands in it, else to the working directory.
    func path(_ value: DocumentValue) throws -> String {
        let text = try value.string("the path of a file")
        guard !value.isOverlay, !text.hasPrefix("/"), text != "-", !folder.isEmpty else { return text }
        return folder + "/" + text
    }

    /// The bytes of a file.
    ///
    /// - Throws: `GraphsError` where it cannot be read.
    func contents(of path: String, as role: String) throws -> [UInt8] {
        let bytes = try atHand[path] ?? NetworkFile.contents(of: path)
        note(role, path, digest: RunRecord.digest(of: bytes))
        return bytes
    }

    /// The one matrix in a file.
    ///
    /// - Throws: `GraphsError` where it cannot be read, or is no matrix.
    func matrix(_ value: DocumentValue, as role: String) throws -> [[Double]] {
        let path = try path(value)
        let rows = try ConnectomeFile.matrix(in: contents(of: path, as: role), name: path).rows
        if let width = rows.first?.count, let ragged = rows.firstIndex(where: { $0.count != width }) {
            throw GraphsError(
                .wrongShape, file: path, key: "row \(ragged)",
                problem: "has \(rows[ragged].count) entries, and the first row \(width)",
                remedy: "give every row the same number of entries")
        }
        for (row, entries) in rows.enumerated() {
            guard let column = entries.firstIndex(where: { !$0.isFinite }) else { continue }
            throw GraphsError(
                .notFinite, file: path, key: "[\(row)][\(column)]", problem: "is \(entries[column])",
                remedy: "give finite numbers only")
        }
        return rows
    }

    /// The connectome in a file or folder.
    ///
    /// - Throws: `GraphsError`.
    func connectome(_ path: String, options: ConnectomeImportOptions) throws -> Connectome {
        var isFolder: ObjCBool = false
        guard
            path == "-" || !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue
        else {
            let connectome = try ConnectomeFile.read(path, options: options)
            note("connectome", path, digest: try digest(ofFolder: path))
            return connectome
        }
        let bytes = try contents(of: path, as: "connectome")
        return try ConnectomeFile.parse(
            bytes, name: path == "-" ? "standard input" : path, options: options)
    }

    private func digest(ofFolder path: String) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        let lines = names.compactMap { name -> String? in
            (try? NetworkFile.contents(of: path + "/" + name)).map { "\(name) \(RunRecord.digest(of: $0))\n" }
        }
        return RunRecord.digest(of: Array(lines.joined().utf8))
    }

    func note(_ role: String, _ path: String, digest: String) {
        files.append(InputFile(role: role, path: path, digest: digest))
    }
}
