public import Analysis
internal import Compute
internal import Foundation

/// The least-squares density difference (Sugiyama, Kanamori, Suzuki, du Plessis, Liu & Takeuchi, Neural Computation 25
/// (2013) 2734): the squared L² distance ∫(p − q)² of the two samples' densities, estimated from a model of p − q itself and
/// not from two density estimates, and its permutation test.
///
/// The model is Σ θ_l exp(−|x − c_l|²/(2σ²)) with centres c_l drawn from the rows of both samples. With G_kl =
/// exp(−|c_k − c_l|²/(4σ²)) and h the difference of the samples' mean features, θ solves (G + λ)θ = h and the estimate is
/// 2θᵀh − θᵀGθ, the form that the paper recommends over hᵀθ and θᵀGθ for being less biased.
///
/// The integral of two Gaussians has a factor (πσ²)^{d/2}, which leaves double precision in a few hundred dimensions. The
/// statistic is the estimate times that factor, which has no unit; λ counts in the factor too. For the density difference
/// itself, divide by it.
///
/// σ is the median distance between rows and λ = 0.01 by default, where the paper cross-validates both: parameters that were
/// fitted to the observed labels would have to be fitted to each permutation's anew for the p-value to hold. λ = 0.01
/// keeps most of the power of the best λ for shifts, changes of scale and of shape in 1, 2, 10 and 64 dimensions.
public struct LeastSquaresDensityDifference: MultivariateTest, LabelledFeatureMethod, Hashable {
    public static let name = "lsdd"

    /// `.median` or one width. The median is that of the distances between `medianRows` rows drawn at random.
    public let bandwidth: KernelBandwidth
    /// λ, relative to the diagonal of G.
    public let ridge: Double
    /// The most centres.
    public let centres: Int
    public let permutations: Int
    public let seed: UInt64
    public let medianRows: Int

    static let centreDomain = 1...2000

    /// - Parameters:
    ///   - ridge: above 0.
    ///   - centres: 1 to 2000; as many as there are rows where there are fewer.
    ///   - permutations: 1 to 10⁵.
    ///   - seed: of the permutations, of the centres and of the rows for the median.
    ///   - medianRows: at least 2.
    /// - Throws: `DriftError.badParameter`.
    public init(
        bandwidth: KernelBandwidth = .median, ridge: Double = 0.01, centres: Int = 300, permutations: Int = 999,
        seed: UInt64 = 0, medianRows: Int = 2000
    ) throws {
        self.bandwidth = bandwidth
        self.ridge = ridge
        self.centres = centres
        self.permutations = permutations
        self.seed = seed
        self.medianRows = medianRows
        try validate()
    }

    func validate() throws {
        try validateShared()
        guard ridge.isFinite, ridge >= 1e-10 else {
            throw DriftError(
                .badParameter, key: "ridge", problem: "it is \(ridge)", remedy: "give a number from 1e-10 on")
        }
        guard Self.centreDomain.contains(centres) else {
            throw DriftError(
                .badParameter, key: "centres", problem: "there are \(centres)", remedy: "give a number from 1 to 2000")
        }
    }

    var form: LabelledFeatures.Form { .gaussians(centres) }

    /// A result, and what it was made from.
    public struct Outcome: Sendable {
        public let result: TestResult
        public let permutedStatistics: [Double]
        public let bandwidth: Double
        /// The natural logarithm of the factor (πσ²)^{d/2} in the statistic.
        public let logarithmOfFactor: Double
    }

    /// The effect size is the statistic over what the same model makes of ∫p² + ∫q²: 0 for equal densities, 1 for two that
    /// do not overlap.
    ///
    /// - Throws: as `MaximumMeanDiscrepancy.test(reference:sample:in:)`.
    /// - Complexity: O(N·b·(d + permutations) + b³) for N rows of d features and b centres; memory for one bit a row
    ///   and permutation, b numbers a permutation and b² numbers.
    public func test(reference: Sample, sample: Sample, in context: RunContext) throws -> TestResult {
        try outcome(reference: reference, sample: sample, in: context).result
    }

    /// As `test(reference:sample:in:)`, with the statistics of the permutations.
    ///
    /// - Throws: as `test(reference:sample:in:)`.
    public func outcome(reference: Sample, sample: Sample, in context: RunContext = RunContext()) throws -> Outcome {
        try PoolExecutor(pool: context.pool, profile: context.profile).run(
            DensityDifferenceAnalysis(method: self, reference: reference, sample: sample),
            cancellation: context.cancellation, progress: context.progress)
    }
}

/// A shard is some centres.
struct DensityDifferenceAnalysis: LabelledFeatureAnalysis {
    let method: LeastSquaresDensityDifference
    let reference: Sample
    let sample: Sample

