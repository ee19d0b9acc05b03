public import Compute

/// Sparse coupling on an OpenCL device: the sums of `SparseCoupling`, with the same bits. The graph stays on the device.
///
/// For one thread at a time, as a kernel's arguments are.
public final class OpenCLSparseCoupling<Real: BinaryFloatingPoint & BitwiseCopyable & Sendable> {
    /// The number of nodes.
    public let nodes: Int
    /// The number of edges.
    public let edges: Int
    private let context: OpenCLContext
    private let kernel: OpenCLKernel
    private let workGroup: Int
    private let rowStarts: OpenCLBuffer<Int32>
    private let sources: OpenCLBuffer<Int32>
    private let weights: OpenCLBuffer<Real>

    /// The bytes that one `apply` has to move if caches hold everything else: the edges, the rows, `x` and the sums once.
    public var compulsoryBytes: Int {
        edges * (4 + MemoryLayout<Real>.stride) + 4 * (nodes + 1) + 2 * nodes * MemoryLayout<Real>.stride
    }

    /// Products in local memory at once: 16 an item of work, 8 kB in double precision for a work-group of 64.
    private var chunk: Int { 16 * workGroup }

    /// - Throws: `OpenCLError` where the device has no double precision that is asked for, no room for the graph, or does
    ///   not build the program; `SparseCouplingError.tooManyEdges`.
    /// - Complexity: O(nodes + edges).
    public init(_ edges: IncomingEdges<Real>, on context: OpenCLContext) throws {
        guard context.device.hasDoublePrecision || Real.self == Float.self else {
            throw OpenCLError.noDoublePrecision(device: context.device.label, capable: [])
        }
        // A chunk further must still be an int.
        let most = Int(Int32.max) - 1 << 16
        guard edges.count <= most else { throw SparseCouplingError.tooManyEdges(edges.count, most: most) }
        nodes = edges.nodes
        self.edges = edges.count
        self.context = context
        kernel = try OpenCLProgram(
            "sparse.cl", defines: Real.self == Float.self ? ["SINGLE": "1"] : [:], on: context
        ).kernel("couple_rows")
        workGroup = min(64, kernel.largestWorkGroup)
        rowStarts = try OpenCLBuffer(edges.rowStarts.map { Int32($0) }, on: context)
        sources = try OpenCLBuffer(edges.sources, on: context)
        weights = try OpenCLBuffer(edges.weights, on: context)
    }

    /// Enqueues the sums for the state `x` into `out`, and returns at once.
    ///
    /// - Parameters:
    ///   - x: The state, one number a node.
    ///   - out: One sum a node.
    /// - Throws: `SparseCouplingError.wrongStateCount` where one of the two has not one entry a node; `OpenCLError`.
    /// - Complexity: O(nodes + edges) on the device; `compulsoryBytes` of traffic.
    public func apply(_ x: OpenCLBuffer<Real>, into out: OpenCLBuffer<Real>) throws {
        for count in [x.count, out.count] where count != nodes {
            throw SparseCouplingError.wrongStateCount(found: count, expected: nodes)
        }
        guard nodes > 0 else { return }
        try kernel.set(
            rowStarts, sources, weights, x, Int32(nodes), Int32(chunk),
            OpenCLLocalMemory(bytes: chunk * MemoryLayout<Real>.stride), out)
        try kernel.launch(
            over: [(nodes + workGroup - 1) / workGroup * workGroup], groups: [workGroup],
            work: DeclaredWork(
                bytes: Double(compulsoryBytes), operations: 2 * Double(edges),
                isSinglePrecision: Real.self == Float.self))
    }

    /// The sums for the state `x`.
    ///
    /// - Throws: as `apply(_:into:)`.
    /// - Complexity: O(nodes + edges).
    public func sums(of x: [Real]) throws -> [Real] {
        let out = try OpenCLBuffer<Real>(count: nodes, on: context)
        try apply(try OpenCLBuffer(x, on: context), into: out)
        return try out.read()
    }
}
