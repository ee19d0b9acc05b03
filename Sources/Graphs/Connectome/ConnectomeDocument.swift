/// The structure that JSON and YAML connectomes share (`docs/connectomes.md`, `docs/schema/connectome.schema.json`).
struct ConnectomeDocument {
    let source: DocumentSource
    let members: [DocumentMember]
    let options: ConnectomeImportOptions

    /// The keys that mean something.
    static let keys = [
        "schema", "name", "source", "orientation", "labels", "positions", "weights", "lengths", "edges",
    ]

    private subscript(key: String) -> DocumentNode? {
        members.first { $0.key == key && !$0.node.isNull }?.node
    }

    func connectome() throws -> Connectome {
        try checkKeys()
        let orientationNode = self["orientation"]
        let declared = try orientationNode.map { node in
            try ConnectomeOrientation(
                node.string ?? node.kindName, file: source.file, line: source.line(at: node.place))
        }
        let orientation = try options.orientation(
            declared: declared, name: source.file, line: orientationNode.map { source.line(at: $0.place) })
        let labels = try self["labels"].map(labels)
        let positions = try self["positions"].map(positions)
        if let edges = self["edges"] {
            guard self["weights"] == nil, self["lengths"] == nil else {
                throw error(
                    .conflictingKeys, "edges", "edges and matrices are both given", "give one description of the edges")
            }
            try options.refuseLengths(name: source.file, because: "edges bring their own")
            let reader = ConnectomeEdgeReader(source: source, labels: labels, orientation: orientation)
            return try Connectome(
                nodes: reader.nodeCount(of: edges, positions: positions?.count), labels: labels,
                edges: reader.edges(edges), positions: positions, name: text("name"), source: text("source"))
        }
        guard let weights = self["weights"] else {
            throw GraphsError(
                .missingKey, file: source.file, line: source.text == nil ? 1 : source.firstLine, key: "weights",
                problem: "nothing says which nodes are connected",
                remedy: "give weights (a row a node) or edges ([{from, to, weight, length}])")
        }
        if self["lengths"] != nil { try options.refuseLengths(name: source.file, because: "the file has its own") }
        return try Connectome(
            weights: matrix(weights, key: "weights"),
            lengths: self["lengths"].map { try matrix($0, key: "lengths") } ?? options.lengths,
            orientation: orientation, labels: labels, positions: positions, name: text("name"), source: text("source"))
    }

    private func checkKeys() throws {
        for member in members where !Self.keys.contains(member.key) {
            guard member.key.utf8.count <= 32,
                let near = Spelling.nearest(to: member.key, in: Self.keys)
            else { continue }
            throw source.error(
                .unknownKey, at: member.keyPlace, key: member.key, "an unknown key that looks like \"\(near)\"",
                remedy: "write \"\(near)\", or rename it if it is a note")
        }
    }

    private func error(_ kind: GraphsError.Kind, _ key: String, _ problem: String, _ remedy: String) -> GraphsError {
        source.error(
            kind, at: members.first { $0.key == key }?.keyPlace ?? 0, key: key, problem, remedy: remedy)
    }

    private func text(_ key: String) throws -> String? {
        guard let node = self[key] else { return nil }
        guard let text = node.string else {
            throw error(.wrongType, key, "is \(node.kindName)", "write a string")
        }
        return text
    }

    private func labels(_ node: DocumentNode) throws -> [String] {
        guard let elements = node.elements else {
            throw error(.wrongType, "labels", "is \(node.kindName)", "labels are a list of strings")
        }
        let labels = try elements.enumerated().map { position, element in
            guard let label = element.string else {
                throw error(
                    .wrongType, "labels", "entry \(position) is \(element.kindName)",
                    "labels are strings; put a number in quotes")
            }
            return label
        }
        try UnitNames.check(
            labels, file: source.file, line: source.line(at: node.place), key: "labels", noun: "node")
        return labels
    }

    private func positions(_ node: DocumentNode) throws -> [SIMD3<Double>] {
        try matrix(node, key: "positions").enumerated().map { index, row in
            guard row.count == 3 else {
                throw error(
                    .wrongShape, "positions", "entry \(index) has \(row.count.counted("number"))", "give x, y, z in mm")
            }
            return SIMD3(row[0], row[1], row[2])
        }
    }

