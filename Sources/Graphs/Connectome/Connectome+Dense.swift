extension Connectome {
    /// A connectome from dense matrices.
    ///
    /// - Parameters:
    ///   - weights: n rows of n numbers; a weight of 0 is no connection.
    ///   - lengths: mm, in the same shape; looked at only where there is a weight. Nil: none is known.
    ///   - orientation: what the entry [i][j] of both matrices says.
    ///   - labels: n distinct names; nil: `N0`, `N1`, ….
    ///   - positions: mm, one a node.
    /// - Throws: `GraphsError` of kind `notSquare`, `wrongShape`, `notFinite`, `negativeLength`, `badLabel` or
    ///   `duplicateUnit`; keys are positions in the matrices as given.
    /// - Complexity: O(n²).
    public init(
        weights: [[Double]], lengths: [[Double]]? = nil, orientation: ConnectomeOrientation = .fromTo,
        labels: [String]? = nil, positions: [SIMD3<Double>]? = nil, name: String? = nil, source: String? = nil
    ) throws {
        let count = weights.count
        try Self.check(nodes: count)
        let labels = try Self.checkedLabels(labels, count: count)
        try Self.checkSquare(weights, key: "weights", count: count)
        if let lengths { try Self.checkSquare(lengths, key: "lengths", count: count) }
        try Self.check(positions, count: count, labels: labels)
        var rowStarts = [0]
        var sources: [Int32] = []
        var edgeWeights: [Double] = []
        var edgeLengths: [Double] = []
        for target in 0..<count {
            for origin in 0..<count {
                let (row, column) = orientation == .fromTo ? (origin, target) : (target, origin)
                let weight = weights[row][column]
                guard weight != 0 else { continue }
                let length = lengths?[row][column]
                if let error = Self.mistake(weight: weight, length: length, from: origin, to: target, labels: labels) {
                    let matrix = error.key?.prefix { $0 != "[" } ?? ""
                    throw GraphsError(
                        error.kind, key: "\(matrix)[\(row)][\(column)]", problem: error.problem, remedy: error.remedy)
                }
                sources.append(Int32(origin))
                edgeWeights.append(weight)
                if let length { edgeLengths.append(length) }
            }
            rowStarts.append(sources.count)
        }
        self.init(
            unchecked: labels, rowStarts: rowStarts, sources: sources, weights: edgeWeights,
            lengths: lengths == nil ? nil : edgeLengths, positions: positions, name: name, source: source)
    }

    private static func checkSquare(_ matrix: [[Double]], key: String, count: Int) throws(GraphsError) {
        guard matrix.count == count else {
            throw GraphsError(
                .wrongShape, key: key, problem: "\(matrix.count.counted("row")) for \(count.counted("node"))",
                remedy: "lengths have the shape of the weights: \(count) rows of \(count) numbers")
        }
        guard let ragged = matrix.firstIndex(where: { $0.count != count }) else { return }
        throw GraphsError(
            .notSquare, key: "\(key)[\(ragged)]",
            problem: "\(matrix[ragged].count.counted("entry", plural: "entries")), but there are \(count) rows",
            remedy: "give \(count) rows of \(count) numbers")
    }

    /// The weights as a dense matrix, row by row: entry `i * nodeCount + j` is the weight from i to j (or, asked for
    /// that way, to i from j).
    ///
    /// - Complexity: O(n²).
    public func dense(orientation: ConnectomeOrientation = .fromTo) -> [Double] {
        dense(weights, orientation)
    }

    /// The lengths in mm as `dense(orientation:)` has the weights, 0 where there is no edge; nil where none are known.
    ///
    /// - Complexity: O(n²).
    public func denseLengths(orientation: ConnectomeOrientation = .fromTo) -> [Double]? {
        lengths.map { dense($0, orientation) }
    }

    private func dense(_ values: [Double], _ orientation: ConnectomeOrientation) -> [Double] {
        var result = [Double](repeating: 0, count: nodeCount * nodeCount)
        for target in 0..<nodeCount {
            for edge in edges(into: target) {
                let origin = Int(sources[edge])
                result[orientation == .fromTo ? origin * nodeCount + target : target * nodeCount + origin] =
                    values[edge]
            }
        }
        return result
    }
}
