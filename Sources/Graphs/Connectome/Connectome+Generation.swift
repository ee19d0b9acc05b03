internal import Compute

extension Connectome {
    /// A directed graph drawn uniformly from those with the given numbers of nodes and edges, without
    /// self-connections: Erdős and Rényi's G(n, m).
    ///
    /// The same seed gives the same connectome on every machine. Stream 0 draws the edges, stream 1 the weights,
    /// stream 2 the lengths.
    ///
    /// - Parameters:
    ///   - nodes: n, at least 1.
    ///   - edges: m, at most n(n − 1).
    ///   - seed: of Philox4x32-10.
    ///   - weights: drawn uniformly from this range.
    ///   - lengths: mm, drawn uniformly from this range; nil: the connectome has no lengths.
    /// - Throws: `badOption` where there is no such graph or a range is not one of finite numbers (lengths: none below
    ///   0).
    /// - Complexity: O(n + m) expected.
    public static func random(
        nodes: Int, edges: Int, seed: UInt64, weights: ClosedRange<Double> = 0...1,
        lengths: ClosedRange<Double>? = nil
    ) throws -> Connectome {
        try checkGenerated(nodes: nodes)
        let (possible, overflow) = nodes.multipliedReportingOverflow(by: nodes - 1)
        guard !overflow, (0...possible).contains(edges) else {
            throw GraphsError(
                .badOption, key: "edges", problem: "\(edges) edges among \(nodes.counted("node"))",
                remedy: "give 0 to \(possible) edges")
        }
        for (key, range) in [("weights", Optional(weights)), ("lengths", lengths)] {
            guard let range else { continue }
            guard range.lowerBound.isFinite, range.upperBound.isFinite, key == "weights" || range.lowerBound >= 0
            else {
                throw GraphsError(
                    .badOption, key: key, problem: "the range is \(range)", remedy: "give a range of finite numbers")
            }
        }
        let (rowStarts, sources) = drawnEdges(nodes: nodes, edges: edges, possible: possible, seed: seed)
        func uniform(_ range: ClosedRange<Double>, stream: UInt64) -> [Double] {
            var generator = Philox4x32(seed: seed, stream: stream).makeGenerator()
            // The ends are as good as never drawn, so an edge's weight is not 0.
            return sources.map { _ in
                range.lowerBound + (range.upperBound - range.lowerBound) * generator.openUniform()
            }
        }
        return Connectome(
            unchecked: (0..<nodes).map { "N\($0)" }, rowStarts: rowStarts, sources: sources,
            weights: uniform(weights, stream: 1), lengths: lengths.map { uniform($0, stream: 2) }, positions: nil,
            name: "random, \(nodes) nodes, \(edges) edges, seed \(seed)", source: nil)
    }

    /// Every node feeds the next `neighbours` ones and, unless `isDirected`, the previous ones, in a ring.
    ///
    /// - Parameter length: mm, of each step along the ring; nil: the connectome has no lengths.
    /// - Throws: `badOption` where the neighbours go round the ring.
    /// - Complexity: O(n · neighbours).
    public static func ring(
        nodes: Int, neighbours: Int = 1, weight: Double = 1, length: Double? = nil, isDirected: Bool = false
    ) throws -> Connectome {
        try checkGenerated(nodes: nodes)
        guard neighbours >= 1, (isDirected ? neighbours : 2 * neighbours) < nodes else {
            throw GraphsError(
                .badOption, key: "neighbours", problem: "\(neighbours) in a ring of \(nodes)",
                remedy: "give 1 or more, and no more than the ring has on either side")
        }
        var edges: [ConnectomeEdge] = []
        for node in 0..<nodes {
            for step in 1...neighbours {
                let other = (node + step) % nodes
                let span = length.map { $0 * Double(step) }
                edges.append(ConnectomeEdge(from: node, to: other, weight: weight, length: span))
                if !isDirected { edges.append(ConnectomeEdge(from: other, to: node, weight: weight, length: span)) }
            }
        }
        return try Connectome(nodes: nodes, edges: edges, name: "ring of \(nodes)")
    }

    /// Every node feeds every other.
    ///
    /// - Complexity: O(n²).
    public static func complete(nodes: Int, weight: Double = 1, length: Double? = nil) throws -> Connectome {
        try checkGenerated(nodes: nodes)
        let edges = (0..<nodes).flatMap { target in
            (0..<nodes).filter { $0 != target }.map {
                ConnectomeEdge(from: $0, to: target, weight: weight, length: length)
            }
        }
        return try Connectome(nodes: nodes, edges: edges, name: "complete graph of \(nodes)")
    }

    private static func checkGenerated(nodes: Int) throws {
        guard (1...maximumNodes).contains(nodes) else {
            throw GraphsError(
                .badOption, key: "nodes", problem: "is \(nodes)", remedy: "give 1 to \(maximumNodes) nodes")
        }
    }

    /// The edges as rows by target, drawn without replacement. Where more than half of the possible ones are asked
    /// for, those that are not there are drawn instead.
    private static func drawnEdges(
        nodes: Int, edges: Int, possible: Int, seed: UInt64
    ) -> (rowStarts: [Int], sources: [Int32]) {
        let isComplement = edges > possible / 2
        let wanted = isComplement ? possible - edges : edges
        var generator = Philox4x32(seed: seed).makeGenerator()
        // A pair is numbered target · (n − 1) + the source's place among the other nodes.
        var drawn: [Int] = []
        var rowStarts = [Int](repeating: 0, count: nodes + 1)
        while drawn.count < wanted {
            drawn.reserveCapacity(wanted)
            for _ in drawn.count..<wanted { drawn.append(Int(generator.next(upperBound: UInt64(possible)))) }
            drawn = distinct(drawn, nodes: nodes, rowStarts: &rowStarts)
        }
        let others = nodes - 1
        if !isComplement {
            return (rowStarts, drawn.map { Int32(source(place: $0 % others, target: $0 / others)) })
        }
        var sources: [Int32] = []
        sources.reserveCapacity(edges)
        var next = 0
        rowStarts = [0]
        for target in 0..<nodes {
            for place in 0..<others {
                if next < drawn.count, drawn[next] == target * others + place {
                    next += 1
                } else {
                    sources.append(Int32(source(place: place, target: target)))
                }
            }
            rowStarts.append(sources.count)
        }
        return (rowStarts, sources)
    }

    private static func source(place: Int, target: Int) -> Int { place < target ? place : place + 1 }

    /// The distinct pairs, ascending, and where each target's begin.
    private static func distinct(_ pairs: [Int], nodes: Int, rowStarts: inout [Int]) -> [Int] {
        let others = nodes - 1
        var next = [Int](repeating: 0, count: nodes + 1)
        for pair in pairs { next[pair / others + 1] += 1 }
        for node in 0..<nodes { next[node + 1] += next[node] }
        let starts = next
        var result = pairs
        for pair in pairs {
            let target = pair / others
            result[next[target]] = pair
            next[target] += 1
        }
        var kept = 0
        for target in 0..<nodes {
            rowStarts[target] = kept
            let row = starts[target]..<starts[target + 1]
            result[row].sort()
            for index in row where index == row.lowerBound || result[index] != result[index - 1] {
                // An entry moves to its own place or an earlier one, so the neighbour compared is as it was sorted.
                result[kept] = result[index]
                kept += 1
            }
        }
        rowStarts[nodes] = kept
        result.removeLast(result.count - kept)
        return result
    }
}
