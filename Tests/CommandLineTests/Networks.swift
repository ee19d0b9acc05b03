import GeneratedInput

/// Networks to ask about.
enum Networks {
    /// Fig. 1 of Albantakis et al. 2023.
    static let figure1 = """
        {"labels": ["A", "B", "C"], "weights": [[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.0, -0.8, 0.2]], "slope": 4,
         "state": [1, 0, 0]}
        """

    /// A ring of three copies: deterministic, so that states and attractors are known by hand.
    static let ring = "targets, factors\nA, C\nB, A\nC, B\n"

    /// A dense logistic network of mixed weights in a mixed state, on one line.
    static func dense(units: Int, seed: UInt64) -> String {
        var random = SplitMix64(seed: seed)
        let weights = (0..<units * units).map { _ in (random.fraction() * 2 - 1) / 2 }
        return logistic(weights, slope: 2, state: (0..<units).map { _ in Int(random.next() & 1) })
    }

    /// A dense logistic network whose units all excite each other and are all on, on one line.
    static func exciting(units: Int, seed: UInt64) -> String {
        var random = SplitMix64(seed: seed)
        let weights = (0..<units * units).map { _ in 0.1 + 0.4 * random.fraction() }
        return logistic(weights, slope: 0.3, state: Array(repeating: 1, count: units))
    }

    private static func logistic(_ weights: [Double], slope: Double, state: [Int]) -> String {
        let rows = state.indices.map { "\(Array(weights[($0 * state.count)..<(($0 + 1) * state.count)]))" }
        return #"{"weights":[\#(rows.joined(separator: ","))],"slope":\#(slope),"state":\#(state)}"#
    }
}
