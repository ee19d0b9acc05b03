public import Analysis
internal import Compute
internal import Foundation
internal import Kernels

/// An approximation of the maximum mean discrepancy that looks at every row once (Gretton et al., JMLR 13 (2012) 723,
/// section 6): rows are taken two by two from both samples, and
///
///     h = k(x, x′) + k(y, y′) − k(x, y′) − k(x′, y)
///
/// is averaged. The mean is unbiased; its standard error is that of a mean of independent terms, and the p-value that of
/// a normal deviate above it, so it needs some hundred rows.
///
/// Rows must come in random order: neighbours that resemble each other, as in a time series, break the independence. Where the
/// samples differ in length the longer one's last rows are left out, and the odd row of an odd number.
public struct LinearTimeMMD: MultivariateTest, Hashable {
    public static let name = "mmd-linear"

    /// The median is that of the distances between `medianRows` rows drawn at random.
    public let bandwidth: KernelBandwidth
    /// Of the rows for the median.
    public let seed: UInt64
    public let medianRows: Int

    /// - Parameter medianRows: at least 2.
    /// - Throws: `DriftError.badParameter`.
    public init(bandwidth: KernelBandwidth = .median, seed: UInt64 = 0, medianRows: Int = 2000) throws {
        try bandwidth.validate()
        guard medianRows >= 2 else { throw KernelBandwidth.tooFewMedianRows(medianRows) }
        self.bandwidth = bandwidth
        self.seed = seed
        self.medianRows = medianRows
    }

    /// A result and how well it approximates.
    public struct Outcome: Sendable {
        public let result: TestResult
        /// Of the statistic about MMD².
        public let standardError: Double
        public let bandwidths: [Double]
    }

    /// - Throws: `DriftError` where the features differ, a sample has fewer than 4 rows or the median distance is 0;
    ///   `CancelledError`.
    /// - Complexity: O(N·d) for N rows of d features, beside the median; memory that does not grow with N.
    public func test(reference: Sample, sample: Sample, in context: RunContext) throws -> TestResult {
        try outcome(reference: reference, sample: sample, in: context).result
    }

    /// As `test(reference:sample:in:)`, with the standard error.
    ///
    /// - Throws: as `test(reference:sample:in:)`.
    public func outcome(reference: Sample, sample: Sample, in context: RunContext = RunContext()) throws -> Outcome {
        let source = try RowSource(reference: reference, sample: sample, least: 4)
        let widths = try widths(source, context)
        let fours = min(reference.rows, sample.rows) / 2
        let blocks = (fours + Self.foursAtOnce - 1) / Self.foursAtOnce
        context.progress.expect(blocks)
        let parts = try context.pool.map(count: blocks) { block in
            try context.cancellation.check()
            defer { context.progress.finish(1) }
            let first = block * Self.foursAtOnce
            return FourMoments(
                first..<min(fours, first + Self.foursAtOnce), of: source, widths: widths, kernels: .selected)
        }
        let moments = parts.dropFirst().reduce(parts[0]) { $0.joined($1) }
        let error = moments.standardError
        let statistic = moments.mean
        let left = reference.rows + sample.rows - 4 * fours
        let result = TestResult(
            method: Self.name, statistic: statistic,
            pValue: error > 0 ? NormalDistribution.upperTail(statistic / error) : Self.bound(statistic, terms: fours),
            pValueMethod: .asymptotic, effectSize: moments.means.inhomogeneity, referenceCount: reference.rows,
            sampleCount: sample.rows,
            notes: [
                "an approximation of mmd in linear time: its standard error is " + String(format: "%.2g", error),
                KernelBandwidth.note(widths, median: bandwidth == .median),
            ] + (left > 0 ? ["\(left) rows were left out: the samples are taken two rows at a time"] : [])
                + (fours < 50 ? ["too little data: the p-value is that of a normal limit and needs 100 rows"] : []))
        return Outcome(result: result, standardError: error, bandwidths: widths)
    }

