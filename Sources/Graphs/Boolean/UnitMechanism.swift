/// What one unit does: its probability column, and which units could matter to it.
struct UnitMechanism {
    /// P(unit = 1) after each of the 2ⁿ states.
    var column: [Double]
    /// Bit i: unit i is mentioned. A mentioned unit that never matters is not a connection.
    var mentions: UInt64
    /// The weights from every unit, of a logistic or threshold unit.
    var weights: [Double]?
    /// Whether every unit with a weight counts as a connection, as for logistic units: a saturated one still feeds.
    var weightsAreConnections = false
    /// Whether the unit is a free input, which holds its value.
    var isFreeInput = false
}

/// A gate over some of a network's units.
enum Gate: String, CaseIterable {
    case and, or, xor, majority, copy, not

    /// The exact number of inputs it takes, where that is fixed.
    var inputCount: Int? {
        self == .copy || self == .not ? 1 : nil
    }

    /// AND: all inputs on. OR: any. XOR: an odd number. MAJORITY: more than half (so an even split is off).
    func mechanism(unitCount: Int, inputs: UInt64) -> UnitMechanism {
        let size = inputs.nonzeroBitCount
        let column = (0..<(1 << unitCount)).map { state -> Double in
            let on = (UInt64(state) & inputs).nonzeroBitCount
            let value =
                switch self {
                case .and: on == size
                case .or, .copy: on > 0
                case .xor: on & 1 == 1
                case .majority: 2 * on > size
                case .not: on == 0
                }
            return value ? 1 : 0
        }
        return UnitMechanism(column: column, mentions: inputs)
    }
}

/// What a threshold unit does when its weighted sum equals the threshold.
enum ThresholdTie: String, CaseIterable {
    case on, off, hold
}

extension UnitMechanism {
    /// On where Σ_i w_i s_i > threshold (s = 0 or 1), off where it is less; a sum within 10⁻¹² Σ|w_i| of the threshold
    /// equals it, and `tie` decides.
    static func threshold(unit: Int, weights: [Double], threshold: Double, tie: ThresholdTie) -> UnitMechanism {
        let tolerance = 1e-12 * (weights.reduce(abs(threshold)) { $0 + abs($1) })
        let column = LogisticUnits.binarySums(weights: weights).enumerated().map { state, sum -> Double in
            if abs(sum - threshold) > tolerance { return sum > threshold ? 1 : 0 }
            switch tie {
            case .on: return 1
            case .off: return 0
            case .hold: return Double(state >> unit & 1)
            }
        }
        let mentions = weights.indices.reduce(UInt64(0)) { weights[$1] != 0 ? $0 | 1 << UInt64($1) : $0 }
        return UnitMechanism(
            column: column, mentions: tie == .hold ? mentions | 1 << UInt64(unit) : mentions, weights: weights)
    }

    /// P = 1 / (1 + exp(−slope (Σ_i w_i σ_i + bias))), σ = ±1.
    static func logistic(weights: [Double], slope: Double, bias: Double) -> UnitMechanism {
        let mentions = weights.indices.reduce(UInt64(0)) { weights[$1] != 0 ? $0 | 1 << UInt64($1) : $0 }
        return UnitMechanism(
            column: LogisticUnits.column(weights: weights, slope: slope, bias: bias), mentions: mentions,
            weights: weights, weightsAreConnections: true)
    }

    /// A probability for each joint state of `inputs`, the first of which varies fastest.
    static func table(unitCount: Int, inputs: [Int], probabilities: [Double]) -> UnitMechanism {
        let column = (0..<(1 << unitCount)).map { state in
            probabilities[inputs.enumerated().reduce(0) { $0 | (state >> $1.element & 1) << $1.offset }]
        }
        return UnitMechanism(column: column, mentions: inputs.reduce(UInt64(0)) { $0 | 1 << UInt64($1) })
    }

    static func constant(unitCount: Int, value: Bool) -> UnitMechanism {
        UnitMechanism(column: [Double](repeating: value ? 1 : 0, count: 1 << unitCount), mentions: 0)
    }

    static func freeInput(unitCount: Int, unit: Int) -> UnitMechanism {
        var held = Gate.copy.mechanism(unitCount: unitCount, inputs: 1 << UInt64(unit))
        held.isFreeInput = true
        return held
    }
}

extension Dynamics {
    /// The units' mechanisms together. Connections are those that matter: a mentioned input on which the unit's
    /// probabilities never depend is none.
    init(mechanisms: [UnitMechanism], labels: [String]) {
        let count = mechanisms.count
        transitions = TransitionProbabilities(unitCount: count, columns: mechanisms.flatMap(\.column))
        let dependence = Connectivity(dependenceOf: transitions, candidates: mechanisms.map(\.mentions))
        connectivity = Connectivity(
            inputs: mechanisms.enumerated().map { $1.weightsAreConnections ? $1.mentions : dependence.inputs[$0] })
        let weightColumns = mechanisms.compactMap(\.weights)
        if weightColumns.count == count {
            weights = (0..<count).map { from in weightColumns.map { $0[from] } }
        }
        freeInputs = mechanisms.indices.filter { mechanisms[$0].isFreeInput }
        self.labels = labels
    }
}
