#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Connectomes in files, whatever their format.
public enum ConnectomeFile {
    /// The connectome in the file at `path`, or in the folder there; `-` is standard input.
    ///
    /// - Parameter lengths: the path of a file of lengths in mm, where the weights stand alone.
    /// - Throws: `GraphsError`: what is wrong, where, and what would be right; `missingFile` or `unreadableFile` where
    ///   a file cannot be read.
    /// - Complexity: O(bytes + n²) for matrices, O(bytes) for lists of edges.
    public static func read(
        _ path: String, lengths: String? = nil, options: ConnectomeImportOptions = .init()
    ) throws -> Connectome {
        var options = options
        if let lengths {
            options.lengths = try matrix(in: NetworkFile.contents(of: lengths), name: lengths).rows
        }
        var status = stat()
        if path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            return try placing(in: path) {
                try ConnectomeArchive().connectome(
                    from: MemberFolder(path: path), name: path, options: options)
            }
        }
        let name = path == "-" ? "standard input" : path
        return try parse(NetworkFile.contents(of: path), name: name, options: options)
    }

    /// The connectome that `bytes` describe.
    ///
    /// - Parameter name: the file's name; its extension decides the format where `options` do not, else the content.
    /// - Throws: `GraphsError`: what is wrong, where, and what would be right.
    /// - Complexity: O(bytes + n²) for matrices, O(bytes) for lists of edges.
    public static func parse(
        _ bytes: [UInt8], name: String, options: ConnectomeImportOptions = .init()
    ) throws -> Connectome {
        let format = try options.format ?? ConnectomeFormat(path: name) ?? ConnectomeFormat.sniff(bytes, name: name)
        return try placing(in: name) {
            try format.importer.connectome(from: bytes, name: name, options: options)
        }
    }

    /// The connectome as a file of the given format.
    ///
    /// - Throws: `GraphsError` of kind `notExpressible` where the format is only read, or `tooLarge`.
    /// - Complexity: O(n²) for matrices, O(n + m) for lists of edges.
    public static func encode(_ connectome: Connectome, as format: ConnectomeFormat) throws -> [UInt8] {
        guard let exporter = format.exporter else {
            throw GraphsError(
                .notExpressible, problem: "\(format.rawValue) files are read, not written",
                remedy: "write json, yaml, npz or graphml, which hold weights and lengths")
        }
        return try exporter.bytes(from: connectome)
    }

    /// The lengths alone as a matrix in a format that has no room for them beside the weights; nil where none are known.
    ///
    /// - Throws: `GraphsError` of kind `notExpressible` where the format is no matrix, or `tooLarge`.
    /// - Complexity: O(n²).
    public static func encodeLengths(of connectome: Connectome, as format: ConnectomeFormat) throws -> [UInt8]? {
        guard !format.holdsLengths else {
            throw GraphsError(
                .notExpressible, problem: "a file of lengths is a matrix, and \(format.rawValue) is none",
                remedy: "write csv, tsv, txt or npy")
        }
        return try connectome.lengths.map { try encode(connectome.reweighted($0), as: format) }
    }

    /// The rows as a NumPy array of doubles.
    ///
    /// - Throws: `wrongShape` where they differ in length.
    /// - Complexity: O(entries).
    package static func numPyArray(_ rows: [[Double]]) throws -> [UInt8] {
        let (count, columns) = NumberMatrix(name: "", rows: rows).shape
        guard columns >= 0 else {
            throw GraphsError(.wrongShape, problem: "the rows differ in length", remedy: "give rows of one length")
        }
        return NumPyArray(rows: count, columns: columns, values: rows.flatMap { $0 }).bytes
    }

    /// The one matrix in a file of numbers: csv, tsv, txt, npy, npz or mat.
    ///
    /// - Throws: `GraphsError`; `conflictingKeys` where there are several matrices.
    /// - Complexity: O(bytes).
    package static func matrix(in bytes: [UInt8], name: String) throws -> NumberMatrix {
        let format = try ConnectomeFormat(path: name) ?? ConnectomeFormat.sniff(bytes, name: name)
        let matrices: [NumberMatrix]
        switch format {
        case .csv, .tsv, .txt:
            let delimiter: UInt8? = format == .csv ? UInt8(ascii: ",") : format == .tsv ? UInt8(ascii: "\t") : nil
            let table = try DelimitedTable(
                bytes, delimiter: delimiter, noun: "node", maximumRows: ConnectomeTable.maximumNodes, name: name)
            matrices = [NumberMatrix(name: name, rows: try table.ragged())]
        case .npy: matrices = [NumberMatrix(name: name, rows: try NumPyArray(parsing: bytes, file: name).matrix)]
        case .npz: matrices = try ConnectomeArchive.matrices(in: ZipArchive(bytes, file: name), name: name)
        case .mat: matrices = try MATLABFile(bytes, file: name).matrices
        case .json, .yaml, .graphml, .zip:
            throw GraphsError(
                .unknownFormat, file: name, problem: "a \(format.rawValue) file is no matrix",
                remedy: "give csv, tsv, txt, npy, npz or mat")
        }
        guard let matrix = matrices.first, matrices.count == 1 else {
            throw GraphsError(
                .conflictingKeys, file: name,
                problem: matrices.isEmpty
                    ? "there is no matrix in it" : "it holds \(matrices.map(\.name).joined(separator: ", "))",
                remedy: "give a file with one matrix")
        }
        return matrix
    }

    /// Runs `body`, whose errors get the file's name where they have none.
    private static func placing<Result>(in file: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as GraphsError {
            throw error.placed(in: file)
        }
    }
}

extension ConnectomeFormat {
    /// The format that the content looks like.
    ///
    /// - Throws: `emptyFile`, `unknownFormat`.
    static func sniff(_ bytes: [UInt8], name: String) throws(GraphsError) -> ConnectomeFormat {
        if bytes.starts(with: NumPyArray.magic) { return .npy }
        if bytes.starts(with: ZipArchive.magic) { return .zip }
        if bytes.starts(with: "MATLAB".utf8) { return .mat }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        if bytes[start...].prefix(65_536).first(where: { $0 > 0x20 }) == UInt8(ascii: "<") { return .graphml }
        do {
            switch try NetworkFormat.sniff(bytes, name: name) {
            case .json: return .json
            case .yaml: return .yaml
            case .csv: return .csv
            case .tsv: return .tsv
            default: break
            }
        } catch let error where error.kind == .emptyFile {
            throw error
        } catch {}
        let line = bytes[start...].prefix { $0 != 0x0A && $0 != 0x0D }
        if line.split(whereSeparator: { $0 <= 0x20 }).allSatisfy({ DecimalNumber.lax($0) != nil }) { return .txt }
        throw GraphsError(
            .unknownFormat, file: name, line: 1, problem: "the content looks like none of the formats",
            remedy: "name the format: \(listing)")
    }
}