    /// The p-value where all terms are equal and there is no spread to compare with. If nothing changed, a term is as
    /// likely to be positive as negative, since exchanging x′ and y′ turns its sign; so that all are positive has at most
    /// the probability 2⁻ᵗᵉʳᵐˢ.
    private static func bound(_ statistic: Double, terms: Int) -> Double {
        statistic > 0 ? max(exp2(-Double(terms)), .leastNonzeroMagnitude) : 1
    }

    private func widths(_ source: RowSource, _ context: RunContext) throws -> [Double] {
        switch bandwidth {
        case .widths(let widths): widths
        case .median:
            [try KernelBandwidth.median(ofSome: medianRows, of: source, seed: seed, pool: context.pool)]
        }
    }

    /// Terms h of one block: its kernel values fill half the first-level cache.
    private static let foursAtOnce = 1024
}

/// The mean and spread of h over some terms, and the means that it is made of.
struct FourMoments: Sendable {
    let count: Int
    let mean: Double
    /// Σ(h − mean)².
    let squares: Double
    let means: KernelMeans

    /// The standard deviation of h over √count; 0 for a single term.
    var standardError: Double {
        count > 1 ? (squares / (Double(count) * Double(count - 1))).squareRoot() : 0
    }

    init(count: Int, mean: Double, squares: Double, means: KernelMeans) {
        self.count = count
        self.mean = mean
        self.squares = squares
        self.means = means
    }

    /// - Parameter fours: term k is of rows 2k and 2k + 1 of both samples.
    init(_ fours: Range<Int>, of source: RowSource, widths: [Double], kernels: DynamicsKernelTable<Double>) {
        let padded = (fours.count + 15) / 16 * 16
        let tile = GaussianTile(side: padded, rows: 4, widths: widths, kernels: kernels)
        tile.distances.base.update(repeating: 0, count: 4 * padded)
        let other = source.reference.rows
        for (place, four) in fours.enumerated() {
            let pairs = [
                (2 * four, 2 * four + 1), (other + 2 * four, other + 2 * four + 1), (2 * four, other + 2 * four + 1),
                (2 * four + 1, other + 2 * four),
            ]
            for (kind, pair) in pairs.enumerated() {
                tile.distances[kind * padded + place] = source.squaredDistance(pair.0, pair.1)
            }
        }
        tile.evaluate(rows: 4, columns: padded)
        let terms = (0..<fours.count).map { place in
            (0..<4).map { tile.values[$0 * padded + place] }
        }
        let count = Double(fours.count)
        let h = terms.map { $0[0] + $0[1] - $0[2] - $0[3] }
        let mean = h.reduce(0, +) / count
        func average(_ kind: Int) -> Double { terms.reduce(0) { $0 + $1[kind] } / count }
        self.init(
            count: fours.count, mean: mean, squares: h.reduce(0) { $0 + ($1 - mean) * ($1 - mean) },
            means: KernelMeans(
                reference: average(0), sample: average(1), across: (average(2) + average(3)) / 2))
    }

    /// Those of both (Chan, Golub & LeVeque, Am. Stat. 37 (1983) 242).
    func joined(_ other: FourMoments) -> FourMoments {
        let (mine, theirs) = (Double(count), Double(other.count))
        let share = theirs / (mine + theirs)
        let step = other.mean - mean
        func both(_ path: KeyPath<KernelMeans, Double>) -> Double {
            means[keyPath: path] + share * (other.means[keyPath: path] - means[keyPath: path])
        }
        return FourMoments(
            count: count + other.count, mean: mean + share * step,
            squares: squares + other.squares + step * step * mine * share,
            means: KernelMeans(
                reference: both(\.reference), sample: both(\.sample), across: both(\.across)))
    }
}

extension LinearTimeMMD {
    static let method = TwoSampleMethod(
        name, purpose: .test,
        summary: "an approximation of mmd in linear time, for 100 000 rows and more; looks at every row once",
        options: [KernelBandwidth.option(several: true), KernelBandwidth.medianRowsOption, PermutationPlan.seedOption],
        maker: .manyChannels { options in
            try LinearTimeMMD(
                bandwidth: .given(options), seed: options.seed(), medianRows: KernelBandwidth.medianRows(options))
        })
}
