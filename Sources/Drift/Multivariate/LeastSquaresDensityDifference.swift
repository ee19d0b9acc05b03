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
    /// - Complexity: O(N·b·(d + permutations) + b²·(b + permutations)) for N rows of d features and b centres; memory for
    ///   one bit a row and permutation, 2b numbers a permutation, b² numbers and, a thread, some 400 numbers a permutation.
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

/// The first round sums the features of some centres a shard; the second fits the model to some labellings a shard.
struct DensityDifferenceAnalysis: LabelledFeatureAnalysis {
    let method: LeastSquaresDensityDifference
    let reference: Sample
    let sample: Sample

    enum Shard: Sendable, Codable {
        /// Sum the features of these centres.
        case sums(Range<Int>)
        /// Fit the model to these right-hand sides h: a row a centre, and so many columns.
        case norms([Double], columns: Int)
    }

    enum Partial: Sendable, Codable {
        /// A row a centre and a column a labelling.
        case sums([[Double]])
        case norms([Double])
    }

    struct Prepared: Sendable {
        let features: LabelledFeatures
        let model: DensityModel
    }

    func prepare(in context: RunContext) throws -> Prepared {
        let features = try labelledFeatures(in: context)
        return Prepared(
            features: features,
            model: try DensityModel(features.map.vectors, width: features.width, ridge: method.ridge))
    }

    func shards(_ prepared: Prepared) throws -> [Shard] { prepared.features.shards.map(Shard.sums) }

    func work(_ shard: Shard, _ prepared: Prepared) -> Int {
        let (source, labels) = (prepared.features.source, prepared.features.labels)
        switch shard {
        case .sums(let centres): return centres.count * source.count * (source.columns + labels.columns)
        case .norms(let sides, let columns): return sides.count / columns * sides.count
        }
    }

    func run(_ shard: Shard, _ prepared: Prepared, in context: RunContext) throws -> Partial {
        let check = { try context.cancellation.check() }
        switch shard {
        case .sums(let centres):
            let sums = try prepared.features.sums(centres, check: check)
            let features = prepared.features.map.part(centres).features
            return .sums(
                (0..<centres.count).map { centre in
                    (0..<prepared.features.labels.columns).map { sums[$0 * features + centre] }
                })
        case .norms(let sides, let columns):
            return .norms(try prepared.model.squaredNorms(sides, columns: columns, check: check))
        }
    }

    /// The right-hand sides of all labellings, and after them those of either sample alone.
    func nextRound(after partials: [Partial], _ prepared: Prepared) throws -> [Shard]? {
        var sums: [[Double]] = []
        for case .sums(let some) in partials { sums += some }
        guard !sums.isEmpty else { return nil }
        let (n, m) = (Double(reference.rows), Double(sample.rows))
        let all = prepared.features.labels.columns - 1
        func side(_ column: Int, _ sums: [Double]) -> Double {
            if column < all { return sums[column] / n - (sums[all] - sums[column]) / m }
            return column == all ? sums[0] / n : (sums[all] - sums[0]) / m
        }
        return stride(from: 0, to: all + 2, by: 256).map { first in
            let columns = first..<min(all + 2, first + 256)
            return .norms(sums.flatMap { row in columns.map { side($0, row) } }, columns: columns.count)
        }
    }

    func merge(_ partials: [Partial], _ prepared: Prepared) throws -> LeastSquaresDensityDifference.Outcome {
        var norms: [Double] = []
        for case .norms(let some) in partials { norms += some }
        let all = prepared.features.labels.columns - 1
        let (values, both) = (norms[..<all], norms[all] + norms[all + 1])
        let width = prepared.features.width
        let statistic = PermutedStatistic(
            observed: values[0], permuted: Array(values.dropFirst()), splits: prepared.features.labels.splits,
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
struct DensityModel: Sendable {
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

    /// For every column h of `sides`, a row a centre: 2θᵀh − θᵀGθ with (G + λ)θ = h. As G = (G + λ) − λ that is θᵀh + λ|θ|² = |u|² + λ|θ|² with L·u = h and Lᵀθ = u: no
    /// difference, and never below 0.
    ///
    /// - Throws: what `check`, called once a row, throws.
    /// - Complexity: O(centres² · columns).
    func squaredNorms(_ sides: [Double], columns: Int, check: () throws -> Void) rethrows -> [Double] {
        let count = factor.rows
        var theta = sides
        var sums = [Double](repeating: 0, count: columns)
        try factor.elements.withUnsafeBufferPointer { factor in
            try theta.withUnsafeMutableBufferPointer { theta in
                /// Divides a row by the factor's diagonal, and adds its squares to the sums.
                func finish(_ row: Int, weight: Double) {
                    let diagonal = factor[row * count + row]
                    for index in 0..<columns {
                        let value = theta[row * columns + index] / diagonal
                        theta[row * columns + index] = value
                        sums[index] += weight * value * value
                    }
                }
                /// Subtracts so many times the row `other` from the row `row`.
                func subtract(_ weight: Double, _ other: Int, from row: Int) {
                    for index in 0..<columns { theta[row * columns + index] -= weight * theta[other * columns + index] }
                }
                for row in 0..<count {
                    try check()
                    for other in 0..<row { subtract(factor[row * count + other], other, from: row) }
                    finish(row, weight: 1)
                }
                for row in stride(from: count - 1, through: 0, by: -1) {
                    try check()
                    finish(row, weight: ridge)
                    for other in 0..<row { subtract(factor[row * count + other], row, from: other) }
                }
            }
        }
        return sums
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
