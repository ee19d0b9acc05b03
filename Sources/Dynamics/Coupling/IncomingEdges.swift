/// The edges of a sparse graph by the node they end in: compressed rows, checked, each in ascending order of source.
///
/// That order is the order in which every form of sparse coupling adds, so it fixes the bits of the sums. Edges with the
/// same source and target keep the order they were given in.
public struct IncomingEdges<Real: BinaryFloatingPoint & BitwiseCopyable & Sendable>: Sendable {
    /// Where the edges into each node start, and how many edges there are: one more entry than nodes.
    public let rowStarts: [Int]
    /// The node each edge comes from.
    public let sources: [Int32]
    /// The weight of each edge.
    public let weights: [Real]

    /// The number of nodes.
    public var nodes: Int { rowStarts.count - 1 }
    /// The number of edges.
    public var count: Int { sources.count }

    /// - Parameters:
    ///   - rowStarts: Where the edges into each node start: from 0, never descending, the last entry the number of edges.
    ///   - sources: The node each edge comes from, in `0..<nodes`; in any order within a row.
    ///   - weights: The weight of each edge, finite.
    /// - Throws: `SparseCouplingError` for the first thing that is wrong, with its place.
    /// - Complexity: O(nodes + edges) where rows are in order already, else O(edges · log(longest row)).
    public init(rowStarts: [Int], sources: [Int32], weights: [Real]) throws(SparseCouplingError) {
        try Self.check(rowStarts: rowStarts, sources: sources, weights: weights)
        self.rowStarts = rowStarts
        guard let order = Self.ascendingOrder(rowStarts: rowStarts, sources: sources) else {
            self.sources = sources
            self.weights = weights
            return
        }
        self.sources = order.map { sources[$0] }
        self.weights = order.map { weights[$0] }
    }

    private static func check(rowStarts: [Int], sources: [Int32], weights: [Real]) throws(SparseCouplingError) {
        guard sources.count == weights.count else {
            throw .countsDiffer(sources: sources.count, weights: weights.count)
        }
        guard let first = rowStarts.first, let last = rowStarts.last, first == 0 else {
            throw .badRowStarts(row: 0, value: rowStarts.first ?? -1, expected: "0")
        }
        let nodes = rowStarts.count - 1
        guard nodes <= Int(Int32.max) else { throw .tooManyNodes(nodes) }
        for row in 0..<nodes where rowStarts[row + 1] < rowStarts[row] {
            throw .badRowStarts(row: row + 1, value: rowStarts[row + 1], expected: "\(rowStarts[row]) or more")
        }
        guard last == sources.count else {
            throw .badRowStarts(row: nodes, value: last, expected: "\(sources.count)")
        }
        for row in 0..<nodes {
            for edge in rowStarts[row]..<rowStarts[row + 1] {
                let source = Int(sources[edge])
                guard source >= 0, source < nodes else {
                    throw .unknownSource(row: row, edge: edge, source: source, nodes: nodes)
                }
                guard weights[edge].isFinite else {
                    throw .weightNotFinite(row: row, edge: edge, source: source, value: "\(weights[edge])")
                }
            }
        }
    }

    /// The edges row by row in ascending order of source; nil where they are so already.
    private static func ascendingOrder(rowStarts: [Int], sources: [Int32]) -> [Int]? {
        let rows = 0..<(rowStarts.count - 1)
        let isAscending = { (row: Int) in
            let edges = rowStarts[row]..<rowStarts[row + 1]
            return edges.dropFirst().allSatisfy { sources[$0 - 1] <= sources[$0] }
        }
        guard !rows.allSatisfy(isAscending) else { return nil }
        var order = Array(sources.indices)
        for row in rows where !isAscending(row) {
            order[rowStarts[row]..<rowStarts[row + 1]].sort {
                (sources[$0], $0) < (sources[$1], $1)
            }
        }
        return order
    }
}
