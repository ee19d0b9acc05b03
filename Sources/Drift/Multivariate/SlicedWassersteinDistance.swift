public import Analysis
import Compute

/// The sliced Wasserstein distance of order 1: Wasserstein's distance of one-dimensional projections, averaged over
/// random directions.
///
/// The mean over all directions of the sphere is estimated from `projections` of them; the result's notes have the
/// standard error of that estimate (s/√L over the L projections' distances), and `estimate(reference:sample:in:)`
/// returns it. The effect size is the mean distance over the mean standard deviation of the reference along the
/// projections. The p-value is by permutation of the rows where one is asked for; it uses the same directions for all
/// permutations, so it is valid for any number of them.
///
/// Source: Rabin, Peyré, Delon & Bernot, SSVM 2011, LNCS 6667 (2012) 435; Bonneel et al., J. Math. Imaging Vis. 51
/// (2015) 22.
public struct SlicedWassersteinDistance: MultivariateTest {
    public static let name = "sliced-wasserstein"
    public static let projectionCounts = 1...100_000

    /// How many random directions.
    public let projections: Int
    /// The directions' seed.
    public let seed: UInt64
    public let permutations: PermutationPlan?

    /// - Parameter projections: in `projectionCounts`.
    /// - Throws: `DriftError.badParameter` with any other number.
    public init(projections: Int = 100, seed: UInt64 = 0, permutations: PermutationPlan? = nil) throws {
        guard Self.projectionCounts.contains(projections) else {
            throw DriftError(
                .badParameter, key: "projections", problem: "it is \(projections)",
                remedy: "give a whole number from 1 to \(Self.projectionCounts.upperBound)")
        }
        self.projections = projections
        self.seed = seed
        self.permutations = permutations
    }

    /// The distance, and what the choice of directions leaves uncertain.
    public struct Estimate: Sendable, Hashable {
        public let distance: Double
        /// The standard error of `distance` over the choice of directions; 0 in one dimension, nil for one projection.
        public let standardError: Double?
    }

    /// The distance alone.
    ///
    /// - Throws: as `test(reference:sample:in:)`.
    /// - Complexity: O(L (N d + N log N)) for N rows of d features and L projections.
    public func estimate(
        reference: Sample, sample: Sample, in context: RunContext = RunContext()
    ) throws -> Estimate {
        estimate(try slices(reference: reference, sample: sample, splits: nil, in: context).observed)
    }

    /// - Throws: also `LinearAlgebraError` where OpenBLAS cannot be opened.
    /// - Complexity: O(L (N d + N log N)), and O(L N) a permutation, for N rows of d features and L projections, shared
    ///   by the pool's threads; the result has the same bits for any number of them. O(N d) space, and up to 300 MiB
    ///   for permutations.
    public func test(reference: Sample, sample: Sample, in context: RunContext) throws -> TestResult {
        let splits = permutations.map { PooledSplits(m: reference.rows, n: sample.rows, plan: $0) }
        let (slices, reached) = try slices(reference: reference, sample: sample, splits: splits, in: context)
        let estimate = estimate(slices)
        let spread = slices.reduce(0) { $0 + $1.spread } / Double(slices.count)
        var notes = TestNotes.tooFewPermutations(permutations)
        if let error = estimate.standardError {
            notes.append("the standard error over \(projections) random directions is \(TestNotes.short(error))")
        }
        guard estimate.distance.isFinite, spread.isFinite else {
            throw DriftError(
                .badSample, problem: "projections of these samples are not finite numbers",
                remedy: "scale the values down: their sums, or the squares of them, are too large")
        }
        return TestResult(
            method: Self.name, statistic: estimate.distance, pValue: splits?.pValue(reached: reached),
            pValueMethod: splits?.method,
            effectSize: .init(
                measure: "distance in standard deviations of the reference",
                value: spread > 0 ? estimate.distance / spread : 0),
            referenceCount: reference.rows, sampleCount: sample.rows, notes: notes)
    }

    private func estimate(_ slices: [ProjectedSlice]) -> Estimate {
        let count = Double(slices.count)
        let mean = slices.reduce(0) { $0 + $1.distance } / count
        let squares = slices.reduce(0) { $0 + ($1.distance - mean) * ($1.distance - mean) }
        return Estimate(
            distance: mean,
            standardError: slices.count > 1 ? (squares / (count - 1) / count).squareRoot() : nil)
    }

