/// JSON and YAML connectomes, one object a file.
struct ConnectomeDocumentFormat: ConnectomeImporter, ConnectomeExporter {
    let isYAML: Bool

    static let schema = "claustrum.connectome/1"

    func connectome(from bytes: [UInt8], name: String, options: ConnectomeImportOptions) throws -> Connectome {
        let start = try TextCheck.start(of: bytes, file: name)
        let source = DocumentSource(file: name, text: isYAML ? nil : bytes)
        let members =
            isYAML
            ? try YAMLReader.members(of: bytes, start: start, file: name)
            : try JSONReader.members(of: source, text: bytes, start: start) { ConnectomeDocument.keys.contains($0) }
        return try ConnectomeDocument(source: source, members: members, options: options).connectome()
    }

    /// The keys of the schema in its order. A connectome of which a quarter of the entries are edges is written as
    /// matrices, any other as a list of edges.
    func bytes(from connectome: Connectome) throws -> [UInt8] {
        let count = connectome.nodeCount
        let isDense = Double(connectome.edgeCount) >= 0.25 * Double(count) * Double(count)
        var text = DocumentText(isYAML: isYAML)
        text.add("schema", Self.schema.quoted)
        text.add("name", connectome.name?.quoted ?? "null")
        text.add("source", connectome.source?.quoted ?? "null")
        text.add("orientation", ConnectomeOrientation.fromTo.rawValue.quoted)
        text.add("labels", "[" + connectome.labels.map(\.quoted).joined(separator: ", ") + "]")
        if let positions = connectome.positions {
            text.addRows("positions", positions.lazy.map { Self.row([$0.x, $0.y, $0.z]) })
        } else {
            text.add("positions", "null")
        }
        func addMatrix(_ key: String, _ values: [Double]?) {
            guard let values else { return text.add(key, "null") }
            text.addRows(key, (0..<count).lazy.map { Self.row(values[($0 * count)..<(($0 + 1) * count)]) })
        }
        addMatrix("weights", isDense ? connectome.dense() : nil)
        addMatrix("lengths", isDense ? connectome.denseLengths() : nil)
        if isDense {
            text.add("edges", "null")
        } else {
            // A mapping a line; the keys stand in quotes, which YAML takes as well as JSON.
            text.addRows(
                "edges",
                (0..<count).lazy.flatMap { target in
                    connectome.edges(into: target).lazy.map { edge in
                        "{\"from\": \(connectome.labels[Int(connectome.sources[edge])].quoted), "
                            + "\"to\": \(connectome.labels[target].quoted), "
                            + "\"weight\": \(connectome.weights[edge].shortText), "
                            + "\"length\": \(connectome.lengths?[edge].shortText ?? "null")}"
                    }
                })
        }
        return text.finish()
    }

    private static func row(_ numbers: some Sequence<Double>) -> String {
        "[" + numbers.map(\.shortText).joined(separator: ", ") + "]"
    }
}

/// The text of an object whose keys are written one after the other.
private struct DocumentText {
    let isYAML: Bool
    private var bytes: [UInt8] = []
    private var isFirst = true

    init(isYAML: Bool) { self.isYAML = isYAML }

    mutating func add(_ key: String, _ value: String) {
        begin(key)
        bytes += Array(value.utf8)
    }

    mutating func addRows(_ key: String, _ rows: some Sequence<String>) {
        begin(key)
        bytes += Array("[".utf8)
        var separator = "\n    "
        for row in rows {
            bytes += Array(separator.utf8)
            bytes += Array(row.utf8)
            separator = ",\n    "
        }
        bytes += Array("\n  ]".utf8)
    }

    private mutating func begin(_ key: String) {
        bytes += Array(
            (isYAML ? (isFirst ? "" : "\n") + "\(key): " : (isFirst ? "{\n" : ",\n") + "  \(key.quoted): ").utf8)
        isFirst = false
    }

    mutating func finish() -> [UInt8] {
        bytes + Array((isYAML ? "\n" : "\n}\n").utf8)
    }
}
