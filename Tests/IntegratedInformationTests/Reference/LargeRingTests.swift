import Graphs
import IntegratedInformation
import Testing

/// Rings of exact copies, larger than enumeration reaches, whose answer is known.
///
/// Both specified states have probability 1 against 2^−n by chance, so ii = n. A connection of the ring costs 1 bit to
/// cut, any other nothing. The best partition is three arcs, the first with its outputs cut, the last with its inputs and
/// the middle one with both: two ring connections cut, and of the n² − a² − b² − c² ordered pairs between the arcs, only
/// those from the last to the first spared.
@Suite("Large rings of copies")
struct LargeRingTests {
    private func ring(_ count: Int) -> Substrate {
        let columns = (0..<count).flatMap { unit in
            (0..<(1 << count)).map { Double($0 >> ((unit + count - 1) % count) & 1) }
        }
        return Substrate(
            labels: (0..<count).map { "U\($0)" },
            transitions: TransitionProbabilities(unitCount: count, columns: columns),
            connectivity: Connectivity(inputs: (0..<count).map { 1 << UInt64(($0 + count - 1) % count) }))
    }

    /// The most connections that three arcs cut, and how many ways there are to choose arcs that do.
    private func widestCut(_ count: Int) -> (connections: Int, ways: Int) {
        var best = (connections: 0, ways: 0)
        for first in 1..<count {
            for middle in 1..<(count - first) {
                let last = count - first - middle
                guard last > 0 else { continue }
                let cut = count * count - first * first - middle * middle - last * last - first * last
                if cut > best.connections { best = (cut, 0) }
                if cut == best.connections { best.ways += count }
            }
        }
        return best
    }

    @Test("φ_s = 2 by the widest cut of two ring connections", arguments: [8, 12, 17])
    func ringOfCopies(count: Int) throws {
        let substrate = ring(count)
        let state = State(bits: 0b1011, count: count)
        let widest = widestCut(count)
        let analysis = try SystemPhiAnalysis(substrate: substrate, state: state, units: Array(0..<count))
        let result = try analysis.pooled(threads: 2)
        #expect(abs(result.phi - 2) < 1e-12)
        #expect(abs(result.normalizedPhi - 2 / Double(widest.connections)) < 1e-12)
        #expect(result.partition?.connectionsCut == widest.connections)
        #expect(result.ties == widest.ways)
        #expect(result.cause?.intrinsicInformation == Double(count))
        #expect(result.effect?.intrinsicInformation == Double(count))
        let rotated = (0..<count).map { state[($0 + count - 1) % count] }
        #expect(result.effect?.state.values == rotated)
    }

    @Test("Half tables and direct sums agree on twelve units")
    func tables() throws {
        let substrate = ring(12)
        let state = State(bits: 5, count: 12)
        func result(_ limits: Limits) throws -> SystemIntegratedInformation {
            try systemIntegratedInformation(of: substrate, state: state, units: Array(0..<12), limits: limits)
        }
        #expect(try result(Limits(halfTableUnits: 0)) == result(Limits(halfTableUnits: 20)))
    }
}
