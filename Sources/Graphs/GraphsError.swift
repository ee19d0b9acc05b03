public import Compute

/// What is wrong with a network, where, and what would be right.
public struct GraphsError: CodedError, Hashable {
    /// What kind of mistake it is. The raw value is the error's stable code.
    public enum Kind: String, Sendable, CaseIterable {
        case missingFile = "missing-file"
        case unreadableFile = "unreadable-file"
        case emptyFile = "empty-file"
        case notText = "not-text"
        case syntax = "network-syntax"
        case unknownFormat = "unknown-format"
        case unknownKey = "unknown-key"
        case missingKey = "missing-key"
        case conflictingKeys = "conflicting-keys"
        case wrongType = "wrong-type"
        case wrongShape = "wrong-shape"
        case notSquare = "network-not-square"
        case outOfRange = "probability-out-of-range"
        case notFinite = "not-finite"
        case rowSum = "row-sum-not-one"
        case notIndependent = "not-conditionally-independent"
        case disagreement = "tpm-and-weights-disagree"
        case unknownUnit = "unknown-unit"
        case duplicateUnit = "duplicate-unit"
        case duplicateEdge = "duplicate-edge"
        case negativeLength = "negative-length"
        case missingLength = "missing-length"
        case badLabel = "bad-label"
        case badState = "bad-state"
        case multivalued = "more-than-two-states"
        case tooLarge = "network-too-large"
        case notExpressible = "format-cannot-express"
        case undecidedSuccessor = "undecided-successor"
        case notConverged = "not-converged"
        case badOption = "bad-option"
    }

    public let kind: Kind
    /// The file's name as it was given, or nil where the mistake is not in a file.
    public let file: String?
    /// The line, counted from 1.
    public let line: Int?
    /// The column in that line, in bytes counted from 1.
    public let column: Int?
    /// The key path or matrix position, such as `tpm[3][1]` or `mechanisms.A.inputs`.
    public let key: String?
    /// What is wrong.
    public let problem: String
    /// What would be right.
    public let remedy: String

    public init(
        _ kind: Kind, file: String? = nil, line: Int? = nil, column: Int? = nil, key: String? = nil, problem: String,
        remedy: String
    ) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.key = key
        self.problem = problem
        self.remedy = remedy
    }

    public var code: String { kind.rawValue }

    public var exitStatus: ExitStatus {
        switch kind {
        case .missingFile, .unreadableFile: .missingInput
        case .badOption: .usage
        default: .badData
        }
    }

    /// One line, whatever characters the file has in its names: see `String.printable`.
    public var message: String {
        var place: [String] = []
        if let line { place.append("line \(line)") }
        if let column { place.append("column \(column)") }
        if let key, !key.isEmpty { place.append(key) }
        let parts = [file, place.isEmpty ? nil : place.joined(separator: ", "), problem].compactMap { $0 }
        return (parts.joined(separator: ": ") + "; " + remedy).printable
    }

    /// The same error, known to be in `file` and, where `key` is given, to concern that.
    package func placed(in file: String, key: String? = nil) -> GraphsError {
        GraphsError(
            kind, file: self.file ?? file, line: line, column: column, key: key ?? self.key, problem: problem,
            remedy: remedy)
    }
}
