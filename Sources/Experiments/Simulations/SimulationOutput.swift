internal import Compute
public import Dynamics
internal import Foundation
internal import Graphs

/// Where a simulation's samples go, and in what form: files that appear under their names only when all of them are
/// complete.
public struct SimulationDestination: Sendable, Hashable {
    /// The form of the samples' files.
    public enum Format: String, Sendable, CaseIterable {
        case npy, csv
    }

    public let format: Format
    /// Everything before the ending: `run` of `run.npy`.
    private let stem: String
    /// The folder that is written to, where the path names one.
    public let folder: String?

    /// - Parameter path: `NAME.npy`, `NAME.csv`, or a folder: one that is there, or a name that ends in a slash.
    /// - Throws: `ExperimentError` where the form cannot be told from the path.
    public init(path: String) throws {
        var isFolder: ObjCBool = false
        if path.hasSuffix("/")
            || FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
        {
            let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
            (format, stem, self.folder) = (.npy, folder + "/", folder)
            return
        }
        let format = Format.allCases.first { format in
            path.lowercased().hasSuffix("." + format.rawValue)
        }
        guard let format, !["", "/"].contains(path.dropLast(format.rawValue.count + 1).suffix(1)) else {
            throw ExperimentError(
                code: "unknown-format", exitStatus: .usage,
                message: "--output \(path) does not say what to write; end it in .npy, .csv or / (a folder)")
        }
        (self.format, stem, folder) = (format, String(path.dropLast(format.rawValue.count + 1)), nil)
    }

    /// The file of a series, or of a table.
    ///
    /// - Parameter isOnly: whether there is no other, so that the name needs no addition.
    public func path(of name: String, format: Format? = nil, isOnly: Bool) -> String {
        let ending = "." + (format ?? self.format).rawValue
        if folder != nil { return stem + name + ending }
        return isOnly ? stem + ending : "\(stem).\(name)\(ending)"
    }

    /// The file of the record.
    public var recordPath: String { folder == nil ? stem + ".json" : stem + "record.json" }

    /// Makes the folder, where the path names one that is not there; `ResultOutput.abandonAll()` removes it.
    ///
    /// - Returns: whether it was made.
    /// - Throws: `OutputError` where it cannot be.
    @discardableResult
    public func makeFolder() throws -> Bool {
        guard let folder else { return false }
        return try ResultOutput.makeFolder(folder)
    }
}

/// The files of a simulation's series, written while it runs: the memory is that of a piece.
public struct SeriesOutput {
    /// The paths, in the order of the series.
    public let paths: [String]
    private let format: SimulationDestination.Format
    private let outputs: [ResultOutput]
    private let series: [Series]
    private let nodes: Int

    /// Creates the files and writes what they begin with.
    ///
    /// - Parameter labels: a name a node.
    /// - Throws: `OutputError`.
    public init(_ destination: SimulationDestination, series: [Series], labels: [String]) throws {
        paths = series.map { destination.path(of: $0.name, isOnly: series.count == 1) }
        format = destination.format
        self.series = series
        nodes = labels.count
        outputs = try paths.map { try ResultOutput(path: $0) }
        for (output, series) in zip(outputs, series) {
            switch format {
            case .npy: try output.write(NumPyStream.header(shape: [series.sampleCount, nodes]))
            case .csv:
                try output.write((["time_ms"] + labels.map(PhiRecord.quoted)).joined(separator: ",") + "\r\n")
            }
        }
    }

    /// Appends a piece of a series.
    ///
    /// - Throws: `OutputError`.
    public func write(_ block: SampleBlock) throws {
        switch format {
        case .npy: try outputs[block.series].write(NumPyStream.bytes(block.values))
        case .csv:
            var text = ""
            for row in 0..<(nodes == 0 ? 0 : block.values.count / nodes) {
                text += "\(series[block.series].time(of: block.firstSample + row))"
                for node in 0..<nodes { text += ",\(block.values[row * nodes + node])" }
                text += "\r\n"
            }
            try outputs[block.series].write(text)
        }
    }

    /// Makes the files appear under their names.
    ///
    /// - Throws: `OutputError`.
    public func commit() throws {
        for output in outputs { try output.commit() }
    }
}
