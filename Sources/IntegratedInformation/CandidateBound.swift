import Compute
import Foundation

extension CandidateSystem {
    /// An upper bound of φ_s from one direction, in ibits, before any table of cuts is made.
    ///
    /// The MIP's ratio λ is at most that of any partition, and it cuts at most n(n − 1) connections, so
    /// φ_s ≤ n(n − 1)·λ. The partitions tried set one unit apart: its inputs cut, or its outputs. Where states tie, φ_s
    /// is the greatest over them, and so is the bound. At most the tolerance, it proves the system reducible.
    ///
    /// - Parameters:
    ///   - columns: the direction's transition probabilities.
    ///   - states: its specified states.
    ///   - isCause: whether a specified state is the one before (kept inputs) or the one after (outcome).
    /// - Complexity: O(n · 2^n) a specified state; 2 or more units.
    func upperBound(_ columns: AlignedBuffer, _ states: SpecifiedStates, isCause: Bool) -> Double {
        states.states.indices.reduce(0) {
            max($0, upperBound(columns, states, at: $1, isCause: isCause))
        }
    }

    /// The same for one of the specified states, not clamped.
    func upperBound(_ columns: AlignedBuffer, _ states: SpecifiedStates, at index: Int, isCause: Bool) -> Double {
        let reference = isCause ? states.states[index] : state
        let outcome = isCause ? state : states.states[index]
        return Double(unitCount) * states.probabilities[index]
            * leastLoss(columns, reference: reference, outcome: outcome)
    }

    /// The least loss of log-probability, in bits, when one unit's inputs are cut, or one unit's outputs.
    private func leastLoss(_ columns: AlignedBuffer, reference: Int, outcome: Int) -> Double {
        let count = 1 << unitCount
        var least = Double.infinity
        var outputLosses = [Double](repeating: 0, count: unitCount)
        for unit in 0..<unitCount {
            let column = columns.base + unit << unitCount
            let isOn = outcome >> unit & 1 == 1
            let intact = isOn ? column[reference] : 1 - column[reference]
            for source in 0..<unitCount where source != unit {
                let other = column[reference ^ 1 << source]
                let mean = (intact + (isOn ? other : 1 - other)) / 2
                outputLosses[source] += log2(intact / mean)
            }
            var sum = 0.0
            for previous in 0..<count where (previous ^ reference) >> unit & 1 == 0 { sum += column[previous] }
            let mean = sum / Double(count / 2)
            least = min(least, log2(intact / (isOn ? mean : 1 - mean)))
        }
        return outputLosses.reduce(least, min)
    }
}
