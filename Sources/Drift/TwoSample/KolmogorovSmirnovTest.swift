public import Analysis
import Foundation

/// Kolmogorov and Smirnov's two-sample test, of the greatest distance between the two distribution functions.
///
/// With F of the reference and G of the sample, D⁺ = max(F − G), D⁻ = max(G − F) and D = max(D⁺, D⁻). The effect size
/// is the statistic itself, in 0…1.
///
/// The p-value is exact up to 10 000 values a sample, for samples of one size, and beyond wherever the lattice has no
/// more than 2·10⁸ points to visit; else from the limit with a correction (Hodges's eq. 5.3 as a shift of the argument,
/// less half a step of the lattice), which is within 0.3 % of the exact one where both have 3000 values and p is above
/// 10⁻⁴. With ties the exact p-value is conservative; permutations are not.
///
/// Source: Smirnov, Bull. Math. Univ. Moscou 2 (1939) 3; Hodges, Ark. Mat. 3 (1958) 469.
public struct KolmogorovSmirnovTest: TwoSampleTest {
    public static let name = "kolmogorov-smirnov"

    /// `greater` looks for F above G, that is for a reference of *smaller* values; `less` for F below G. This is the
    /// naming of R and SciPy.
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

    /// - Complexity: O(N log N) for N values, and for an exact p-value at most 2·10⁸ lattice points.
    public func test(reference: [Double], sample: [Double], in context: RunContext) throws -> TestResult {
        let samples = try SortedSamples(reference: reference, sample: sample, method: Self.name)
        let (m, n) = (reference.count, sample.count)
        let extremes = samples.withPair(DistributionDistance.init)
        let height = extremes.height(alternative)
        let statistic = Double(height) / (Double(m) * Double(n))
        var notes = TestNotes.tooFewPermutations(permutations)
        let (pValue, method): (Double, TestResult.PValueMethod)
        if let permutations {
            let alternative = alternative
            (pValue, method) = try permutations.pValue(observed: Double(height), samples: samples, in: context) {
                Double(DistributionDistance($0).height(alternative))
            }
        } else if try isExact(m, n, height) {
            pValue = exact(m, n, height)
            method = .exact
            if samples.withPair(\.hasTies) { notes.append(TestNotes.tiesMakeExactApproximate) }
        } else {
            pValue = asymptotic(m, n, height)
            method = .asymptotic
        }
        notes += TestNotes.tooSmallForAnyConclusion(m, n, extremes: alternative == .twoSided ? 2 : 1)
        return try .checked(
            Self.name, statistic: statistic, pValue: pValue, by: method, effect: "Kolmogorov-Smirnov distance",
            statistic, samples: samples, notes: notes)
    }

    /// - Throws: `DriftError.tooLarge` where an exact p-value is demanded that would take too long.
    private func isExact(_ m: Int, _ n: Int, _ height: Int) throws -> Bool {
        let points = LatticePaths.points(m, n, threshold: height, oneSided: alternative != .twoSided)
        return try distribution.isExact(
            affordable: m == n || max(m, n) <= 10_000 || points <= LatticePaths.affordablePoints,
            problem: "an exact p-value would visit \(points) lattice points")
    }

    private func exact(_ m: Int, _ n: Int, _ height: Int) -> Double {
        let oneSided = alternative != .twoSided
        if m == n { return LatticePaths.shareOutsideOfSquare(n, steps: height / n, oneSided: oneSided) }
        // Turning a path round exchanges its ends and both sides' names, so either may be the rows.
        return LatticePaths.shareOutside(min(m, n), max(m, n), threshold: height, oneSided: oneSided)
    }

    /// The limit at z = d √(m n/(m + n)), plus Hodges's correction of (m + 2n)/(6 √(m n (m + n))), m the larger, less
    /// half a step of the lattice: for m = n, where the two cancel, no term of that order is left (eq. 2.3).
    private func asymptotic(_ m: Int, _ n: Int, _ height: Int) -> Double {
        let (large, small) = (Double(max(m, n)), Double(min(m, n)))
        let product = large * small
        let halfStep = 0.5 * Double(LatticePaths.greatestCommonDivisor(m, n))
        let z = (product / (large + small)).squareRoot() * max(0, Double(height) - halfStep) / product
        let corrected = z + (large + 2 * small) / (6 * (product * (large + small)).squareRoot())
        if height == 0 { return 1 }
        return alternative == .twoSided
            ? KolmogorovDistribution.upperTail(corrected) : exp(-2 * corrected * corrected)
    }
}

/// The greatest heights of one distribution function above the other, in steps of 1/(m n).
struct DistributionDistance {
    /// m n max(F − G).
    let above: Int
    /// m n max(G − F).
    let below: Int

    init(_ pair: OrderedPair) {
        let (m, n) = (pair.m, pair.n)
        var (difference, above, below) = (0, 0, 0)
        pair.forEachValue { _, inReference, inSample in
            difference += inReference * n - inSample * m
            above = max(above, difference)
            below = max(below, -difference)
        }
        self.above = above
        self.below = below
    }

    func height(_ alternative: Alternative) -> Int {
        switch alternative {
        case .twoSided: max(above, below)
        case .greater: above
        case .less: below
        }
    }
}

extension KolmogorovSmirnovTest {
    static let method = TwoSampleMethod(
        name, aliases: ["ks"], purpose: .test,
        summary: "the greatest distance between the distribution functions; any kind of change",
        options: [
            Alternative.option(
                less: "the reference's distribution function is below, its values larger",
                greater: "the reference's distribution function is above, its values smaller"),
            NullDistribution.option("up to 10 000 values a sample"),
        ] + PermutationPlan.options(),
        maker: .oneChannel { options in
            KolmogorovSmirnovTest(
                alternative: try options.choice("alternative", default: .twoSided),
                distribution: try options.choice("distribution", default: .automatic),
                permutations: try .plan(options))
        })
}
