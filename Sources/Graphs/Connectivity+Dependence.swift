extension Connectivity {
    /// Probabilities nearer than this count as equal when a TPM's own dependence is determined: far above rounding,
    /// far below any effect that could matter.
    public static let dependenceTolerance = 1e-12

    /// Unit i feeds unit j where some state exists in which flipping i changes P(j = 1) by more than
    /// `dependenceTolerance`.
    ///
    /// - Parameter candidates: `candidates[j]` has bit i set where i may feed j; nil: every unit may.
    /// - Complexity: O(n² · 2ⁿ) at worst; each pair stops at its first difference.
    public init(dependenceOf transitions: TransitionProbabilities, candidates: [UInt64]? = nil) {
        let count = transitions.unitCount
        self.init(
            inputs: (0..<count).map { unit in
                transitions.columns.withUnsafeBufferPointer { columns in
                    let column = UnsafeBufferPointer(rebasing: columns[(unit << count)..<((unit + 1) << count)])
                    return (0..<count).reduce(UInt64(0)) { mask, input in
                        let mayFeed = candidates.map { $0[unit] >> UInt64(input) & 1 == 1 } ?? true
                        return mayFeed && Self.depends(column, on: input) ? mask | 1 << UInt64(input) : mask
                    }
                }
            })
    }

    /// Unit i feeds unit j where the weight from i to j is not 0.
    ///
    /// - Complexity: O(n²).
    public init(weights: [[Double]]) {
        self.init(
            inputs: weights.indices.map { target in
                weights.indices.reduce(0) { weights[$1][target] != 0 ? $0 | 1 << UInt64($1) : $0 }
            })
    }

    private static func depends(_ column: UnsafeBufferPointer<Double>, on input: Int) -> Bool {
        let step = 1 << input
        var block = 0
        while block < column.count {
            for state in block..<(block + step)
            where abs(column[state] - column[state + step]) > dependenceTolerance {
                return true
            }
            block += 2 * step
        }
        return false
    }
}
