import Compute
import Dynamics
import Testing

/// Sparse coupling on an OpenCL device has the bits of the definition, and so of the CPU.
@Suite(.enabled(if: openCLDevice != nil, "no OpenCL device here")) struct OpenCLSparseCouplingTests {
    @Test(arguments: SparseCouplingTests.graphs.indices) func theDeviceGivesTheDefinedBits(index: Int) throws {
        let context = try OpenCLContext(#require(openCLDevice))
        let graph = SparseCouplingTests.graphs[index]
        let edges = try IncomingEdges(rowStarts: graph.rowStarts, sources: graph.sources, weights: graph.weights)
        #expect(try OpenCLSparseCoupling(edges, on: context).sums(of: graph.state) == graph.sums())
        let narrow = try IncomingEdges(
            rowStarts: graph.rowStarts, sources: graph.sources, weights: graph.weights.map(Float.init))
        let found = try OpenCLSparseCoupling(narrow, on: context).sums(of: graph.state.map(Float.init))
        #expect(found == graph.sums(as: Float.self))
    }

    @Test func statesMustHaveANumberANode() throws {
        let context = try OpenCLContext(#require(openCLDevice))
        let edges = try IncomingEdges(rowStarts: [0, 1, 2], sources: [0, 1], weights: [1.0, 1])
        let coupling = try OpenCLSparseCoupling(edges, on: context)
        #expect(throws: SparseCouplingError.wrongStateCount(found: 3, expected: 2)) {
            try coupling.sums(of: [1, 2, 3])
        }
    }
}
