internal import Compute
internal import Graphs
public import Minds

/// A mind read from the JSON file of the original Persistent Mind Model, or from one that this program wrote.
public struct OriginalMind: Sendable {
    public let mind: Mind
    /// What had to be decided on the way, a sentence each with the key path: such as a last update that is no day,
    /// which counts as long ago, as in the original.
    public let notes: [String]

    /// - Parameters:
    ///   - bytes: one JSON object.
    ///   - file: its name, for errors.
    /// - Throws: `GraphsError` where it is not strict JSON (with the line and column); `ExperimentError` where a value
    ///   is of a wrong type, out of its range or missing, with the line and the path of keys.
    /// - Complexity: O(bytes).
    public init(bytes: [UInt8], file: String) throws {
        guard bytes.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "{") else {
            throw ExperimentError(
                code: MindError.Kind.badJSON.rawValue, exitStatus: .badData,
                message: "\(file): it does not begin with {; a mind is one JSON object in UTF-8")
        }
        let document = try Document(bytes, file: file)
        do {
            (mind, notes) = try Mind.reading(JSONTree(document.root.node))
        } catch let error as MindError {
            throw ExperimentError(error, in: document, file: file)
        }
    }

    /// The mind as the original's file has it: see `Mind.originalTree()`.
    ///
    /// - Throws: `MindError` where a number is not finite.
    public static func json(of mind: Mind) throws -> [UInt8] {
        try CanonicalJSON.bytes(of: mind.originalTree())
    }
}

extension ExperimentError {
    /// A mistake in a mind, with the place in its file.
    init(_ error: MindError, in document: Document, file: String) {
        let key = error.key.map { document.root.origin(of: $0) == nil ? Self.originalKey($0) : $0 }
        let placed = MindError(error.kind, key: key, problem: error.problem, remedy: error.remedy)
        let origin = key.flatMap { document.root.origin(of: $0) } ?? "\(file): "
        self.init(code: error.code, exitStatus: error.exitStatus, message: origin + placed.message)
    }

    /// The rule of drift is checked as a whole, by this program's names; the original's file has others.
    private static func originalKey(_ key: String) -> String {
        let names = [
            "drift.bounds.minimum": "drift_config.bounds.min", "drift.bounds.maximum": "drift_config.bounds.max",
            "drift.bounds": "drift_config.bounds", "drift.maximum_delta": "drift_config.max_delta_per_reflection",
        ]
        return names[key] ?? key
    }
}

extension JSONTree {
    /// The value of a document.
    init(_ node: DocumentNode) {
        switch node.value {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .number(let number): self = .number(number)
        case .string(let string): self = .string(string)
        case .numbers(let numbers): self = .array(numbers.map { .number($0) })
        case .array(let elements): self = .array(elements.map { JSONTree($0) })
        case .object(let members):
            self = .object(
                Dictionary(members.map { ($0.key, JSONTree($0.node)) }, uniquingKeysWith: { _, new in new }))
        }
    }
}
