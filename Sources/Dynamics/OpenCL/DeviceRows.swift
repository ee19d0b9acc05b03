/// The values of every row of parameters at every node of every run, each kept once: a row that is the same for all nodes or
/// all runs is as short as that allows.
struct DeviceRows<Real: SimulationReal> {
    private(set) var values: [Real] = []
    /// Three numbers a row: where it starts, from one run to the next, and from one node to the next.
    private(set) var places: [Int32] = []

    /// Appends a row.
    ///
    /// - Parameter row: the values of each run.
    mutating func add(_ row: [ParameterValue], nodes: Int) {
        let isShared = row.allSatisfy { $0 == row[0] }
        let runs = isShared ? Array(row.prefix(1)) : row
        let isUniform = runs.allSatisfy { if case .uniform = $0 { true } else { false } }
        let width = isUniform ? 1 : nodes
        places += [Int32(values.count), Int32(isShared ? 0 : width), isUniform ? 0 : 1]
        for run in runs { for node in 0..<width { values.append(Real(run[node])) } }
    }

    /// The rows of the model's parameters, the gain and the in-strength before them.
    static func parameters(_ runs: [SimulationSettings], strengths: [Double], nodes: Int) -> DeviceRows {
        var rows = DeviceRows()
        rows.add(runs.map { .uniform($0.gain(nodes: nodes)) }, nodes: nodes)
        rows.add(runs.map { $0.isDiffusive ? .perNode(strengths) : .uniform(0) }, nodes: nodes)
        for parameter in runs[0].model.description.parameters {
            rows.add(runs.map { $0.parameters[parameter.name] ?? .uniform(parameter.defaultValue) }, nodes: nodes)
        }
        return rows
    }
}

extension ParameterValue {
    /// Every value times `factor`.
    func scaled(by factor: Double) -> ParameterValue {
        switch self {
        case .uniform(let value): .uniform(value * factor)
        case .perNode(let values): .perNode(values.map { $0 * factor })
        }
    }
}
