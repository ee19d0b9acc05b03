/// The state-by-node transition probabilities of `unitCount` conditionally independent binary units.
///
/// Stored unit by unit: `columns[i << unitCount | s]` = P(unit `i` = 1 at t+1 | state `s` at t), with `s`
/// little-endian (bit `k` is unit `k`'s state). `unitCount · 2^unitCount` doubles.
public struct TransitionProbabilities: Hashable, Sendable, Codable {
    public let unitCount: Int
    public let columns: [Double]

    /// The number of states, 2^unitCount.
    public var stateCount: Int { 1 << unitCount }

    /// - Precondition: `columns` holds `unitCount · 2^unitCount` probabilities in [0, 1]; importers have checked them.
    public init(unitCount: Int, columns: [Double]) {
        precondition(columns.count == unitCount << unitCount, "a column of 2^n probabilities for each of n units")
        self.unitCount = unitCount
        self.columns = columns
    }

    /// P(unit = 1 at t+1 | `state` at t).
    public func probability(of unit: Int, after state: Int) -> Double {
        columns[unit << unitCount | state]
    }

    /// The column of one unit: its probability of being on after each of the 2^n states.
    public func column(_ unit: Int) -> ArraySlice<Double> {
        columns[(unit << unitCount)..<((unit + 1) << unitCount)]
    }
}
