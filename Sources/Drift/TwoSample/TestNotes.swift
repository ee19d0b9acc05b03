import Foundation

/// The sentences that results carry, each written once.
enum TestNotes {
    static let tiesMakeExactApproximate =
        "there are ties; the exact distribution is that of samples without, so the p-value is approximate"
    static let oneDistinctValue = "all values are the same, so there is no sign of a difference"

    /// Says so where the samples are so small that no outcome has a p-value of 0.05 or less: each of the C(m + n, m)
    /// orders of the pooled sample is equally likely, and `extremes` of them are the most extreme.
    static func tooSmallForAnyConclusion(_ m: Int, _ n: Int, extremes: Double) -> [String] {
        var orders = 1.0
        for k in 1...min(m, n) {
            orders *= Double(max(m, n) + k) / Double(k)
            if orders * 0.05 >= extremes { return [] }
        }
        let smallest = short(min(1, extremes / orders))
        return [
            "too little data: with \(m) and \(n) values the smallest possible p-value is \(smallest), so no difference "
                + "can be found at the 0.05 level"
        ]
    }

    /// A number to three digits, for a sentence.
    static func short(_ value: Double) -> String { String(format: "%.3g", value) }

    /// Says so where the plan's smallest p-value is above 0.05.
    static func tooFewPermutations(_ plan: PermutationPlan?) -> [String] {
        guard let plan, plan.permutations < 19 else { return [] }
        return ["with \(plan.permutations) permutations no p-value of 0.05 or less is possible; ask for 19 or more"]
    }
}

extension TestResult {
    /// A result, checked to be made of finite numbers.
    ///
    /// - Throws: `DriftError.badSample` where the samples' numbers are so large that the result left the finite ones.
    static func checked(
        _ method: String, statistic: Double, pValue: Double?, by pValueMethod: PValueMethod?, effect: String,
        _ effectSize: Double, samples: SortedSamples, notes: [String]
    ) throws -> TestResult {
        guard statistic.isFinite, effectSize.isFinite, pValue.map(\.isFinite) ?? true else {
            throw DriftError(
                .badSample, problem: "\(method) of these samples is not a finite number",
                remedy: "scale the values down: their differences, or the squares of them, are too large")
        }
        return TestResult(
            method: method, statistic: statistic, pValue: pValue, pValueMethod: pValue == nil ? nil : pValueMethod,
            effectSize: EffectSize(measure: effect, value: effectSize), referenceCount: samples.reference.count,
            sampleCount: samples.sample.count, notes: notes)
    }
}

extension PermutationPlan {
    var method: TestResult.PValueMethod { .permutation(permutations: permutations, seed: seed) }
}