    /// Every projection's distance, in order, and how many of the permutations reach their sum. Directions are taken in
    /// groups, of which each is one product; a permutation's distances are only added up, in the same order.
    private func slices(
        reference: Sample, sample: Sample, splits: PooledSplits?, in context: RunContext
    ) throws -> (observed: [ProjectedSlice], reached: Int) {
        try sample.requireSameColumns(as: reference)
        let pooled = try Self.centred(reference, sample)
        var slices: [ProjectedSlice] = []
        var reached = 0
        let perGroup = max(1, min(64, Self.projectedNumbers / pooled.rows))
        let chunks = try SplitChunks(splits, rows: pooled.rows)
        context.progress.expect(projections * chunks.count)
        for chunk in 0..<chunks.count {
            let labels = try chunks.labels(chunk, in: context)
            var sums = [Double](repeating: 0, count: labels?.count ?? 0)
            for first in stride(from: 0, to: projections, by: perGroup) {
                try context.cancellation.check()
                let count = min(perGroup, projections - first)
                let directions = try directions(first..<(first + count), columns: pooled.columns)
                let projected = try pooled.product(directions, otherTransposed: true, pool: context.pool)
                let group = try context.pool.map(count: count) { index in
                    try context.cancellation.check()
                    let slice = ProjectedSlice(projected, column: index, m: reference.rows, labels: labels)
                    context.progress.finish(1)
                    return slice
                }
                for slice in group {
                    for index in sums.indices { sums[index] += slice.permuted[index] }
                }
                if chunk == 0 { slices += group.map(\.withoutPermuted) }
            }
            let threshold = PermutationPlan.threshold(slices.reduce(0) { $0 + $1.distance })
            reached += sums.count { $0 >= threshold }
        }
        return (slices, reached)
    }

    /// How many projected numbers are held at a time: 32 MiB.
    private static let projectedNumbers = 1 << 22

    /// The pooled rows about their means: distances do not change with the origin, but the digits of products do.
    private static func centred(_ reference: Sample, _ sample: Sample) throws -> Matrix<Double> {
        let (rows, columns) = (reference.rows + sample.rows, reference.columns)
        var values = reference.values + sample.values
        values.withUnsafeMutableBufferPointer { values in
            for column in 0..<columns {
                // About the first row, so that the sum of large equal numbers neither rounds nor overflows.
                let origin = values[column]
                var sum = 0.0
                for row in 0..<rows { sum += values[row * columns + column] - origin }
                let mean = sum / Double(rows)
                for row in 0..<rows {
                    values[row * columns + column] = (values[row * columns + column] - origin) - mean
                }
            }
        }
        return try Matrix(rows: rows, columns: columns, elements: values)
    }

    /// Unit vectors of uniformly random direction, row by row: normal deviates over their length. Those of direction l
    /// are the blocks of stream 2⁶³ + l.
    ///
    /// Source: Muller, Commun. ACM 2 (4) (1959) 19.
    private func directions(_ range: Range<Int>, columns: Int) throws -> Matrix<Double> {
        var elements: [Double] = []
        elements.reserveCapacity(range.count * columns)
        for direction in range {
            let source = Philox4x32(seed: seed, stream: 1 << 63 | UInt64(direction))
            var vector = (0..<columns).map { source.normalPair(UInt64($0 / 2))[$0 % 2] }
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            // All deviates 0 is possible only in theory; any direction then serves.
            if length == 0 { vector[0] = 1 }
            elements += vector.map { $0 / (length == 0 ? 1 : length) }
        }
        return try Matrix(rows: range.count, columns: columns, elements: elements)
    }
}

extension SlicedWassersteinDistance {
    static let method = TwoSampleMethod(
        name, aliases: ["sw"], purpose: .distance,
        summary: "Wasserstein's distance averaged over random directions; any kind of change in many dimensions",
        options: [
            MethodOption(
                "projections", default: "100",
                domain: "a whole number from 1 to \(projectionCounts.upperBound)", meaning: "how many random directions"
            )
        ] + PermutationPlan.options(),
        maker: .manyChannels { options in
            try SlicedWassersteinDistance(
                projections: options.whole("projections", default: 100, in: projectionCounts), seed: options.seed(),
                permutations: .plan(options))
        })
}