    /// Rows of numbers. An entry of null is a number that is not known.
    private func matrix(_ node: DocumentNode, key: String) throws -> [[Double]] {
        let expected = "\(key) is a list of rows, each a list of numbers"
        guard let rows = node.elements, !rows.contains(where: { $0.number != nil }) else {
            throw source.error(
                .wrongType, at: node.place, key: key, "is \(node.kindName) without rows", remedy: expected)
        }
        return try rows.enumerated().map { index, row in
            if case .numbers(let numbers) = row.value { return numbers }
            guard let elements = row.elements else {
                throw source.error(
                    .wrongType, at: row.place, key: "\(key)[\(index)]", "is \(row.kindName)", remedy: expected)
            }
            return try elements.enumerated().map { column, element in
                if element.isNull { return .nan }
                guard let number = element.number else {
                    throw source.error(
                        .wrongType, at: element.place, key: "\(key)[\(index)][\(column)]", "is \(element.kindName)",
                        remedy: expected)
                }
                return number
            }
        }
    }
}

/// The list of edges in a document: objects `{from, to, weight, length}` or rows `[from, to, weight, length]`.
struct ConnectomeEdgeReader {
    let source: DocumentSource
    private let names: UnitNames?
    private let indices: [String: Int]
    private let orientation: ConnectomeOrientation

    private static let keys = ["from", "to", "weight", "length"]

    init(source: DocumentSource, labels: [String]?, orientation: ConnectomeOrientation) {
        self.source = source
        self.orientation = orientation
        names = labels.map { UnitNames($0) }
        indices = Dictionary((labels ?? []).enumerated().map { ($1, $0) }) { first, _ in first }
    }

    /// The number of labels, else of positions, else one more than the largest index.
    func nodeCount(of node: DocumentNode, positions: Int?) throws -> Int {
        if let names { return names.labels.count }
        if let positions { return positions }
        let largest = try edges(node).reduce(-1) { max($0, $1.from, $1.to) }
        return largest + 1
    }

    func edges(_ node: DocumentNode) throws -> [ConnectomeEdge] {
        guard let elements = node.elements else {
            throw fail(node.place, "edges", "is \(node.kindName)", "edges are a list of {from, to, weight, length}")
        }
        return try elements.enumerated().map { index, element in
            let key = "edges[\(index)]"
            var parts = [DocumentNode?](repeating: nil, count: 4)
            if let members = element.members {
                for member in members {
                    guard let part = Self.keys.firstIndex(of: member.key) else {
                        throw fail(
                            member.keyPlace, "\(key).\(member.key)", "an unknown key",
                            "an edge has from, to, weight and length", kind: .unknownKey)
                    }
                    parts[part] = member.node.isNull ? nil : member.node
                }
            } else if let row = element.elements, (2...4).contains(row.count) {
                for (part, value) in row.enumerated() { parts[part] = value.isNull ? nil : value }
            } else {
                throw fail(
                    element.place, key, "is \(element.kindName)", "write {from, to, weight, length} or a row of these")
            }
            let ends = try (0...1).map { part in
                try end(parts[part], key: "\(key).\(Self.keys[part])", place: element.place)
            }
            let weight = try parts[2].map { try number($0, key: "\(key).weight") } ?? 1
            let length = try parts[3].map { try number($0, key: "\(key).length") }
            let (from, to) = orientation == .fromTo ? (ends[0], ends[1]) : (ends[1], ends[0])
            return ConnectomeEdge(from: from, to: to, weight: weight, length: length)
        }
    }

    private func number(_ node: DocumentNode, key: String) throws -> Double {
        guard let number = node.number else {
            throw fail(node.place, key, "is \(node.kindName)", "write a number")
        }
        return number
    }

    private func end(_ node: DocumentNode?, key: String, place: Int) throws -> Int {
        guard let node else {
            throw fail(place, key, "is missing", "an edge goes from a node to a node", kind: .missingKey)
        }
        switch node.value {
        case .string(let label):
            if let index = indices[label] { return index }
            throw fail(
                node.place, key, "there is no node \(label.prefix(64).debugDescription)",
                names?.suggestion(for: label) ?? "give labels, or write indices", kind: .unknownUnit)
        case .number(let number):
            if let index = Int(exactly: number), index >= 0, index < names?.labels.count ?? Connectome.maximumNodes {
                return index
            }
            throw fail(
                node.place, key, "there is no node \(number)", "indices are whole numbers from 0", kind: .unknownUnit)
        default: throw fail(node.place, key, "is \(node.kindName)", "write a label or an index")
        }
    }

    private func fail(
        _ place: Int, _ key: String, _ problem: String, _ remedy: String, kind: GraphsError.Kind = .wrongType
    ) -> GraphsError {
        source.error(kind, at: place, key: key, problem, remedy: remedy)
    }
}
