import Analysis
import Compute
import Drift
import Testing

/// What cannot be answered is refused, with what would be right.
@Suite struct KernelMethodMistakeTests {
    private var methods: [any MultivariateTest] {
        get throws {
            [
                try MaximumMeanDiscrepancy(), try LinearTimeMMD(), try RandomFeatureMMD(),
                try LeastSquaresDensityDifference(),
            ]
        }
    }

    private func kind(_ body: () throws -> TestResult) -> DriftError.Kind? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? DriftError)?.kind
        }
    }

    @Test func differingFeatures() throws {
        let (x, y) = (try Sample([[1, 2], [3, 4]]), try Sample([[1], [2]]))
        for method in try methods {
            #expect(kind { try method.test(reference: x, sample: y) } == .dimensionMismatch)
        }
    }

    @Test func aSingleRow() throws {
        let (x, y) = (try Sample([[1, 2], [3, 4], [5, 6], [7, 9]]), try Sample([[1, 2]]))
        for method in try methods {
            #expect(kind { try method.test(reference: x, sample: y) } == .tooFewValues)
            #expect(kind { try method.test(reference: y, sample: x) } == .tooFewValues)
        }
    }

    @Test func constantData() throws {
        let x = try Sample(Array(repeating: [0.1, 7, -1e10], count: 20))
        for method in try methods {
            #expect(kind { try method.test(reference: x, sample: x) } == .badSample)
        }
    }

    @Test func numbersWhoseSquaresOverflow() throws {
        let (x, y) = (try Sample([[1e200], [2e200], [0], [1]]), try Sample([[1], [2], [3], [4]]))
        for method in try methods {
            #expect(kind { try method.test(reference: x, sample: y) } == .tooLarge)
        }
    }

    @Test func aWidthFarBelowTheDistances() throws {
        let (x, y) = (try Sample([[1], [2], [5], [6]]), try Sample([[1.5], [2], [3], [4]]))
        // Frequencies of 10¹⁰⁰ have no cosine.
        let method = try RandomFeatureMMD(bandwidth: .widths([1e-100]), features: 16, permutations: 1)
        #expect(kind { try method.test(reference: x, sample: y) } == .tooLarge)
        // The kernel itself is 0 but where rows are equal: 2, in either sample, is one of 16 pairs.
        let exact = try MaximumMeanDiscrepancy(bandwidth: .widths([1e-100])).test(reference: x, sample: y)
        #expect(exact.statistic == -0.125)
    }

    @Test func parametersOutsideTheirDomain() {
        for width in [0, -1, Double.nan, .infinity, 1e-200] {
            #expect(throws: DriftError.self) { try MaximumMeanDiscrepancy(bandwidth: .widths([width])) }
        }
        #expect(throws: DriftError.self) { try MaximumMeanDiscrepancy(bandwidth: .widths([])) }
        #expect(throws: DriftError.self) { try MaximumMeanDiscrepancy(permutations: 0) }
        #expect(throws: DriftError.self) { try RandomFeatureMMD(features: 7) }
        #expect(throws: DriftError.self) { try RandomFeatureMMD(bandwidth: .widths([1, 2])) }
        #expect(throws: DriftError.self) { try RandomFeatureMMD(medianRows: 1) }
        #expect(throws: DriftError.self) { try LeastSquaresDensityDifference(ridge: 0) }
        #expect(throws: DriftError.self) { try LeastSquaresDensityDifference(centres: 0) }
        #expect(throws: DriftError.self) { try LinearTimeMMD(medianRows: 0) }
    }

    @Test func optionsOfTheCatalogue() throws {
        for (name, options) in [
            ("mmd", ["bandwidth": "0"]), ("mmd", ["permutations": "0"]), ("mmd-linear", ["permutations": "9"]),
            ("mmd-random-features", ["features": "3"]), ("lsdd", ["ridge": "-1"]), ("lsdd", ["bandwidth": "1,2"]),
        ] {
            let error = #expect(throws: DriftError.self) { try TwoSampleCatalogue.make(name, options: options) }
            #expect(error?.kind == .badParameter && error?.key == options.keys.first)
        }
        guard
            case .manyChannels(let made) = try TwoSampleCatalogue.make(
                "mmd", options: ["bandwidth": "1,2", "permutations": "9", "seed": "4"])
        else {
            Issue.record("mmd is no method of many channels")
            return
        }
        #expect(
            made as? MaximumMeanDiscrepancy
                == (try MaximumMeanDiscrepancy(bandwidth: .widths([1, 2]), permutations: 9, seed: 4)))
    }

    @Test func aRequestToStop() throws {
        let x = try GeneratedSample.normal(rows: 20, columns: 2, seed: 1)
        let cancellation = Cancellation()
        cancellation.cancel()
        for method in try methods {
            #expect(throws: CancelledError.self) {
                try method.test(reference: x, sample: x, in: RunContext(cancellation: cancellation))
            }
        }
    }
}
