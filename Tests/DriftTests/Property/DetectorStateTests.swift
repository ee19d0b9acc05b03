import Drift
import Foundation
import GeneratedInput
import Testing

@Suite("Streaming detectors: saving and restoring")
struct DetectorStateTests {
    /// Options that make the less usual parts of a state matter.
    static let variants: [(name: String, options: [String: String])] =
        DetectorCatalogue.names.map { ($0, [:]) } + [
            ("adwin", ["after_drift": "shrink", "clock": "3", "max_buckets": "2", "delta": "0.2"]),
            ("page-hinkley", ["mode": "down", "threshold": "5", "alpha": "1"]),
            ("kswin", ["seed": "18446744073709551615", "stat_size": "15", "window_size": "31"]),
            ("bocd", ["pruning": "0", "hazard": "0.05"]),
            ("rddm", ["min_concept_size": "50", "max_concept_size": "120", "max_num_instances_warning": "9"]),
            ("hddm-a", ["two_sided_test": "true"]), ("hddm-w", ["two_sided_test": "true"]),
            ("fhddm", ["short_window_size": "20"]),
        ]

    @Test("A restored detector says the same of every later value, and is in the same state", arguments: variants)
    func restored(name: String, options: [String: String]) throws {
        let description = try DetectorCatalogue.description(of: name)
        var random = SplitMix64(seed: 11)
        for seed in UInt64(0)..<8 {
            let values = changingStream(of: description.input, count: 900, seed: seed)
            let cut = seed == 0 ? 0 : random.index(values.count)
            var detector = try description.make(options)
            for value in values[..<cut] { _ = detector.update(value) }
            var restored = try AnyDetectorState(json: AnyDetectorState(detector).json()).detector
            for (index, value) in values[cut...].enumerated() {
                #expect(restored.update(value) == detector.update(value), "cut at \(cut), then \(index) values")
            }
            #expect(try AnyDetectorState(restored).json() == AnyDetectorState(detector).json())
        }
    }

    @Test("KSWIN goes on with equal values in the order in which they came")
    func ties() throws {
        let values = changingStream(of: .real, count: 900, seed: 21).map { ($0 * 3).rounded() }
        for cut in [0, 7, 39, 40, 150, 163] {
            var detector = try KSWIN(windowSize: 150, statSize: 40)
            for value in values[..<cut] { _ = detector.update(value) }
            var restored = try AnyDetectorState(json: AnyDetectorState(detector).json()).detector
            for value in values[cut...] { #expect(restored.update(value) == detector.update(value)) }
        }
    }

    @Test("A window that shrinks over equal values has no negative variance, and can be saved at any moment")
    func shrinking() throws {
        for shift in [1.0, 0.1, 1e-3, 1e9] {
            var detector = try ADWIN(delta: 0.3, clock: 1, maxBuckets: 2, minWindowLength: 1, afterDrift: .shrink)
            for index in 0..<3000 {
                _ = detector.update(0.1 + Double(index / 150 % 4) * shift)
                #expect(try #require(detector.variance) >= 0)
                if index.isMultiple(of: 7) {
                    detector = try #require(
                        try AnyDetectorState(json: AnyDetectorState(detector).json()).detector as? ADWIN)
                }
            }
        }
    }

    @Test("A copy goes its own way", arguments: DetectorCatalogue.names)
    func copies(name: String) throws {
        let description = try DetectorCatalogue.description(of: name)
        let values = changingStream(of: description.input, count: 600, seed: 3)
        var original = try description.make()
        for value in values[..<300] { _ = original.update(value) }
        let state = try AnyDetectorState(original).json()
        var copy = original
        for value in values[300...] { _ = copy.update(value) }
        #expect(try AnyDetectorState(original).json() == state)
    }

    @Test("After a reset it is as new, but for its place in the random numbers", arguments: DetectorCatalogue.names)
    func resets(name: String) throws {
        let description = try DetectorCatalogue.description(of: name)
        var detector = try description.make()
        let fresh = try AnyDetectorState(detector).json()
        for value in changingStream(of: description.input, count: 250, seed: 4) { _ = detector.update(value) }
        detector.reset()
        if name != "kswin" { #expect(try AnyDetectorState(detector).json() == fresh) }
        var again = try description.make()
        let values = changingStream(of: description.input, count: 90, seed: 5)
        #expect(values.map { detector.update($0) } == values.map { again.update($0) })
    }

    @Test("The envelope names its version, the detector and its options")
    func envelope() throws {
        let json = try AnyDetectorState(PageHinkley(threshold: 20, mode: .up)).json()
        let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(object["schema_version"] as? Int == 1)
        #expect(object["detector"] as? String == "page-hinkley")
        let state = try #require(object["state"] as? [String: Any])
        let options = try #require(state["options"] as? [String: Any])
        #expect(options["mode"] as? String == "up")
        #expect(options["threshold"] as? Double == 20)
        // Before the first value the least sum is infinite, which JSON has no number for.
        #expect(state["up_least"] as? String == "inf")
    }

    @Test("Ten million values: states stay small and numbers finite")
    func longStreams() throws {
        for name in DetectorCatalogue.names {
            let description = try DetectorCatalogue.description(of: name)
            let options: [String: [String: String]] = [
                "page-hinkley": ["threshold": "1e100"], "cusum": ["lambda": "1e100"],
                "geometric-moving-average": ["lambda": "1e100"], "adwin": ["delta": "1e-12"],
            ]
            let detector = try description.make(options[name] ?? [:])
            // The two whose values cost microseconds are given fewer.
            let count = ["kswin": 100_000, "bocd": 100_000, "stepd": 1_000_000][name] ?? 10_000_000
            let (state, drifts) = try Self.run(detector, description.input, count)
            #expect(state.count < (name == "bocd" ? 200_000 : 10_000), "\(name): \(state.count) bytes")
            #expect(!state.contains("\"nan\""), "\(name)")
            #expect(drifts < count / 50, "\(name): \(drifts)")
        }
    }

    private static func run(
        _ fresh: some CataloguedDetector, _ input: DetectorInput, _ count: Int
    ) throws -> (state: String, drifts: Int) {
        var detector = fresh
        var random = SplitMix64(seed: 12)
        var drifts = 0
        for _ in 0..<count {
            let value = random.fraction()
            let drawn = input == .real ? 1e6 + value : input == .outcome ? (value < 0.2 ? 1 : 0) : value
            if detector.update(drawn) == .drift { drifts += 1 }
        }
        return (String(decoding: try AnyDetectorState(detector).json(), as: UTF8.self), drifts)
    }
}
