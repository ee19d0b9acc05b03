/// A value of a JSON or YAML document, with where it stands.
package struct DocumentNode: Sendable {
    package enum Value: Sendable {
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        /// An array of numbers only: what matrices are made of.
        case numbers([Double])
        case array([DocumentNode])
        case object([DocumentMember])
    }

    package var value: Value
    /// Where it begins: a byte offset (JSON) or a line (YAML), resolved by `DocumentSource`.
    package var place: Int

    /// What a person would call this value.
    @inline(never)
    package var kindName: String {
        switch value {
        case .null: "null"
        case .bool: "a truth value"
        case .number: "a number"
        case .string: "a string"
        case .numbers, .array: "a list"
        case .object: "an object"
        }
    }

    /// The elements of a list, or nil for anything else.
    @inline(never)
    package var elements: [DocumentNode]? {
        switch value {
        case .numbers(let numbers): numbers.map { DocumentNode(value: .number($0), place: place) }
        case .array(let elements): elements
        default: nil
        }
    }

    // The accessors stay out of line: inlined, they trip the ownership verifier of Swift 6.3.1's optimiser.
    @inline(never)
    package var members: [DocumentMember]? {
        if case .object(let members) = value { members } else { nil }
    }

    @inline(never)
    package var string: String? {
        if case .string(let string) = value { string } else { nil }
    }

    @inline(never)
    package var number: Double? {
        if case .number(let number) = value { number } else { nil }
    }
}

/// One key of an object and its value.
package struct DocumentMember: Sendable {
    package var key: String
    package var keyPlace: Int
    package var node: DocumentNode
}

/// The file that a document was read from: turns places into lines and mistakes into errors.
struct DocumentSource {
    let file: String
    /// The text, where places are byte offsets; nil where they are lines.
    let text: [UInt8]?
    /// The number of the text's first line.
    var firstLine = 1

    func line(at place: Int) -> Int {
        text.map { TextCheck.position(of: place, in: $0, firstLine: firstLine).line } ?? place
    }

    func error(
        _ kind: GraphsError.Kind, at place: Int, key: String?, _ problem: String, remedy: String
    ) -> GraphsError {
        GraphsError(kind, file: file, line: line(at: place), key: key, problem: problem, remedy: remedy)
    }
}
