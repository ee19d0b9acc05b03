import GeneratedInput

/// Steele, Lea & Flood's SplitMix64: the same sequence for a seed everywhere.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }
}

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
        var random = SplitMix64(state: seed)
        let weights = (0..<units * units).map { _ in (random.unit() * 2 - 1) / 2 }
        return logistic(weights, slope: 2, state: (0..<units).map { _ in Int(random.next() & 1) })
    }

    /// A dense logistic network whose units all excite each other and are all on, on one line.
    static func exciting(units: Int, seed: UInt64) -> String {
        var random = SplitMix64(state: seed)
        let weights = (0..<units * units).map { _ in 0.1 + 0.4 * random.unit() }
        return logistic(weights, slope: 0.3, state: Array(repeating: 1, count: units))
    }

    private static func logistic(_ weights: [Double], slope: Double, state: [Int]) -> String {
        let rows = state.indices.map { "\(Array(weights[($0 * state.count)..<(($0 + 1) * state.count)]))" }
        return #"{"weights":[\#(rows.joined(separator: ","))],"slope":\#(slope),"state":\#(state)}"#
    }
}
