public import Analysis

/// Anderson and Darling's test for two samples, as Scholz and Stephens gave it for k: like Cramér and von Mises's with
/// the squared difference divided by its variance, so that the tails count.
///
/// The statistic is (A²akN − 1)/σN, with midranks for ties (eqs. 7 and 4 with k = 2). The effect size is A²akN N/(m n),
/// an estimate of ∫ (F − G)²/(H(1 − H)) dH, H being the pooled distribution: it does not grow with the samples.
///
/// The p-value is that of the limit, P(A² > 1 + statistic · σ∞), which Scholz and Stephens's Table 1 interpolates; here
/// it is computed. It is not cut off at 0.001 and 0.25. Good from 5 values a sample on; or by permutation.
///
/// Source: Scholz & Stephens, J. Amer. Statist. Assoc. 82 (1987) 918; Pettitt, Biometrika 63 (1976) 161.
public struct AndersonDarlingTest: TwoSampleTest {
    public static let name = "anderson-darling"

    public let permutations: PermutationPlan?

    public init(permutations: PermutationPlan? = nil) {
        self.permutations = permutations
    }

    /// - Complexity: O(N log N) for N values.
    public func test(reference: [Double], sample: [Double], in context: RunContext) throws -> TestResult {
        let samples = try SortedSamples(reference: reference, sample: sample, minimum: 2, method: Self.name)
        let (m, n) = (reference.count, sample.count)
        let squared = samples.withPair(Self.squaredStatistic)
        let statistic = (squared - 1) / Self.standardDeviation(m, n)
        var notes = TestNotes.tooFewPermutations(permutations)
        if samples.withPair(Self.isConstant) { notes.append(TestNotes.oneDistinctValue) }
        let (pValue, method): (Double, TestResult.PValueMethod)
        if let permutations {
            (pValue, method) = try permutations.pValue(
                observed: squared, samples: samples, in: context, statistic: Self.squaredStatistic)
        } else {
            method = .asymptotic
            pValue = AndersonDarlingDistribution.upperTail(
                1 + statistic * AndersonDarlingDistribution.variance.squareRoot())
            if min(m, n) < 5 { notes.append("too little data for the limit distribution; ask for permutations") }
        }
        return try .checked(
            Self.name, statistic: statistic, pValue: pValue, by: method,
            effect: "weighted mean squared difference of distribution functions",
            squared * Double(m + n) / (Double(m) * Double(n)), samples: samples, notes: notes)
    }

    /// A²akN, eq. 7 with k = 2: its two inner sums are of the same squares, N Mⱼ − m Bⱼ for the reference and less
    /// that for the sample.
    private static func squaredStatistic(_ pair: OrderedPair) -> Double {
        let (m, n) = (Double(pair.m), Double(pair.n))
        let total = m + n
        var (inReference, below) = (0.0, 0.0)
        var sum = 0.0
        pair.forEachValue { _, a, b in
            let equal = Double(a + b)
            let middle = below + 0.5 * equal
            let difference = total * (inReference + 0.5 * Double(a)) - m * middle
            let weight = middle * (total - middle) - 0.25 * total * equal
            // 0 only where all values are equal, and then the difference is 0 too.
            if weight > 0 { sum += equal * difference * difference / weight }
            inReference += Double(a)
            below += equal
        }
        return (total - 1) / (total * total) * (1 / m + 1 / n) * sum
    }

    /// σN, eq. 4 with k = 2.
    ///
    /// - Complexity: O(N).
    private static func standardDeviation(_ m: Int, _ n: Int) -> Double {
        let size = m + n
        let total = Double(size)
        let reciprocals = 1 / Double(m) + 1 / Double(n)
        var harmonic = 0.0
        var g = 0.0
        // g = Σ over i < j < N of 1/((N − i) j): for each j, the sum over i = 1…j − 1 of 1/(N − i), kept up.
        var inner = 0.0
        for j in 1..<size {
            harmonic += 1 / Double(j)
            g += inner / Double(j)
            inner += 1 / Double(size - j)
        }
        let h = harmonic
        let a = (4 * g - 6) + (10 - 6 * g) * reciprocals
        let b = (2 * g - 4) * 4 + 16 * h + (2 * g - 14 * h - 4) * reciprocals - 8 * h + 4 * g - 6
        let c = (6 * h + 2 * g - 2) * 4 + (4 * h - 4 * g + 6) * 2 + (2 * h - 6) * reciprocals + 4 * h
        let d = (2 * h + 6) * 4 - 8 * h
        let variance =
            (((a * total + b) * total + c) * total + d) / ((total - 1) * (total - 2) * (total - 3))
        return variance.squareRoot()
    }

    private static func isConstant(_ pair: OrderedPair) -> Bool {
        let (first, last) = (
            min(pair.reference[0], pair.sample[0]), max(pair.reference[pair.m - 1], pair.sample[pair.n - 1])
        )
        return first == last
    }
}

extension AndersonDarlingTest {
    static let method = TwoSampleMethod(
        name, aliases: ["ad"], purpose: .test,
        summary: "like Cramér-von Mises with the tails weighted up; strong against changes of the spread",
        options: PermutationPlan.options(),
        maker: .oneChannel { AndersonDarlingTest(permutations: try .plan($0)) })
}
