import Foundation
import Graphs

extension Substrate {
    /// A substrate from P(unit = 1 | previous state); where `connected` is nil its connectivity is the table's own
    /// dependence. Units are named A, B, C…
    init(units count: Int, connected: ((Int, Int) -> Bool)? = nil, probability: (Int, Int) -> Double) {
        let columns = (0..<count).flatMap { unit in (0..<(1 << count)).map { probability(unit, $0) } }
        let inputs = (0..<count).map { target in
            (0..<count).reduce(UInt64(0)) { mask, source in
                let depends = (0..<(1 << count)).contains { row in
                    columns[target << count | row] != columns[target << count | (row ^ 1 << source)]
                }
                return connected?(source, target) ?? depends ? mask | 1 << UInt64(source) : mask
            }
        }
        self.init(
            labels: (0..<count).map { "\(UnicodeScalar(UInt8(65 + $0)))" },
            transitions: TransitionProbabilities(unitCount: count, columns: columns),
            connectivity: Connectivity(inputs: inputs))
    }

    /// Logistic units (Albantakis et al. 2023, Eq. 60): P(j = 1) = 1/(1 + exp(−slope·Σ_i w_ij·σ_i)), σ = ±1.
    init(weights: [[Double]], slope: Double) {
        self.init(units: weights.count, connected: { weights[$0][$1] != 0 }) { unit, row in
            let field = weights.indices.reduce(0.0) { sum, source in
                sum + weights[source][unit] * (row >> source & 1 == 1 ? 1 : -1)
            }
            return 1 / (1 + exp(-slope * field))
        }
        self.weights = weights
    }

    /// Deterministic units, each a Boolean function of the previous state.
    init(units count: Int, rule: (Int, Int) -> Bool) {
        self.init(units: count) { rule($0, $1) ? 1 : 0 }
    }

    /// The same network with unit `order[k]` renamed `k`.
    func relabelled(_ order: [Int]) -> Substrate {
        Substrate(
            units: unitCount, connected: { connectivity.feeds(order[$0], order[$1]) },
            probability: { unit, row in
                let original = order.enumerated().reduce(0) { $0 | (row >> $1.offset & 1) << $1.element }
                return transitions.probability(of: order[unit], after: original)
            })
    }
}

extension State {
    /// The state with the given values, 0 or 1, in the units' order.
    init(_ values: Int...) {
        self.init(values.map { $0 == 1 })
    }
}
