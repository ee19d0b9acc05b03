internal import Compute

/// The rows of both samples, the reference's first, moved so that their mean is 0 as they are copied out.
///
/// Distances do not change by the move, and |x|² + |y|² − 2 x·y then loses only the digits that it must; without it the
/// mean's own square would be lost from.
struct RowSource: Sendable {
    let reference: Sample
    let sample: Sample
    /// The first row.
    private let origin: [Double]
    /// The mean of all rows less the first, so that a constant feature becomes exactly 0.
    private let mean: [Double]

    /// Rows of both samples.
    var count: Int { reference.rows + sample.rows }
    var columns: Int { reference.columns }

    /// - Parameter least: the rows that each sample needs.
    /// - Throws: `DriftError.dimensionMismatch` where the features differ, `.tooFewValues`.
    /// - Complexity: O(rows · columns).
    init(reference: Sample, sample: Sample, least: Int = 2) throws {
        try sample.requireSameColumns(as: reference)
        for (name, rows) in [("the reference", reference.rows), ("the sample", sample.rows)] where rows < least {
            throw DriftError(
                .tooFewValues, problem: "\(name) has \(rows) \(rows == 1 ? "row" : "rows")",
                remedy: "give each sample at least \(least)")
        }
        let columns = reference.columns
        let origin = Array(reference.values[..<columns])
        var mean = [Double](repeating: 0, count: columns)
        for sample in [reference, sample] {
            sample.values.withUnsafeBufferPointer { values in
                for row in 0..<sample.rows {
                    for column in 0..<columns { mean[column] += values[row * columns + column] - origin[column] }
                }
            }
        }
        self.reference = reference
        self.sample = sample
        self.origin = origin
        self.mean = mean.map { $0 / Double(reference.rows + sample.rows) }
    }

    /// The rows `range`, `columns` numbers each, and their squared norms.
    ///
    /// - Throws: `DriftError.tooLarge` where a square is beyond double precision.
    /// - Complexity: O(rows · columns).
    func copy(
        _ range: Range<Int>, into out: UnsafeMutablePointer<Double>, squaredNorms: UnsafeMutablePointer<Double>
    ) throws {
        for row in range {
            let target = out + (row - range.lowerBound) * columns
            let sum = withRow(row) { values in
                var sum = 0.0
                for column in 0..<columns {
                    let value = (values[column] - origin[column]) - mean[column]
                    target[column] = value
                    sum += value * value
                }
                return sum
            }
            guard sum < 0x1p1000 else {
                let isReference = row < reference.rows
                throw DriftError(
                    .tooLarge,
                    key:
                        "row \((isReference ? row : row - reference.rows) + 1) of the \(isReference ? "reference" : "sample")",
                    problem: "its squared distance from the mean exceeds 2^1000",
                    remedy: "give the features in a larger unit")
            }
            squaredNorms[row - range.lowerBound] = sum
        }
    }

    /// |x − y|² of two rows, from their differences.
    ///
    /// - Complexity: O(columns).
    func squaredDistance(_ first: Int, _ other: Int) -> Double {
        withRow(first) { x in withRow(other) { y in Self.squaredDistance(x, y, columns) } }
    }

    static func squaredDistance(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ columns: Int) -> Double {
        var sum = 0.0
        for column in 0..<columns { sum += (x[column] - y[column]) * (x[column] - y[column]) }
        return sum
    }

    private func withRow<Result>(_ row: Int, _ body: (UnsafePointer<Double>) -> Result) -> Result {
        let (values, index) =
            row < reference.rows ? (reference.values, row) : (sample.values, row - reference.rows)
        return values[index * columns..<(index + 1) * columns].withUnsafeBufferPointer { row in
            // A row has at least one number.
            body(row.baseAddress.unsafelyUnwrapped)
        }
    }

    /// `wanted` different rows drawn at random, ascending; every row where there are no more.
    ///
    /// - Complexity: O(rows).
    func someRows(_ wanted: Int, seed: UInt64, stream: Int) -> [Int] {
        guard wanted < count else { return Array(0..<count) }
        var rows: [Int] = []
        rows.reserveCapacity(wanted)
        PermutedLabels(seed: seed, permutation: stream).forEachPosition(m: wanted, n: count - wanted) { row, isChosen in
            if isChosen { rows.append(row) }
        }
        return rows
    }
}
