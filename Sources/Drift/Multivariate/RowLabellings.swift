internal import Compute

/// Which rows of the pool make the reference: as observed, and as each permutation would have it. One bit a row and
/// labelling, so that a thousand permutations of 10⁵ rows take 25 MB and not the 1.6 GB of doubles that BLAS wants;
/// those are made a tile at a time.
///
/// Column 0 holds the observed labels, columns 1 to `splits.count` the permuted ones, and the column after them has all
/// rows, so that one product with the labels gives every permutation's sums and the whole sums.
struct RowLabellings: Sendable {
    /// Rows, padding not counted.
    let rows: Int
    /// The ways to choose the reference that the permuted columns hold.
    let splits: PooledSplits
    /// `words[g][row]` has the labels of columns 64g to 64g + 63, column 64g in the lowest bit; 0 in padded rows.
    let words: [[UInt64]]

    /// All columns that are of use.
    var columns: Int { splits.count + 2 }
    /// `columns`, raised to a whole number of bytes.
    var paddedColumns: Int { (columns + 7) / 8 * 8 }

    /// Permutation k depends on the plan's seed and k alone. Where there are no more ways to choose the reference's rows
    /// than permutations, they are all taken, and nothing is left to chance.
    ///
    /// - Complexity: O(rows · permutations), shared by the pool's threads 64 permutations at a time.
    init(_ source: RowSource, _ plan: PermutationPlan, pool: ThreadPool) throws {
        let (rows, chosen) = (source.count, source.reference.rows)
        let padded = (rows + 15) / 16 * 16
        let splits = PooledSplits(m: chosen, n: rows - chosen, plan: plan)
        let count = splits.count
        self.rows = rows
        self.splits = splits
        words = try pool.map(count: (count + 2 + 63) / 64) { group in
            var words = [UInt64](repeating: 0, count: padded)
            for column in group * 64..<min(count + 2, group * 64 + 64) {
                let bit: UInt64 = 1 << UInt64(column - group * 64)
                if column == 0 || column == count + 1 {
                    for row in 0..<(column == 0 ? chosen : rows) { words[row] |= bit }
                } else {
                    words.withUnsafeMutableBufferPointer { words in
                        splits.forEachPosition(column - 1) { row, isReference in
                            if isReference { words[row] |= bit }
                        }
                    }
                }
            }
            return words
        }
    }

    /// Writes the labels of some rows as 0 and 1, `paddedColumns` a row.
    func write(_ range: Range<Int>, into out: UnsafeMutablePointer<Double>) {
        let target = UnsafeMutableRawPointer(out)
        for (group, words) in words.enumerated() {
            let bytes = min(8, paddedColumns / 8 - group * 8)
            words.withUnsafeBufferPointer { words in
                Self.expansions.withUnsafeBufferPointer { expansions in
                    for row in range {
                        var word = words[row]
                        let start = ((row - range.lowerBound) * paddedColumns + group * 64) * 8
                        for byte in 0..<bytes {
                            target.storeBytes(
                                of: expansions[Int(word & 255)], toByteOffset: start + byte * 64,
                                as: SIMD8<Double>.self)
                            word >>= 8
                        }
                    }
                }
            }
        }
    }

    /// The bits of every byte as numbers.
    private static let expansions: [SIMD8<Double>] = (0..<256).map { byte in
        var lanes = SIMD8<Double>()
        for bit in 0..<8 { lanes[bit] = Double((byte >> bit) & 1) }
        return lanes
    }
}

/// A statistic as observed, and under every permutation of the labels.
struct PermutedStatistic: Sendable {
    let observed: Double
    let permuted: [Double]
    /// What was permuted.
    let splits: PooledSplits
    /// Statistics closer than this are equal: what rounding leaves between two orders of one sum.
    let resolution: Double

    /// The share of labellings with a statistic at least as great as the observed one.
    var pValue: Double {
        let reached = permuted.lazy.filter { $0 >= observed - resolution }.count
        return splits.pValue(reached: reached)
    }

    /// The result of a test with this statistic.
    func result(
        _ method: String, effect: TestResult.EffectSize, referenceCount: Int, sampleCount: Int, notes: [String]
    ) -> TestResult {
        // Samples of one size can change places, which leaves the statistic as it is.
        let small = TestNotes.tooSmallForAnyConclusion(
            referenceCount, sampleCount, extremes: referenceCount == sampleCount ? 2 : 1)
        return TestResult(
            method: method, statistic: observed, pValue: pValue, pValueMethod: splits.method, effectSize: effect,
            referenceCount: referenceCount, sampleCount: sampleCount,
            notes: notes + small + (splits.method == .exact ? [] : TestNotes.tooFewPermutations(splits.plan)))
    }
}
