import Experiments
import GeneratedInput
import Testing

@Suite("A feature in two samples")
struct FeatureComparisonTests {
    private static func comparison(seed: UInt64, ties: Bool) -> FeatureComparison {
        var random = SplitMix64(seed: seed)
        func values(_ count: Int, _ shift: Double) -> [Double] {
            (0..<count).map { _ in ties ? Double(random.index(9)) + shift : random.value(0, 3) + shift }
        }
        let (first, second) = (1 + random.index(60), 1 + random.index(60))
        return FeatureComparison(name: "x", reference: values(first, 0), current: values(second, 1))
    }

    @Test("the gap is the greatest difference of the distribution functions over all places", arguments: 1...40)
    func gap(seed: UInt64) {
        let comparison = Self.comparison(seed: seed, ties: seed % 2 == 0)
        func share(_ values: [Double], _ place: Double) -> Double {
            Double(values.count { $0 <= place }) / Double(values.count)
        }
        let greatest = (comparison.reference + comparison.current).map {
            abs(share(comparison.reference, $0) - share(comparison.current, $0))
        }.max()
        let gap = comparison.gap
        #expect(gap.distance == greatest)
        #expect(gap.reference == share(comparison.reference, gap.place))
        #expect(gap.current == share(comparison.current, gap.place))
    }

    @Test("histograms have an area of 1, and bins that hold every value", arguments: 1...40)
    func histogram(seed: UInt64) {
        let comparison = Self.comparison(seed: seed, ties: seed % 2 == 0)
        let histogram = comparison.histogram
        for densities in [histogram.reference, histogram.current] {
            let area = densities.enumerated().reduce(0) {
                $0 + $1.element * (histogram.edges[$1.offset + 1] - histogram.edges[$1.offset])
            }
            #expect(abs(area - 1) < 1e-12)
        }
        #expect(histogram.edges.count == histogram.reference.count + 1)
        #expect(histogram.edges[0] <= min(comparison.reference[0], comparison.current[0]))
    }

    @Test("values next to each other at the least there are, or at both ends of all there are, have a bin")
    func extremes() {
        for values in [[0, 0x1p-1074], [0, 0x1p-1029, 0x1p-1031], [-1.7e308, 1.7e308, 0]] {
            let comparison = FeatureComparison(name: "x", reference: values, current: [0, values[1], values[1]])
            let histogram = comparison.histogram
            let numbers = histogram.edges + histogram.reference + histogram.current
            #expect(numbers.allSatisfy { $0.isFinite })
        }
    }

    @Test("equal values, one value and whole numbers have a histogram too")
    func degenerate() {
        let constant = FeatureComparison(name: "x", reference: [5, 5, 5], current: [5]).histogram
        #expect(constant.reference.count == 1 && constant.edges[0] < 5 && constant.edges[1] > 5)
        let whole = FeatureComparison(name: "x", reference: [0, 1, 1], current: [2, 0]).histogram
        #expect(whole.reference == [1.0 / 3, 2.0 / 3, 0] && whole.current == [0.5, 0, 0.5])
    }

    @Test("summaries of a large common offset keep their digits")
    func summary() {
        let summary = FeatureComparison.summary(ofSorted: [1e12, 1e12 + 1, 1e12 + 2])
        #expect(summary.mean == 1e12 + 1 && summary.standardDeviation == 1 && summary.median == 1e12 + 1)
        #expect(FeatureComparison.quantile(0.25, ofSorted: [0, 1, 2, 3, 4]) == 1)
    }
}
