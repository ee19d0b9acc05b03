import Analysis
import Compute

/// One projection of two samples: their distance, as it is and as each permutation would have it.
struct ProjectedSlice: Sendable {
    let distance: Double
    /// The reference's standard deviation along the direction.
    let spread: Double
    private(set) var permuted: [Double]

    /// The projection as it is, alone.
    var withoutPermuted: ProjectedSlice {
        var slice = self
        slice.permuted = []
        return slice
    }

    /// - Parameters:
    ///   - projected: rows × directions, the reference's m rows first.
    ///   - labels: which rows the permutations give to the reference; nil for none.
    /// - Complexity: O(N log N), and O(N) a permutation.
    init(_ projected: Matrix<Double>, column: Int, m: Int, labels: SplitLabels?) {
        let total = projected.rows
        let stride = projected.columns
        let values = projected.elements.withUnsafeBufferPointer { elements in
            (0..<total).map { elements[$0 * stride + column] }
        }
        let (reference, sample) = (values[..<m].sorted(), values[m...].sorted())
        spread = SampleMoments(reference).variance.squareRoot()
        distance = reference.withUnsafeBufferPointer { reference in
            sample.withUnsafeBufferPointer { sample in
                WassersteinDistance.distance(OrderedPair(reference: reference, sample: sample))
            }
        }
        permuted = labels.map { Self.permuted(values, m: m, $0) } ?? []
    }

    /// ∫ |F − G| dx for all permutations at once: between neighbouring values F − G is (r N − k m)/(m n), where r of
    /// the k values up to there are the reference's.
    private static func permuted(_ values: [Double], m: Int, _ labels: SplitLabels) -> [Double] {
        let total = values.count
        let width = labels.count
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        var counts = [Int32](repeating: 0, count: width)
        var sums = [Double](repeating: 0, count: width)
        let size = Double(total)
        counts.withUnsafeMutableBufferPointer { counts in
            sums.withUnsafeMutableBufferPointer { sums in
                labels.bytes.withUnsafeBufferPointer { bytes in
                    for rank in 0..<(total - 1) {
                        let row = order[rank] * width
                        let length = values[order[rank + 1]] - values[order[rank]]
                        let expected = Double(rank + 1) * Double(m)
                        for index in 0..<width {
                            counts[index] &+= Int32(truncatingIfNeeded: bytes[row + index])
                            sums[index] += abs(Double(counts[index]) * size - expected) * length
                        }
                    }
                }
            }
        }
        let scale = Double(m) * Double(total - m)
        return sums.map { $0 / scale }
    }
}

/// For each row, a byte a permutation: 1 where it gives the row to the reference.
struct SplitLabels: Sendable {
    /// Permutations.
    let count: Int
    /// Rows × permutations.
    let bytes: [UInt8]
}

/// The permutations in chunks whose labels fit into 128 MiB, and as much again while they are made.
struct SplitChunks {
    private let splits: PooledSplits?
    private let rows: Int
    private let perChunk: Int
    /// At least 1: without permutations there is one chunk, without labels.
    let count: Int

    private static let bytes = 1 << 27
    /// The most permutations of a chunk: each group of projections has a number for every one.
    private static let most = 1 << 16

    /// - Throws: `DriftError.tooLarge` where the rows cannot be counted in 32 bits.
    init(_ splits: PooledSplits?, rows: Int) throws {
        guard rows <= Int(Int32.max) else {
            throw DriftError(
                .tooLarge, problem: "\(rows) rows", remedy: "give at most \(Int32.max) rows in both samples together")
        }
        self.splits = splits
        self.rows = rows
        let perChunk = max(8, min(Self.most, Self.bytes / rows))
        self.perChunk = perChunk
        count = splits.map { max(1, ($0.count + perChunk - 1) / perChunk) } ?? 1
    }

    /// - Throws: `CancelledError`.
    /// - Complexity: O(rows) a permutation, shared by the pool's threads.
    func labels(_ chunk: Int, in context: RunContext) throws -> SplitLabels? {
        guard let splits else { return nil }
        let first = chunk * perChunk
        let count = min(perChunk, splits.count - first)
        // Each task fills eight neighbouring columns, as rows of its own, so that none waits for another's memory.
        let strips = try context.pool.map(count: (count + 7) / 8) { strip in
            var columns = [UInt64](repeating: 0, count: rows)
            for column in (strip * 8)..<min(strip * 8 + 8, count) {
                try context.cancellation.check()
                let bit: UInt64 = 1 << UInt64((column - strip * 8) * 8)
                columns.withUnsafeMutableBufferPointer { columns in
                    splits.forEachPosition(first + column) { row, isReference in
                        if isReference { columns[row] |= bit }
                    }
                }
            }
            return columns
        }
        var bytes = [UInt8](repeating: 0, count: rows * count)
        bytes.withUnsafeMutableBufferPointer { bytes in
            for (strip, columns) in strips.enumerated() {
                columns.withUnsafeBufferPointer { columns in
                    for row in 0..<rows {
                        for column in (strip * 8)..<min(strip * 8 + 8, count) {
                            bytes[row * count + column] = UInt8(
                                truncatingIfNeeded: columns[row] >> UInt64((column - strip * 8) * 8))
                        }
                    }
                }
            }
        }
        return SplitLabels(count: count, bytes: bytes)
    }
}
