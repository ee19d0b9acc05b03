public import Analysis

/// Welch's t test of a difference of the means, without the assumption that the variances are equal.
///
/// t is (mean of the reference − mean of the sample)/√(s₁²/m + s₂²/n), with the degrees of freedom of Welch and
/// Satterthwaite. The effect size is Hedges's g: the difference over the pooled standard deviation, times 1 − 3/(4(m +
/// n) − 9) against its bias in small samples; its sign is that of t.
///
/// Source: Welch, Biometrika 34 (1947) 28; Satterthwaite, Biometrics Bull. 2 (1946) 110; Hedges, J. Educ. Statist. 6
/// (1981) 107.
public struct WelchTest: TwoSampleTest {
    public static let name = "welch"

    /// `less` looks for a reference of smaller mean, `greater` for one of larger.
    public let alternative: Alternative

    public init(alternative: Alternative = .twoSided) {
        self.alternative = alternative
    }

    /// - Throws: also `DriftError.badSample` where both samples are constant and differ, or their variances are too small for
    ///   a number: then there is no t.
    /// - Complexity: O(N).
    public func test(reference: [Double], sample: [Double], in context: RunContext) throws -> TestResult {
        let samples = try SortedSamples(reference: reference, sample: sample, minimum: 2, method: Self.name)
        let (first, second) = (SampleMoments(samples.reference), SampleMoments(samples.sample))
        let (m, n) = (first.count, second.count)
        let (left, right) = (first.variance / m, second.variance / n)
        let difference = first.mean(minus: second)
        guard left + right > 0 else {
            try first.requireVariance("reference")
            try second.requireVariance("sample")
            guard difference == 0 else {
                throw DriftError(
                    .badSample, problem: "both samples are constant and their values differ, so welch has no t",
                    remedy: "use mann-whitney or kolmogorov-smirnov")
            }
            return try .checked(
                Self.name, statistic: 0, pValue: 1, by: .asymptotic, effect: "Hedges' g", 0, samples: samples,
                notes: [TestNotes.oneDistinctValue])
        }
        let t = difference / (left + right).squareRoot()
        // (left + right)²/(left²/(m − 1) + right²/(n − 1)), in shares, which neither overflow nor vanish.
        let share = left / (left + right)
        let degreesOfFreedom = 1 / (share * share / (m - 1) + (1 - share) * (1 - share) / (n - 1))
        let pValue =
            switch alternative {
            case .twoSided: StudentDistribution.bothTails(t, degreesOfFreedom: degreesOfFreedom)
            case .greater: StudentDistribution.upperTail(t, degreesOfFreedom: degreesOfFreedom)
            case .less: StudentDistribution.upperTail(-t, degreesOfFreedom: degreesOfFreedom)
            }
        let pooled = (((m - 1) * first.variance + (n - 1) * second.variance) / (m + n - 2)).squareRoot()
        var notes: [String] = []
        if min(m, n) < 5 {
            notes.append("too little data to see whether the values are near enough to normal for a t test")
        }
        return try .checked(
            Self.name, statistic: t, pValue: pValue, by: .asymptotic, effect: "Hedges' g",
            difference / pooled * (1 - 3 / (4 * (m + n) - 9)), samples: samples, notes: notes)
    }
}

extension WelchTest {
    static let method = TwoSampleMethod(
        name, aliases: ["t"], purpose: .test, summary: "a difference of the means, of whatever variances",
        options: [
            Alternative.option(less: "the reference's mean is smaller", greater: "the reference's mean is larger")
        ],
        maker: .oneChannel { WelchTest(alternative: try $0.choice("alternative", default: .twoSided)) })
}
