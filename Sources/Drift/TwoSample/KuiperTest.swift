public import Analysis

/// Kuiper's two-sample test: the greatest distances of the distribution functions on either side, added. It is as
/// sensitive in the tails as around the median, and on a circle it does not depend on where counting begins.
///
/// V = max(F − G) + max(G − F), in 0…2; it is also the effect size. The p-value is that of the limit at
/// (√ne + 0.155 + 0.24/√ne) V with ne = m n/(m + n), good from ne = 4 on; or by permutation.
///
/// Source: Kuiper, Proc. Kon. Ned. Akad. Wet. A 63 (1960) 38; Stephens, J. R. Statist. Soc. B 32 (1970) 115, Table 1.
public struct KuiperTest: TwoSampleTest {
    public static let name = "kuiper"

    public let permutations: PermutationPlan?

    public init(permutations: PermutationPlan? = nil) {
        self.permutations = permutations
    }

    /// - Complexity: O(N log N) for N values.
    public func test(
        reference: [Double], sample: [Double], in context: RunContext
    ) throws -> TestResult {
        let samples = try SortedSamples(reference: reference, sample: sample, method: Self.name)
        let (m, n) = (Double(reference.count), Double(sample.count))
        let height = samples.withPair(Self.height)
        let statistic = height / (m * n)
        var notes = TestNotes.tooFewPermutations(permutations)
        let (pValue, method): (Double, TestResult.PValueMethod)
        if let permutations {
            (pValue, method) = try permutations.pValue(
                observed: height, samples: samples, in: context, statistic: Self.height)
        } else {
            method = .asymptotic
            let root = (m * n / (m + n)).squareRoot()
            pValue = KuiperDistribution.upperTail((root + 0.155 + 0.24 / root) * statistic)
            if root < 2 { notes.append("too little data for the limit distribution; ask for permutations") }
        }
        return try .checked(
            Self.name, statistic: statistic, pValue: pValue, by: method,
            effect: "Kuiper distance", statistic, samples: samples, notes: notes)
    }

    /// m n V, a whole number.
    private static func height(_ pair: OrderedPair) -> Double {
        let distance = DistributionDistance(pair)
        return Double(distance.above + distance.below)
    }
}

extension KuiperTest {
    static let method = TwoSampleMethod(
        name, purpose: .test,
        summary: "like Kolmogorov-Smirnov, as sensitive in the tails; for angles and times of day",
        options: PermutationPlan.options(),
        maker: .oneChannel { KuiperTest(permutations: try .plan($0)) })
}
