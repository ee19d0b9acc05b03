/// GraphML networks of logistic units: an edge's `weight` is the weight from its source to its target, the graph's
/// `slope` the slope, a node's `state` (0 or 1) its state.
struct GraphMLNetwork: NetworkImporter, NetworkExporter {
    func network(from bytes: [UInt8], name: String, options: ImportOptions) throws -> ImportedNetwork {
        let document = try GraphMLDocument(bytes, file: name)
        try NetworkSize.check(units: document.nodes.count, file: name)
        let connectome: Connectome
        do {
            connectome = try ConnectomeGraphML.connectome(document, orientation: .fromTo)
        } catch let error as GraphsError {
            throw error.placed(in: name)
        }
        let count = connectome.nodeCount
        let dense = connectome.dense()
        let weights = (0..<count).map { Array(dense[($0 * count)..<(($0 + 1) * count)]) }
        let declared = try document.graph["slope"].map { try document.number($0, at: 0, key: "slope") }
        if let declared, !declared.isFinite {
            throw GraphsError(
                .wrongType, file: name, key: "slope", problem: "is \(declared)", remedy: "a slope is a finite number")
        }
        let slope = options.slope ?? declared ?? LogisticUnits.defaultSlope
        var substrate = Substrate(
            labels: connectome.labels,
            transitions: TransitionProbabilities(
                unitCount: count, columns: LogisticUnits.columns(weights: weights, slope: slope)),
            connectivity: Connectivity(weights: weights), weights: weights, name: connectome.name,
            source: connectome.source)
        let states = document.nodes.compactMap { $0.data["state"] }
        if states.count == count {
            substrate.state = try State(
                zip(states, document.nodes).map { state, node in
                    guard state == "0" || state == "1" else {
                        throw document.error(
                            .badState, at: node.place, key: "state", "is \(state.prefix(24).debugDescription)",
                            "a state is 0 or 1")
                    }
                    return state == "1"
                })
        }
        return ImportedNetwork(substrate: substrate)
    }

    /// - Throws: `notExpressible` where the substrate is not logistic in its weights. Its units and background have no
    ///   place in a graph and are left out.
    func bytes(from substrate: Substrate) throws -> [UInt8] {
        guard let weights = substrate.weights,
            let slope = LogisticUnits.slope(of: substrate.transitions, weights: weights),
            substrate.connectivity == Connectivity(weights: weights)
        else {
            throw GraphsError(
                .notExpressible, problem: "the units are not logistic in weights, which is all that a graph says",
                remedy: "write JSON or YAML, which can say everything")
        }
        var writer = GraphMLWriter()
        writer.declare("name", of: "graph", type: "string")
        writer.declare("source", of: "graph", type: "string")
        writer.declare("slope", of: "graph", type: "double")
        writer.declare("label", of: "node", type: "string")
        if substrate.state != nil { writer.declare("state", of: "node", type: "int") }
        writer.declare("weight", of: "edge", type: "double")
        writer.beginGraph([
            ("name", substrate.name), ("source", substrate.source), ("slope", slope.shortText),
        ])
        for (unit, label) in substrate.labels.enumerated() {
            writer.node(unit, [("label", label), ("state", substrate.state.map { "\($0.values[unit])" })])
        }
        for (from, row) in weights.enumerated() {
            for (to, weight) in row.enumerated() where weight != 0 {
                writer.edge(from: from, to: to, [("weight", weight.shortText)])
            }
        }
        return writer.finish()
    }
}
