/// A class of edges as kernels read it, for one or more runs side by side.
///
/// The element of node i in run r is i·runs + r. An edge's offset is its source's row in the history less its delay; for
/// undelayed edges, which read the present, it is the source's element.
struct EdgeRows<Real: SimulationReal>: Sendable {
    let starts: Fixed<Int32>
    let offsets: Fixed<Int32>
    let weights: Fixed<Real>
    let isEmpty: Bool

    /// - Parameters:
    ///   - runs: How many runs stand side by side.
    ///   - elements: Elements in all, padding included.
    ///   - length: Entries of a history's row; 1 for the present.
    /// - Complexity: O(runs · edges) space.
    init(_ edges: DelayedEdges.Class, runs: Int, elements: Int, length: Int) {
        isEmpty = edges.isEmpty
        var starts: [Int32] = [0]
        var offsets: [Int32] = []
        var weights: [Real] = []
        offsets.reserveCapacity(edges.sources.count * runs)
        weights.reserveCapacity(edges.sources.count * runs)
        for target in 0..<edges.starts.count - 1 {
            let range = Int(edges.starts[target])..<Int(edges.starts[target + 1])
            for run in 0..<runs {
                for edge in range {
                    let row = Int(edges.sources[edge]) * runs + run
                    offsets.append(Int32(row * length - Int(edges.delays[edge])))
                    weights.append(Real(edges.weights[edge]))
                }
                starts.append(Int32(offsets.count))
            }
        }
        while starts.count <= elements { starts.append(Int32(offsets.count)) }
        self.starts = Fixed(starts)
        self.offsets = Fixed(offsets)
        self.weights = Fixed(weights)
    }
}

/// The undelayed part of a coupling, in the form that suits it.
enum UndelayedCoupling<Real: SimulationReal>: Sendable {
    case none
    /// A column of weights a source: where a quarter of all pairs are connected.
    case dense(Rows<Real>, sources: Int)
    /// Tiles that fit a core's cache.
    case sparse(SparseCoupling<Real>)
    /// The same weights for a whole number of vectors of runs side by side.
    case runs(EdgeRows<Real>, nodes: Int, runs: Int)

    /// - Throws: `SparseCouplingError` where a weight is beyond the precision's range.
    init(_ edges: DelayedEdges.Class, nodes: Int, runs: Int, stride: Int) throws(SparseCouplingError) {
        if edges.isEmpty {
            self = .none
        } else if runs > 1 {
            let rows = EdgeRows<Real>(edges, runs: 1, elements: nodes, length: 1)
            self = .runs(rows, nodes: nodes, runs: runs)
        } else if edges.isDense(nodes: nodes) {
            let columns = Rows<Real>(nodes, stride)
            for target in 0..<nodes {
                for edge in Int(edges.starts[target])..<Int(edges.starts[target + 1]) {
                    columns[Int(edges.sources[edge])][target] += Real(edges.weights[edge])
                }
            }
            self = .dense(columns, sources: nodes)
        } else {
            let incoming = try IncomingEdges(
                rowStarts: edges.starts.map { Int($0) }, sources: edges.sources, weights: edges.weights.map { Real($0) }
            )
            // Below this, starting threads costs more than they save.
            let blocks = edges.sources.count < 200_000 ? 1 : 16
            self = .sparse(SparseCoupling(incoming, kernels: Real.sparseKernels, blocks: blocks))
        }
    }
}
