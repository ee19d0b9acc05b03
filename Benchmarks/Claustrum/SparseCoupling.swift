import Benchmark
import Compute
import Dynamics
import Foundation
import Kernels

/// What the nodes of a random graph of 10⁶ nodes and 10⁷ edges receive, on every core, against the compressed rows and
/// against the triad a[i] = b[i] + 3·c[i] over as many bytes as the tiles hold, so that the ratio of the times is the
/// fraction of the machine's bandwidth that is reached.
///
/// Bytes: those of the layout (a weight and 4 bytes an edge, unused places and tile starts), x once, the sums once. The
/// triad counts 24 bytes an element, as STREAM does.
func sparseCouplingBenchmarks() {
    let subject = "sparse coupling, 10⁶ nodes and 10⁷ edges"
    let configuration = Benchmark.Configuration(warmupIterations: 3, maxDuration: .seconds(3), maxIterations: 200)
    Benchmark("\(subject): tiles", configuration: configuration) { benchmark in
        let problem = SparseProblem.shared
        benchmark.startMeasurement()
        problem.coupleTiles()
        benchmark.stopMeasurement()
        blackHole(problem.out[0])
    }
    Benchmark("\(subject): compressed rows", configuration: configuration) { benchmark in
        let problem = SparseProblem.shared
        benchmark.startMeasurement()
        problem.coupleRows()
        benchmark.stopMeasurement()
        blackHole(problem.out[0])
    }
    Benchmark("\(subject): triad of the same bytes", configuration: configuration) { benchmark in
        let problem = SparseProblem.shared
        benchmark.startMeasurement()
        problem.triad(turn: benchmark.currentIteration)
        benchmark.stopMeasurement()
        blackHole(problem.a[0])
    }
    Benchmark("\(subject): interleaved", configuration: .init(warmupIterations: 0, maxIterations: 1)) { _ in
        try SparseProblem.shared.report()
    }
}

/// The graph, and the arrays of the triad: 160 MB each, far more than any cache.
private struct SparseProblem: Sendable {
    static let shared = SparseProblem()
    static let nodes = 1_000_000
    static let edgeCount = 10_000_000
    static let triadCount = 20_000_000

    let pool = ThreadPool(threads: ThreadPool.cores)
    let edges: IncomingEdges<Double>
    let coupling: SparseCoupling<Double>
    let kernels = SparseKernels<Double>(level: KernelTable.selected.level)
    let x = AlignedBuffer(count: nodes)
    let out = AlignedBuffer(count: nodes)
    let a: AlignedBuffer
    let b: AlignedBuffer
    let c: AlignedBuffer

    /// Both ends of every edge uniform, weights uniform in [0, 1).
    private init() {
        var random = SplitMix64(seed: 4)
        func node() -> Int { min(Self.nodes - 1, Int(random.fraction() * Double(Self.nodes))) }
        var starts = [Int](repeating: 0, count: Self.nodes + 1)
        for _ in 0..<Self.edgeCount { starts[node() + 1] += 1 }
        for index in 0..<Self.nodes { starts[index + 1] += starts[index] }
        let sources = (0..<Self.edgeCount).map { _ in Int32(node()) }
        let weights = (0..<Self.edgeCount).map { _ in random.fraction() }
        for index in 0..<Self.nodes { x[index] = random.fraction() }
        do {
            edges = try IncomingEdges(rowStarts: starts, sources: sources, weights: weights)
        } catch {
            preconditionFailure("a graph made here is refused: \(error)")
        }
        coupling = SparseCoupling(edges, kernels: kernels)
        a = AlignedBuffer(count: Self.triadCount, touchedBy: pool)
        b = AlignedBuffer(count: Self.triadCount, repeating: 1, touchedBy: pool)
        c = AlignedBuffer(count: Self.triadCount, repeating: 2, touchedBy: pool)
    }

    func coupleTiles() {
        coupling.apply(x.base, into: out.base, pool: pool)
    }

    func coupleRows() {
        let blocks = 64
        pool.forEach(count: blocks) { block in
            edges.rowStarts.withUnsafeBufferPointer { starts in
                edges.sources.withUnsafeBufferPointer { sources in
                    edges.weights.withUnsafeBufferPointer { weights in
                        guard let starts = starts.baseAddress, let sources = sources.baseAddress,
                            let weights = weights.baseAddress
                        else { return }
                        kernels.coupleRowsScalar(
                            starts, sources, weights, x.base, block * Self.nodes / blocks,
                            (block + 1) * Self.nodes / blocks, out.base)
                    }
                }
            }
        }
    }

    /// The triad over as many bytes as the coupling moves: another part of the arrays each turn.
    func triad(turn: Int) {
        let count = coupling.compulsoryBytes / 24
        let parts = Self.triadCount / count
        let first = turn % parts * count
        let share = count / pool.threads
        pool.forEach(count: pool.threads) { thread in
            let start = first + thread * share
            let (a, b, c) = (a.base + start, b.base + start, c.base + start)
            for index in 0..<share { a[index] = b[index] + 3 * c[index] }
        }
    }

    /// Both in turns, so that a busy machine slows both, and the bandwidths on standard error.
    ///
    /// - Throws: `UnexpectedResult` where tiles and compressed rows differ in a bit.
    func report() throws {
        coupleRows()
        let expected = out.values
        coupleTiles()
        guard out.values == expected else {
            throw UnexpectedResult(description: "the tiles' sums are not those of the compressed rows")
        }
        var (couplings, triads): ([Double], [Double]) = ([], [])
        for turn in 0..<100 {
            couplings.append(seconds { coupleTiles() })
            triads.append(seconds { triad(turn: turn) })
        }
        let bytes = Double(coupling.compulsoryBytes)
        for (name, time) in [("best", { $0.min() ?? 0 }), ("median", { $0.sorted()[$0.count / 2] })]
            as [(String, ([Double]) -> Double)]
        {
            let (sparse, stream) = (bytes / time(couplings) * 1e-9, bytes / time(triads) * 1e-9)
            let line = String(
                format: "sparse coupling, %@ of 100: %.1f MB in %.2f ms, %.1f GB/s; triad %.1f GB/s; ratio %.0f %%\n",
                name, bytes * 1e-6, time(couplings) * 1e3, sparse, stream, 100 * sparse / stream)
            FileHandle.standardError.write(Data(line.utf8))
        }
    }

    private func seconds(_ body: () -> Void) -> Double {
        let time = ContinuousClock().measure(body).components
        return Double(time.seconds) + Double(time.attoseconds) * 1e-18
    }
}
