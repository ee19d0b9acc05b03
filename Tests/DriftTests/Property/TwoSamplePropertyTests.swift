import Compute
import Drift
import Foundation
import GeneratedInput
import Testing

@Suite("Two-sample tests: what holds for any samples")
struct TwoSamplePropertyTests {
    /// All methods of one channel that treat both samples alike.
    private static let symmetric = [
        "kolmogorov-smirnov", "cramer-von-mises", "anderson-darling", "kuiper", "wasserstein", "energy",
        "jensen-shannon", "hellinger", "bhattacharyya",
    ]
    /// Methods that know only the order of the values.
    private static let ofRanks = [
        "kolmogorov-smirnov", "cramer-von-mises", "anderson-darling", "kuiper", "mann-whitney",
    ]
    private static let all = TwoSampleCatalogue.methods.filter(\.isOneChannel).map(\.name)

    /// Pairs of 3 to 60 values, a third of them with ties.
    private func pairs(seed: UInt64, count: Int = 30) -> [(x: [Double], y: [Double])] {
        var numbers = SplitMix64(seed: seed)
        return (0..<count).map { index in
            let (m, n) = (3 + numbers.index(58), 3 + numbers.index(58))
            var x = numbers.normals(m)
            var y = numbers.normals(n, mean: numbers.value(-1, 1), deviation: numbers.value(0.5, 2))
            if index % 3 == 0 {
                x = x.map { ($0 * 2).rounded() }
                y = y.map { ($0 * 2).rounded() }
            }
            return (x, y)
        }
    }

    @Test("Exchanging the samples changes nothing but signs", arguments: symmetric)
    func symmetry(name: String) throws {
        let test = try oneChannel(name)
        for (x, y) in pairs(seed: 1) {
            let (there, back) = (try test.test(reference: x, sample: y), try test.test(reference: y, sample: x))
            #expect(agree(back.statistic, there.statistic, 1e-12))
            guard let pValue = there.pValue else { continue }
            #expect(agree(back.pValue, pValue, 1e-10), "\(pValue)")
        }
    }

    @Test("Exchanging the samples turns Welch's t, Mann and Whitney's U and the alternatives round")
    func turned() throws {
        for (x, y) in pairs(seed: 2) {
            let (there, back) = (
                try WelchTest().test(reference: x, sample: y), try WelchTest().test(reference: y, sample: x)
            )
            #expect(agree(back.statistic, -there.statistic, 1e-12))
            #expect(agree(back.effectSize.value, -there.effectSize.value, 1e-12))
            let u = try MannWhitneyTest().test(reference: x, sample: y)
            let mirrored = try MannWhitneyTest().test(reference: y, sample: x)
            #expect(u.statistic + mirrored.statistic == Double(x.count * y.count))
            for name in ["kolmogorov-smirnov", "mann-whitney", "welch"] {
                let less = try oneChannel(name, ["alternative": "less"]).test(reference: x, sample: y)
                let greater = try oneChannel(name, ["alternative": "greater"]).test(reference: y, sample: x)
                #expect(agree(less.pValue, greater.pValue ?? -1, 1e-11), "\(name)")
            }
        }
    }

    @Test("Statistics of ranks do not change under a monotone map of the values", arguments: ofRanks)
    func monotone(name: String) throws {
        let test = try oneChannel(name)
        for (x, y) in pairs(seed: 3) {
            let plain = try test.test(reference: x, sample: y)
            #expect(try test.test(reference: x.map { exp($0) }, sample: y.map { exp($0) }) == plain)
        }
    }

    @Test("The order of the values does not matter", arguments: all)
    func order(name: String) throws {
        let test = try oneChannel(name)
        for (x, y) in pairs(seed: 4, count: 6) {
            let plain = try test.test(reference: x, sample: y)
            #expect(try test.test(reference: x.reversed(), sample: y.sorted()) == plain)
        }
    }

    @Test("A common shift changes no result, a common factor only the distances in the values' unit")
    func affine() throws {
        for (x, y) in pairs(seed: 5) {
            // Multiples of 2⁻²⁰ below 2¹⁰, which a shift by 2²⁰ leaves exact.
            let (x, y) = (x.map { ($0 * 0x1p20).rounded() * 0x1p-20 }, y.map { ($0 * 0x1p20).rounded() * 0x1p-20 })
            for name in Self.all {
                let test = try oneChannel(name)
                let plain = try test.test(reference: x, sample: y)
                let shifted = try test.test(reference: x.map { $0 + 0x1p20 }, sample: y.map { $0 + 0x1p20 })
                let scaled = try test.test(reference: x.map { $0 * 4 }, sample: y.map { $0 * 4 })
                let factor = name == "wasserstein" ? 4.0 : name == "energy" ? 2.0 : 1
                #expect(agree(shifted.statistic, plain.statistic, 1e-10), "\(name)")
                #expect(agree(scaled.statistic, factor * plain.statistic, 1e-12), "\(name)")
                #expect(agree(scaled.effectSize.value, plain.effectSize.value, 1e-12), "\(name)")
            }
        }
    }

