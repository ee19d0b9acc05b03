internal import Compute

/// Rows of a `RowSource` in one table.
struct PooledRows: Sendable {
    /// `paddedCount` × `columns`, row by row; zeros after the rows.
    let values: AlignedBuffer
    /// |x|² of each row; zeros after the rows.
    let squaredNorms: AlignedBuffer
    let count: Int
    let columns: Int

    /// `count`, raised to a whole number of vectors.
    var paddedCount: Int { values.count / columns }

    /// 2·(columns + 4) units of rounding: twice the bound of an inner product of that length and of the norms (Higham,
    /// Accuracy and Stability of Numerical Algorithms, 2nd ed., eq. 3.7), in whatever order it is summed. A squared
    /// distance |x|² + |y|² − 2 x·y is off by less than that times |x|² + |y|².
    var resolution: Double { Double(2 * (columns + 4)) * 0x1p-53 }

    /// - Parameter rows: the rows to take, in their order; all where nil.
    /// - Throws: `DriftError.tooLarge` where a square is beyond double precision.
    /// - Complexity: O(rows · columns) time and memory.
    init(_ source: RowSource, rows: [Int]? = nil) throws {
        self.init(zeros: rows?.count ?? source.count, columns: source.columns)
        guard let rows else {
            try source.copy(0..<count, into: values.base, squaredNorms: squaredNorms.base)
            return
        }
        for (place, row) in rows.enumerated() {
            try source.copy(
                row..<row + 1, into: values.base + place * columns, squaredNorms: squaredNorms.base + place)
        }
    }

    /// Rows of zeros, for a caller that fills them before anybody else sees them.
    init(zeros count: Int, columns: Int) {
        let padded = (count + 15) / 16 * 16
        self.count = count
        self.columns = columns
        values = AlignedBuffer(count: padded * columns)
        squaredNorms = AlignedBuffer(count: padded)
    }

    /// A copy of some rows.
    func part(_ some: Range<Int>) -> PooledRows {
        let part = PooledRows(zeros: some.count, columns: columns)
        part.values.base.update(from: values.base + some.lowerBound * columns, count: some.count * columns)
        part.squaredNorms.base.update(from: squaredNorms.base + some.lowerBound, count: some.count)
        return part
    }

    /// |x − y|² of two rows, from their differences.
    ///
    /// - Complexity: O(columns).
    func squaredDistance(_ first: Int, _ other: Int) -> Double {
        RowSource.squaredDistance(values.base + first * columns, values.base + other * columns, columns)
    }
}
