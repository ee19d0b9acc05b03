public import Analysis

/// Mann and Whitney's test (Wilcoxon's rank-sum test): whether values of one sample tend to lie above those of the
/// other.
///
/// U is the number of pairs in which the reference's value is the larger, ties counting one half. The effect size is
/// the rank-biserial correlation r = 2U/(m n) − 1, in −1…1 and positive where the reference is larger (Cureton,
/// Psychometrika 21 (1956) 287); the common-language effect size, the probability that the reference's value is the
/// larger, is (r + 1)/2.
///
/// The p-value is exact where the smaller sample has no more than 8 values and there are no ties, as in SciPy; else
/// from the normal limit with correction for ties and continuity; or by permutation.
///
/// Source: Mann & Whitney, Ann. Math. Statist. 18 (1947) 50; correction for ties: Hollander, Wolfe & Chicken,
/// Nonparametric Statistical Methods (2013) eq. 4.14.
public struct MannWhitneyTest: TwoSampleTest {
    public static let name = "mann-whitney"

    /// `less` looks for a reference of smaller values, `greater` for one of larger.
    public let alternative: Alternative
    public let distribution: NullDistribution
    public let permutations: PermutationPlan?

    public init(
        alternative: Alternative = .twoSided, distribution: NullDistribution = .automatic,
        permutations: PermutationPlan? = nil
    ) {
        self.alternative = alternative
        self.distribution = distribution
        self.permutations = permutations
    }

    /// - Complexity: O(N log N) for N values; an exact p-value adds O(m n min(m, n)).
    public func test(reference: [Double], sample: [Double], in context: RunContext) throws -> TestResult {
        let samples = try SortedSamples(reference: reference, sample: sample, method: Self.name)
        let ranks = samples.withPair(RankSums.init)
        let (m, n) = (Double(reference.count), Double(sample.count))
        var notes = TestNotes.tooFewPermutations(permutations)
        let (pValue, method): (Double, TestResult.PValueMethod)
        if let permutations {
            let alternative = alternative
            (pValue, method) = try permutations.pValue(
                observed: ranks.departure(alternative), samples: samples, in: context
            ) { RankSums($0).departure(alternative) }
        } else if try isExact(ranks) {
            pValue = exact(ranks)
            method = .exact
            if ranks.hasTies { notes.append(TestNotes.tiesMakeExactApproximate) }
        } else {
            pValue = asymptotic(ranks)
            method = .asymptotic
            if ranks.isConstant { notes.append(TestNotes.oneDistinctValue) }
            if min(m, n) <= 8 { notes.append("too little data for the normal limit; ask for permutations") }
        }
        notes += TestNotes.tooSmallForAnyConclusion(
            ranks.m, ranks.n, extremes: alternative == .twoSided ? 2 : 1)
        return try .checked(
            Self.name, statistic: ranks.u, pValue: pValue, by: method, effect: "rank-biserial correlation",
            2 * ranks.u / (m * n) - 1, samples: samples, notes: notes)
    }

    /// - Throws: `DriftError.tooLarge` where an exact p-value is demanded that would take too long.
    private func isExact(_ ranks: RankSums) throws -> Bool {
        try distribution.isExact(
            suited: min(ranks.m, ranks.n) <= 8 && !ranks.hasTies,
            affordable: RankSumDistribution.isAffordable(ranks.m, ranks.n),
            problem: "an exact p-value of \(ranks.m) and \(ranks.n) values would take too long")
    }

    private func exact(_ ranks: RankSums) -> Double {
        let (m, n) = (ranks.m, ranks.n)
        // P(U ≥ u), and with ties, where u may lie between two whole numbers, P(U ≥ ⌊u⌋), which is not smaller.
        func upper(_ doubled: Int) -> Double {
            let mirrored = m * n - doubled / 2
            if mirrored <= m * n / 2 { return RankSumDistribution.lowerTail(mirrored, m, n) }
            let below = doubled / 2 - 1
            return below < 0 ? 1 : 1 - RankSumDistribution.lowerTail(below, m, n)
        }
        let mirrored = 2 * m * n - ranks.doubled
        switch alternative {
        case .twoSided: return min(1, 2 * upper(max(ranks.doubled, mirrored)))
        case .greater: return upper(ranks.doubled)
        case .less: return upper(mirrored)
        }
    }

    private func asymptotic(_ ranks: RankSums) -> Double {
        guard !ranks.isConstant else { return 1 }
        let z = (ranks.departure(alternative) - 0.5) / ranks.standardDeviation
        let tail = NormalDistribution.upperTail(z)
        return alternative == .twoSided ? min(1, 2 * tail) : tail
    }
}

/// U and what the ties do to its variance.
private struct RankSums {
    let m: Int
    let n: Int
    /// 2U, a whole number.
    let doubled: Int
    /// Σ (t³ − t) over the groups of t equal values.
    let ties: Double

    init(_ pair: OrderedPair) {
        var (doubled, below) = (0, 0)
        var ties = 0.0
        pair.forEachValue { _, inReference, inSample in
            doubled += inReference * (2 * below + inSample)
            below += inSample
            let t = Double(inReference + inSample)
            ties += t * (t * t - 1)
        }
        (m, n) = (pair.m, pair.n)
        self.doubled = doubled
        self.ties = ties
    }

    var u: Double { 0.5 * Double(doubled) }
    var hasTies: Bool { ties > 0 }
    var isConstant: Bool {
        let total = Double(m + n)
        return ties == total * (total * total - 1)
    }

    /// How far U is from m n/2, the value under the hypothesis, in the direction looked for.
    func departure(_ alternative: Alternative) -> Double {
        let difference = u - 0.5 * Double(m) * Double(n)
        return switch alternative {
        case .twoSided: abs(difference)
        case .greater: difference
        case .less: -difference
        }
    }

    var standardDeviation: Double {
        let total = Double(m + n)
        return (Double(m) * Double(n) / 12 * (total + 1 - ties / (total * (total - 1)))).squareRoot()
    }
}

extension MannWhitneyTest {
    static let method = TwoSampleMethod(
        name, aliases: ["mwu", "wilcoxon"], purpose: .test,
        summary: "whether values of one sample tend to lie above those of the other; robust against outliers",
        options: [
            Alternative.option(
                less: "the reference's values are smaller", greater: "the reference's values are larger"),
            NullDistribution.option("with at most 8 values in the smaller sample and no ties"),
        ] + PermutationPlan.options(),
        maker: .oneChannel { options in
            MannWhitneyTest(
                alternative: try options.choice("alternative", default: .twoSided),
                distribution: try options.choice("distribution", default: .automatic),
                permutations: try .plan(options))
        })
}
