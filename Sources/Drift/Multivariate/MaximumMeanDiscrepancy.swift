public import Analysis

/// The maximum mean discrepancy between two samples, with a Gaussian kernel, and its permutation test.
///
/// The statistic is the unbiased MMD² (Gretton, Borgwardt, Rasch, Schölkopf & Smola, JMLR 13 (2012) 723, eq. 3), 0 in the
/// mean where both samples come from one distribution. Neither the kernel matrix nor the distances are ever held: they are
/// made a tile at a time, and each tile serves every permutation before it is dropped (`KernelSums`).
///
/// Rounding: a kernel value is off by less than 2(d + 4)·2⁻⁵³·(|x|² + |y|²)/(2σ²) for rows x, y of d features measured from
/// the pooled mean, which for the median bandwidth is some 10⁻¹⁴ at d = 64. The result has the same bits for any number of
/// threads; OpenBLAS chooses its kernels by the processor, so the last bits differ between processors.
public struct MaximumMeanDiscrepancy: MultivariateTest, Codable, Hashable {
    public static let name = "mmd"

    public let bandwidth: KernelBandwidth
    /// Random permutations for the p-value. Where there are no more ways to divide the rows, all are taken instead.
    public let permutations: Int
    public let seed: UInt64
    /// Rows of a tile. It changes nothing but rounding.
    package let tileRows: Int

    /// - Parameter permutations: 1 to 10⁵.
    /// - Throws: `DriftError.badParameter` where a width is no positive number or there are no permutations.
    public init(bandwidth: KernelBandwidth = .median, permutations: Int = 999, seed: UInt64 = 0) throws {
        try self.init(bandwidth: bandwidth, permutations: permutations, seed: seed, tileRows: 256)
    }

    /// - Parameter tileRows: a positive multiple of 16.
    package init(bandwidth: KernelBandwidth, permutations: Int, seed: UInt64, tileRows: Int) throws {
        self.bandwidth = bandwidth
        self.permutations = permutations
        self.seed = seed
        self.tileRows = tileRows
        try validate()
    }

    func validate() throws {
        try bandwidth.validate()
        _ = try plan()
        precondition(tileRows > 0 && tileRows.isMultiple(of: 16), "a tile that is no whole number of vectors")
    }

    func plan() throws -> PermutationPlan { try .ofKernel(permutations: permutations, seed: seed) }

    /// A result, and what it was made from.
    public struct Outcome: Sendable {
        public let result: TestResult
        /// The statistic of every permutation.
        public let permutedStatistics: [Double]
        /// The widths of the kernel that was used.
        public let bandwidths: [Double]
    }

    /// The statistic, its p-value and effect size.
    ///
    /// - Throws: `DriftError` where the features differ, a sample has fewer than 2 rows, or the median distance is 0;
    ///   `LinearAlgebraError.unavailable`; `OpenCLError` where the context's device fails; `CancelledError`.
    /// - Complexity: O(N²·(d + permutations)) for N rows of d features in both samples; memory for the rows, one bit a row
    ///   and permutation, two numbers a permutation and 256 rows, and a thread three tiles and 512 numbers a permutation.
    public func test(reference: Sample, sample: Sample, in context: RunContext) throws -> TestResult {
        try outcome(reference: reference, sample: sample, in: context).result
    }

    /// As `test(reference:sample:in:)`, with the statistics of the permutations.
    ///
    /// - Throws: as `test(reference:sample:in:)`.
    public func outcome(reference: Sample, sample: Sample, in context: RunContext = RunContext()) throws -> Outcome {
        try PoolExecutor(pool: context.pool, device: context.device, profile: context.profile).run(
            MaximumMeanDiscrepancyAnalysis(method: self, reference: reference, sample: sample),
            cancellation: context.cancellation, progress: context.progress)
    }

    /// What the sums over all pairs come to.
    func outcome(
        _ sums: KernelSums, widths: [Double], referenceCount: Int, sampleCount: Int, splits: PooledSplits
    ) throws -> Outcome {
        let means = (0..<sums.within.count - 1).map {
            sums.means($0, reference: referenceCount, sample: sampleCount)
        }
        let observed = means[0]
        let statistic = PermutedStatistic(
            observed: observed.squaredDiscrepancy, permuted: means.dropFirst().map(\.squaredDiscrepancy),
            splits: splits, resolution: Self.resolution)
        let result = statistic.result(
            Self.name, effect: observed.inhomogeneity, referenceCount: referenceCount, sampleCount: sampleCount,
            notes: [KernelBandwidth.note(widths, median: bandwidth == .median)])
        return Outcome(result: result, permutedStatistics: statistic.permuted, bandwidths: widths)
    }

    /// Kernel values are at most 1, and the mean of any number of them is off by less than this: two labellings that are
    /// the same but for rounding are told from two that are not.
    static let resolution = 0x1p-40
}

extension MaximumMeanDiscrepancy {
    static let method = TwoSampleMethod(
        name, purpose: .test,
        summary: "the maximum mean discrepancy of a Gaussian kernel; any kind of change, in all features together",
        options: [KernelBandwidth.option(several: true)] + PermutationPlan.kernelOptions,
        maker: .manyChannels { options in
            try MaximumMeanDiscrepancy(
                bandwidth: .given(options), permutations: PermutationPlan.kernelPermutations(options),
                seed: options.seed())
        })
}
