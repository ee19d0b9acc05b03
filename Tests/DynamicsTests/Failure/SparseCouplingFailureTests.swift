import Compute
import Dynamics
import Testing

@Suite struct SparseCouplingFailureTests {
    private func error(_ starts: [Int], _ sources: [Int32], _ weights: [Double]) -> SparseCouplingError? {
        do {
            _ = try SparseCoupling(rowStarts: starts, sources: sources, weights: weights)
            return nil
        } catch {
            return error
        }
    }

    @Test func rowStartsMustCoverTheEdges() {
        #expect(error([], [], [])?.code == "sparse-row-starts")
        #expect(error([1, 2], [0], [1]) == .badRowStarts(row: 0, value: 1, expected: "0"))
        #expect(error([0, 2, 1], [0, 1], [1, 1]) == .badRowStarts(row: 2, value: 1, expected: "2 or more"))
        #expect(error([0, 1], [0, 0], [1, 1]) == .badRowStarts(row: 1, value: 1, expected: "2"))
        #expect(error([0, 1], [0], [1, 1]) == .countsDiffer(sources: 1, weights: 2))
    }

    @Test func sourcesMustBeNodes() {
        #expect(error([0, 1, 2], [1, 2], [1, 1]) == .unknownSource(row: 1, edge: 1, source: 2, nodes: 2))
        #expect(error([0, 1, 2], [-1, 0], [1, 1])?.message.contains("numbered from 0 to 1") == true)
    }

    @Test func weightsMustBeNumbers() {
        let found = error([0, 1, 3], [1, 0, 1], [1, 1, .nan])
        #expect(found == .weightNotFinite(row: 1, edge: 2, source: 1, value: "nan"))
        #expect(found?.exitStatus == .badData)
        #expect(error([0, 1], [0], [.infinity])?.code == "sparse-weight-not-finite")
    }

    @Test func statesMustHaveANumberANode() throws {
        let coupling = try SparseCoupling(rowStarts: [0, 1, 2], sources: [0, 1], weights: [1.0, 1])
        #expect(throws: SparseCouplingError.wrongStateCount(found: 3, expected: 2)) {
            try coupling.sums(of: [1, 2, 3], pool: ThreadPool(threads: 1))
        }
    }
}
