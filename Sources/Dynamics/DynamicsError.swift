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

extension DynamicsError {
    /// A state that left the finite numbers, at the first variable and node where it was found.
    static func leftFiniteNumbers(
        variable: String, node: String, step: Int, stepMilliseconds: Double
    ) -> DynamicsError {
        let time = Double(step) * stepMilliseconds
        return DynamicsError(
            .diverged, key: variable,
            problem: "it left the finite numbers before \(time) ms (step \(step)), first found at node \(node)",
            remedy: "the step of \(stepMilliseconds) ms is too large for these parameters, or they have no bounded"
                + " solution: try a tenth of the step, or a smaller gain")
    }
}
