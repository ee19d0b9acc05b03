public import Analysis

/// Cramér and von Mises's two-sample test, of the squared difference of the two distribution functions over the pooled
/// sample.
///
/// T = U/(m n N) − (4 m n − 1)/(6 N) with U = m Σ(rᵢ − i)² + n Σ(sⱼ − j)², r and s the ranks (midranks with ties) of
/// the reference's and the sample's values among all N. The effect size is T N/(m n), an estimate of ∫ (F − G)² dH, H
/// being the pooled distribution; it is in 0…⅓ and does not grow with the samples.
///
/// The p-value is exact up to 20 values a sample, else that of the limit for T with its mean and variance fitted
/// (Anderson's eq. 15, as in SciPy); or by permutation.
///
/// Source: Anderson, Ann. Math. Statist. 33 (1962) 1148; midranks: Conover, Practical Nonparametric Statistics (1971).
public struct CramerVonMisesTest: TwoSampleTest {
    public static let name = "cramer-von-mises"
    /// The most values a sample may have for an exact p-value.
    public static let largestExact = 20

    public let distribution: NullDistribution
    public let permutations: PermutationPlan?

    public init(distribution: NullDistribution = .automatic, permutations: PermutationPlan? = nil) {
        self.distribution = distribution
        self.permutations = permutations
    }

    /// - Complexity: O(N log N) for N values.
    public func test(reference: [Double], sample: [Double], in context: RunContext) throws -> TestResult {
        let samples = try SortedSamples(reference: reference, sample: sample, minimum: 2, method: Self.name)
        let ranks = samples.withPair(RankDeviations.init)
        let (m, n) = (reference.count, sample.count)
        var notes = TestNotes.tooFewPermutations(permutations)
        let (pValue, method): (Double, TestResult.PValueMethod)
        if let permutations {
            (pValue, method) = try permutations.pValue(
                observed: ranks.shifted, samples: samples, in: context
            ) { RankDeviations($0).shifted }
        } else if try isExact(m, n) {
            pValue = CramerVonMisesDistribution.exactUpperTail(ranks.pathSum, m, n)
            method = .exact
            if samples.withPair(\.hasTies) { notes.append(TestNotes.tiesMakeExactApproximate) }
        } else {
            pValue = Self.asymptotic(ranks)
            method = .asymptotic
        }
        notes += TestNotes.tooSmallForAnyConclusion(m, n, extremes: 2)
        return try .checked(
            Self.name, statistic: ranks.statistic, pValue: pValue, by: method,
            effect: "mean squared difference of distribution functions",
            ranks.statistic * Double(m + n) / (Double(m) * Double(n)), samples: samples, notes: notes)
    }

    /// - Throws: `DriftError.tooLarge` where an exact p-value is demanded that would take too long.
    private func isExact(_ m: Int, _ n: Int) throws -> Bool {
        try distribution.isExact(
            affordable: max(m, n) <= Self.largestExact,
            problem: "the exact distribution is counted for samples of up to \(Self.largestExact) values")
    }

    private static func asymptotic(_ ranks: RankDeviations) -> Double {
        let (m, n) = (Double(ranks.m), Double(ranks.n))
        let (total, product) = (m + n, m * n)
        // Anderson (1962), eqs. 11, 14 and 15.
        let mean = (1 + 1 / total) / 6
        let variance =
            (total + 1) * (4 * product * total - 3 * (m * m + n * n) - 2 * product)
            / (45 * total * total * 4 * product)
        return CramerVonMisesDistribution.upperTail(1.0 / 6 + (ranks.statistic - mean) / (45 * variance).squareRoot())
    }
}

/// The sums of squares of ranks less positions, in whole numbers.
private struct RankDeviations {
    let m: Int
    let n: Int
    /// 4U.
    private let quadrupled: Int128

    init(_ pair: OrderedPair) {
        var (inReference, inSample): (Int128, Int128) = (0, 0)
        var (i, j) = (0, 0)
        // Of a group of a and b equal values, the reference's midranks less positions are j + ½b + ½(a + 1) − k for
        // k = 1…a, whose squares add up to a (j + ½b)² + a(a² − 1)/12.
        pair.forEachValue { _, a, b in
            let (across, along) = (Int128(2 * j + b), Int128(2 * i + a))
            inReference += Int128(a) * across * across + Int128(a) * Int128(a * a - 1) / 3
            inSample += Int128(b) * along * along + Int128(b) * Int128(b * b - 1) / 3
            i += a
            j += b
        }
        (m, n) = (pair.m, pair.n)
        quadrupled = Int128(m) * inReference + Int128(n) * inSample
    }

    /// 24 m n N T, a whole number.
    private var scaled: Int128 {
        let product = Int128(m) * Int128(n)
        return 6 * quadrupled - 4 * product * (4 * product - 1)
    }

    var statistic: Double { Double(scaled) / (24 * Double(m) * Double(n) * Double(m + n)) }

    /// `scaled`, as a number that permutations can be compared by: no less than 0 but where ties make T negative.
    var shifted: Double { Double(scaled) }

    /// The greatest value of the lattice of ζ = m n N² T, which is that of the multiples of the squared common divisor of
    /// m and n, that is not above this one's; without ties this one's. With ties it errs to the larger p-value, as in
    /// SciPy.
    var pathSum: Int {
        let step = Int128(LatticePaths.greatestCommonDivisor(m, n))
        let (whole, _) = (scaled * Int128(m + n)).quotientAndRemainder(dividingBy: 24 * step * step)
        return Int(whole * step * step)
    }
}

extension CramerVonMisesTest {
    static let method = TwoSampleMethod(
        name, aliases: ["cvm"], purpose: .test,
        summary: "the mean squared difference of the distribution functions; stronger than ks against broad changes",
        options: [NullDistribution.option("up to 20 values a sample")] + PermutationPlan.options(),
        maker: .oneChannel { options in
            CramerVonMisesTest(
                distribution: try options.choice("distribution", default: .automatic),
                permutations: try .plan(options))
        })
}
