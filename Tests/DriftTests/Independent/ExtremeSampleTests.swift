import Drift
import GeneratedInput
import Testing

/// Finite numbers of any size: a result made of finite numbers and a probability, or a `DriftError`.
@Suite("Samples at the ends of double precision")
struct ExtremeSampleTests {
    private static let values: [Double] = [
        .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 0, -0.0,
        1, -1, 1e-300, 1e300, 1 + .ulpOfOne, 1e16, 1e16 + 2, .leastNormalMagnitude,
    ]

    @Test("every method of one channel", arguments: TwoSampleCatalogue.methods.filter(\.isOneChannel).map(\.name))
    func oneChannel(name: String) throws {
        var numbers = SplitMix64(seed: 6)
        var answered = 0
        for round in 0..<400 {
            let count = 1 + round % 4
            let palette = (0..<count).map { _ in Self.values[numbers.index(Self.values.count)] }
            let reference = (0..<2 + numbers.index(8)).map { _ in palette[numbers.index(count)] }
            let sample = (0..<2 + numbers.index(8)).map { _ in palette[numbers.index(count)] }
            let options = round % 5 == 0 && name != "welch" ? ["permutations": "19"] : [:]
            do {
                guard case .oneChannel(let test) = try TwoSampleCatalogue.make(name, options: options) else { return }
                let result = try test.test(reference: reference, sample: sample)
                #expect(result.statistic.isFinite && result.effectSize.value.isFinite, "\(reference) \(sample)")
                if let pValue = result.pValue {
                    #expect(pValue >= 0 && pValue <= 1, "\(reference) \(sample)")
                }
                answered += 1
            } catch is DriftError {}
        }
        #expect(answered > 100)
    }

    @Test("one value, none, and numbers that are none", arguments: TwoSampleCatalogue.methods.map(\.name))
    func tooFew(name: String) throws {
        let made = try TwoSampleCatalogue.make(name)
        for (reference, sample) in [
            ([], [1.0]), ([1.0], []), ([.nan, 1, 2], [1, 2, 3]), ([1, 2, 3], [1, .infinity, 3]),
        ] {
            #expect(throws: DriftError.self) {
                switch made {
                case .oneChannel(let test): _ = try test.test(reference: reference, sample: sample)
                case .manyChannels(let test):
                    _ = try test.test(
                        reference: Sample(reference.map { [$0] }), sample: Sample(sample.map { [$0] }))
                }
            }
        }
    }

    /// A constant is no difference, and two constants are every difference.
    @Test("constants", arguments: TwoSampleCatalogue.methods.filter(\.isOneChannel).map(\.name))
    func constants(name: String) throws {
        guard case .oneChannel(let test) = try TwoSampleCatalogue.make(name) else { return }
        let same = Array(repeating: 0.7, count: 40)
        let equal = try test.test(reference: same, sample: same)
        #expect(equal.pValue.map { $0 > 0.9 } ?? (equal.statistic == 0), "\(equal)")
        // Two constants have no t.
        guard name != WelchTest.name else { return }
        let moved = try test.test(reference: same, sample: same.map { $0 + 1 })
        #expect(moved.pValue.map { $0 < 0.001 } ?? (moved.statistic > 0), "\(moved)")
    }
}
