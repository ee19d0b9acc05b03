import Drift
import Foundation
import Testing

@Suite("Two-sample tests: bad input is refused with what would be right")
struct TwoSampleMistakeTests {
    private static let all = TwoSampleCatalogue.methods.filter(\.isOneChannel).map(\.name)

    @Test("A value that is not finite is named", arguments: all)
    func notFinite(name: String) throws {
        let test = try oneChannel(name)
        for bad in [Double.nan, .infinity, -.infinity] {
            let error = mistake { _ = try test.test(reference: [1, 2, bad, 4], sample: [1, 2, 3]) }
            #expect(error?.kind == .badSample && error?.key == "reference, value 3", "\(error?.message ?? "no error")")
            let other = mistake { _ = try test.test(reference: [1, 2, 4], sample: [1, bad]) }
            #expect(other?.key == "sample, value 2")
        }
    }

    @Test("Too few values are refused with the number needed", arguments: all)
    func tooFew(name: String) throws {
        let test = try oneChannel(name)
        #expect(mistake { _ = try test.test(reference: [], sample: [1, 2, 3]) }?.kind == .tooFewValues)
        #expect(mistake { _ = try test.test(reference: [1, 2, 3], sample: []) }?.key == "sample")
        if ["welch", "anderson-darling", "cramer-von-mises", "chi-squared"].contains(name) {
            let error = mistake { _ = try test.test(reference: [1], sample: [1, 2, 3]) }
            #expect(error?.message.contains("needs at least 2 values and there are 1") == true)
        }
    }

    @Test("Constant samples show no difference where they are equal", arguments: all)
    func constant(name: String) throws {
        let result = try oneChannel(name).test(reference: [5, 5, 5, 5], sample: [5, 5, 5])
        #expect(result.statistic.isFinite && result.effectSize.value.isFinite)
        if let pValue = result.pValue { #expect(pValue > 0.5) }
    }

    @Test("Constant samples that differ have no t")
    func noT() {
        let error = mistake { _ = try WelchTest().test(reference: [1, 1, 1], sample: [2, 2, 2]) }
        #expect(error?.kind == .badSample)
        #expect(error?.remedy.contains("mann-whitney") == true)
    }

    @Test("Numbers whose squared differences vanish are told so, and not that they are constant")
    func underflow() {
        let (tiny, other) = ([1e-200, 2e-200, 1.5e-200], [3e-200, 4e-200, 5e-200])
        for test in [WelchTest(), WassersteinDistance()] as [any TwoSampleTest] {
            let error = mistake { _ = try test.test(reference: tiny, sample: other) }
            #expect(error?.kind == .badSample && error?.remedy == "scale the values up", "\(test)")
        }
        // A constant reference is measured by both samples.
        let error = mistake { _ = try WassersteinDistance().test(reference: [1e-200, 1e-200], sample: other) }
        #expect(error?.key == "both samples")
    }

    @Test("Numbers whose differences overflow are refused, not answered with infinity")
    func overflow() {
        let (huge, far) = ([-1.7e308, -1.6e308], [1.7e308, 1.6e308])
        for test in [WelchTest(), WassersteinDistance(), EnergyDistance()] as [any TwoSampleTest] {
            let error = mistake { _ = try test.test(reference: huge, sample: far) }
            #expect(error?.kind == .badSample, "\(test)")
        }
        // Ranks and bins do not mind.
        for name in ["kolmogorov-smirnov", "mann-whitney", "psi", "jensen-shannon"] {
            #expect(mistake { _ = try oneChannel(name).test(reference: huge, sample: far) } == nil, "\(name)")
        }
    }

    @Test("Results of too little data say so")
    func warmUp() throws {
        let result = try KolmogorovSmirnovTest().test(reference: [1, 2, 3], sample: [4, 5, 6])
        #expect(agree(result.pValue, 0.1, 1e-14))
        #expect(result.notes.contains { $0.hasPrefix("too little data: with 3 and 3 values the smallest possible") })
        for name in ["chi-squared", "psi", "jensen-shannon"] {
            let binned = try oneChannel(name).test(reference: [1, 2, 3, 4], sample: [2, 3, 4, 5])
            #expect(binned.notes.contains { $0.hasPrefix("too little data") }, "\(name)")
        }
        let permuted = try oneChannel("kuiper", ["permutations": "10"]).test(
            reference: (0..<30).map(Double.init), sample: (0..<30).map(Double.init))
        #expect(permuted.notes.contains { $0.contains("ask for 19 or more") })
    }

    @Test("Options are checked by name and value")
    func options() {
        func error(_ name: String, _ options: [String: String]) -> DriftError? {
            mistake { _ = try TwoSampleCatalogue.make(name, options: options) }
        }
        #expect(error("kolmogorov", [:])?.kind == .unknownMethod)
        #expect(error("kolmogorov", [:])?.remedy.contains("kolmogorov-smirnov") == true)
        #expect(
            error("ks", ["bins": "3"])?.message
                == "bins: kolmogorov-smirnov has no such option; it takes alternative, distribution, permutations, seed"
        )
        #expect(error("welch", ["alternative": "both"])?.remedy == "give one of two-sided, less, greater")
        #expect(error("psi", ["bins": "1"])?.remedy == "give a whole number from 2 to 100000")
        #expect(error("psi", ["bins": "ten"])?.key == "bins")
        #expect(error("psi", ["empty_bin": "0"])?.remedy == "give a number above 0 and at most 1")
        #expect(error("w1", ["permutations": "-1"])?.key == "permutations")
        #expect(error("w1", ["permutations": "10", "seed": "x"])?.key == "seed")
        #expect(error("sliced-wasserstein", ["projections": "0"])?.key == "projections")
        #expect(error("feature-wise", ["alpha": "1"])?.key == "alpha")
        #expect(error("feature-wise", ["test": "sliced-wasserstein"])?.key == "test")
        #expect(error("feature-wise", ["test": "wasserstein"])?.problem.contains("distance") == true)
        #expect(error("feature-wise", ["test": "nothing"])?.kind == .unknownMethod)
        #expect(mistake { _ = try PermutationPlan(permutations: 0) }?.key == "permutations")
        #expect(mistake { _ = try Binning(.width, count: 0) }?.key == "bins")
        #expect(mistake { _ = try Binning(.width, emptyBin: .nan) }?.key == "empty_bin")
    }

