/// What a GraphML file says, with its data under the names of their keys (Brandes et al., "GraphML progress report",
/// GD 2001; http://graphml.graphdrawing.org/specification.html): nodes, edges, attributes and their defaults.
struct GraphMLDocument {
    struct Node {
        var id: String
        var data: [String: String]
        var place: Int
    }

    struct Edge {
        var source: Int
        var target: Int
        var isDirected: Bool
        var data: [String: String]
        var place: Int
    }

    private(set) var graph: [String: String] = [:]
    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []
    /// The names of the keys declared for nodes and for edges, in lower case.
    private(set) var nodeKeys: Set<String> = []
    private(set) var edgeKeys: Set<String> = []
    /// For errors; at the document's end once it is read.
    private(set) var reader: XMLReader

    /// A declared attribute.
    private struct Key {
        var name: String
        var domain: String
        var fallback: String?
    }

    /// - Throws: `GraphsError` with line and column.
    init(_ bytes: [UInt8], file: String) throws(GraphsError) {
        reader = try XMLReader(bytes, file: file)
        var builder = Builder(reader: reader)
        try builder.read()
        reader = builder.reader
        graph = builder.graph
        nodes = builder.nodes
        edges = try builder.resolvedEdges()
        for key in builder.keys.values {
            if key.domain != "edge" { nodeKeys.insert(key.name) }
            if key.domain != "node" { edgeKeys.insert(key.name) }
        }
    }

    func error(_ kind: GraphsError.Kind, at place: Int, key: String? = nil, _ problem: String, _ remedy: String)
        -> GraphsError
    {
        reader.error(kind, at: place, key: key, problem, remedy)
    }

    /// The value as a number.
    func number(_ text: String, at place: Int, key: String) throws(GraphsError) -> Double {
        if let number = DecimalNumber.lax(ArraySlice(Array(text.utf8))) { return number }
        throw error(
            .wrongType, at: place, key: key, "\(text.prefix(24).debugDescription) is not a number", "write a number")
    }

    /// Reads the elements one after the other.
    private struct Builder {
        var reader: XMLReader
        var keys: [String: Key] = [:]
        var graph: [String: String] = [:]
        var nodes: [Node] = []
        private var pending: [(edge: Edge, ends: [String])] = []
        private var indices: [String: Int] = [:]
        private var isDirectedByDefault = true

        init(reader: XMLReader) { self.reader = reader }

        mutating func read() throws(GraphsError) {
            var path: [String] = []
            var hasGraph = false
            while let event = try reader.next() {
                switch event {
                case .text: continue
                case .end: path.removeLast()
                case .start(let element):
                    if path.isEmpty, element.name != "graphml" {
                        throw fail(element, .wrongType, "the root element is <\(element.name)>", "give a GraphML file")
                    }
                    switch (path.last, element.name) {
                    case ("graphml", "key"):
                        try readKey(element)
                        continue
                    case ("graphml", "graph"):
                        guard !hasGraph else {
                            throw fail(element, .syntax, "a second graph", "one file holds one graph")
                        }
                        hasGraph = true
                        try readGraph(element)
                    case ("graph", "node"):
                        try readNode(element)
                        continue
                    case ("graph", "edge"):
                        try readEdge(element)
                        continue
                    case ("graph", "hyperedge"):
                        throw fail(element, .notExpressible, "a hyperedge", "an edge joins two nodes")
                    case ("graph", "data"):
                        let (key, text) = try readData(element)
                        if let key { graph[key] = text }
                        continue
                    default: break
                    }
                    path.append(element.name)
                }
            }
            guard hasGraph else {
                throw reader.error(
                    .missingKey, at: 0, key: "graph", "there is no graph in it", "give a GraphML file with a <graph>")
            }
        }

        private mutating func readGraph(_ element: XMLReader.Element) throws(GraphsError) {
            switch element.attributes["edgedefault"] {
            case "undirected": isDirectedByDefault = false
            case "directed", nil: isDirectedByDefault = true
            case let other?:
                throw fail(
                    element, .wrongType, "edgedefault is \(other.debugDescription)", "write directed or undirected")
            }
            for key in keys.values where key.domain == "graph" || key.domain == "all" {
                if let fallback = key.fallback { graph[key.name] = fallback }
            }
        }

