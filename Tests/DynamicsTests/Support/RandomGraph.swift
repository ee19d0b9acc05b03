import Dynamics
import GeneratedInput

/// Compressed rows of random edges, in no order within a row, some of them double.
struct RandomGraph {
    let nodes: Int
    let rowStarts: [Int]
    let sources: [Int32]
    let weights: [Double]
    let state: [Double]

    /// - Parameter hub: Where true, half of the edges end in node 0.
    init(nodes: Int, edges: Int, seed: UInt64, hub: Bool = false) {
        var random = SplitMix64(seed: seed)
        var rows = [[Int32]](repeating: [], count: nodes)
        for _ in 0..<edges {
            let target = hub && random.chance(0.5) ? 0 : random.index(nodes)
            rows[target].append(Int32(random.index(nodes)))
        }
        self.nodes = nodes
        rowStarts = rows.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        sources = rows.flatMap { $0 }
        weights = (0..<edges).map { _ in random.value(-1, 1) }
        state = (0..<nodes).map { _ in random.value(-1, 1) }
    }

    /// Σ weight · x[source], edge by edge in ascending order of source, those that are double in the order given.
    func sums<Real: BinaryFloatingPoint>(as type: Real.Type = Double.self) -> [Real] {
        (0..<nodes).map { node in
            let edges = (rowStarts[node]..<rowStarts[node + 1]).sorted { (sources[$0], $0) < (sources[$1], $1) }
            return edges.reduce(Real(0)) { $0 + Real(weights[$1]) * Real(state[Int(sources[$1])]) }
        }
    }
}
