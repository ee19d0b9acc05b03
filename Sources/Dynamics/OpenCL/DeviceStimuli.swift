/// The stimuli for a device: a column of values each, or one a node where nodes differ, and which columns reach which node.
struct DeviceStimuli {
    private let columns: [(stimulus: Stimulus, position: Int)]
    /// Where each node's entries begin, one more than nodes.
    let starts: [Int32]
    /// Variable and column.
    let entries: [SIMD2<Int32>]

    var columnCount: Int { columns.count }

    init(_ stimuli: [Stimulus], variables: [ModelDescription.Variable], nodes: Int) {
        var columns: [(stimulus: Stimulus, position: Int)] = []
        var byNode = [[SIMD2<Int32>]](repeating: [], count: nodes)
        for stimulus in stimuli {
            let variable = Int32(variables.firstIndex { $0.name == stimulus.variable } ?? 0)
            for (position, node) in (stimulus.nodes ?? Array(0..<nodes)).enumerated() {
                if position == 0 || !stimulus.isUniform { columns.append((stimulus, position)) }
                byNode[node].append(SIMD2(variable, Int32(columns.count - 1)))
            }
        }
        self.columns = columns
        starts = byNode.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.count)) }
        entries = byNode.flatMap { $0 }
    }

    /// The values at the start, the middle and the end of `steps` steps: a row of columns every half step.
    func values<Real: SimulationReal>(from step: Int, steps: Int, stepMilliseconds: Double) -> [Real] {
        guard !columns.isEmpty else { return [] }
        return (0...2 * steps).flatMap { half in
            let time = (Double(step) + 0.5 * Double(half)) * stepMilliseconds
            let slack = Stimulus.slackOfAStep * stepMilliseconds
            return columns.map { Real($0.stimulus.value(at: time, position: $0.position, slack: slack)) }
        }
    }
}
