import Drift
import Foundation
import GeneratedInput
import Testing

/// `PublishedDetections` holds what river 0.26.1 and frouros 0.9.0 (reset after each alarm) said of generated streams with
/// random parameters: beside the few published streams, these try the parameters.
@Suite("Detectors against river and frouros on generated streams")
struct PublishedDetectorTests {
    struct Run: CustomTestStringConvertible {
        let detector: String
        let options: [String: String]
        let values: [Double]
        let detections: [Int]
        let warnings: (count: Int, digest: UInt64)
        let testDescription: String

        /// Fields: detector, seed and the letter `b` for outcomes or `r` for real values, options, indices, warnings.
        init?(_ line: Substring) {
            let fields = line.split(separator: "|", omittingEmptySubsequences: false)
            guard fields.count == 6, let seed = UInt64(fields[1].dropLast()), let count = Int(fields[4]),
                let digest = UInt64(fields[5], radix: 16)
            else { return nil }
            detector = String(fields[0])
            values = GeneratedStream.values(seed: seed, isBinary: fields[1].last == "b")
            options = Dictionary(
                uniqueKeysWithValues: fields[2].split(separator: ",").map { pair in
                    let parts = pair.split(separator: "=")
                    return (String(parts[0]), String(parts[1]))
                })
            detections = fields[3].split(separator: ",").compactMap { Int($0) }
            warnings = (count, digest)
            testDescription = "\(fields[0]) of seed \(seed), \(fields[2])"
        }
    }

    static let runs = PublishedDetections.text.split(separator: "\n").compactMap(Run.init)

    @Test("every stream was read")
    func complete() {
        #expect(Self.runs.count == PublishedDetections.count)
        #expect(Set(Self.runs.map(\.detector)).count == 12)
    }

    @Test("alarms and warnings at the same values", arguments: runs)
    func published(run: Run) throws {
        var detector: any CataloguedDetector = try DetectorCatalogue.make(run.detector, options: run.options)
        var detections: [Int] = []
        var warnings = (count: 0, digest: Digest())
        for (index, value) in run.values.enumerated() {
            switch detector.update(value) {
            case .drift: detections.append(index)
            case .warning:
                warnings.count += 1
                warnings.digest.add(UInt64(index))
            default: break
            }
        }
        #expect(detections == run.detections)
        let speaks = try DetectorCatalogue.description(of: run.detector).hasWarnings
        #expect(warnings.count == run.warnings.count || !speaks)
        #expect(warnings.digest.value == run.warnings.digest || !speaks)
    }

    /// Saved as JSON and restored at three places drawn at random, beside an undisturbed one.
    @Test("goes on as before when saved and restored", arguments: runs)
    func restored(run: Run) throws {
        var numbers = SplitMix64(seed: UInt64(run.values.count))
        let cuts = Set((0..<3).map { _ in numbers.index(run.values.count) })
        var undisturbed: any CataloguedDetector = try DetectorCatalogue.make(run.detector, options: run.options)
        var detector = undisturbed
        for (index, value) in run.values.enumerated() {
            if cuts.contains(index) {
                let saved = try AnyDetectorState(detector).json()
                detector = try AnyDetectorState(json: saved).detector
                let again = try AnyDetectorState(detector).json()
                #expect(again == saved)
            }
            let signals = (undisturbed.update(value), detector.update(value))
            if signals.0 != signals.1 {
                Issue.record("\(signals) at \(index), cuts \(cuts.sorted())")
                return
            }
        }
        let states = (try AnyDetectorState(undisturbed).json(), try AnyDetectorState(detector).json())
        #expect(states.0 == states.1)
    }
}
