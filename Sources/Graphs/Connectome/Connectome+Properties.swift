extension Connectome {
    /// The share of the n(n − 1) possible connections between different nodes that there are; 0 for a single node.
    ///
    /// - Complexity: O(m).
    public var density: Double {
        guard nodeCount > 1 else { return 0 }
        return Double(edgeCount - selfConnectionCount) / (Double(nodeCount) * Double(nodeCount - 1))
    }

    /// How many nodes are connected to themselves.
    ///
    /// - Complexity: O(m).
    public var selfConnectionCount: Int {
        (0..<nodeCount).reduce(0) { count, node in
            count + (edges(into: node).contains { Int(sources[$0]) == node } ? 1 : 0)
        }
    }

    /// The sum of the weights into each node.
    ///
    /// - Complexity: O(m).
    public var inStrengths: [Double] {
        (0..<nodeCount).map { node in edges(into: node).reduce(0) { $0 + weights[$1] } }
    }

    /// The sum of the weights out of each node.
    ///
    /// - Complexity: O(m).
    public var outStrengths: [Double] {
        var result = [Double](repeating: 0, count: nodeCount)
        for edge in sources.indices { result[Int(sources[edge])] += weights[edge] }
        return result
    }

    /// The weight from one node to another, 0 where there is no edge.
    ///
    /// - Complexity: O(log k) for k edges into the target.
    public func weight(from origin: Int, to target: Int) -> Double {
        edge(from: origin, to: target).map { weights[$0] } ?? 0
    }

    /// The position of the edge from one node to another, nil where there is none.
    ///
    /// - Complexity: O(log k) for k edges into the target.
    public func edge(from origin: Int, to target: Int) -> Int? {
        var range = edges(into: target)
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if Int(sources[middle]) == origin { return middle }
            range =
                Int(sources[middle]) < origin ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }

    /// The same graph with `weights` in the edges' order.
    func reweighted(_ weights: [Double]) -> Connectome {
        Connectome(
            unchecked: labels, rowStarts: rowStarts, sources: sources, weights: weights, lengths: lengths,
            positions: positions, name: name, source: source)
    }

    /// The connectome of those edges for which `isKept`, given a position in `sources` and the target, holds.
    func filtered(_ isKept: (_ edge: Int, _ target: Int) -> Bool) -> Connectome {
        var kept: [Int] = []
        var rowStarts = [0]
        for target in 0..<nodeCount {
            for edge in edges(into: target) where isKept(edge, target) { kept.append(edge) }
            rowStarts.append(kept.count)
        }
        return Connectome(
            unchecked: labels, rowStarts: rowStarts, sources: kept.map { sources[$0] },
            weights: kept.map { weights[$0] }, lengths: lengths.map { lengths in kept.map { lengths[$0] } },
            positions: positions, name: name, source: source)
    }

    /// The connectome without the edges from a node to itself.
    ///
    /// - Complexity: O(n + m).
    public func withoutSelfConnections() -> Connectome {
        filtered { edge, target in Int(sources[edge]) != target }
    }

    /// The connectome of the edges whose weight's absolute value is at least `threshold`.
    ///
    /// - Throws: `badOption` where the threshold is negative or not a number.
    /// - Complexity: O(n + m).
    public func keepingWeights(from threshold: Double) throws -> Connectome {
        guard threshold >= 0, threshold.isFinite else {
            throw GraphsError(
                .badOption, key: "threshold", problem: "is \(threshold)",
                remedy: "the threshold is a finite number, 0 or more")
        }
        return filtered { edge, _ in abs(weights[edge]) >= threshold }
    }
}
