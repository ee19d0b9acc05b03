import GeneratedInput
import Graphs

/// Networks of every kind, generated.
enum GeneratedNetworks {
    static func logistic(units: Int, density: Double, using generator: inout SplitMix64) -> Substrate {
        let weights = (0..<units).map { _ in
            (0..<units).map { _ in
                Double.random(in: 0..<1, using: &generator) < density ? Double.random(in: -1...1, using: &generator) : 0
            }
        }
        let slope = (Double.random(in: 0.5...8, using: &generator) * 100).rounded() / 100
        return Substrate(
            labels: labels(units),
            transitions: TransitionProbabilities(
                unitCount: units, columns: LogisticUnits.columns(weights: weights, slope: slope)),
            connectivity: Connectivity(weights: weights), state: state(units, &generator),
            units: (0..<units).filter { _ in Bool.random(using: &generator) }, weights: weights, name: "generated \"1\""
        )
    }

    static func probabilistic(units: Int, using generator: inout SplitMix64) -> Substrate {
        let transitions = TransitionProbabilities(
            unitCount: units,
            columns: (0..<(units << units)).map { _ in
                [0, 1, Double.random(in: 0...1, using: &generator)][Int.random(in: 0..<3, using: &generator)]
            })
        return Substrate(
            labels: labels(units), transitions: transitions, connectivity: Connectivity(dependenceOf: transitions),
            state: state(units, &generator), background: [units - 1])
    }

    /// Deterministic targets of at most four inputs each.
    static func boolean(units: Int, using generator: inout SplitMix64) -> Substrate {
        var columns: [Double] = []
        for _ in 0..<units {
            let inputs = (0..<4).map { _ in Int.random(in: 0..<units, using: &generator) }
            let table = (0..<16).map { _ in Double.random(in: 0...1, using: &generator).rounded() }
            columns += (0..<(1 << units)).map { state in
                table[inputs.enumerated().reduce(0) { $0 | (state >> $1.element & 1) << $1.offset }]
            }
        }
        let transitions = TransitionProbabilities(unitCount: units, columns: columns)
        return Substrate(
            labels: labels(units), transitions: transitions, connectivity: Connectivity(dependenceOf: transitions))
    }

    private static func labels(_ units: Int) -> [String] { (0..<units).map { "unit_\($0)" } }

    private static func state(_ units: Int, _ generator: inout SplitMix64) -> State {
        State((0..<units).map { _ in Bool.random(using: &generator) })
    }
}
