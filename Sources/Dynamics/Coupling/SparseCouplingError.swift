public import Compute

/// What is wrong with a sparse graph, or with the state it was given.
public enum SparseCouplingError: CodedError, Hashable {
    /// The starts of the rows do not begin at 0, descend, or do not end at the number of edges.
    case badRowStarts(row: Int, value: Int, expected: String)
    /// As many sources and weights are needed as there are edges.
    case countsDiffer(sources: Int, weights: Int)
    /// An edge comes from a node that is not there.
    case unknownSource(row: Int, edge: Int, source: Int, nodes: Int)
    /// A weight is NaN or infinite.
    case weightNotFinite(row: Int, edge: Int, source: Int, value: String)
    /// More nodes than an index of 32 bits can name.
    case tooManyNodes(Int)
    /// More edges than a device's kernel can number.
    case tooManyEdges(Int, most: Int)
    /// A state of another length than the graph has nodes.
    case wrongStateCount(found: Int, expected: Int)

    public var code: String {
        switch self {
        case .badRowStarts: "sparse-row-starts"
        case .countsDiffer: "sparse-counts-differ"
        case .unknownSource: "sparse-unknown-source"
        case .weightNotFinite: "sparse-weight-not-finite"
        case .tooManyNodes: "sparse-too-many-nodes"
        case .tooManyEdges: "sparse-too-many-edges"
        case .wrongStateCount: "sparse-state-count"
        }
    }

    public var exitStatus: ExitStatus { .badData }

    public var message: String {
        switch self {
        case .badRowStarts(let row, let value, let expected):
            "the edges of node \(row) start at \(value); row starts begin at 0, never descend and end at the number of "
                + "edges: expected \(expected)"
        case .countsDiffer(let sources, let weights):
            "\(sources) sources but \(weights) weights; every edge has one of each"
        case .unknownSource(let row, let edge, let source, let nodes):
            "edge \(edge), into node \(row), comes from node \(source); nodes are numbered from 0 to \(nodes - 1)"
        case .weightNotFinite(let row, let edge, let source, let value):
            "edge \(edge), from node \(source) into node \(row), has the weight \(value); weights are finite numbers"
        case .tooManyNodes(let nodes):
            "\(nodes) nodes; a sparse graph has at most \(Int32.max)"
        case .tooManyEdges(let edges, let most):
            "\(edges) edges; an OpenCL device computes with at most \(most), the CPU with any number"
        case .wrongStateCount(let found, let expected):
            "a state of \(found) numbers for a graph of \(expected) nodes; one a node is needed"
        }
    }
}
