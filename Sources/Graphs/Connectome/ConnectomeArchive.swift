#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Files under names: what an archive and a folder have in common.
protocol MemberSource {
    var names: [String] { get }
    func member(_ name: String) throws(GraphsError) -> [UInt8]?
}

extension ZipArchive: MemberSource {}

/// The files directly in a folder.
struct MemberFolder: MemberSource {
    let path: String
    let names: [String]

    /// - Throws: `unreadableFile`.
    init(path: String) throws(GraphsError) {
        self.path = path
        guard let folder = opendir(path) else {
            throw GraphsError(
                .unreadableFile, file: path, problem: String(cString: strerror(errno)),
                remedy: "check the path and its permissions")
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.first != "." { names.append(name) }
        }
        self.names = names.sorted()
    }

    func member(_ name: String) throws(GraphsError) -> [UInt8]? {
        guard names.contains(name) else { return nil }
        do {
            return try NetworkFile.contents(of: path + "/" + name)
        } catch let error as GraphsError {
            throw error
        } catch {
            return nil
        }
    }
}

/// A connectome in several parts, in an archive or a folder: NumPy's `.npz` with the keys `weights`, `lengths`,
/// `labels`, `positions`, and TVB's `weights.txt`, `tract_lengths.txt`, `centres.txt`.
struct ConnectomeArchive: ConnectomeImporter, ConnectomeExporter {
    func connectome(from bytes: [UInt8], name: String, options: ConnectomeImportOptions) throws -> Connectome {
        try connectome(from: ZipArchive(bytes, file: name), name: name, options: options)
    }

    func connectome(
        from source: some MemberSource, name: String, options: ConnectomeImportOptions
    ) throws -> Connectome {
        let roles = try MatrixRoles(Self.matrices(in: source, name: name), name: name)
        if roles.lengths != nil { try options.refuseLengths(name: name, because: "it holds its own") }
        var (labels, positions) = try Self.centres(in: source, name: name)
        if let array = Self.find(["labels", "region_labels"], extensions: ["npy"], in: source),
            let bytes = try source.member(array)
        {
            labels = try Self.strings(bytes, file: "\(name)/\(array)")
        }
        if let array = Self.find(["positions", "centres", "centers"], extensions: ["npy"], in: source),
            let bytes = try source.member(array)
        {
            positions = try Self.positions(NumPyArray(parsing: bytes, file: "\(name)/\(array)").matrix, name: array)
        }
        func text(_ key: String) throws -> String? {
            guard let array = Self.find([key], extensions: ["npy"], in: source), let bytes = try source.member(array)
            else { return nil }
            return try NumPyText.strings(in: bytes, file: "\(name)/\(array)").first
        }
        let declared = try text("orientation").map { try ConnectomeOrientation($0, file: name, line: nil) }
        // TVB's matrices say what a node gets.
        let isTVB = Self.find(["tract_lengths", "centres"], extensions: ["txt"], in: source) != nil
        return try Connectome(
            weights: roles.weights.rows, lengths: roles.lengths?.rows ?? options.lengths,
            orientation: options.orientation(declared: declared, usual: isTVB ? .toFrom : .fromTo, name: name),
            labels: labels, positions: positions,
            name: text("name"), source: text("source"))
    }

    /// An `.npz` of what the connectome has, from-to; NumPy reads it with `numpy.load`.
    ///
    /// - Throws: `tooLarge`.
    func bytes(from connectome: Connectome) throws -> [UInt8] {
        try ConnectomeTable.check(connectome)
        let count = connectome.nodeCount
        func matrix(_ values: [Double]) -> [UInt8] { NumPyArray(rows: count, columns: count, values: values).bytes }
        var members = [(name: "weights.npy", bytes: matrix(connectome.dense()))]
        if let lengths = connectome.denseLengths() { members.append(("lengths.npy", matrix(lengths))) }
        members.append(("labels.npy", NumPyText.bytes(connectome.labels)))
        if let positions = connectome.positions {
            let values = positions.flatMap { [$0.x, $0.y, $0.z] }
            members.append(("positions.npy", NumPyArray(rows: count, columns: 3, values: values).bytes))
        }
        members.append(("orientation.npy", NumPyText.bytes([ConnectomeOrientation.fromTo.rawValue])))
        if let name = connectome.name { members.append(("name.npy", NumPyText.bytes([name]))) }
        if let source = connectome.source { members.append(("source.npy", NumPyText.bytes([source]))) }
        return try ZipArchive.stored(members)
    }

