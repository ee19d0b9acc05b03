public import Drift
internal import Dynamics
public import Foundation
internal import Graphs

extension DriftWatch {
    /// The saved form.
    private struct Saved: Codable {
        struct Follower: Codable {
            let detector: AnyDetectorState
            let warmUp: Int?
            let warnings: Int
            let detections: Int
            let isWarning: Bool
            let stretchStart: Int
            let stretch: RunningMoments

            enum CodingKeys: String, CodingKey {
                case detector, warnings, detections, stretch
                case warmUp = "warm_up"
                case isWarning = "is_warning"
                case stretchStart = "stretch_start"
            }
        }

        let schema: String
        let values: Int
        let followers: [Follower]
    }

    private static let schema = "claustrum.drift-state/1"

    /// All of the watch as JSON.
    ///
    /// - Throws: the encoder's error.
    /// - Complexity: O(state of the detectors).
    public func saved() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let followers = followers.map { follower in
            Saved.Follower(
                detector: AnyDetectorState(follower.detector), warmUp: follower.warmUp, warnings: follower.warnings,
                detections: follower.detections, isWarning: follower.isWarning, stretchStart: follower.stretchStart,
                stretch: follower.stretch)
        }
        return try encoder.encode(Saved(schema: Self.schema, values: valueCount, followers: followers)) + Data([0x0A])
    }

    /// The watch that was saved in a file.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - detectors: those asked for; nil for those that were saved.
    /// - Returns: nil where there is no such file.
    /// - Throws: `DriftError.badDetectorState` where the file holds no watch, or one of other detectors than those asked
    ///   for; `GraphsError` where it cannot be read.
    /// - Complexity: O(bytes).
    public static func restored(
        from path: String, detectors: [any CataloguedDetector]?
    ) throws -> DriftWatch? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let bytes = try NetworkFile.contents(of: path)
        let watch: DriftWatch
        do {
            watch = try restored(bytes)
        } catch let error as DriftError {
            throw DriftError(
                .badDetectorState, key: [path, error.key].compactMap { $0 }.joined(separator: ": "),
                problem: error.problem, remedy: error.remedy)
        }
        guard let detectors else { return watch }
        let (saved, asked) = (watch.followers.map(\.question), detectors.map(DetectorQuestion.init))
        guard saved == asked else {
            throw DriftError(
                .badDetectorState, key: path,
                problem: "it was saved by \(Self.listing(saved)), and \(Self.listing(asked)) is asked for",
                remedy: "ask for the same detectors with the same options, or none, or give another file")
        }
        return watch
    }

    private static func restored(_ bytes: [UInt8]) throws -> DriftWatch {
        let saved: Saved
        do {
            saved = try JSONDecoder().decode(Saved.self, from: Data(bytes))
        } catch let error as DriftError {
            throw error
        } catch {
            throw DriftError(
                .badDetectorState, problem: "it is no saved watch", remedy: "give a file that --state has written")
        }
        let counts = saved.followers.flatMap { [$0.warmUp ?? 0, $0.warnings, $0.detections, $0.stretch.count] }
        guard saved.schema == schema, !saved.followers.isEmpty, (0...Int.max / 2).contains(saved.values),
            counts.allSatisfy({ (0...saved.values).contains($0) }),
            saved.followers.allSatisfy({ $0.stretchStart == saved.values - $0.stretch.count && isPossible($0.stretch) })
        else {
            throw DriftError(
                .badDetectorState, problem: "its schema, its counts or its means are not those of a saved watch",
                remedy: "give a file that --state has written")
        }
        return DriftWatch(
            followers: saved.followers.map { saved in
                var follower = Follower(saved.detector.detector)
                (follower.warmUp, follower.warnings) = (saved.warmUp, saved.warnings)
                (follower.detections, follower.isWarning) = (saved.detections, saved.isWarning)
                (follower.stretchStart, follower.stretch) = (saved.stretchStart, saved.stretch)
                return follower
            }, valueCount: saved.values)
    }

    /// Whether there are values with these moments that detectors take; rounding is allowed for.
    private static func isPossible(_ moments: RunningMoments) -> Bool {
        guard moments.count > 0 else { return moments == RunningMoments() }
        return DetectorInput.real.accepts(moments.mean / 2)
            && moments.standardDeviation >= 0 && DetectorInput.real.accepts(moments.standardDeviation / 2)
    }

    private static func listing(_ questions: [DetectorQuestion]) -> String {
        questions.map { question in
            question.name + " (" + question.settings.map { "\($0.name)=\($0.text)" }.joined(separator: ", ") + ")"
        }.joined(separator: ", ")
    }
}
