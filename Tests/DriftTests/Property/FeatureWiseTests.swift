import Analysis
import Compute
import Drift
import Foundation
import GeneratedInput
import Testing

@Suite("Feature-wise tests and their corrections")
struct FeatureWiseTests {
    @Test("Corrections of five p-values by hand")
    func byHand() {
        let pValues = [0.01, 0.04, 0.03, 0.005, 0.5]
        #expect(close(Correction.none.adjusted(pValues), pValues))
        #expect(close(Correction.bonferroni.adjusted(pValues), [0.05, 0.2, 0.15, 0.025, 1]))
        #expect(close(Correction.holm.adjusted(pValues), [0.04, 0.09, 0.09, 0.025, 0.5]))
        #expect(close(Correction.benjaminiHochberg.adjusted(pValues), [0.025, 0.05, 0.05, 0.025, 0.5]))
        for correction in Correction.allCases {
            #expect(correction.adjusted([]).isEmpty)
            #expect(correction.adjusted([0.3]) == [0.3])
        }
    }

    private func close(_ values: [Double], _ expected: [Double]) -> Bool {
        values.count == expected.count && zip(values, expected).allSatisfy { agree($0, $1, 1e-14) }
    }

    @Test("Rejections at any level are those of the procedures' definitions")
    func definitions() {
        var numbers = SplitMix64(seed: 41)
        for _ in 0..<200 {
            let pValues = (0..<(1 + numbers.index(12))).map { _ in
                let value = pow(numbers.fraction(), 3)
                return numbers.chance(0.3) ? (value * 20).rounded() / 20 : value
            }
            let sorted = pValues.sorted()
            let count = Double(pValues.count)
            let level = numbers.value(0.01, 0.3)
            // Holm: go up from the least while p₍ₖ₎ ≤ level/(n − k + 1); Benjamini and Hochberg: the greatest k with
            // p₍ₖ₎ ≤ k level/n, and all below.
            let steps = sorted.indices.prefix { sorted[$0] * (count - Double($0)) <= level }.count
            let greatest = sorted.indices.last { sorted[$0] * count / Double($0 + 1) <= level }.map { $0 + 1 } ?? 0
            #expect(Correction.holm.adjusted(pValues).count { $0 <= level } == steps)
            #expect(Correction.benjaminiHochberg.adjusted(pValues).count { $0 <= level } == greatest)
        }
    }

    @Test("Adjusted p-values are in order: none ≤ Benjamini–Hochberg ≤ Holm ≤ Bonferroni ≤ 1")
    func order() {
        var numbers = SplitMix64(seed: 42)
        for _ in 0..<100 {
            let pValues = (0..<20).map { _ in numbers.fraction() * numbers.fraction() }
            let adjusted = [Correction.none, .benjaminiHochberg, .holm, .bonferroni].map { $0.adjusted(pValues) }
            for index in pValues.indices {
                #expect(zip(adjusted, adjusted.dropFirst()).allSatisfy { $0[index] <= $1[index] + 1e-15 })
                #expect(adjusted[3][index] <= 1)
            }
        }
    }

    /// 12 features, of which the fourth alone has moved.
    private func samples() throws -> (reference: Sample, sample: Sample) {
        var numbers = SplitMix64(seed: 43)
        let names = (0..<12).map { "f\($0)" }
        func rows(_ shift: Double) throws -> Sample {
            try Sample(
                (0..<80).map { _ in (0..<12).map { numbers.normal() + ($0 == 3 ? shift : 0) } }, columnNames: names)
        }
        return (try rows(0), try rows(1))
    }

    @Test("Each feature has the result of its own test, and the one that moved is found")
    func features() throws {
        let (reference, sample) = try samples()
        for correction in Correction.allCases {
            let test = try FeatureWiseTest(correction: correction)
            let features = try test.features(reference: reference, sample: sample)
            #expect(features.map(\.feature) == reference.columnNames)
            for (column, feature) in features.enumerated() {
                let alone = try KolmogorovSmirnovTest()
                    .test(reference: reference.column(column), sample: sample.column(column))
                #expect(feature.result == alone)
            }
            #expect(features.map { $0.adjustedPValue } == correction.adjusted(features.compactMap(\.result.pValue)))
            if correction != .none {
                #expect(features.filter { ($0.adjustedPValue ?? 1) <= 0.05 }.map(\.feature) == ["f3"])
                let whole = try test.test(reference: reference, sample: sample)
                #expect(whole.statistic == 1)
                #expect(whole.pValue == features[3].adjustedPValue)
                #expect(whole.effectSize.value == features[3].result.effectSize.value)
                #expect(whole.notes.contains("the greatest effect is that of f3"))
            }
        }
    }

    @Test("Any number of threads gives the same bits, permutations included")
    func threads() throws {
        let (reference, sample) = try samples()
        let test = try FeatureWiseTest(
            WassersteinDistance(permutations: PermutationPlan(permutations: 99)), correction: .holm)
        let plain = try test.features(reference: reference, sample: sample)
        for threads in [2, 3] {
            let context = RunContext(pool: ThreadPool(threads: threads))
            #expect(try test.features(reference: reference, sample: sample, in: context) == plain)
        }
    }

    @Test("The global p-value of many unchanged features is rarely small: at level 0.1 within 5 standard errors of 0.1")
    func falseAlarms() throws {
        var numbers = SplitMix64(seed: 44)
        let test = try FeatureWiseTest(WelchTest(), correction: .holm)
        let draws = 400
        let alarms = try (0..<draws).count { _ in
            let (x, y) = (
                try Sample(rows: 30, columns: 8, values: numbers.normals(240)),
                try Sample(rows: 30, columns: 8, values: numbers.normals(240))
            )
            return try #require(test.test(reference: x, sample: y).pValue) <= 0.1
        }
        #expect(Double(alarms) / Double(draws) < 0.1 + 5 * (0.09 / Double(draws)).squareRoot())
    }
}
