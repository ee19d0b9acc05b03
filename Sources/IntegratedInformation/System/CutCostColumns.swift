import Compute
import Foundation
import Kernels
import Synchronization

/// The losses of log-probability behind `CutCosts`, one column a unit, shared between the specified states of a
/// direction.
///
/// A unit's column depends on the reference state of the inputs it really has, and on its own outcome. Where specified
/// states tie by the dozen, as in deterministic networks, they differ in few of either, so most columns are made once.
final class CutCostColumns: Sendable {
    private struct Key: Hashable {
        let unit: Int
        let reference: Int
        let isOn: Bool
    }

    let unitCount: Int
    private let columns: AlignedBuffer
    /// The inputs that each unit's transition probability depends on.
    private let dependence: [Int]
    /// How many columns are kept; full, it starts again, since which state comes next is anybody's guess.
    private let capacity: Int
    private let made = Mutex<[Key: AlignedBuffer]>([:])

    /// - Parameters:
    ///   - columns: n · 2^n transition probabilities of the direction.
    ///   - capacity: how many columns may be kept beside those in use.
    /// - Complexity: O(n² · 2^n).
    init(columns: AlignedBuffer, unitCount: Int, capacity: Int) {
        self.unitCount = unitCount
        self.capacity = capacity
        self.columns = columns
        dependence = (0..<unitCount).map { unit in
            let column = columns.base + unit << unitCount
            return (0..<unitCount).reduce(0) { mask, input in
                let bit = 1 << input
                let matters = (0..<(1 << unitCount)).contains { $0 & bit == 0 && column[$0] != column[$0 | bit] }
                return matters ? mask | bit : mask
            }
        }
    }

    /// `log₂ p(v | K = S) − log₂ p(v | K = S ∖ C)` in bits for every cut set C without `unit`; entries of the other sets
    /// are 0.
    ///
    /// - Parameters:
    ///   - reference: the state that kept inputs have.
    ///   - isOn: v, the unit's state whose probability is at stake.
    /// - Complexity: O(n · 2^n) and 2^(n−1) logarithms, the first time.
    func column(unit: Int, reference: Int, isOn: Bool) -> AlignedBuffer {
        let key = Key(unit: unit, reference: reference & dependence[unit], isOn: isOn)
        if let known = made.withLock({ $0[key] }) { return known }
        let fresh = CutCostColumns.column(
            columns.base + unit << unitCount, unitCount: unitCount, unit: unit, reference: reference, isOn: isOn)
        return made.withLock { made in
            if let known = made[key] { return known }
            if made.count >= capacity { made.removeAll() }
            made[key] = fresh
            return fresh
        }
    }

    private static func column(
        _ probabilities: UnsafePointer<Double>, unitCount: Int, unit: Int, reference: Int, isOn: Bool
    ) -> AlignedBuffer {
        let count = 1 << unitCount
        let outcome = AlignedBuffer(count: count, repeating: 1)
        let means = AlignedBuffer(uninitialized: count)
        // The complement is taken before averaging: 1 − mean would lose a small probability to rounding.
        multiply(outcome.base, by: probabilities, complement: !isOn, count: count)
        KernelTable.selected.subsetMeans(outcome.base, unitCount, reference, means.base)
        let losses = outcome
        let intact = log2(means[count - 1])
        for cut in 0..<count {
            losses[cut] = cut >> unit & 1 == 0 ? intact - log2(means[count - 1 - cut]) : 0
        }
        return losses
    }
}
