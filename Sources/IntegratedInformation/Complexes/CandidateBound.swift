import Compute
import Foundation

/// An upper bound of φ_s from one direction, in ibits, before any table of cuts is made.
///
/// The least ratio λ is at most that of any partition; the MIP's is within the tolerance of it, and it cuts at most
/// n(n − 1) connections, so φ_s ≤ n(n − 1)·(λ + 10⁻¹⁰). The partitions tried set one unit apart: its inputs cut, or its
/// outputs. Where one of them has a ratio of at most the tolerance the system is reducible, and the bound is 0.
struct CandidateBound: Sendable {
    private let columns: AlignedBuffer
    private let unitCount: Int
    /// `alone[unit · 4 + previous · 2 + next]`: P(unit = next | unit = previous, its other inputs uniform).
    private let alone: [Double]

    /// - Parameter columns: the direction's transition probabilities, of 2 or more units.
    /// - Complexity: O(n · 2^n).
    init(columns: AlignedBuffer, unitCount: Int) {
        self.columns = columns
        self.unitCount = unitCount
        let count = 1 << unitCount
        var alone = [Double](repeating: 0, count: 4 * unitCount)
        for unit in 0..<unitCount {
            let column = columns.base + unit << unitCount
            for state in 0..<count {
                let previous = state >> unit & 1
                // Both summed: 1 − mean would lose a small probability to rounding.
                alone[unit << 2 | previous << 1] += 1 - column[state]
                alone[unit << 2 | previous << 1 | 1] += column[state]
            }
        }
        self.alone = alone.map { $0 / Double(count / 2) }
    }

    /// The bound for one specified state.
    ///
    /// - Parameters:
    ///   - reference: the state that kept inputs have.
    ///   - outcome: the state whose probability is at stake.
    ///   - probability: π of the specified state.
    /// - Complexity: O(n²).
    func upperBound(reference: Int, outcome: Int, probability: Double) -> Double {
        var least = Double.infinity
        var outputLosses = [Double](repeating: 0, count: unitCount)
        for unit in 0..<unitCount {
            let column = columns.base + unit << unitCount
            let next = outcome >> unit & 1
            func probability(after state: Int) -> Double { next == 1 ? column[state] : 1 - column[state] }
            let intact = probability(after: reference)
            for source in 0..<unitCount where source != unit {
                let mean = (intact + probability(after: reference ^ 1 << source)) / 2
                outputLosses[source] += log2(intact / mean)
            }
            least = min(least, log2(intact / alone[unit << 2 | (reference >> unit & 1) << 1 | next]))
        }
        let ratio = probability * outputLosses.reduce(least, min) / Double(unitCount - 1)
        return ratio <= equalityTolerance ? 0 : Double(unitCount * (unitCount - 1)) * (ratio + equalityTolerance)
    }

    /// The bounds for each of a direction's specified states. Where states tie φ_s is the greatest over them.
    ///
    /// - Parameters:
    ///   - current: the system's current state.
    ///   - isCause: whether a specified state is the one before (the reference) or the one after (the outcome).
    func upperBounds(_ states: SpecifiedStates, current: Int, isCause: Bool) -> [Double] {
        zip(states.states, states.probabilities).map { specified, probability in
            upperBound(
                reference: isCause ? specified : current, outcome: isCause ? current : specified,
                probability: probability)
        }
    }
}
