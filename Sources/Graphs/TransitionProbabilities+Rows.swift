extension TransitionProbabilities {
    /// How far a state-by-state row may be from summing to 1, and from the product of its units' probabilities: what
    /// entries printed with nine digits leave.
    public static let stateByStateTolerance = 1e-8

    /// From state-by-node rows: `rows[s][i]` = P(unit i = 1 | state s).
    init(unitCount: Int, rows: [[Double]]) {
        let columns = [Double](unsafeUninitializedCapacity: unitCount << unitCount) { columns, initialized in
            for (state, row) in rows.enumerated() {
                for unit in 0..<unitCount { columns.initializeElement(at: unit << unitCount | state, to: row[unit]) }
            }
            initialized = unitCount << unitCount
        }
        self.init(unitCount: unitCount, columns: columns)
    }

    /// The state-by-node rows.
    var rows: [[Double]] {
        (0..<stateCount).map { state in (0..<unitCount).map { probability(of: $0, after: state) } }
    }

    /// From state-by-state rows `rows[s][t]` = P(t | s), which must make the units conditionally independent given s:
    /// P(t | s) = Π_i P(t_i | s), up to `stateByStateTolerance`.
    ///
    /// - Throws: `rowSum`, `notIndependent`; the error's `line` holds the row, for the caller to place in its file.
    /// - Complexity: O(4ⁿ).
    init(stateByState rows: [[Double]]) throws {
        let stateCount = rows.count
        let unitCount = stateCount.trailingZeroBitCount
        var columns = [Double](repeating: 0, count: unitCount << unitCount)
        var product = [Double](repeating: 1, count: stateCount)
        for (state, row) in rows.enumerated() {
            let sum = row.reduce(0, +)
            guard abs(sum - 1) <= Self.stateByStateTolerance else {
                throw GraphsError(
                    .rowSum, line: state, key: "tpm[\(state)]", problem: "the row sums to \(sum)",
                    remedy: "a state-by-state row holds the probabilities of every next state and sums to 1")
            }
            for unit in 0..<unitCount {
                var on = 0.0
                for next in 0..<stateCount where next >> unit & 1 == 1 { on += row[next] }
                columns[unit << unitCount | state] = min(1, on / sum)
            }
            product[0] = 1
            for unit in 0..<unitCount {
                let on = columns[unit << unitCount | state]
                for next in 0..<(1 << unit) {
                    product[next | 1 << unit] = product[next] * on
                    product[next] *= 1 - on
                }
            }
            for next in 0..<stateCount where abs(product[next] - row[next]) > Self.stateByStateTolerance {
                throw GraphsError(
                    .notIndependent, line: state, key: "tpm[\(state)][\(next)]",
                    problem: "is \(row[next]), but independent units would make it \(product[next])",
                    remedy: "the units must be conditionally independent given the previous state: what couples them "
                        + "within a step needs a unit or a step of its own")
            }
        }
        self.init(unitCount: unitCount, columns: columns)
    }
}
