import Drift
import Foundation
import GeneratedInput
import Testing

@Suite("Two-sample tests against scipy on generated pairs")
struct ScipyPairTests {
    struct Pair: CustomTestStringConvertible {
        let seed: UInt64
        let statistics: [Double]
        let pValues: [Double]
        var testDescription: String { "seed \(seed)" }
    }

    static let pairs: [Pair] = {
        let lines = ScipyPairs.text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Double($0) } }
        return stride(from: 0, to: lines.count - 1, by: 2).map { line in
            Pair(seed: UInt64(lines[line][0]), statistics: Array(lines[line].dropFirst()), pValues: lines[line + 1])
        }
    }()

    /// Sizes of 2 to 450, equal and shifted and scaled populations, ties, and values about 10⁶⁰ and 10⁻⁶⁰.
    static func samples(seed: UInt64) -> (reference: [Double], sample: [Double]) {
        var numbers = SplitMix64(seed: seed)
        var counts = (3 + numbers.index(40), 0)
        counts.1 = 3 + numbers.index(40)
        if numbers.chance(0.1) {
            counts.0 = 150 + numbers.index(300)
            counts.1 = 150 + numbers.index(300)
        }
        if numbers.chance(0.1) {
            counts.0 = 2 + numbers.index(7)
            counts.1 = 2 + numbers.index(7)
        }
        let kind = numbers.index(8)
        let shift = numbers.value(-2, 2)
        let scale = numbers.value(0.3, 3)
        let values = (0..<counts.0 + counts.1).map { index in
            let deviate = GeneratedStream.bell(&numbers)
            return Self.value(kind, deviate, index >= counts.0, shift, scale, &numbers)
        }
        return (Array(values[..<counts.0]), Array(values[counts.0...]))
    }

    private static func value(
        _ kind: Int, _ deviate: Double, _ isSample: Bool, _ shift: Double, _ scale: Double, _ numbers: inout SplitMix64
    ) -> Double {
        switch kind {
        case 0: deviate
        case 1: deviate + (isSample ? shift : 0)
        case 2: deviate * (isSample ? scale : 1)
        case 3: Double(numbers.index(5)) + (isSample && shift > 0 ? 1 : 0)
        case 4: (deviate + (isSample ? shift : 0)) * 1e60
        case 5: deviate * 1e-60 + (isSample ? scale * 1e-60 : 0)
        case 6: deviate + (isSample ? 30 : 0)
        default: (deviate * 4 + (isSample ? shift : 0)).rounded(.down) / 4
        }
    }

    private static func isClose(_ value: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
        guard let value else { return false }
        // Differences of equal distributions cancel to nothing; there only the absolute size means anything.
        return value == expected || abs(value - expected) <= tolerance * max(abs(expected), 1e-290)
    }

    private static func result(
        _ method: String, _ alternative: String?, _ pair: (reference: [Double], sample: [Double])
    ) throws -> TestResult {
        let options = alternative.map { ["alternative": $0] } ?? [:]
        guard case .oneChannel(let test) = try TwoSampleCatalogue.make(method, options: options) else {
            throw DriftError(.unknownMethod, key: method, problem: "not one channel", remedy: "none")
        }
        return try test.test(reference: pair.reference, sample: pair.sample)
    }

    @Test("statistics to 10⁻⁹ and p-values to 10⁻⁷ of their value, far tails included", arguments: pairs)
    func scipy(pair: Pair) throws {
        let samples = Self.samples(seed: pair.seed)
        for (method, place) in [("kolmogorov-smirnov", 0), ("mann-whitney", 1), ("welch", 2)] {
            for (side, alternative) in ["two-sided", "less", "greater"].enumerated() {
                let result = try Self.result(method, alternative, samples)
                // Each side of Kolmogorov and Smirnov's has a statistic of its own.
                if place > 0 || side == 0 {
                    #expect(Self.isClose(result.statistic, pair.statistics[place], 1e-9), "\(method)")
                }
                let expected = pair.pValues[3 * place + side]
                #expect(
                    Self.isClose(result.pValue, expected, 1e-7),
                    "\(method), \(alternative): \(result.pValue ?? -1) for \(expected)")
            }
        }
        let vonMises = try Self.result("cramer-von-mises", nil, samples)
        #expect(Self.isClose(vonMises.statistic, pair.statistics[3], 1e-9))
        // scipy's limit is one less a distribution function to a few 10⁻⁸, so its far tail says nothing.
        #expect(
            abs((vonMises.pValue ?? -1) - pair.pValues[9]) <= 5e-8,
            "Cramér–von Mises: \(vonMises.pValue ?? -1) for \(pair.pValues[9])")
        for (method, place) in [("anderson-darling", 4), ("wasserstein", 5), ("energy", 6)] {
            let result = try Self.result(method, nil, samples)
            #expect(
                Self.isClose(result.statistic, pair.statistics[place], 1e-9),
                "\(method): \(result.statistic) for \(pair.statistics[place])")
        }
    }
}