        private mutating func readKey(_ element: XMLReader.Element) throws(GraphsError) {
            guard let id = element.attributes["id"] else {
                throw fail(element, .missingKey, "a key without id", "write <key id=\"…\" for=\"…\" attr.name=\"…\">")
            }
            var key = Key(
                name: (element.attributes["attr.name"] ?? id).lowercased(), domain: element.attributes["for"] ?? "all",
                fallback: nil)
            try readContent { child, text in
                if child == "default" { key.fallback = text }
            }
            guard keys.updateValue(key, forKey: id) == nil else {
                throw fail(element, .syntax, "the key \(id) is declared twice", "give each key its own id")
            }
        }

        private mutating func readNode(_ element: XMLReader.Element) throws(GraphsError) {
            guard let id = element.attributes["id"] else {
                throw fail(element, .missingKey, "a node without id", "write <node id=\"…\">")
            }
            guard indices.updateValue(nodes.count, forKey: id) == nil else {
                throw fail(element, .duplicateUnit, "two nodes have the id \(id)", "give each node its own id")
            }
            nodes.append(Node(id: id, data: try readDataOf("node"), place: element.place))
        }

        private mutating func readEdge(_ element: XMLReader.Element) throws(GraphsError) {
            guard let source = element.attributes["source"], let target = element.attributes["target"] else {
                throw fail(
                    element, .missingKey, "an edge without source and target", "write <edge source=\"…\" target=\"…\">")
            }
            let isDirected: Bool
            switch element.attributes["directed"] {
            case "true": isDirected = true
            case "false": isDirected = false
            case nil: isDirected = isDirectedByDefault
            case let other?:
                throw fail(element, .wrongType, "directed is \(other.debugDescription)", "write true or false")
            }
            let edge = Edge(
                source: 0, target: 0, isDirected: isDirected, data: try readDataOf("edge"), place: element.place)
            pending.append((edge, [source, target]))
        }

        /// The edges, once all nodes are known: a file may give an edge before its nodes.
        func resolvedEdges() throws(GraphsError) -> [Edge] {
            var edges: [Edge] = []
            edges.reserveCapacity(pending.count)
            for (edge, ends) in pending {
                var edge = edge
                for (end, id) in ends.enumerated() {
                    guard let index = indices[id] else {
                        throw reader.error(
                            .unknownUnit, at: edge.place, "an edge joins node \(id), which is not there",
                            "declare every node")
                    }
                    if end == 0 { edge.source = index } else { edge.target = index }
                }
                edges.append(edge)
            }
            return edges
        }

        /// The data of a node or an edge up to its end, the defaults of its keys included.
        private mutating func readDataOf(_ domain: String) throws(GraphsError) -> [String: String] {
            var data: [String: String] = [:]
            for key in keys.values where key.domain == domain || key.domain == "all" {
                if let fallback = key.fallback { data[key.name] = fallback }
            }
            var depth = 0
            while let event = try reader.next() {
                switch event {
                case .start(let element) where depth == 0 && element.name == "data":
                    let (key, text) = try readData(element)
                    if let key { data[key] = text }
                case .start(let element):
                    if element.name == "graph" {
                        throw fail(element, .notExpressible, "a graph inside a \(domain)", "flatten it to one graph")
                    }
                    depth += 1
                case .end where depth == 0: return data
                case .end: depth -= 1
                case .text: continue
                }
            }
            return data
        }

        /// The key's name and the text of a data element; elements inside it belong to drawing programs.
        private mutating func readData(_ element: XMLReader.Element) throws(GraphsError) -> (String?, String) {
            guard let id = element.attributes["key"] else {
                throw fail(element, .missingKey, "data without key", "write <data key=\"…\">")
            }
            guard let key = keys[id] else {
                throw fail(element, .unknownKey, "the key \(id) is not declared", "declare it before the graph")
            }
            var result = ""
            try readContent { child, text in
                if child == nil { result += text }
            }
            return (key.name, result.trimmedOfSpace)
        }

        /// Passes the pieces of text up to the end of the open element, with the name of the child they stand in.
        private mutating func readContent(_ take: (_ child: String?, _ text: String) -> Void) throws(GraphsError) {
            var path: [String] = []
            while let event = try reader.next() {
                switch event {
                case .start(let element): path.append(element.name)
                case .end:
                    guard !path.isEmpty else { return }
                    path.removeLast()
                case .text(let text): take(path.first, text)
                }
            }
        }

        private func fail(
            _ element: XMLReader.Element, _ kind: GraphsError.Kind, _ problem: String, _ remedy: String
        ) -> GraphsError {
            reader.error(kind, at: element.place, problem, remedy)
        }
    }
}

extension String {
    /// Without the white space at either end.
    fileprivate var trimmedOfSpace: String {
        if let first = utf8.first, let last = utf8.last, (0x21..<0x7F).contains(first), (0x21..<0x7F).contains(last) {
            return self
        }
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
