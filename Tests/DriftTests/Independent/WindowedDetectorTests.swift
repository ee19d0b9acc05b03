import Drift
import Testing

@Suite("Detectors against their definitions over whole windows")
struct WindowedDetectorTests {
    typealias Rule = @Sendable ([Double]) -> Bool

    struct Case: CustomTestStringConvertible {
        let detector: String
        let options: [String: String]
        let isBinary: Bool
        let rule: Rule
        var testDescription: String { detector }
    }

    static let cases: [Case] = [
        Case(detector: "page-hinkley", options: ["threshold": "12", "delta": "0.1", "alpha": "1"], isBinary: false) {
            WindowedDetectors.pageHinkley($0, least: 30, delta: 0.1, threshold: 12)
        },
        Case(detector: "cusum", options: ["lambda": "9", "delta": "0.2"], isBinary: false) {
            WindowedDetectors.cusum($0, least: 30, delta: 0.2, threshold: 9)
        },
        Case(
            detector: "geometric-moving-average", options: ["lambda": "0.4", "alpha": "0.95"], isBinary: false
        ) {
            WindowedDetectors.geometricMovingAverage($0, least: 30, alpha: 0.95, threshold: 0.4)
        },
        Case(detector: "ddm", options: ["drift_threshold": "2.5"], isBinary: true) {
            WindowedDetectors.ddm($0, warmUp: 30, level: 2.5)
        },
        Case(detector: "eddm", options: [:], isBinary: true) {
            WindowedDetectors.eddm($0, warmUp: 30, beta: 0.9)
        },
        Case(
            detector: "fhddm", options: ["sliding_window_size": "40", "confidence_level": "0.05"], isBinary: true
        ) {
            WindowedDetectors.fhddm($0, size: 40, delta: 0.05)
        },
        Case(detector: "stepd", options: [:], isBinary: true) {
            WindowedDetectors.stepd($0, size: 30, alpha: 0.003)
        },
    ]

    @Test("alarms at the values where the definition does", arguments: cases)
    func definition(of detection: Case) throws {
        var alarms = 0
        for seed in UInt64(0)..<24 {
            let values = Array(GeneratedStream.values(seed: 300 + seed, isBinary: detection.isBinary).suffix(500))
            let expected = WindowedDetectors.alarms(values, detection.rule)
            var detector: any CataloguedDetector = try DetectorCatalogue.make(
                detection.detector, options: detection.options)
            #expect(detector.detections(in: values) == expected, "seed \(300 + seed)")
            alarms += expected.count
        }
        // A comparison of silence with silence would prove nothing.
        #expect(alarms > 5)
    }
}
