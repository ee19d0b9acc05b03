/// The effects of a population's list, sorted for its blocks.
struct ListedEffects {
    /// Those on every mind, by day and order.
    let toAll: [PopulationBlock.Row]
    /// Those on single minds of each block, by day and order.
    let rows: [[PopulationBlock.Row]]

    /// - Parameter range: the blocks that rows are wanted of.
    /// - Complexity: O(effects · log effects).
    init(_ plan: PopulationPlan, blocks range: Range<Int>) {
        var toAll: [PopulationBlock.Row] = []
        var rows = Array(repeating: [PopulationBlock.Row](), count: range.count)
        let firsts = plan.blocks[range].map(\.minds.lowerBound)
        for (order, effect) in plan.population.effects.enumerated() {
            func row(_ lane: Int) -> PopulationBlock.Row {
                PopulationBlock.Row(
                    day: Int32(effect.day), lane: Int32(lane), trait: Int32(effect.trait), order: order,
                    delta: effect.delta, confidence: effect.confidence)
            }
            guard let mind = effect.mind else {
                toAll.append(row(-1))
                continue
            }
            guard let place = Self.block(of: mind, firsts),
                plan.blocks[range][range.lowerBound + place].minds.contains(mind)
            else { continue }
            rows[place].append(row(mind - firsts[place]))
        }
        func isEarlier(_ first: PopulationBlock.Row, _ second: PopulationBlock.Row) -> Bool {
            (first.day, first.order) < (second.day, second.order)
        }
        self.toAll = toAll.sorted(by: isEarlier)
        self.rows = rows.map { $0.sorted(by: isEarlier) }
    }

    /// The last block that begins at the mind or before it.
    private static func block(of mind: Int, _ firsts: [Int]) -> Int? {
        var (low, high) = (0, firsts.count)
        while low < high {
            let middle = (low + high) / 2
            if firsts[middle] <= mind { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : low - 1
    }
}
