/// GraphML connectomes: nodes with label and position, edges with weight and length.
struct ConnectomeGraphML: ConnectomeImporter, ConnectomeExporter {
    static let weightNames = ["weight", "weights", "strength"]
    static let lengthNames = ["length", "tract_length", "distance", "fiber_length_mean"]
    static let labelNames = ["label", "name", "dn_name"]

    func connectome(from bytes: [UInt8], name: String, options: ConnectomeImportOptions) throws -> Connectome {
        try options.refuseLengths(name: name, because: "edges bring their own")
        let document = try GraphMLDocument(bytes, file: name)
        let orientation = try options.orientation(
            declared: document.graph["orientation"].map { try ConnectomeOrientation($0, file: name, line: nil) },
            name: name)
        return try Self.connectome(document, orientation: orientation)
    }

    static func connectome(
        _ document: GraphMLDocument, orientation: ConnectomeOrientation
    ) throws -> Connectome {
        let weightKey = weightNames.first(where: document.edgeKeys.contains)
        let lengthKey = lengthNames.first(where: document.edgeKeys.contains)
        var edges: [ConnectomeEdge] = []
        edges.reserveCapacity(document.edges.count)
        for edge in document.edges {
            var weight = 1.0
            if let weightKey {
                guard let text = edge.data[weightKey] else {
                    throw document.error(
                        .missingKey, at: edge.place, key: weightKey, "the edge has no weight, but others may",
                        "give each edge a weight, or the key a default")
                }
                weight = try document.number(text, at: edge.place, key: weightKey)
            }
            let length = try lengthKey.flatMap { edge.data[$0] }.map {
                try document.number($0, at: edge.place, key: lengthKey ?? "length")
            }
            let ends = orientation == .fromTo ? (edge.source, edge.target) : (edge.target, edge.source)
            edges.append(ConnectomeEdge(from: ends.0, to: ends.1, weight: weight, length: length))
            if !edge.isDirected, edge.source != edge.target {
                edges.append(ConnectomeEdge(from: ends.1, to: ends.0, weight: weight, length: length))
            }
        }
        return try Connectome(
            nodes: document.nodes.count, labels: labels(document), edges: edges, positions: positions(document),
            name: document.graph["name"], source: document.graph["source"])
    }

    /// The nodes' labels where every node has one of its own, else their ids.
    static func labels(_ document: GraphMLDocument) -> [String] {
        for key in labelNames where document.nodeKeys.contains(key) {
            let labels = document.nodes.compactMap { $0.data[key] }.filter { !$0.isEmpty }
            if labels.count == document.nodes.count, Set(labels).count == labels.count { return labels }
        }
        return document.nodes.map(\.id)
    }

    private static func positions(_ document: GraphMLDocument) throws -> [SIMD3<Double>]? {
        for keys in [["x", "y", "z"], ["dn_position_x", "dn_position_y", "dn_position_z"]]
        where keys.allSatisfy(document.nodeKeys.contains) {
            let rows = try document.nodes.map { node in
                try keys.compactMap { key in
                    try node.data[key].map { try document.number($0, at: node.place, key: key) }
                }
            }
            if rows.allSatisfy({ $0.count == 3 }) { return rows.map { SIMD3($0[0], $0[1], $0[2]) } }
        }
        return nil
    }

    /// Directed edges with weight and, where it is known, length; nodes with label and, where it is known, position.
    func bytes(from connectome: Connectome) throws -> [UInt8] {
        var writer = GraphMLWriter()
        writer.declare("name", of: "graph", type: "string")
        writer.declare("source", of: "graph", type: "string")
        writer.declare("orientation", of: "graph", type: "string")
        writer.declare("label", of: "node", type: "string")
        if connectome.positions != nil {
            for axis in ["x", "y", "z"] { writer.declare(axis, of: "node", type: "double") }
        }
        writer.declare("weight", of: "edge", type: "double")
        if connectome.lengths != nil { writer.declare("length", of: "edge", type: "double") }
        writer.beginGraph([
            ("name", connectome.name), ("source", connectome.source),
            ("orientation", ConnectomeOrientation.fromTo.rawValue),
        ])
        for (node, label) in connectome.labels.enumerated() {
            let position = connectome.positions?[node]
            writer.node(
                node,
                [
                    ("label", label), ("x", position?.x.shortText), ("y", position?.y.shortText),
                    ("z", position?.z.shortText),
                ])
        }
        for target in 0..<connectome.nodeCount {
            for edge in connectome.edges(into: target) {
                writer.edge(
                    from: Int(connectome.sources[edge]), to: target,
                    [("weight", connectome.weights[edge].shortText), ("length", connectome.lengths?[edge].shortText)])
            }
        }
        return writer.finish()
    }
}

/// Writes GraphML whose keys have their own names as ids.
struct GraphMLWriter {
    private var bytes: [UInt8] = Array(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

        """.utf8)

    mutating func declare(_ name: String, of domain: String, type: String) {
        add("  <key id=\"\(domain)-\(name)\" for=\"\(domain)\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>\n")
    }

    mutating func beginGraph(_ data: [(key: String, value: String?)]) {
        add("  <graph edgedefault=\"directed\">\n")
        for (key, value) in data {
            guard let value else { continue }
            add("    <data key=\"graph-\(key)\">\(value.escapedForXML)</data>\n")
        }
    }

    mutating func node(_ index: Int, _ data: [(key: String, value: String?)]) {
        add("    <node id=\"n\(index)\">")
        addData("node", data)
        add("</node>\n")
    }

    mutating func edge(from: Int, to: Int, _ data: [(key: String, value: String?)]) {
        add("    <edge source=\"n\(from)\" target=\"n\(to)\">")
        addData("edge", data)
        add("</edge>\n")
    }

    mutating func finish() -> [UInt8] {
        add("  </graph>\n</graphml>\n")
        return bytes
    }

    private mutating func addData(_ domain: String, _ data: [(key: String, value: String?)]) {
        for (key, value) in data {
            guard let value else { continue }
            add("<data key=\"\(domain)-\(key)\">\(value.escapedForXML)</data>")
        }
    }

    private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
