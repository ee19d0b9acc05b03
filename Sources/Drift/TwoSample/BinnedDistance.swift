public import Analysis

/// What a distance between two histograms measures.
public protocol HistogramMeasure: Sendable {
    /// The distance's name, as the command line knows it.
    static var name: String { get }
    static var aliases: [String] { get }
    /// What it is for, in a clause.
    static var summary: String { get }
    /// What the effect size is, in words.
    static var effectMeasure: String { get }
    /// The binning where none is asked for.
    static var binning: Binning.Rule { get }
    /// Whether it is infinite where only one of the samples hits a bin, so that the other is to count as having
    /// `Binning.emptyBin` values there.
    static var needsFilledBins: Bool { get }

    /// The distance of two vectors of shares.
    static func distance(_ reference: [Double], _ sample: [Double]) -> Double
    /// The effect size of that distance.
    static func effectSize(_ distance: Double) -> Double
}

/// A distance between the histograms of two samples.
public struct BinnedDistance<Measure: HistogramMeasure>: TwoSampleTest {
    public static var name: String { Measure.name }

    public let binning: Binning
    public let permutations: PermutationPlan?

    public init(binning: Binning = .ten(Measure.binning), permutations: PermutationPlan? = nil) {
        self.binning = binning
        self.permutations = permutations
    }

    /// - Complexity: O(N log N) for N values, and O(N) a permutation.
    public func test(reference: [Double], sample: [Double], in context: RunContext) throws -> TestResult {
        let samples = try SortedSamples(reference: reference, sample: sample, method: Self.name)
        let histograms = samples.withPair(binning.histograms)
        let observed = distance(histograms)
        var notes = TestNotes.tooFewPermutations(permutations)
        if Measure.needsFilledBins, histograms.hasEmptyBins {
            notes.append(
                "there are bins that only one of the samples hits; the other counts as having \(binning.emptyBin) values "
                    + "there")
        }
        if min(reference.count, sample.count) < 5 * histograms.reference.count, binning.rule != .categories {
            notes.append("too little data for \(histograms.reference.count) bins: there are fewer than 5 values a bin")
        }
        // Bins follow the reference, so each permutation has bins of its own: that is what makes the p-value valid.
        let tested = try permutations?.pValue(observed: observed, samples: samples, in: context) {
            distance(binning.histograms($0))
        }
        return try .checked(
            Self.name, statistic: observed, pValue: tested?.value, by: tested?.method, effect: Measure.effectMeasure,
            Measure.effectSize(observed), samples: samples, notes: notes)
    }

    private func distance(_ histograms: Histograms) -> Double {
        let (reference, sample) =
            Measure.needsFilledBins ? histograms.shares(emptyBin: binning.emptyBin) : histograms.shares
        return Measure.distance(reference, sample)
    }
}

extension BinnedDistance {
    static var method: TwoSampleMethod {
        TwoSampleMethod(
            name, aliases: Measure.aliases, purpose: .distance, summary: Measure.summary,
            options: Binning.options(default: Measure.binning, emptyBins: Measure.needsFilledBins)
                + PermutationPlan.options(),
            maker: .oneChannel { options in
                BinnedDistance(
                    binning: try Binning(options, default: Measure.binning), permutations: try .plan(options))
            })
    }
}
