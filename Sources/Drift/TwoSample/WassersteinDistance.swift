public import Analysis

/// Wasserstein's distance of order 1 (the earth mover's): ∫ |F − G| dx, in the values' own unit. A metric.
///
/// The effect size is the distance over the reference's standard deviation (that of both samples pooled where the
/// reference is constant; 0 where all values are equal). It has a p-value by permutation where one is asked for.
///
/// Source: Vallender, Theory Probab. Appl. 18 (1974) 784.
public struct WassersteinDistance: TwoSampleTest {
    public static let name = "wasserstein"

    public let permutations: PermutationPlan?

    public init(permutations: PermutationPlan? = nil) {
        self.permutations = permutations
    }

    /// - Throws: also `DriftError.badSample` where values differ and their variance is too small for a number.
    /// - Complexity: O(N log N) for N values, and O(N) a permutation.
    public func test(reference: [Double], sample: [Double], in context: RunContext) throws -> TestResult {
        let samples = try SortedSamples(reference: reference, sample: sample, method: Self.name)
        let distance = samples.withPair(Self.distance)
        let spread = try Self.spread(samples)
        let tested = try permutations?.pValue(
            observed: distance, samples: samples, in: context, statistic: Self.distance)
        return try .checked(
            Self.name, statistic: distance, pValue: tested?.value, by: tested?.method,
            effect: "distance in standard deviations of the reference", spread == 0 ? 0 : distance / spread,
            samples: samples, notes: TestNotes.tooFewPermutations(permutations))
    }

    static func distance(_ pair: OrderedPair) -> Double {
        let (m, n) = (pair.m, pair.n)
        let scale = 1 / (Double(m) * Double(n))
        var sum = 0.0
        pair.forEachGap { length, below, sampleBelow in
            sum += Double(abs(below * n - sampleBelow * m)) * scale * length
        }
        return sum
    }

    private static func spread(_ samples: SortedSamples) throws -> Double {
        let own = SampleMoments(samples.reference)
        try own.requireVariance("reference")
        guard own.variance == 0 else { return own.variance.squareRoot() }
        let pooled = SampleMoments(samples.pooled)
        try pooled.requireVariance("both samples")
        return pooled.variance.squareRoot()
    }
}

extension WassersteinDistance {
    static let method = TwoSampleMethod(
        name, aliases: ["w1"], purpose: .distance,
        summary: "how far values have to move to turn one sample into the other, in their own unit",
        options: PermutationPlan.options(),
        maker: .oneChannel { WassersteinDistance(permutations: try .plan($0)) })
}
