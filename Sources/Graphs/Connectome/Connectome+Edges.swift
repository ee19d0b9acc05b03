/// A connection from one node to another, as a list of edges gives it.
public struct ConnectomeEdge: Sendable, Hashable, Codable {
    /// The index of the node it leaves.
    public var from: Int
    /// The index of the node it enters.
    public var to: Int
    public var weight: Double
    /// mm; nil where it is not known.
    public var length: Double?

    public init(from: Int, to: Int, weight: Double, length: Double? = nil) {
        self.from = from
        self.to = to
        self.weight = weight
        self.length = length
    }
}

extension Connectome {
    /// A connectome from a list of edges in any order.
    ///
    /// - Parameters:
    ///   - nodes: n.
    ///   - labels: n distinct names; nil: `N0`, `N1`, ….
    ///   - edges: each pair of nodes at most once; those of weight zero are left out. All have a length, or none has.
    ///   - positions: mm, one a node.
    /// - Throws: `GraphsError` as the initialiser from rows; `missingLength` where some edges have a length and others
    ///   have none.
    /// - Complexity: O(n + m).
    public init(
        nodes: Int, labels: [String]? = nil, edges: [ConnectomeEdge], positions: [SIMD3<Double>]? = nil,
        name: String? = nil, source: String? = nil
    ) throws {
        try Self.check(nodes: nodes)
        let labels = try Self.checkedLabels(labels, count: nodes)
        if let bad = edges.firstIndex(where: { !(0..<nodes).contains($0.from) || !(0..<nodes).contains($0.to) }) {
            throw GraphsError(
                .unknownUnit, key: "edges[\(bad)]", problem: "goes from \(edges[bad].from) to \(edges[bad].to)",
                remedy: "nodes go from 0 to \(nodes - 1)")
        }
        // A weight that is no number must not pass for none.
        let kept = edges.filter { $0.weight != 0 }
        let ordered = Self.sorted(Self.sorted(kept, nodes: nodes, by: \.from), nodes: nodes, by: \.to)
        if let same = ordered.indices.dropFirst().first(where: {
            ordered[$0].from == ordered[$0 - 1].from && ordered[$0].to == ordered[$0 - 1].to
        }) {
            let edge = ordered[same]
            throw GraphsError(
                .duplicateEdge, key: "edges",
                problem: "the edge from \(labels[edge.from]) to \(labels[edge.to]) is given twice",
                remedy: "give each edge once, with the sum of its weights")
        }
        let hasLengths = ordered.contains { $0.length != nil }
        if hasLengths, let edge = ordered.first(where: { $0.length == nil }) {
            throw GraphsError(
                .missingLength, key: "edges",
                problem: "the edge from \(labels[edge.from]) to \(labels[edge.to]) has no length, but others have",
                remedy: "give every edge a length, or none")
        }
        for edge in ordered {
            if let error = Self.mistake(
                weight: edge.weight, length: edge.length, from: edge.from, to: edge.to, labels: labels)
            {
                throw error
            }
        }
        try Self.check(positions, count: nodes, labels: labels)
        var rowStarts = [Int](repeating: 0, count: nodes + 1)
        for edge in ordered { rowStarts[edge.to + 1] += 1 }
        for node in 0..<nodes { rowStarts[node + 1] += rowStarts[node] }
        self.init(
            unchecked: labels, rowStarts: rowStarts, sources: ordered.map { Int32($0.from) },
            weights: ordered.map(\.weight), lengths: hasLengths ? ordered.map { $0.length ?? 0 } : nil,
            positions: positions, name: name, source: source)
    }

    /// The edges in ascending order of one end, ties in the order they had: a counting sort.
    private static func sorted(
        _ edges: [ConnectomeEdge], nodes: Int, by end: KeyPath<ConnectomeEdge, Int>
    ) -> [ConnectomeEdge] {
        var next = [Int](repeating: 0, count: nodes + 1)
        for edge in edges { next[edge[keyPath: end] + 1] += 1 }
        for node in 0..<nodes { next[node + 1] += next[node] }
        guard var result = edges.first.map({ [ConnectomeEdge](repeating: $0, count: edges.count) }) else { return [] }
        for edge in edges {
            result[next[edge[keyPath: end]]] = edge
            next[edge[keyPath: end]] += 1
        }
        return result
    }

    /// The edges in order of target, then source.
    ///
    /// - Complexity: O(n + m).
    public var edgeList: [ConnectomeEdge] {
        (0..<nodeCount).flatMap { target in
            edges(into: target).map {
                ConnectomeEdge(from: Int(sources[$0]), to: target, weight: weights[$0], length: lengths?[$0])
            }
        }
    }
}