    @Test("An exact p-value that would take too long is refused")
    func tooLarge() {
        let values = (0..<400).map(Double.init)
        let shifted = values.map { $0 + 0.5 }
        for name in ["mann-whitney", "cramer-von-mises"] {
            let error = mistake {
                _ = try oneChannel(name, ["distribution": "exact"]).test(reference: values, sample: shifted)
            }
            #expect(error?.kind == .tooLarge, "\(name)")
        }
    }

    @Test("Every option's default is one the method takes, and gives what no option gives")
    func defaults() throws {
        let (x, y) = ([1.0, 2, 2.5, 4, 7, 8], [1.5, 2, 3, 3.5, 9, 11, 12])
        for method in TwoSampleCatalogue.methods where method.isOneChannel {
            let stated = Dictionary(uniqueKeysWithValues: method.options.map { ($0.name, $0.defaultText) })
            let plain = try oneChannel(method.name).test(reference: x, sample: y)
            #expect(try oneChannel(method.name, stated).test(reference: x, sample: y) == plain, "\(method.name)")
            #expect(plain.method == method.name)
        }
    }

    @Test("Names and short names are each there once")
    func names() {
        let names = TwoSampleCatalogue.methods.flatMap { [$0.name] + $0.aliases }
        #expect(Set(names).count == names.count)
    }
}

@Suite("Samples of many channels: bad input is refused with where it is")
struct SampleMistakeTests {
    @Test func shapes() {
        #expect(mistake { _ = try Sample(rows: 2, columns: 2, values: [1, 2, 3]) }?.kind == .badSample)
        #expect(mistake { _ = try Sample(rows: 0, columns: 2, values: []) }?.kind == .badSample)
        #expect(mistake { _ = try Sample(rows: .max, columns: 2, values: [1]) }?.kind == .badSample)
        #expect(mistake { _ = try Sample([[1, 2], [3]]) }?.key == "row 2")
        #expect(mistake { _ = try Sample([]) }?.kind == .badSample)
    }

    @Test func values() {
        #expect(mistake { _ = try Sample([[1, 2], [3, .nan]]) }?.key == "row 2, column 2")
        let named = mistake { _ = try Sample([[1, .infinity]], columnNames: ["a", "b"]) }
        #expect(named?.key == "row 1, column 'b'")
        #expect(mistake { _ = try Sample([[1, 2]], columnNames: ["a"]) }?.key == "columns")
        #expect(
            mistake { _ = try Sample([[1, 2]], columnNames: ["a", "a"]) }?.problem == "the name 'a' is there twice")
    }

    @Test func columns() throws {
        let (x, y) = (try Sample([[1, 2]], columnNames: ["a", "b"]), try Sample([[1, 2]], columnNames: ["a", "c"]))
        #expect(
            mistake { try y.requireSameColumns(as: x) }?.problem == "it is 'b' in the reference and 'c' in the sample")
        let bare = try Sample([[1, 2]])
        #expect(mistake { try bare.requireSameColumns(as: x) } == nil)
        #expect(mistake { try Sample([[1]]).requireSameColumns(as: x) }?.kind == .dimensionMismatch)
        let test = try FeatureWiseTest()
        #expect(mistake { _ = try test.test(reference: x, sample: y) }?.kind == .dimensionMismatch)
        let sliced = try SlicedWassersteinDistance()
        #expect(mistake { _ = try sliced.test(reference: x, sample: y) }?.kind == .dimensionMismatch)
    }

    @Test("A feature's mistake is told with its name")
    func inFeature() throws {
        let (x, y) = (
            try Sample([[1, 3], [2, 3]], columnNames: ["a", "b"]),
            try Sample([[1, 4], [2, 4]], columnNames: ["a", "b"])
        )
        let test = try FeatureWiseTest(WelchTest())
        #expect(mistake { _ = try test.test(reference: x, sample: y) }?.key == "feature b")
    }
}
