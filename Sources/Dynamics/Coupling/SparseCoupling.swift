public import Compute
public import Kernels

/// What the nodes of a sparse graph receive from each other: `out[i] = Σ weight · x[source]` over the edges into i.
///
/// Made for graphs whose state does not fit a core's own cache: the matrix is cut into tiles, blocks of targets by blocks
/// of sources, that do (`DynamicsKernelsBaseline/SparseCoupling.swift` has the layout). The sum of a node adds its edges
/// one by one in ascending order of source, whatever the tiles, the level and the number of threads, so all of them give
/// the bits of the compressed rows.
///
/// Memory: 12 bytes an edge in double precision and 8 in single, beside at most 15 unused places a tile.
public struct SparseCoupling<Real: BinaryFloatingPoint & BitwiseCopyable & Sendable>: Sendable {
    /// The number of nodes.
    public let nodes: Int
    /// The number of edges.
    public let edges: Int
    /// The first node of each block of targets, and the number of nodes.
    let blockStarts: [Int]
    /// The first group of each tile, block by block, and the number of groups.
    let tileStarts: [Int]
    /// A source block holds 2^`sourceShift` nodes.
    let sourceShift: Int
    let groups: AlignedBuffer
    let kernels: SparseKernels<Real>

    /// The blocks of sources.
    var sourceBlocks: Int { Self.sourceBlocks(nodes: nodes, shift: sourceShift) }

    /// The bytes that one `apply` has to move between memory and the processor if caches hold everything else: the tiles,
    /// `x` and the sums once each.
    public var compulsoryBytes: Int {
        groups.count * MemoryLayout<Double>.stride + tileStarts.count * MemoryLayout<Int>.stride
            + 2 * nodes * MemoryLayout<Real>.stride
    }

    /// Tiles for `edges`.
    ///
    /// - Parameters:
    ///   - edges: The graph.
    ///   - kernels: The kernels to run.
    ///   - blocks: At least how many blocks of targets to make, the most threads that can work at once. The sums do not
    ///     depend on it.
    /// - Complexity: O(nodes + edges).
    public init(_ edges: IncomingEdges<Real>, kernels: SparseKernels<Real>, blocks: Int = 16) {
        self.kernels = kernels
        nodes = edges.nodes
        self.edges = edges.count
        blockStarts = Self.blockStarts(edges.rowStarts, blocks: blocks)
        sourceShift = Self.sourceShift(nodes: edges.nodes, edges: edges.count, blocks: blockStarts.count - 1)
        (tileStarts, groups) = Self.tiles(edges, blockStarts: blockStarts, shift: sourceShift)
    }

    /// Sets `out` to the sums for the state `x`.
    ///
    /// - Parameters:
    ///   - x: The state, one number a node.
    ///   - out: One sum a node; it does not overlap `x`.
    ///   - pool: The threads to work on blocks of targets. The sums do not depend on it.
    /// - Precondition: both have `nodes` entries.
    /// - Complexity: O(nodes + edges); `compulsoryBytes` of traffic.
    public func apply(_ x: UnsafePointer<Real>, into out: UnsafeMutablePointer<Real>, pool: ThreadPool) {
        // Blocks write disjoint ranges of `out`, and `x` is only read.
        nonisolated(unsafe) let (x, out) = (x, out)
        let tiles = sourceBlocks
        pool.forEach(count: blockStarts.count - 1) { block in
            let first = blockStarts[block]
            tileStarts.withUnsafeBufferPointer { starts in
                guard let starts = starts.baseAddress else { return }
                kernels.coupleTiles(
                    groups.base, starts + block * tiles, tiles, sourceShift, x, blockStarts[block + 1] - first,
                    out + first)
            }
        }
    }

    /// The sums for the state `x`.
    ///
    /// - Throws: `SparseCouplingError.wrongStateCount` where `x` has not one number a node.
    /// - Complexity: O(nodes + edges).
    public func sums(of x: [Real], pool: ThreadPool) throws(SparseCouplingError) -> [Real] {
        guard x.count == nodes else { throw .wrongStateCount(found: x.count, expected: nodes) }
        return [Real](unsafeUninitializedCapacity: nodes) { out, count in
            x.withUnsafeBufferPointer { x in
                guard let x = x.baseAddress, let out = out.baseAddress else { return }
                apply(x, into: out, pool: pool)
            }
            count = nodes
        }
    }
}

extension SparseCoupling where Real == Double {
    /// Tiles for the graph of the given compressed rows, and the kernels of the level in force.
    ///
    /// - Throws: `SparseCouplingError`, as `IncomingEdges` does.
    public init(rowStarts: [Int], sources: [Int32], weights: [Double]) throws(SparseCouplingError) {
        self.init(
            try IncomingEdges(rowStarts: rowStarts, sources: sources, weights: weights),
            kernels: SparseKernels(level: KernelTable.selected.level))
    }
}

extension SparseCoupling where Real == Float {
    /// Tiles for the graph of the given compressed rows, and the kernels of the level in force.
    ///
    /// - Throws: `SparseCouplingError`, as `IncomingEdges` does.
    public init(rowStarts: [Int], sources: [Int32], weights: [Float]) throws(SparseCouplingError) {
        self.init(
            try IncomingEdges(rowStarts: rowStarts, sources: sources, weights: weights),
            kernels: SparseKernels(level: KernelTable.selected.level))
    }
}