    /// The sums of the shard's features, a row a centre and a column a labelling.
    func run(_ shard: Range<Int>, _ prepared: LabelledFeatures, in context: RunContext) throws -> [[Double]] {
        let sums = try prepared.sums(shard) { try context.cancellation.check() }
        let features = prepared.map.part(shard).features
        return (0..<shard.count).map { centre in
            (0..<prepared.labels.columns).map { sums[$0 * features + centre] }
        }
    }

    func merge(
        _ partials: [[[Double]]], _ prepared: LabelledFeatures
    ) throws -> LeastSquaresDensityDifference.Outcome {
        let sums = partials.flatMap { $0 }
        let width = prepared.width
        let model = try DensityModel(prepared.map.vectors, width: width, ridge: method.ridge)
        let (n, m) = (Double(reference.rows), Double(sample.rows))
        let all = prepared.labels.columns - 1
        let values = (0..<all).map { labelling in
            model.squaredNorm(sums.map { $0[labelling] / n - ($0[all] - $0[labelling]) / m })
        }
        let both = model.squaredNorm(sums.map { $0[0] / n }) + model.squaredNorm(sums.map { ($0[all] - $0[0]) / m })
        let statistic = PermutedStatistic(
            observed: values[0], permuted: Array(values.dropFirst()), splits: prepared.labels.splits,
            resolution: 0x1p-36 * both)
        let result = statistic.result(
            LeastSquaresDensityDifference.name,
            effect: TestResult.EffectSize(
                measure: "relative squared L2 distance", value: both > 0 ? values[0] / both : 0),
            referenceCount: reference.rows, sampleCount: sample.rows,
            notes: [KernelBandwidth.note([width], median: method.bandwidth == .median)])
        return LeastSquaresDensityDifference.Outcome(
            result: result, permutedStatistics: statistic.permuted, bandwidth: width,
            logarithmOfFactor: Double(reference.columns) / 2 * log(Double.pi * width * width))
    }
}

/// The Cholesky factor L of G + λ.
private struct DensityModel {
    private let ridge: Double
    private let factor: Matrix<Double>

    init(_ centres: PooledRows, width: Double, ridge: Double) throws {
        let rate = GaussianTile.rate(width) / 2
        var overlap = Matrix<Double>.identity(centres.count)
        for first in 0..<centres.count {
            overlap[first, first] += ridge
            for other in 0..<first {
                overlap[first, other] = exp(-rate * centres.squaredDistance(first, other))
                overlap[other, first] = overlap[first, other]
            }
        }
        self.ridge = ridge
        factor = try overlap.cholesky()
    }

    /// 2θᵀh − θᵀGθ with (G + λ)θ = h. As G = (G + λ) − λ that is θᵀh + λ|θ|² = |u|² + λ|θ|² with L·u = h and Lᵀθ = u: no
    /// difference, and never below 0.
    ///
    /// - Complexity: O(centres²).
    func squaredNorm(_ h: [Double]) -> Double {
        let count = h.count
        return factor.elements.withUnsafeBufferPointer { factor in
            var theta = h
            var sum = 0.0
            for row in 0..<count {
                for column in 0..<row { theta[row] -= factor[row * count + column] * theta[column] }
                theta[row] /= factor[row * count + row]
                sum += theta[row] * theta[row]
            }
            for row in stride(from: count - 1, through: 0, by: -1) {
                theta[row] /= factor[row * count + row]
                for column in 0..<row { theta[column] -= factor[row * count + column] * theta[row] }
                sum += ridge * theta[row] * theta[row]
            }
            return sum
        }
    }
}

extension LeastSquaresDensityDifference {
    static let method = TwoSampleMethod(
        name, purpose: .test,
        summary: "the squared distance between the densities, fitted to their difference; in few features",
        options: [
            KernelBandwidth.option(several: false), KernelBandwidth.medianRowsOption,
            MethodOption(
                "ridge", default: "0.01", domain: "a number from 1e-10 on", meaning: "lambda, the penalty on the model"),
            MethodOption(
                "centres", default: "300", domain: "a whole number from 1 to 2000",
                meaning: "the most Gaussians in the model"),
        ] + PermutationPlan.kernelOptions,
        maker: .manyChannels { options in
            try LeastSquaresDensityDifference(
                bandwidth: .given(options),
                ridge: options.number("ridge", default: 0.01, domain: "a number from 1e-10 on") { $0 >= 1e-10 },
                centres: options.whole("centres", default: 300, in: centreDomain),
                permutations: PermutationPlan.kernelPermutations(options), seed: options.seed(),
                medianRows: KernelBandwidth.medianRows(options))
        })
}
