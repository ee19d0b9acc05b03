public import Compute

/// What is wrong with a simulation, where, and what would be right.
public struct DynamicsError: CodedError, Hashable {
    /// What kind of mistake it is. The raw value is the error's stable code.
    public enum Kind: String, Sendable, CaseIterable {
        case unknownModel = "unknown-model"
        case unknownParameter = "unknown-parameter"
        case unknownVariable = "unknown-variable"
        case unknownNode = "unknown-node"
        case badParameter = "bad-parameter"
        case badSetting = "bad-simulation-setting"
        case missingLengths = "missing-lengths"
        case stepTooLarge = "step-too-large"
        case diverged = "simulation-diverged"
        case tooLarge = "simulation-too-large"
        case notSupported = "not-supported"
    }

    public let kind: Kind
    /// The key path, such as `noise[0].intensity`.
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
    public var exitStatus: ExitStatus { kind == .notSupported ? .usage : .badData }
    public var message: String {
        let place = key.map { "\($0): " } ?? ""
        return "\(place)\(problem); \(remedy)"
    }
}
