internal import Analysis

/// A method whose time grows with the number of rows: a permutation test of a statistic of `LabelledFeatures`.
protocol LabelledFeatureMethod: MultivariateTest, Codable {
    var bandwidth: KernelBandwidth { get }
    var permutations: Int { get }
    var seed: UInt64 { get }
    /// The rows from which a median bandwidth is taken.
    var medianRows: Int { get }
    var form: LabelledFeatures.Form { get }

    /// - Throws: `DriftError.badParameter` with the parameter that is outside its domain.
    func validate() throws
}

extension LabelledFeatureMethod {
    func plan() throws -> PermutationPlan { try .ofKernel(permutations: permutations, seed: seed) }

    /// Checks what all such methods have.
    func validateShared() throws {
        try bandwidth.requireSingle()
        _ = try plan()
        guard medianRows >= 2 else { throw KernelBandwidth.tooFewMedianRows(medianRows) }
    }
}

/// Such a method on two samples.
protocol LabelledFeatureAnalysis: Analysis {
    associatedtype Method: LabelledFeatureMethod

    var method: Method { get }
    var reference: Sample { get }
    var sample: Sample { get }
}

extension LabelledFeatureAnalysis {
    /// What the method needs of the samples.
    func labelledFeatures(in context: RunContext) throws -> LabelledFeatures {
        try method.validate()
        return try LabelledFeatures(
            method.form, bandwidth: method.bandwidth, medianRows: method.medianRows, plan: method.plan(),
            reference: reference, sample: sample, in: context)
    }
}

/// A shard is some of the map's vectors.
extension LabelledFeatureAnalysis where Shard == Range<Int>, Prepared == LabelledFeatures {
    func prepare(in context: RunContext) throws -> LabelledFeatures { try labelledFeatures(in: context) }

    func shards(_ prepared: LabelledFeatures) throws -> [Range<Int>] { prepared.shards }

    func work(_ shard: Range<Int>, _ prepared: LabelledFeatures) -> Int { shard.count * prepared.source.count }
}
