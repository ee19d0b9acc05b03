import Compute

/// What the current states of subsets of units say about each unit's next state. An effect repertoire is the product of
/// these over the units of its purview (Oizumi et al. 2014, Text S2: virtual elements make them independent), so it is
/// never written out.
struct EffectProbabilities: Sendable {
    let unitCount: Int
    /// `values[i << n | K]`: P(unit i = 1 | K in its current state, the other inputs independent and uniform).
    private let values: AlignedBuffer

    /// - Parameters:
    ///   - columns: n·2^n, P(unit i = 1 at t+1 | system state at t).
    ///   - state: the system's current state.
    /// - Complexity: O(n²·2^n).
    init(columns: AlignedBuffer, state: Int, unitCount: Int) {
        let count = 1 << unitCount
        let everything = count - 1
        values = AlignedBuffer(uninitialized: max(1, unitCount) << unitCount)
        self.unitCount = unitCount
        for unit in 0..<unitCount {
            let table = values.base + unit << unitCount
            // By the set of units that are not held: first the entry where just these differ from the current state,
            // then means over what they may be.
            for kept in 0..<count { table[kept] = columns[unit << unitCount | state ^ everything ^ kept] }
            for bit in 0..<unitCount {
                for kept in 0..<count where kept >> bit & 1 == 0 {
                    table[kept] = (table[kept] + table[kept | 1 << bit]) / 2
                }
            }
        }
    }

    /// P(unit = 1 | the units of `mechanism` in their current states).
    func probability(of unit: Int, given mechanism: Int, under cut: CutMasks) -> Double {
        values[unit << unitCount | cut.left(of: mechanism, for: unit)]
    }
}
