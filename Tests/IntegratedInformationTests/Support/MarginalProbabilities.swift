/// What single units say when some of their inputs are kept in a state and the others are uniform: the mean over the rows
/// of a transition table that agree with the state on the inputs kept. Sets and states are masks over the system's units.
struct MarginalProbabilities {
    private let count: Int
    /// `means[unit][kept << count | state]` = P(unit = 1 | the units of `kept` as in `state`).
    private let means: [[Double]]

    /// - Parameter table: `table[unit][row]` = P(unit = 1 | the system's previous state `row`).
    init(_ table: [[Double]]) {
        let count = table.count
        let rows = 0..<(1 << count)
        self.count = count
        means = table.map { column in
            rows.flatMap { kept in
                rows.map { state in
                    let agreeing = rows.filter { ($0 ^ state) & kept == 0 }
                    return agreeing.reduce(0) { $0 + column[$1] } / Double(agreeing.count)
                }
            }
        }
    }

    /// P(unit = its value in `next` | the units of `kept` as in `state`).
    func probability(of unit: Int, in next: Int, kept: Int, state: Int) -> Double {
        let on = means[unit][kept << count | state]
        return next >> unit & 1 == 1 ? on : 1 - on
    }

    /// P(every unit of `units` has its value in `next` | the units of `kept` as in `state`).
    func probability(ofAll units: Int, in next: Int, kept: Int, state: Int) -> Double {
        (0..<count).reduce(1) { product, unit in
            units >> unit & 1 == 1 ? product * probability(of: unit, in: next, kept: kept, state: state) : product
        }
    }
}
