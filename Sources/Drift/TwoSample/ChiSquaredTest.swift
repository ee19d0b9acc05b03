public import Analysis

/// Pearson's χ² test of homogeneity, on the counts of both samples in bins or categories.
///
/// χ² = Σ (O − E)²/E over both samples and all bins, E from the margins, with (bins − 1) degrees of freedom and no
/// correction for continuity. The effect size is Cramér's V = √(χ²/N), which for two samples is also Cohen's w, in 0…1.
///
/// Source: Pearson, Phil. Mag. 50 (1900) 157; expected counts of 5: Cochran, Biometrics 10 (1954) 417.
public struct ChiSquaredTest: TwoSampleTest {
    public static let name = "chi-squared"

    public let binning: Binning
    public let permutations: PermutationPlan?

    public init(binning: Binning = .ten(.quantiles), permutations: PermutationPlan? = nil) {
        self.binning = binning
        self.permutations = permutations
    }

    /// - Complexity: O(N log N) for N values, and O(N) a permutation.
    public func test(reference: [Double], sample: [Double], in context: RunContext) throws -> TestResult {
        let samples = try SortedSamples(reference: reference, sample: sample, minimum: 2, method: Self.name)
        let histograms = samples.withPair(binning.histograms)
        let statistic = Self.statistic(histograms)
        let bins = histograms.reference.count
        let total = Double(reference.count + sample.count)
        var notes = TestNotes.tooFewPermutations(permutations)
        if bins == 1 { notes.append("all values are in one bin, so there is no sign of a difference") }
        let (pValue, method): (Double, TestResult.PValueMethod)
        if let permutations {
            (pValue, method) = try permutations.pValue(observed: statistic, samples: samples, in: context) {
                Self.statistic(binning.histograms($0))
            }
        } else {
            method = .asymptotic
            pValue = bins == 1 ? 1 : ChiSquaredDistribution.upperTail(statistic, degreesOfFreedom: Double(bins - 1))
            let smaller = Double(min(reference.count, sample.count))
            let scarce = zip(histograms.reference, histograms.sample).filter { Double($0 + $1) * smaller / total < 5 }
            if !scarce.isEmpty, bins > 1 {
                notes.append(
                    "too little data in \(scarce.count) of \(bins) bins, where fewer than 5 values are expected of a "
                        + "sample; use fewer bins or ask for permutations")
            }
        }
        return try .checked(
            Self.name, statistic: statistic, pValue: pValue, by: method,
            effect: "Cramér's V", (statistic / total).squareRoot(), samples: samples, notes: notes)
    }

    /// Σ (O − E)²/E: of a bin with a and b values out of m and n, (a n − b m)²/(m n (a + b)) for both samples together.
    private static func statistic(_ histograms: Histograms) -> Double {
        let m = Double(histograms.reference.reduce(0, +))
        let n = Double(histograms.sample.reduce(0, +))
        let sum = zip(histograms.reference, histograms.sample).reduce(0.0) { sum, counts in
            let (a, b) = (Double(counts.0), Double(counts.1))
            let difference = a * n - b * m
            return sum + difference * difference / (a + b)
        }
        return sum / (m * n)
    }
}

extension ChiSquaredTest {
    static let method = TwoSampleMethod(
        name, aliases: ["chi2"], purpose: .test,
        summary: "counts in bins of equal shares of the reference, or in categories",
        options: Binning.options(default: .quantiles) + PermutationPlan.options(),
        maker: .oneChannel { options in
            ChiSquaredTest(
                binning: try Binning(options, default: .quantiles), permutations: try .plan(options))
        })
}
