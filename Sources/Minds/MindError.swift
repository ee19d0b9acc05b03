public import Compute

/// What is wrong with a mind, or with what is asked of it, where, and what would be right.
public struct MindError: CodedError, Hashable {
    /// What kind of mistake it is. The raw value is the error's stable code.
    public enum Kind: String, Sendable, CaseIterable {
        case badJSON = "mind-syntax"
        case wrongType = "mind-wrong-type"
        case missingKey = "mind-missing-key"
        case unknownKey = "mind-unknown-key"
        case outOfRange = "mind-out-of-range"
        case badTime = "mind-bad-time"
        case badName = "mind-bad-name"
        case laterVersion = "mind-later-version"
        case badVersion = "mind-bad-version"
        case duplicateIdentifier = "mind-duplicate-id"
        case unknownIdentifier = "mind-unknown-id"
        case unknownTrait = "mind-unknown-trait"
        case commitmentClosed = "mind-commitment-closed"
        case badEnvironment = "mind-bad-environment"
        case badParameter = "mind-bad-parameter"
        case reflectionNotAllowed = "mind-reflection-not-allowed"
        case notEncodable = "mind-not-encodable"
    }

    public let kind: Kind
    /// The key path, such as `events[3].effects[0].delta`, or the variable; nil where there is none.
    public let key: String?
    /// What is wrong.
    public let problem: String
    /// What would be right.
    public let remedy: String

    public init(_ kind: Kind, key: String? = nil, problem: String, remedy: String) {
        self.kind = kind
        self.key = key
        self.problem = problem
        self.remedy = remedy
    }

    public var code: String { kind.rawValue }

    public var exitStatus: ExitStatus {
        switch kind {
        case .badEnvironment, .badParameter, .unknownIdentifier, .unknownTrait, .commitmentClosed: .usage
        case .notEncodable: .internalFailure
        default: .badData
        }
    }

    public var message: String {
        (key.map { "\($0): " } ?? "") + problem + "; " + remedy
    }

    /// The same mistake, in what stands at `path`.
    package func placed(at path: String) -> MindError {
        let joined = key.map { $0.hasPrefix("[") || path.isEmpty ? path + $0 : "\(path).\($0)" }
        let key = joined ?? (path.isEmpty ? nil : path)
        return MindError(kind, key: key, problem: problem, remedy: remedy)
    }
}
