public import Foundation

/// A detector with its whole state, as it is saved: `{"schema_version": 1, "detector": NAME, "state": {…}}`.
///
/// What is restored goes on to the same signals as what was saved, bit for bit.
public struct AnyDetectorState: Sendable, Codable {
    /// Of the form in which states are saved.
    public static let schemaVersion = 1

    public let detector: any CataloguedDetector

    public init(_ detector: any CataloguedDetector) {
        self.detector = detector
    }

    /// The name under which the catalogue knows the detector.
    public var name: String { type(of: detector).name }

    private enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case detector
        case state
    }

    /// - Throws: `DriftError.badDetectorState` where a key is missing, the version is another, or the state breaks an
    ///   invariant of its detector; `DriftError.unknownDetector`.
    public init(from decoder: any Decoder) throws {
        guard let container = try? decoder.container(keyedBy: CodingKeys.self),
            let version = try? container.decode(Int.self, forKey: .schemaVersion),
            let name = try? container.decode(String.self, forKey: .detector)
        else {
            throw DriftError(
                .badDetectorState, problem: "it is no saved detector",
                remedy: "give an object with schema_version, detector and state")
        }
        guard version == Self.schemaVersion else {
            throw DriftError(
                .badDetectorState, key: "schema_version", problem: "it is \(version)",
                remedy: "this version reads \(Self.schemaVersion)")
        }
        guard container.contains(.state) else {
            throw DriftError(.badDetectorState, key: "state", problem: "it is missing", remedy: "give the saved state")
        }
        detector = try DetectorCatalogue.description(of: name).read(container.superDecoder(forKey: .state))
    }

    /// - Throws: the encoder's error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.schemaVersion, forKey: .schemaVersion)
        try container.encode(name, forKey: .detector)
        try detector.encode(to: container.superEncoder(forKey: .state))
    }

    /// The saved form as JSON with its keys in alphabetical order, so that equal states have equal bytes.
    ///
    /// - Throws: the encoder's error.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// - Throws: `DriftError.badDetectorState` where `json` is no JSON, or as `init(from:)`.
    public init(json: Data) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: json)
        } catch let error as DriftError {
            throw error
        } catch {
            throw DriftError(
                .badDetectorState, problem: "it is not JSON", remedy: "give a state as it was saved")
        }
    }
}
