/// A connectome's edges for a device, class by class in the order of `DelayedEdges`: long, medium, short, undelayed.
///
/// Edge e of node i stands at `places[class]` + e · nodes + i, so that neighbouring work-items read neighbouring entries.
struct DeviceEdges<Real: SimulationReal> {
    /// How many edges each node has, nodes × classes, class by class.
    private(set) var counts: [Int32] = []
    private(set) var places: [Int32] = []
    private(set) var sources: [Int32] = []
    private(set) var delays: [Int32] = []
    private(set) var weights: [Real] = []
    /// Whether the undelayed edges are a column of weights a source.
    let isDense: Bool

    /// - Complexity: O(nodes · greatest in-degree) time and space.
    init(_ edges: DelayedEdges, nodes: Int) {
        // As `UndelayedCoupling` decides; the sums are the same either way.
        isDense = edges.undelayed.isDense(nodes: nodes)
        for kind in [edges.long, edges.medium, edges.short] { add(kind, nodes: nodes) }
        if isDense { addDense(edges.undelayed, nodes: nodes) } else { add(edges.undelayed, nodes: nodes) }
    }

    private mutating func add(_ edges: DelayedEdges.Class, nodes: Int) {
        let degrees = (0..<nodes).map { edges.starts[$0 + 1] - edges.starts[$0] }
        let place = startClass(degrees, entries: nodes * Int(degrees.max() ?? 0))
        for target in 0..<nodes {
            for entry in 0..<Int(degrees[target]) {
                let edge = Int(edges.starts[target]) + entry
                let index = place + entry * nodes + target
                sources[index] = edges.sources[edge]
                delays[index] = edges.delays[edge]
                weights[index] = Real(edges.weights[edge])
            }
        }
    }

    private mutating func addDense(_ edges: DelayedEdges.Class, nodes: Int) {
        let place = startClass([Int32](repeating: Int32(nodes), count: nodes), entries: nodes * nodes)
        for target in 0..<nodes {
            for edge in Int(edges.starts[target])..<Int(edges.starts[target + 1]) {
                weights[place + Int(edges.sources[edge]) * nodes + target] += Real(edges.weights[edge])
            }
        }
    }

    private mutating func startClass(_ degrees: [Int32], entries: Int) -> Int {
        let place = sources.count
        counts += degrees
        places.append(Int32(place))
        sources += [Int32](repeating: 0, count: entries)
        delays += [Int32](repeating: 0, count: entries)
        weights += [Real](repeating: 0, count: entries)
        return place
    }
}
