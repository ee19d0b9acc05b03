public import Analysis

/// The energy distance √(2 E|X − Y| − E|X − X′| − E|Y − Y′|) = √(2 ∫ (F − G)² dx). A metric.
///
/// The effect size is the energy coefficient of inhomogeneity, the squared distance over 2 E|X − Y|, in 0…1. It has a
/// p-value by permutation where one is asked for.
///
/// Source: Székely & Rizzo, J. Statist. Plann. Inference 143 (2013) 1249, eqs. 2.1 and 2.4, and Prop. 1.
public struct EnergyDistance: TwoSampleTest {
    public static let name = "energy"

    public let permutations: PermutationPlan?

    public init(permutations: PermutationPlan? = nil) {
        self.permutations = permutations
    }

    /// - Complexity: O(N log N) for N values, and O(N) a permutation.
    public func test(reference: [Double], sample: [Double], in context: RunContext) throws -> TestResult {
        let samples = try SortedSamples(reference: reference, sample: sample, method: Self.name)
        let halfSquare = samples.withPair(Self.halfSquare)
        let between = samples.withPair(Self.meanDifference)
        let tested = try permutations?.pValue(
            observed: halfSquare, samples: samples, in: context, statistic: Self.halfSquare)
        return try .checked(
            Self.name, statistic: (2 * halfSquare).squareRoot(), pValue: tested?.value, by: tested?.method,
            effect: "energy coefficient of inhomogeneity", between == 0 ? 0 : halfSquare / between, samples: samples,
            notes: TestNotes.tooFewPermutations(permutations))
    }

    /// ∫ (F − G)² dx.
    private static func halfSquare(_ pair: OrderedPair) -> Double {
        let (m, n) = (pair.m, pair.n)
        let scale = 1 / (Double(m) * Double(n))
        var sum = 0.0
        pair.forEachGap { length, below, sampleBelow in
            let difference = Double(below * n - sampleBelow * m) * scale
            sum += difference * difference * length
        }
        return sum
    }

    /// E|X − Y| = ∫ F (1 − G) + G (1 − F) dx.
    private static func meanDifference(_ pair: OrderedPair) -> Double {
        let (m, n) = (pair.m, pair.n)
        let scale = 1 / (Double(m) * Double(n))
        var sum = 0.0
        pair.forEachGap { length, below, sampleBelow in
            sum += Double(below * (n - sampleBelow) + sampleBelow * (m - below)) * scale * length
        }
        return sum
    }
}

extension EnergyDistance {
    static let method = TwoSampleMethod(
        name, purpose: .distance,
        summary: "the squared difference of the distribution functions over all values; a metric",
        options: PermutationPlan.options(),
        maker: .oneChannel { EnergyDistance(permutations: try .plan($0)) })
}
