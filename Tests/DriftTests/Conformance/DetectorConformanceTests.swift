import Drift
import Foundation
import Testing

@Suite(
    "Streaming detectors: conformance with river 0.26.1 and frouros 0.9.0",
    .enabled(
        if: DetectorCase.file.isPresent,
        "skipped: ../shared/conformance/drift_streams.json is not beside the repository"))
struct DetectorConformanceTests {
    @Test("Every case fires at the same indices")
    func cases() throws {
        let file = try DetectorCase.file.read()
        #expect(file.cases.count == 28)
        for example in file.cases {
            let name = try #require(Self.names[example.detector], "an unknown detector, \(example.detector)")
            let values = try #require(file.streams[example.stream])
            // `lambda` is a word of Python's, which frouros avoids.
            let options = Dictionary(
                uniqueKeysWithValues: example.parameters.map { ($0 == "lambda_" ? "lambda" : $0, $1.text) })
            var detector: any DriftDetector = try DetectorCatalogue.make(name, options: options)
            // The file lists at most the first twenty.
            let found = Array(detector.detections(in: values).prefix(20))
            #expect(found == example.detections, "\(name) \(options) on \(example.stream)")
        }
    }

    private static let names = [
        "ADWIN": "adwin", "PageHinkley": "page-hinkley", "CUSUM": "cusum",
        "GeometricMovingAverage": "geometric-moving-average", "DDM": "ddm", "EDDM": "eddm", "RDDM": "rddm",
        "HDDM_A": "hddm-a", "HDDM_W": "hddm-w", "STEPD": "stepd", "ECDDWT": "ecdd-wt",
    ]
}

/// A stream, a detector, its parameters and where it fired.
struct DetectorCase: Decodable {
    /// A number or a word.
    struct Scalar: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            text = try (try? container.decode(Double.self).description) ?? container.decode(String.self)
        }
    }

    struct File: Decodable {
        let streams: [String: [Double]]
        let cases: [DetectorCase]
    }

    struct Location {
        let url = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "shared/conformance/drift_streams.json")

        var isPresent: Bool { FileManager.default.isReadableFile(atPath: url.path(percentEncoded: false)) }

        func read() throws -> File { try JSONDecoder().decode(File.self, from: Data(contentsOf: url)) }
    }

    static let file = Location()

    let detector: String
    let parameters: [String: Scalar]
    let stream: String
    let detections: [Int]
}
