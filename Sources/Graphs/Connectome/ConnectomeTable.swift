/// CSV, TSV and space-separated matrices of weights. Notes say more: `# orientation: to-from`, `# name: …`,
/// `# source: …`. Lengths stand in a file of their own.
struct ConnectomeTable: ConnectomeImporter, ConnectomeExporter {
    /// The most rows read: a dense matrix of this size takes 8 GB.
    static let maximumNodes = 32_768

    let delimiter: UInt8?

    func connectome(from bytes: [UInt8], name: String, options: ConnectomeImportOptions) throws -> Connectome {
        let table = try DelimitedTable(
            bytes, delimiter: delimiter, noun: "node", maximumRows: Self.maximumNodes, name: name)
        let weights = try table.squareMatrix(allowsNotFinite: true)
        let note = table.notes["orientation"]
        let declared = try note.map { try ConnectomeOrientation($0.text, file: name, line: $0.line) }
        return try Connectome(
            weights: weights, lengths: options.lengths,
            orientation: options.orientation(declared: declared, name: name, line: note?.line), labels: table.labels(),
            name: table.notes["name"]?.text, source: table.notes["source"]?.text)
    }

    /// The weights, from-to, with a header of labels and a label a row; space-separated without labels, which may hold
    /// spaces. Lengths and positions have no place in a table and are left out.
    ///
    /// - Throws: `tooLarge` beyond `maximumNodes`.
    func bytes(from connectome: Connectome) throws -> [UInt8] {
        try Self.check(connectome)
        let count = connectome.nodeCount
        let separator = delimiter.map { String(Unicode.Scalar($0)) } ?? " "
        var text = "# orientation: \(ConnectomeOrientation.fromTo.rawValue)\n"
        for (key, value) in [("name", connectome.name), ("source", connectome.source)] {
            guard let value else { continue }
            text += "# \(key): \(value.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
        }
        if let delimiter {
            let table = WeightTable(delimiter: delimiter)
            text += ([""] + connectome.labels.map(table.cell)).joined(separator: separator) + "\n"
        }
        let dense = connectome.dense()
        for node in 0..<count {
            let row = dense[(node * count)..<((node + 1) * count)].map(\.shortText)
            let label = delimiter.map { [WeightTable(delimiter: $0).cell(connectome.labels[node])] } ?? []
            text += (label + row).joined(separator: separator) + "\n"
        }
        return Array(text.utf8)
    }

    /// - Throws: `tooLarge` where a dense matrix would be.
    static func check(_ connectome: Connectome) throws {
        guard connectome.nodeCount > maximumNodes else { return }
        throw GraphsError(
            .tooLarge, problem: "a dense matrix of \(connectome.nodeCount) nodes",
            remedy: "write graphml or json, which list edges; matrices go up to \(maximumNodes) nodes")
    }
}

/// A `.npy` matrix of weights. Lengths stand in a file of their own.
struct ConnectomeArray: ConnectomeImporter, ConnectomeExporter {
    func connectome(from bytes: [UInt8], name: String, options: ConnectomeImportOptions) throws -> Connectome {
        try Connectome(
            weights: NumPyArray(parsing: bytes, file: name).matrix, lengths: options.lengths,
            orientation: options.orientation(declared: nil, name: name))
    }

    /// The weights, from-to. Nothing else has a place in an array.
    ///
    /// - Throws: `tooLarge`.
    func bytes(from connectome: Connectome) throws -> [UInt8] {
        try ConnectomeTable.check(connectome)
        return NumPyArray(rows: connectome.nodeCount, columns: connectome.nodeCount, values: connectome.dense()).bytes
    }
}

/// The matrices of a `.mat` file: one alone is the weights; of several, their names tell.
struct ConnectomeMATLAB: ConnectomeImporter {
    func connectome(from bytes: [UInt8], name: String, options: ConnectomeImportOptions) throws -> Connectome {
        let variables = try MATLABFile(bytes, file: name)
        guard !variables.matrices.isEmpty else {
            let others = variables.others.isEmpty ? "" : ", only \(variables.others.joined(separator: ", "))"
            throw GraphsError(
                .missingKey, file: name, key: "weights", problem: "there is no full numeric matrix in it\(others)",
                remedy: "save the weights as a full matrix: save('file.mat', 'weights', 'lengths', '-v7')")
        }
        let roles = try MatrixRoles(variables.matrices, name: name)
        if roles.lengths != nil { try options.refuseLengths(name: name, because: "the file has its own") }
        return try Connectome(
            weights: roles.weights.rows, lengths: roles.lengths?.rows ?? options.lengths,
            orientation: options.orientation(declared: nil, name: name))
    }
}

/// Which of several named matrices holds the weights, and which the lengths.
struct MatrixRoles {
    let weights: NumberMatrix
    let lengths: NumberMatrix?

    private static let weightNames = ["weights", "weight", "sc", "cmat", "cm", "c", "connectivity", "adjacency"]
    private static let lengthNames = [
        "lengths", "length", "tract_lengths", "tractlengths", "len", "dmat", "d", "distances", "distance", "dist",
    ]

    /// Whether `name` is one that weights or lengths have.
    static func isRole(_ name: String) -> Bool { (weightNames + lengthNames).contains(name.lowercased()) }

    /// - Throws: `missingKey` or `conflictingKeys` where the names do not tell.
    init(_ matrices: [NumberMatrix], name: String) throws(GraphsError) {
        func chosen(_ names: [String]) throws(GraphsError) -> NumberMatrix? {
            let found = matrices.filter { names.contains($0.name.lowercased()) }
            guard found.count < 2 else {
                throw GraphsError(
                    .conflictingKeys, file: name, key: found[0].name,
                    problem: "\(found.map(\.name).joined(separator: " and ")) may all be meant",
                    remedy: "keep one of them")
            }
            return found.first
        }
        lengths = try chosen(Self.lengthNames)
        if let weights = try chosen(Self.weightNames) ?? (matrices.count == 1 ? matrices.first : nil) {
            self.weights = weights
            return
        }
        throw GraphsError(
            .missingKey, file: name, key: "weights",
            problem: matrices.isEmpty
                ? "there is no matrix in it"
                : "it holds \(matrices.map(\.name).joined(separator: ", ")), none of which is named as weights are",
            remedy: "call the weights \"weights\" and the lengths \"lengths\"")
    }
}
