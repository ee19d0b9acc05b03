extension Connectome {
    /// A connectome from its edges by target, checked.
    ///
    /// - Parameters:
    ///   - labels: n distinct names; nil: `N0`, `N1`, ….
    ///   - rowStarts: n + 1 positions, as the property of that name.
    ///   - sources: the source of each edge, ascending and distinct within a target.
    ///   - weights: one finite number an edge.
    ///   - lengths: mm, one an edge, finite and not negative; nil: none is known.
    ///   - positions: mm, one a node.
    /// - Throws: `GraphsError` of kind `wrongShape`, `notFinite`, `negativeLength`, `unknownUnit`, `duplicateEdge`,
    ///   `badLabel`, `duplicateUnit` or `tooLarge`, naming the nodes.
    /// - Complexity: O(n + m) for m edges.
    public init(
        labels: [String]? = nil, rowStarts: [Int], sources: [Int32], weights: [Double], lengths: [Double]? = nil,
        positions: [SIMD3<Double>]? = nil, name: String? = nil, source: String? = nil
    ) throws {
        let count = rowStarts.count - 1
        try Self.check(nodes: count)
        let labels = try Self.checkedLabels(labels, count: count)
        guard rowStarts[0] == 0, rowStarts[count] == sources.count,
            zip(rowStarts, rowStarts.dropFirst()).allSatisfy({ $0 <= $1 })
        else {
            throw GraphsError(
                .wrongShape, key: "rowStarts",
                problem: "do not go from 0 up to the number of edges, \(sources.count)",
                remedy: "give where each node's incoming edges begin, and the number of edges last")
        }
        try Self.check(weights.count, of: "weights", are: sources.count, each: "edge")
        if let lengths { try Self.check(lengths.count, of: "lengths", are: sources.count, each: "edge") }
        for target in 0..<count {
            for edge in rowStarts[target]..<rowStarts[target + 1] {
                let origin = Int(sources[edge])
                guard (0..<count).contains(origin) else {
                    throw GraphsError(
                        .unknownUnit, key: "sources[\(edge)]", problem: "there is no node \(origin)",
                        remedy: "nodes go from 0 to \(count - 1)")
                }
                if edge > rowStarts[target], sources[edge - 1] >= sources[edge] {
                    throw GraphsError(
                        sources[edge - 1] == sources[edge] ? .duplicateEdge : .wrongShape, key: "sources[\(edge)]",
                        problem: "node \(origin) does not come after node \(sources[edge - 1])",
                        remedy: "the sources of a target's edges ascend, each given once")
                }
                if let error = Self.mistake(
                    weight: weights[edge], length: lengths?[edge], from: origin, to: target, labels: labels)
                {
                    throw error
                }
            }
        }
        try Self.check(positions, count: count, labels: labels)
        self.init(
            unchecked: labels, rowStarts: rowStarts, sources: sources, weights: weights, lengths: lengths,
            positions: positions, name: name, source: source)
    }

    /// The largest number of nodes: their indices fit in 32 bits.
    public static let maximumNodes = Int(Int32.max)

    static func check(nodes count: Int) throws(GraphsError) {
        guard count > 0 else {
            throw GraphsError(
                .wrongShape, problem: "the connectome has no nodes", remedy: "describe at least one node")
        }
        guard count <= maximumNodes else {
            throw GraphsError(
                .tooLarge, problem: "\(count) nodes", remedy: "a connectome has at most \(maximumNodes) nodes")
        }
    }

    static func checkedLabels(_ labels: [String]?, count: Int) throws(GraphsError) -> [String] {
        guard let labels else { return (0..<count).map { "N\($0)" } }
        guard labels.count == count else {
            throw GraphsError(
                .wrongShape, key: "labels", problem: "\(labels.count.counted("label")) for \(count.counted("node"))",
                remedy: "give one label a node")
        }
        try UnitNames.check(labels, file: nil, key: "labels", noun: "node")
        return labels
    }

    static func check(_ positions: [SIMD3<Double>]?, count: Int, labels: [String]) throws(GraphsError) {
        guard let positions else { return }
        try check(positions.count, of: "positions", are: count, each: "node")
        if let bad = positions.firstIndex(where: { !($0.x.isFinite && $0.y.isFinite && $0.z.isFinite) }) {
            throw GraphsError(
                .notFinite, key: "positions[\(bad)]", problem: "the position of \(labels[bad]) is not finite",
                remedy: "give three finite numbers in mm, or leave positions out")
        }
    }

    private static func check(
        _ found: Int, of key: String, are expected: Int, each noun: String
    ) throws(GraphsError) {
        guard found != expected else { return }
        throw GraphsError(
            .wrongShape, key: key, problem: "\(found) given for \(expected.counted(noun))",
            remedy: "give one for each \(noun)")
    }

    /// What is wrong with the edge from node `from` to node `to`; nil where nothing is.
    static func mistake(
        weight: Double, length: Double?, from: Int, to: Int, labels: [String]
    ) -> GraphsError? {
        let edge = "from \(labels[from]) to \(labels[to])"
        if !weight.isFinite {
            return GraphsError(
                .notFinite, key: "weights[\(from)][\(to)]", problem: "the weight \(edge) is \(weight)",
                remedy: "every weight is a finite number, 0 where there is no connection")
        }
        guard let length, !(length >= 0 && length.isFinite) else { return nil }
        if length < 0 {
            return GraphsError(
                .negativeLength, key: "lengths[\(from)][\(to)]", problem: "the length \(edge) is \(length) mm",
                remedy: "a length is 0 or more, in mm")
        }
        return GraphsError(
            .notFinite, key: "lengths[\(from)][\(to)]", problem: "the length \(edge) is \(length)",
            remedy: "where there is a weight there is a finite length in mm; or give no lengths at all")
    }
}

extension Connectome: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, source, labels, rowStarts, sources, weights, lengths, positions
    }

    /// - Throws: `DecodingError`, or the `GraphsError` of the checked initialiser.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            labels: container.decode([String].self, forKey: .labels),
            rowStarts: container.decode([Int].self, forKey: .rowStarts),
            sources: container.decode([Int32].self, forKey: .sources),
            weights: container.decode([Double].self, forKey: .weights),
            lengths: container.decodeIfPresent([Double].self, forKey: .lengths),
            positions: container.decodeIfPresent([SIMD3<Double>].self, forKey: .positions),
            name: container.decodeIfPresent(String.self, forKey: .name),
            source: container.decodeIfPresent(String.self, forKey: .source))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(source, forKey: .source)
        try container.encode(labels, forKey: .labels)
        try container.encode(rowStarts, forKey: .rowStarts)
        try container.encode(sources, forKey: .sources)
        try container.encode(weights, forKey: .weights)
        try container.encode(lengths, forKey: .lengths)
        try container.encode(positions, forKey: .positions)
    }
}
