public import Compute

/// What is wrong with a question about drift, where, and what would be right.
public struct DriftError: CodedError, Hashable {
    /// What kind of mistake it is. The raw value is the error's stable code.
    public enum Kind: String, Sendable, CaseIterable {
        case badParameter = "bad-parameter"
        case unknownDetector = "unknown-detector"
        case unknownMethod = "unknown-method"
        case badSample = "bad-sample"
        case tooFewValues = "too-few-values"
        case dimensionMismatch = "dimension-mismatch"
        case badDetectorState = "bad-detector-state"
        case badPopulation = "bad-population"
        case tooLarge = "too-large"
    }

    public let kind: Kind
    /// The parameter, key path or position, such as `delta`, `traits[1].bounds` or `value 17`; nil where there is none.
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
        case .badParameter, .unknownDetector, .unknownMethod: .usage
        case .badSample, .tooFewValues, .dimensionMismatch, .badDetectorState, .badPopulation, .tooLarge: .badData
        }
    }

    public var message: String {
        (key.map { "\($0): " } ?? "") + problem + "; " + remedy
    }
}
