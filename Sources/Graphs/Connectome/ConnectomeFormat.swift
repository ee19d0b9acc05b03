/// The connectome file formats that Claustrum reads and writes. `docs/connectomes.md` describes each.
public enum ConnectomeFormat: String, CaseIterable, Sendable {
    case json, yaml, csv, tsv, txt, npy, npz, graphml, mat, zip

    /// The formats by name, for people.
    package static var listing: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// The format that a file's extension names, or nil for an unknown extension or none.
    public init?(path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "json": self = .json
        case "yaml", "yml": self = .yaml
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "txt", "dat": self = .txt
        case "npy": self = .npy
        case "npz": self = .npz
        case "graphml", "xml": self = .graphml
        case "mat": self = .mat
        case "zip": self = .zip
        default: return nil
        }
    }

    /// What reads this format.
    public var importer: any ConnectomeImporter {
        switch self {
        case .json: ConnectomeDocumentFormat(isYAML: false)
        case .yaml: ConnectomeDocumentFormat(isYAML: true)
        case .csv: ConnectomeTable(delimiter: UInt8(ascii: ","))
        case .tsv: ConnectomeTable(delimiter: UInt8(ascii: "\t"))
        case .txt: ConnectomeTable(delimiter: nil)
        case .npy: ConnectomeArray()
        case .npz, .zip: ConnectomeArchive()
        case .graphml: ConnectomeGraphML()
        case .mat: ConnectomeMATLAB()
        }
    }

    /// What writes this format; nil for one that is only read.
    public var exporter: (any ConnectomeExporter)? {
        switch self {
        case .json: ConnectomeDocumentFormat(isYAML: false)
        case .yaml: ConnectomeDocumentFormat(isYAML: true)
        case .csv: ConnectomeTable(delimiter: UInt8(ascii: ","))
        case .tsv: ConnectomeTable(delimiter: UInt8(ascii: "\t"))
        case .txt: ConnectomeTable(delimiter: nil)
        case .npy: ConnectomeArray()
        case .npz: ConnectomeArchive()
        case .graphml: ConnectomeGraphML()
        case .mat, .zip: nil
        }
    }

    /// Whether a file of this format has room for lengths beside the weights.
    public var holdsLengths: Bool {
        switch self {
        case .csv, .tsv, .txt, .npy: false
        default: true
        }
    }
}

/// How a connectome is to be read.
public struct ConnectomeImportOptions: Sendable, Hashable {
    /// The format; nil: by the file's extension, else by its content.
    public var format: ConnectomeFormat?
    /// What the entry [i][j] of the file's matrices says; nil: what the file declares, else from i to j.
    public var orientation: ConnectomeOrientation?
    /// The lengths in mm that belong to the weights, from a file of their own, oriented alike.
    public var lengths: [[Double]]?

    public init(
        format: ConnectomeFormat? = nil, orientation: ConnectomeOrientation? = nil, lengths: [[Double]]? = nil
    ) {
        self.format = format
        self.orientation = orientation
        self.lengths = lengths
    }
}

/// Reads one format. The only seam through which connectomes come in.
public protocol ConnectomeImporter: Sendable {
    /// The connectome that `bytes` describe.
    ///
    /// - Parameter name: the file's name, for errors.
    /// - Throws: `GraphsError` naming the place and the remedy.
    func connectome(from bytes: [UInt8], name: String, options: ConnectomeImportOptions) throws -> Connectome
}

/// Writes one format.
public protocol ConnectomeExporter: Sendable {
    /// The connectome as a file of the format.
    ///
    /// - Throws: `GraphsError` of kind `notExpressible` or `tooLarge`.
    func bytes(from connectome: Connectome) throws -> [UInt8]
}

extension ConnectomeImportOptions {
    /// The orientation in force where the file itself declares `declared`, and the format is `usual` where nobody says.
    ///
    /// - Throws: `conflictingKeys` where the file says otherwise than was asked.
    func orientation(
        declared: ConnectomeOrientation?, usual: ConnectomeOrientation = .fromTo, name: String, line: Int? = nil
    ) throws -> ConnectomeOrientation {
        if let declared, let orientation, declared != orientation {
            throw GraphsError(
                .conflictingKeys, file: name, line: line, key: "orientation",
                problem: "the file declares \(declared.rawValue), but \(orientation.rawValue) was asked for",
                remedy: "leave the option out, or correct the file")
        }
        return declared ?? orientation ?? usual
    }

    /// - Throws: `conflictingKeys` where lengths were given but the file holds its own or cannot take them.
    func refuseLengths(name: String, because reason: String) throws {
        guard lengths != nil else { return }
        throw GraphsError(
            .conflictingKeys, file: name, key: "lengths", problem: "lengths were given apart, but \(reason)",
            remedy: "leave the file of lengths out")
    }
}

extension ConnectomeOrientation {
    /// - Throws: `wrongType` where `text` names none.
    init(_ text: String, file: String, line: Int?) throws {
        guard let orientation = Self(rawValue: text) else {
            throw GraphsError(
                .wrongType, file: file, line: line, key: "orientation",
                problem: "is \(text.prefix(24).debugDescription)",
                remedy: "write from-to ([i][j] is the weight from i to j) or to-from")
        }
        self = orientation
    }
}