    @Test("A sample compared with itself shows no difference", arguments: all)
    func identity(name: String) throws {
        var numbers = SplitMix64(seed: 6)
        let x = numbers.normals(40)
        let result = try oneChannel(name).test(reference: x, sample: x)
        if name == "mann-whitney" {
            #expect(result.statistic == 800)
        } else if name == "cramer-von-mises" || name == "anderson-darling" {
            // Their statistics are corrected for what ties, and the hypothesis, lead one to expect.
            #expect(result.statistic < 0.1)
        } else {
            #expect(result.statistic < 1e-15)
        }
        if let pValue = result.pValue { #expect(pValue > 0.99) }
    }

    @Test("Metrics obey the triangle inequality", arguments: ["wasserstein", "energy", "kolmogorov-smirnov"])
    func triangle(name: String) throws {
        let test = try oneChannel(name)
        var numbers = SplitMix64(seed: 7)
        for _ in 0..<200 {
            let samples = (0..<3).map { _ in
                numbers.normals(1 + numbers.index(20), mean: numbers.value(-2, 2), deviation: numbers.value(0, 2))
            }
            func distance(_ i: Int, _ j: Int) throws -> Double {
                try test.test(reference: samples[i], sample: samples[j]).statistic
            }
            #expect(try distance(0, 2) <= distance(0, 1) + distance(1, 2) + 1e-12)
        }
    }

    @Test("Wasserstein's distance of a shifted sample is the shift")
    func wassersteinOfShift() throws {
        var numbers = SplitMix64(seed: 8)
        let x = numbers.normals(500)
        let result = try WassersteinDistance().test(reference: x, sample: x.map { $0 + 3 })
        #expect(agree(result.statistic, 3, 1e-13))
    }

    @Test("The energy coefficient is 1 for two points and 0 for equal samples")
    func energyCoefficient() throws {
        #expect(try EnergyDistance().test(reference: [1, 1], sample: [2]).effectSize.value == 1)
        #expect(try EnergyDistance().test(reference: [1, 2], sample: [1, 2]).effectSize.value == 0)
    }

    /// The Kolmogorov–Smirnov distance of 600 p-values from the uniform distribution stays below its 0.001 point,
    /// 1.95/√600, but where p-values are discrete.
    @Test(
        "p-values are uniform where both samples come from one distribution",
        arguments: [
            ("kolmogorov-smirnov", [:]), ("cramer-von-mises", [:]), ("anderson-darling", [:]), ("mann-whitney", [:]),
            ("welch", [:]), ("kuiper", [:]), ("wasserstein", ["permutations": "199"]),
            ("energy", ["permutations": "199"]), ("psi", ["permutations": "199"]),
            ("chi-squared", ["bins": "5"]), ("hellinger", ["permutations": "199"]),
        ] as [(String, [String: String])])
    func uniform(name: String, options: [String: String]) throws {
        var numbers = SplitMix64(seed: 9)
        let draws = 600
        let size = options["permutations"] == nil ? 250 : 60
        let pValues = try (0..<draws).map { draw in
            var options = options
            if options["permutations"] != nil { options["seed"] = "\(draw)" }
            let result = try oneChannel(name, options)
                .test(reference: numbers.normals(size), sample: numbers.normals(size * 4 / 5))
            return try #require(result.pValue)
        }
        let sorted = pValues.sorted()
        let distance = sorted.indices.map { max(sorted[$0] - Double($0) / 600, Double($0 + 1) / 600 - sorted[$0]) }
        #expect((distance.max() ?? 1) < 1.95 / Double(draws).squareRoot(), "\(name): \(distance.max() ?? 1)")
    }

    @Test("A shift of one standard deviation is found by every method, with 100 values")
    func power() throws {
        var numbers = SplitMix64(seed: 10)
        let (x, y) = (numbers.normals(100), numbers.normals(100, mean: 1))
        for name in Self.all {
            let distance = try TwoSampleCatalogue.method(name).purpose == .distance
            let result = try oneChannel(name, distance ? ["permutations": "999"] : [:]).test(reference: x, sample: y)
            #expect((result.pValue ?? 1) <= 0.002, "\(name): \(result.pValue ?? 1)")
        }
    }

    @Test("Beyond 10 000 values the limit is within 0.3 % of the exact p-value")
    func kolmogorovLimit() throws {
        var numbers = SplitMix64(seed: 11)
        let (x, y) = (numbers.normals(8000, mean: 0.02), numbers.normals(5000))
        let exact = try KolmogorovSmirnovTest(distribution: .exact).test(reference: x, sample: y)
        let limit = try KolmogorovSmirnovTest(distribution: .asymptotic).test(reference: x, sample: y)
        #expect(agree(limit.pValue, exact.pValue ?? -1, 0.003), "\(limit.pValue ?? -1), \(exact.pValue ?? -1)")
    }

    @Test("Exact p-values of Mann and Whitney approach the normal limit")
    func mannWhitneyLimit() throws {
        var numbers = SplitMix64(seed: 12)
        let (x, y) = (numbers.normals(120), numbers.normals(90, mean: 0.3))
        let exact = try MannWhitneyTest(distribution: .exact).test(reference: x, sample: y)
        let limit = try MannWhitneyTest(distribution: .asymptotic).test(reference: x, sample: y)
        #expect(agree(limit.pValue, exact.pValue ?? -1, 0.03))
    }
}
