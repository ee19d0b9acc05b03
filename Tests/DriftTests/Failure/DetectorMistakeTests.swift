import Drift
import Foundation
import Testing

@Suite("Streaming detectors: mistakes")
struct DetectorMistakeTests {
    private func error(_ make: () throws -> Void) -> DriftError? {
        do {
            try make()
            return nil
        } catch {
            return error as? DriftError
        }
    }

    @Test("An unknown detector or option is told with those there are")
    func names() throws {
        let detector = try #require(error { _ = try DetectorCatalogue.make("adwim") })
        #expect(detector.code == "unknown-detector" && detector.message.contains("adwin, page-hinkley"))
        let option = try #require(error { _ = try DetectorCatalogue.make("adwin", options: ["detla": "1"]) })
        #expect(option.code == "bad-parameter" && option.key == "detla" && option.message.contains("delta"))
    }

    /// For every option of every detector, texts that are outside its domain.
    @Test("A value outside its domain is refused with the option's name and domain", arguments: DetectorCatalogue.names)
    func domains(name: String) throws {
        let description = try DetectorCatalogue.description(of: name)
        for option in description.options {
            for text in ["", "x", "nan", "-1.5", "1e400"] where !(option.name == "prior_mean" && text == "-1.5") {
                let found = error { _ = try description.make([option.name: text]) }
                #expect(found?.key == option.name, "\(option.name) = \(text)")
                #expect(found?.code == "bad-parameter" && found?.remedy.contains(option.domain) == true)
            }
        }
    }

    @Test("A value that the detector does not take is named by its position")
    func inputs() throws {
        #expect(error { try DetectorInput.real.check([1, 2, .nan], from: 40) }?.key == "value 42")
        #expect(error { try DetectorInput.real.check([-.infinity]) }?.code == "bad-sample")
        #expect(error { try DetectorInput.real.check([1e151]) } != nil)
        #expect(error { try DetectorInput.outcome.check([0, 1, 0.5]) }?.key == "value 2")
        #expect(error { try DetectorInput.fraction.check([0, 1, 0.5, 1.1]) }?.key == "value 3")
        #expect(error { try DetectorInput.real.check([0, -1e150, 1e150]) } == nil)
    }

    @Test("Values of the greatest magnitude leave every number finite", arguments: DetectorCatalogue.names)
    func magnitudes(name: String) throws {
        let description = try DetectorCatalogue.description(of: name)
        guard description.input == .real else { return }
        var detector = try description.make()
        for index in 0..<2000 { _ = detector.update(index.isMultiple(of: 3) ? 1e150 : -1e150) }
        let state = String(decoding: try AnyDetectorState(detector).json(), as: UTF8.self)
        #expect(!state.contains("nan"))
        _ = try AnyDetectorState(json: Data(state.utf8))
    }

    /// Every key of every state, replaced by things that do not belong there: an error, or a detector that works.
    @Test("A corrupt state is refused or harmless, never fatal", arguments: DetectorCatalogue.names)
    func corruption(name: String) throws {
        let description = try DetectorCatalogue.description(of: name)
        let values = changingStream(of: description.input, count: 500, seed: 9)
        var detector = try description.make()
        for value in values { _ = detector.update(value) }
        let saved = try #require(
            try JSONSerialization.jsonObject(with: AnyDetectorState(detector).json()) as? [String: Any])
        let state = try #require(saved["state"] as? [String: Any])
        let replacements: [Any] = [
            "x", "nan", "inf", -1, 1.5, 1e300, 9_007_199_254_740_993, [] as [Any], [-1, 2], [String: Any](), true,
        ]
        var refused = 0
        for key in state.keys.sorted() {
            for replacement in replacements.map(Optional.some) + [nil] {
                var changed = state
                changed[key] = replacement
                var envelope = saved
                envelope["state"] = changed
                let json = try JSONSerialization.data(withJSONObject: envelope)
                do {
                    var restored = try AnyDetectorState(json: json).detector
                    for value in values { _ = restored.update(value) }
                    #expect(replacement != nil, "\(key) may be missing")
                    #expect(replacement as? String != "nan", "\(key) may be NaN")
                } catch let error as DriftError {
                    #expect(error.code == "bad-detector-state", "\(error)")
                    refused += 1
                }
            }
        }
        #expect(refused >= state.count * 4)
    }

    @Test("An envelope that is none is refused")
    func envelopes() throws {
        let fine = String(decoding: try AnyDetectorState(DDM()).json(), as: UTF8.self)
        for text in [
            "", "[]", "{", "3", "{}", fine.replacing("\"schema_version\":1", with: "\"schema_version\":2"),
            fine.replacing("\"detector\":\"ddm\"", with: "\"detector\":\"adwin\""),
            fine.replacing("\"state\":{", with: "\"other\":{"),
        ] {
            #expect(error { _ = try AnyDetectorState(json: Data(text.utf8)) }?.code == "bad-detector-state", "\(text)")
        }
        let unknown = fine.replacing("\"detector\":\"ddm\"", with: "\"detector\":\"ddn\"")
        #expect(error { _ = try AnyDetectorState(json: Data(unknown.utf8)) }?.code == "unknown-detector")
    }

    @Test("States whose parts contradict each other are refused")
    func contradictions() throws {
        func corrupted(
            _ detector: some CataloguedDetector, _ input: DetectorInput, _ change: (inout [String: Any]) -> Void
        ) throws -> DriftError? {
            var detector = detector
            for value in changingStream(of: input, count: 100, seed: 2) { _ = detector.update(value) }
            var saved = try #require(
                try JSONSerialization.jsonObject(with: AnyDetectorState(detector).json()) as? [String: Any])
            var state = try #require(saved["state"] as? [String: Any])
            change(&state)
            saved["state"] = state
            let json = try JSONSerialization.data(withJSONObject: saved)
            return error { _ = try AnyDetectorState(json: json) }
        }
        #expect(try corrupted(ADWIN(), .real) { $0["width"] = 99 }?.key == "buckets")
        #expect(try corrupted(ADWIN(), .real) { $0["buckets"] = [9, 9, 9] }?.key == "buckets")
        #expect(try corrupted(ADWIN(), .real) { $0["squares"] = -5 }?.key == "squares")
        #expect(try corrupted(ADWIN(), .real) { $0["total"] = "inf" }?.key == "total")
        for key in ["sums", "deviations"] {
            #expect(
                try corrupted(ADWIN(), .real) { state in
                    state[key] = (state[key] as? [Any])?.map { _ in key == "sums" ? "-inf" as Any : -1 }
                }?.key == key)
        }
        #expect(try corrupted(DDM(driftThreshold: 1e6), .outcome) { $0["errors"] = 1000 }?.key == "errors")
        #expect(try corrupted(STEPD(alphaDrift: 1e-9), .outcome) { $0["recent"] = "01" }?.key == "recent")
        #expect(try corrupted(BayesianChangePoint(threshold: 0.9999999), .real) { $0["count"] = 3 }?.key == "lengths")
        #expect(try corrupted(KSWIN(), .real) { $0["window"] = ["nan"] }?.key == "window")
        #expect(
            try corrupted(HDDMA(driftConfidence: 1e-9), .fraction) { $0["lowest_count"] = 500 }?.key == "lowest_count")
    }
}
