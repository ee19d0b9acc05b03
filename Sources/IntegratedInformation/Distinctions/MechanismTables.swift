import Compute
import Graphs

/// The tables from which every mechanism's integrated information is read.
struct MechanismTables: Sendable {
    let unitCount: Int
    /// The system's current state.
    let state: Int
    /// `feeds[i]`: the units that unit i feeds, and `fedBy[i]` those that feed it, by the network's connectivity.
    let feeds: [Int]
    let fedBy: [Int]
    /// P(unit = 1 | previous units), for unconstrained effect repertoires.
    let effects: MarginalTable
    /// P(unit's current value | previous units), background averaged out, and its logarithms.
    let causes: MarginalTable
    let causeLogarithms: [AlignedBuffer]
    /// `2^n` logarithms for each unit and value, at `unit · 2 + value`: log₂ P(unit = value | K in its current state).
    let effectLogarithms: [AlignedBuffer]

    /// The bytes that the tables of a system need.
    ///
    /// - Parameter dependences: for each unit, how many of the system's units it depends on at most.
    static func bytes(unitCount: Int, dependences: [Int]) -> Int {
        let blocks = dependences.reduce(0) { sum, count in
            count > 30 ? .max / 64 : sum + (0..<count).reduce(1) { power, _ in 3 * power }
        }
        return 8 * (3 * blocks + 3 * unitCount << unitCount)
    }

    /// - Complexity: O(Σ_i 3^(inputs of i) + n · 2^n).
    init(_ system: CandidateSystem, causeColumns: AlignedBuffer, on pool: ThreadPool) {
        let unitCount = system.unitCount
        let state = system.state
        self.unitCount = unitCount
        self.state = state
        fedBy = system.connectivity.inputs.map { Int($0) }
        feeds = (0..<unitCount).map { source in
            (0..<unitCount).reduce(0) { system.connectivity.feeds(source, $1) ? $0 | 1 << $1 : $0 }
        }
        let everyValue = (1 << unitCount) - 1
        let effects = MarginalTable(columns: system.effectColumns, unitCount: unitCount, values: everyValue, on: pool)
        self.effects = effects
        causes = MarginalTable(columns: causeColumns, unitCount: unitCount, values: state, on: pool)
        causeLogarithms = causes.logarithms(on: pool)
        let logarithms = (0..<2 * unitCount).map { _ in AlignedBuffer(uninitialized: 1 << unitCount) }
        pool.forEach(count: unitCount) { unit in
            for kept in 0..<1 << unitCount {
                let probability = effects.probability(of: unit, given: kept, state: state)
                logarithms[2 * unit][kept] = logarithm(1 - probability)
                logarithms[2 * unit + 1][kept] = logarithm(probability)
            }
        }
        effectLogarithms = logarithms
    }
}

extension MarginalTable {
    /// The entry of one set and state.
    ///
    /// - Parameter state: a state of the system; bits outside `kept` are ignored.
    /// - Complexity: O(n).
    func probability(of unit: Int, given kept: Int, state: Int) -> Double {
        var index = 0
        var position = 0
        for input in 0..<unitCount where (kept & layouts[unit].dependence) >> input & 1 == 1 {
            index |= (state >> input & 1) << position
            position += 1
        }
        return probabilities[unit][Int(layouts[unit].offsets[kept]) + index]
    }
}
