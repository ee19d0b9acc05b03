import Compute
import Dynamics
import Kernels
import Testing

@Suite struct SparseCouplingTests {
    /// Graphs of no, one and several blocks of targets and of sources, with empty rows, full tiles and a hub.
    static let graphs = [
        RandomGraph(nodes: 0, edges: 0, seed: 1), RandomGraph(nodes: 1, edges: 3, seed: 2),
        RandomGraph(nodes: 5, edges: 0, seed: 3), RandomGraph(nodes: 94, edges: 94 * 60, seed: 4),
        RandomGraph(nodes: 9000, edges: 3000, seed: 5), RandomGraph(nodes: 20_000, edges: 200_000, seed: 6),
        RandomGraph(nodes: 70_001, edges: 400_000, seed: 7),
        RandomGraph(nodes: 30_000, edges: 300_000, seed: 8, hub: true),
    ]

    @Test(arguments: graphs.indices) func everyLevelBlockCountAndThreadCountGivesTheDefinedBits(index: Int) throws {
        let graph = Self.graphs[index]
        let edges = try IncomingEdges(rowStarts: graph.rowStarts, sources: graph.sources, weights: graph.weights)
        let expected = graph.sums()
        for level in InstructionSet.supported {
            for blocks in [1, 16, 61] {
                let coupling = SparseCoupling(edges, kernels: SparseKernels(level: level), blocks: blocks)
                for threads in [1, 2, 5] {
                    let found = try coupling.sums(of: graph.state, pool: ThreadPool(threads: threads))
                    #expect(found == expected, "\(level), \(blocks) blocks, \(threads) threads")
                }
            }
        }
        for level in InstructionSet.allCases where !level.isSupported { print("skipped: no \(level) here") }
    }

    @Test(arguments: graphs.indices) func singlePrecisionGivesItsDefinedBits(index: Int) throws {
        let graph = Self.graphs[index]
        let edges = try IncomingEdges(
            rowStarts: graph.rowStarts, sources: graph.sources, weights: graph.weights.map(Float.init))
        let expected = graph.sums(as: Float.self)
        for level in InstructionSet.supported {
            let coupling = SparseCoupling(edges, kernels: SparseKernels(level: level))
            let found = try coupling.sums(of: graph.state.map(Float.init), pool: ThreadPool(threads: 2))
            #expect(found == expected, "\(level)")
        }
    }

    @Test func theScalarReferenceIsTheDefinition() throws {
        for graph in Self.graphs where graph.nodes > 0 {
            let edges = try IncomingEdges(rowStarts: graph.rowStarts, sources: graph.sources, weights: graph.weights)
            var found = [Double](repeating: .nan, count: graph.nodes)
            SparseKernels<Double>(level: .baseline).coupleRowsScalar(
                edges.rowStarts, edges.sources, edges.weights, graph.state, 0, graph.nodes, &found)
            #expect(found == graph.sums())
        }
    }

    /// Relabelling the nodes permutes the sums; weights and states that are small integers leave no rounding.
    @Test func relabellingPermutesTheSums() throws {
        let graph = RandomGraph(nodes: 500, edges: 4000, seed: 12)
        let weights = graph.weights.map { ($0 * 8).rounded() }
        let state = graph.state.map { ($0 * 8).rounded() }
        let pool = ThreadPool(threads: 2)
        let sums = try SparseCoupling(rowStarts: graph.rowStarts, sources: graph.sources, weights: weights)
            .sums(of: state, pool: pool)
        let name = (0..<500).map { 499 - $0 }
        var rows = [[(Int32, Double)]](repeating: [], count: 500)
        for node in 0..<500 {
            for edge in graph.rowStarts[node]..<graph.rowStarts[node + 1] {
                rows[name[node]].append((Int32(name[Int(graph.sources[edge])]), weights[edge]))
            }
        }
        let renamed = try SparseCoupling(
            rowStarts: rows.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) },
            sources: rows.flatMap { $0.map(\.0) }, weights: rows.flatMap { $0.map(\.1) }
        ).sums(of: state.reversed(), pool: pool)
        #expect(renamed == sums.reversed())
    }

    /// An infinite or undefined state reaches the nodes it is connected to, and no other.
    @Test(arguments: [Double.infinity, .nan]) func badStatesStayOnTheirEdges(value: Double) throws {
        let graph = RandomGraph(nodes: 3000, edges: 9000, seed: 13)
        let coupling = try SparseCoupling(rowStarts: graph.rowStarts, sources: graph.sources, weights: graph.weights)
        var state = graph.state
        state[0] = value
        let found = try coupling.sums(of: state, pool: ThreadPool(threads: 2))
        for node in 0..<graph.nodes {
            let reached = graph.sources[graph.rowStarts[node]..<graph.rowStarts[node + 1]].contains(0)
            #expect(found[node].isFinite == !reached)
        }
    }

    @Test func theBytesAreThoseOfTheLayout() throws {
        let graph = RandomGraph(nodes: 20_000, edges: 200_000, seed: 14)
        let coupling = try SparseCoupling(rowStarts: graph.rowStarts, sources: graph.sources, weights: graph.weights)
        let least = 12 * 200_000 + 16 * 20_000
        #expect(coupling.compulsoryBytes >= least)
        #expect(coupling.compulsoryBytes < least + least / 20)
    }
}
