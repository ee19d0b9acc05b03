import Compute
import Foundation

/// What the units of a system say (iit4.md §2), one direction: for each unit a probability given any of the units it
/// depends on, the others uniform.
struct MarginalTable: Sendable {
    let unitCount: Int
    let layouts: [BlockLayout]
    /// For each unit, its probabilities, laid out by its layout.
    let probabilities: [AlignedBuffer]

    /// - Parameters:
    ///   - columns: n · 2^n probabilities, unit by unit: P(unit = 1 | system state).
    ///   - values: the value of each unit, as bits, whose probability is tabulated.
    /// - Complexity: O(Σ_i 3^(inputs of i) + n · 2^n).
    init(columns: AlignedBuffer, unitCount: Int, values: Int, on pool: ThreadPool) {
        self.unitCount = unitCount
        let stateCount = 1 << unitCount
        let dependences = (0..<unitCount).map { unit in
            MarginalTable.dependence(of: columns.base + unit << unitCount, unitCount: unitCount)
        }
        var known: [Int: BlockLayout] = [:]
        for dependence in dependences where known[dependence] == nil {
            known[dependence] = BlockLayout(dependence: dependence, unitCount: unitCount)
        }
        let layouts = dependences.compactMap { known[$0] }
        self.layouts = layouts
        let tables = layouts.map { AlignedBuffer(uninitialized: $0.entryCount) }
        pool.forEach(count: unitCount) { unit in
            let column = AlignedBuffer(uninitialized: stateCount)
            let isOn = values >> unit & 1 == 1
            for state in 0..<stateCount {
                let probability = columns[unit << unitCount | state]
                column[state] = isOn ? probability : 1 - probability
            }
            layouts[unit].fill(tables[unit].base, from: column.base)
        }
        probabilities = tables
    }

    /// log₂ of every probability, as `logarithm` takes it.
    ///
    /// - Complexity: O(Σ_i 3^(inputs of i)).
    func logarithms(on pool: ThreadPool) -> [AlignedBuffer] {
        let probabilities = probabilities
        let result = probabilities.map { AlignedBuffer(uninitialized: $0.count) }
        pool.forEach(count: unitCount) { unit in
            for index in 0..<probabilities[unit].count {
                result[unit][index] = logarithm(probabilities[unit][index])
            }
        }
        return result
    }

    /// The units (bits) that a column of 2^n entries depends on.
    private static func dependence(of column: UnsafePointer<Double>, unitCount: Int) -> Int {
        (0..<unitCount).reduce(0) { result, unit in
            let bit = 1 << unit
            let matters = (0..<1 << unitCount).contains { $0 & bit == 0 && column[$0] != column[$0 | bit] }
            return matters ? result | bit : result
        }
    }
}

/// log₂; a finite stand-in for −∞ that keeps sums from becoming NaN.
func logarithm(_ probability: Double) -> Double {
    probability > 0 ? log2(probability) : -1e6
}