    /// The two-dimensional numeric arrays and tables that may be weights or lengths, named without folder and
    /// extension.
    static func matrices(in source: some MemberSource, name: String) throws -> [NumberMatrix] {
        let others = ["labels", "region_labels", "positions", "centres", "centers", "orientation", "name", "source"]
        let files = source.names.filter { !others.contains(stem($0)) }
        let arrays = files.filter { $0.hasSuffix(".npy") }
        let texts = files.filter { file in
            ["txt", "csv", "tsv"].contains { file.hasSuffix("." + $0) }
                && ["weights", "tract_lengths", "lengths"].contains(stem(file))
        }
        var matrices: [NumberMatrix] = []
        for file in arrays {
            guard let bytes = try source.member(file), try NumPyHeader(parsing: bytes, file: file).shape.count == 2
            else { continue }
            let place = "\(name)/\(file)"
            // Arrays of text or of Python objects are nobody's weights.
            guard let array = try? NumPyArray(parsing: bytes, file: place) else {
                if MatrixRoles.isRole(stem(file)) { _ = try NumPyArray(parsing: bytes, file: place) }
                continue
            }
            matrices.append(NumberMatrix(name: stem(file), rows: array.matrix))
        }
        for file in texts {
            guard let bytes = try source.member(file) else { continue }
            var matrix = try ConnectomeFile.matrix(in: bytes, name: "\(name)/\(file)")
            matrix.name = stem(file)
            matrices.append(matrix)
        }
        return matrices
    }

    /// The labels and positions of TVB's centres: a label and three numbers in mm a line.
    private static func centres(
        in source: some MemberSource, name: String
    ) throws -> (labels: [String]?, positions: [SIMD3<Double>]?) {
        guard let file = find(["centres", "centers"], extensions: ["txt"], in: source),
            let bytes = try source.member(file)
        else { return (nil, nil) }
        let place = "\(name)/\(file)"
        let start = try TextCheck.start(of: bytes, file: place)
        var labels: [String] = []
        var rows: [[Double]] = []
        for (line, range) in TextCheck.lines(of: bytes, from: start).enumerated() {
            let cells = bytes[range].split(whereSeparator: { $0 <= 0x20 })
            guard let label = cells.first, label.first != UInt8(ascii: "#") else { continue }
            let numbers = cells.dropFirst().prefix(3).compactMap(DecimalNumber.lax)
            guard numbers.count == 3 else {
                throw GraphsError(
                    .wrongShape, file: place, line: line + 1, problem: "is not a label and three numbers",
                    remedy: "write a label and x, y, z in mm for each node")
            }
            labels.append(String(decoding: label, as: UTF8.self))
            rows.append(numbers)
        }
        return (labels, try positions(rows, name: file))
    }

    private static func positions(_ rows: [[Double]], name: String) throws -> [SIMD3<Double>] {
        try rows.map { row in
            guard row.count == 3 else {
                throw GraphsError(
                    .wrongShape, key: name, problem: "\(row.count) numbers a node", remedy: "give x, y, z in mm")
            }
            return SIMD3(row[0], row[1], row[2])
        }
    }

    /// Labels as NumPy keeps text; nil where they are Python objects, which are not unpickled.
    private static func strings(_ bytes: [UInt8], file: String) throws -> [String]? {
        if try NumPyHeader(parsing: bytes, file: file).description.hasSuffix("O") { return nil }
        return try NumPyText.strings(in: bytes, file: file)
    }

    private static func find(_ stems: [String], extensions: [String], in source: some MemberSource) -> String? {
        source.names.first { name in
            stems.contains(stem(name)) && extensions.contains { name.hasSuffix("." + $0) }
        }
    }

    /// A member's name without folders and extension, in lower case.
    private static func stem(_ name: String) -> String {
        let file = name.split(separator: "/").last ?? ""
        return String(file.prefix(upTo: file.lastIndex(of: ".") ?? file.endIndex)).lowercased()
    }
}
