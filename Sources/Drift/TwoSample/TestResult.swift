/// What a two-sample test, or a distance between two samples, came to.
public struct TestResult: Sendable, Codable, Hashable {
    /// How a p-value was obtained.
    public enum PValueMethod: Sendable, Codable, Hashable {
        /// From the statistic's exact distribution under the hypothesis of no difference.
        case exact
        /// From the statistic's limit for large samples.
        case asymptotic
        /// From random permutations of the pooled sample: (1 + those at least as extreme) / (1 + permutations).
        case permutation(permutations: Int, seed: UInt64)
    }

    /// The size of a difference, which unlike a p-value does not grow with the samples.
    public struct EffectSize: Sendable, Codable, Hashable {
        /// Which measure it is, such as `Cohen's d` or `rank-biserial correlation`.
        public let measure: String
        public let value: Double

        public init(measure: String, value: Double) {
            self.measure = measure
            self.value = value
        }
    }

    /// The method's name, as the command line knows it, such as `kolmogorov-smirnov`.
    public let method: String
    /// The statistic, or the distance.
    public let statistic: Double
    /// The probability of a statistic at least as extreme where both samples come from one distribution; nil for a
    /// distance that is not tested.
    public let pValue: Double?
    /// How `pValue` was obtained; nil where it is.
    public let pValueMethod: PValueMethod?
    public let effectSize: EffectSize
    /// Values (or rows) of the reference.
    public let referenceCount: Int
    /// Values (or rows) of the sample.
    public let sampleCount: Int
    /// What a reader must know of the result, such as that ties make the p-value approximate or that there is too little
    /// data; empty where nothing is.
    public let notes: [String]

    public init(
        method: String, statistic: Double, pValue: Double?, pValueMethod: PValueMethod?, effectSize: EffectSize,
        referenceCount: Int, sampleCount: Int, notes: [String] = []
    ) {
        self.method = method
        self.statistic = statistic
        self.pValue = pValue
        self.pValueMethod = pValueMethod
        self.effectSize = effectSize
        self.referenceCount = referenceCount
        self.sampleCount = sampleCount
        self.notes = notes
    }
}
