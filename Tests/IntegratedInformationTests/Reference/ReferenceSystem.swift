import Foundation
import Graphs

/// A candidate system inside its substrate, with its two transition tables and the repertoires that follow from them.
struct ReferenceSystem {
    /// The state has no predecessor: its probability is 0 after every state of the substrate.
    struct UnreachableState: Error {}

    let count: Int
    /// The system's state, bit `i` = its `i`-th unit.
    let state: Int
    /// `effect[i][row]` = P(unit i = 1 | the system's previous state `row`), the background in its current state.
    let effect: [[Double]]
    /// `cause[i][row]`: the same with the background's previous state averaged over (Eq. 3–4).
    let cause: [[Double]]

    private var stateCount: Int { 1 << count }

    init(_ substrate: Substrate, state: State, units: [Int]) throws {
        let table = substrate.transitions
        let background = (0..<substrate.unitCount).filter { !units.contains($0) }
        let now = Int(state.bits)
        let systemStates = 0..<(1 << units.count)
        let backgroundStates = 0..<(1 << background.count)

        // How probable the whole substrate's state is after each state of the background.
        let weights = backgroundStates.map { outside in
            var sum = 0.0
            for inside in systemStates {
                let row = Self.spread(inside, over: units) | Self.spread(outside, over: background)
                var product = 1.0
                for unit in 0..<substrate.unitCount {
                    let on = table.probability(of: unit, after: row)
                    product *= state[unit] == 1 ? on : 1 - on
                }
                sum += product
            }
            return sum
        }
        let total = weights.reduce(0, +)
        guard total > 0 else { throw UnreachableState() }

        let current = now & Self.spread(backgroundStates.upperBound - 1, over: background)
        effect = units.map { unit in
            systemStates.map { table.probability(of: unit, after: Self.spread($0, over: units) | current) }
        }
        cause = units.map { unit in
            systemStates.map { inside in
                var mean = 0.0
                for outside in backgroundStates {
                    let row = Self.spread(inside, over: units) | Self.spread(outside, over: background)
                    mean += table.probability(of: unit, after: row) * (weights[outside] / total)
                }
                return mean
            }
        }
        count = units.count
        self.state = Int(state.restricted(to: units).bits)
    }

    /// The integer whose bit `units[k]` is bit `k` of `bits`.
    private static func spread(_ bits: Int, over units: [Int]) -> Int {
        units.enumerated().reduce(0) { $0 | (bits >> $1.offset & 1) << $1.element }
    }

    /// ∏_i P(unit i takes its value in `next` | `row`).
    private func probability(of next: Int, after row: Int, _ table: [[Double]]) -> Double {
        var product = 1.0
        for unit in 0..<count {
            let on = table[unit][row]
            product *= next >> unit & 1 == 1 ? on : 1 - on
        }
        return product
    }

    /// ii_e(z) for every state z: π_e(z|s)·log₂(π_e(z|s)/π_e(z)).
    var effectInformation: [Double] {
        (0..<stateCount).map { next in
            let constrained = probability(of: next, after: state, effect)
            guard constrained > 0 else { return 0 }
            let total = (0..<stateCount).map { probability(of: next, after: $0, effect) }.reduce(0, +)
            return constrained * log2(constrained / (total / Double(stateCount)))
        }
    }

    /// ii_c(z) for every state z: π_c(z|s)·log₂(π_e(s|z)/π_e(s)).
    var causeInformation: [Double] {
        let forward = (0..<stateCount).map { probability(of: state, after: $0, cause) }
        let total = forward.reduce(0, +)
        return forward.map { $0 > 0 ? $0 / total * log2($0 / (total / Double(stateCount))) : 0 }
    }

    /// The lesser intrinsic differentiation −log₂ π_e(s|s) of the two directions; 0 where that probability is 0.
    var differentiation: Double {
        [cause, effect].map { table in
            let persists = probability(of: state, after: state, table)
            return persists > 0 ? max(0, -log2(persists)) : 0
        }.min() ?? 0
    }

    /// φ_e(θ) of every partition, for the specified effect state `specified`.
    func effectSide(of specified: Int, over partitions: [[Int]]) -> [Double] {
        let losses = (0..<count).map { unit in
            Self.losses(effect[unit], value: specified >> unit & 1, reference: state)
        }
        return Self.side(probability(of: specified, after: state, effect), losses, partitions)
    }

    /// φ_c(θ) of every partition, for the specified cause state `specified`.
    func causeSide(of specified: Int, over partitions: [[Int]]) -> [Double] {
        let total = (0..<stateCount).map { probability(of: state, after: $0, cause) }.reduce(0, +)
        let losses = (0..<count).map { unit in
            Self.losses(cause[unit], value: state >> unit & 1, reference: specified)
        }
        return Self.side(probability(of: state, after: specified, cause) / total, losses, partitions)
    }

    private static func side(_ scale: Double, _ losses: [[Double]], _ partitions: [[Int]]) -> [Double] {
        partitions.map { cuts in
            var sum = 0.0
            for (unit, cut) in cuts.enumerated() { sum += losses[unit][cut] }
            return scale * sum
        }
    }

    /// For every set of cut inputs: log₂ p(value | reference) − log₂ p(value | reference outside the cut), a cut
    /// input being uniform noise: the mean over the rows that agree with the reference on the inputs kept.
    private static func losses(_ column: [Double], value: Int, reference: Int) -> [Double] {
        let probabilities = column.map { value == 1 ? $0 : 1 - $0 }
        return column.indices.map { cut in
            let agreeing = column.indices.filter { ($0 ^ reference) & ~cut == 0 }.map { probabilities[$0] }
            let mean = agreeing.reduce(0, +) / Double(agreeing.count)
            return log2(probabilities[reference]) - log2(mean)
        }
    }

    /// Lexicographic order of states with unit 0 most significant, the cause first.
    func precedes(_ a: EnumeratingReference.StatePair, _ b: EnumeratingReference.StatePair) -> Bool {
        let (left, right) = ([a.cause, a.effect].map(rank), [b.cause, b.effect].map(rank))
        return left.lexicographicallyPrecedes(right)
    }

    private func rank(_ state: Int) -> Int {
        (0..<count).reduce(0) { $0 << 1 | (state >> $1 & 1) }
    }
}
