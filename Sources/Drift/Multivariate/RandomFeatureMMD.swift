public import Analysis
internal import Foundation

/// An approximation of the maximum mean discrepancy for many rows: the Gaussian kernel is replaced by the mean of
/// cos ω·(x − y) over D/2 random frequencies ω (Rahimi & Recht, NIPS 20 (2007)), so that time grows with the number of rows
/// and not with its square.
///
/// Each frequency gives an unbiased estimate of what `MaximumMeanDiscrepancy` computes from the same rows, within −1…4, and
/// the statistic is their mean: its standard error is their standard deviation over √(D/2), which is stated, and by
/// Hoeffding's inequality it is off by more than ε with a probability below 2·exp(−D·ε²/25). The p-value is from
/// permutations with the frequencies held, so it is as valid as the exact method's; the test is less powerful.
public struct RandomFeatureMMD: MultivariateTest, LabelledFeatureMethod, Hashable {
    public static let name = "mmd-random-features"

    /// `.median` or one width. The median is that of the distances between `medianRows` rows drawn at random.
    public let bandwidth: KernelBandwidth
    /// Cosines and sines, D.
    public let features: Int
    public let permutations: Int
    public let seed: UInt64
    public let medianRows: Int

    static let featureDomain = 2...1_000_000

    /// - Parameters:
    ///   - features: an even number from 2 to 10⁶.
    ///   - permutations: 1 to 10⁵.
    ///   - seed: of the permutations, of the frequencies and of the rows for the median.
    ///   - medianRows: at least 2.
    /// - Throws: `DriftError.badParameter`.
    public init(
        bandwidth: KernelBandwidth = .median, features: Int = 1000, permutations: Int = 999, seed: UInt64 = 0,
        medianRows: Int = 2000
    ) throws {
        self.bandwidth = bandwidth
        self.features = features
        self.permutations = permutations
        self.seed = seed
        self.medianRows = medianRows
        try validate()
    }

    func validate() throws {
        try validateShared()
        guard Self.featureDomain.contains(features), features.isMultiple(of: 2) else {
            throw DriftError(
                .badParameter, key: "features", problem: "there are \(features)",
                remedy: "give an even number from 2 to 1000000: a cosine and a sine for each frequency")
        }
    }

    var form: LabelledFeatures.Form { .waves(features / 2) }

    /// A result and how well it approximates.
    public struct Outcome: Sendable {
        public let result: TestResult
        /// Of the statistic about the exact method's, from the spread over the frequencies.
        public let standardError: Double
        public let permutedStatistics: [Double]
        public let bandwidth: Double
    }

    /// - Throws: as `MaximumMeanDiscrepancy.test(reference:sample:in:)`.
    /// - Complexity: O(N·D·(d + permutations)) for N rows of d features in both samples; memory for one bit a row and
    ///   permutation, D·d numbers and, a thread, some 400 numbers a permutation.
    public func test(reference: Sample, sample: Sample, in context: RunContext) throws -> TestResult {
        try outcome(reference: reference, sample: sample, in: context).result
    }

    /// As `test(reference:sample:in:)`, with the standard error and the statistics of the permutations.
    ///
    /// - Throws: as `test(reference:sample:in:)`.
    public func outcome(reference: Sample, sample: Sample, in context: RunContext = RunContext()) throws -> Outcome {
        try PoolExecutor(pool: context.pool, profile: context.profile).run(
            RandomFeatureAnalysis(method: self, reference: reference, sample: sample),
            cancellation: context.cancellation, progress: context.progress)
    }
}

/// A shard is some frequencies.
struct RandomFeatureAnalysis: LabelledFeatureAnalysis {
    let method: RandomFeatureMMD
    let reference: Sample
    let sample: Sample

    struct Partial: Sendable, Codable {
        /// For every labelling the mean kernel values, added up over the frequencies.
        let sums: [KernelMeans]
        /// The observed discrepancy of each frequency.
        let observed: [Double]
    }

    /// With C and S the sums of cos ω·x and sin ω·x over n rows, the sum of cos ω·(x − y) over ordered pairs of two
    /// different rows is C² + S² − n, and over two samples C·C′ + S·S′.
    func run(_ shard: Range<Int>, _ prepared: LabelledFeatures, in context: RunContext) throws -> Partial {
        let sums = try prepared.sums(shard) { try context.cancellation.check() }
        let part = prepared.map.part(shard)
        let (columns, sines) = (prepared.labels.columns, part.vectors.paddedCount)
        let (n, m) = (Double(reference.rows), Double(sample.rows))
        let all = (columns - 1) * part.features
        func means(_ labelling: Int, _ wave: Int) -> KernelMeans {
            let place = labelling * part.features + wave
            let (c, s) = (sums[place], sums[place + sines])
            let (otherC, otherS) = (sums[all + wave] - c, sums[all + wave + sines] - s)
            return KernelMeans(
                reference: (c * c + s * s - n) / (n * (n - 1)),
                sample: (otherC * otherC + otherS * otherS - m) / (m * (m - 1)),
                across: (c * otherC + s * otherS) / (n * m))
        }
        return Partial(
            sums: (0..<columns - 1).map { labelling in
                (0..<shard.count).reduce(KernelMeans.zero) { $0 + means(labelling, $1) }
            },
            observed: (0..<shard.count).map { means(0, $0).squaredDiscrepancy })
    }

    func merge(_ partials: [Partial], _ prepared: LabelledFeatures) throws -> RandomFeatureMMD.Outcome {
        let labellings = prepared.labels.columns - 1
        let each = partials.flatMap(\.observed)
        let count = Double(each.count)
        let means = (0..<labellings).map { labelling in
            partials.reduce(KernelMeans.zero) { $0 + $1.sums[labelling] }.divided(by: count)
        }
        let statistic = PermutedStatistic(
            observed: means[0].squaredDiscrepancy, permuted: means.dropFirst().map(\.squaredDiscrepancy),
            splits: prepared.labels.splits, resolution: MaximumMeanDiscrepancy.resolution)
        let squares = each.reduce(0) { $0 + ($1 - statistic.observed) * ($1 - statistic.observed) }
        let error = each.count > 1 ? (squares / (count * (count - 1))).squareRoot() : .infinity
        let result = statistic.result(
            RandomFeatureMMD.name, effect: means[0].inhomogeneity, referenceCount: reference.rows,
            sampleCount: sample.rows,
            notes: [
                "an approximation of mmd from \(method.features) random features: its standard error is "
                    + (error.isFinite ? String(format: "%.2g", error) : "unknown with a single frequency"),
                KernelBandwidth.note([prepared.width], median: method.bandwidth == .median),
            ])
        return RandomFeatureMMD.Outcome(
            result: result, standardError: error, permutedStatistics: statistic.permuted, bandwidth: prepared.width)
    }
}

extension RandomFeatureMMD {
    static let method = TwoSampleMethod(
        name, purpose: .test,
        summary: "an approximation of mmd by random frequencies, for 100 000 rows and more; stronger than mmd-linear",
        options: [
            KernelBandwidth.option(several: false), KernelBandwidth.medianRowsOption,
            MethodOption(
                "features", default: "1000", domain: "an even number from 2 to 1000000",
                meaning: "cosines and sines; the error falls with the root of their number"),
        ] + PermutationPlan.kernelOptions,
        maker: .manyChannels { options in
            try RandomFeatureMMD(
                bandwidth: .given(options), features: options.whole("features", default: 1000, in: featureDomain),
                permutations: PermutationPlan.kernelPermutations(options), seed: options.seed(),
                medianRows: KernelBandwidth.medianRows(options))
        })
}
