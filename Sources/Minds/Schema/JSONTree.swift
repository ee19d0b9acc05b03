/// A JSON value of any form: what migrations work on, and what a mind keeps without knowing its meaning.
public enum JSONTree: Sendable, Hashable {
    case null
    case bool(Bool)
    /// Always finite. Written without a fraction where it is a whole number of less than 2⁵³.
    case number(Double)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])

    /// The value of an object's key; nil where this is no object or has no such key.
    public subscript(key: String) -> JSONTree? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// Whether there is a number in it that may have been another one in the text: beyond 2⁵³ not every whole number is
    /// a double.
    var holdsRoundedNumbers: Bool {
        switch self {
        case .number(let number): abs(number) >= 0x1p53
        case .array(let elements): elements.contains(where: \.holdsRoundedNumbers)
        case .object(let members): members.values.contains(where: \.holdsRoundedNumbers)
        default: false
        }
    }

    /// The path of the first key, in the order of keys, that this has and `other` has not in its place; nil where there
    /// is none.
    ///
    /// - Complexity: O(size · log keys).
    func firstKey(missingIn other: JSONTree) -> String? {
        switch (self, other) {
        case (.object(let members), .object(let others)):
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                guard let other = others[key] else { return key }
                guard let rest = value.firstKey(missingIn: other) else { continue }
                return key + (rest.hasPrefix("[") ? rest : "." + rest)
            }
        case (.array(let elements), .array(let others)):
            for (index, (element, other)) in zip(elements, others).enumerated() {
                guard let rest = element.firstKey(missingIn: other) else { continue }
                return "[\(index)]" + (rest.hasPrefix("[") ? rest : "." + rest)
            }
        default: break
        }
        return nil
    }

    /// What a person would call the value.
    package var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a truth value"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(nilLiteral: ()) { self = .null }
    public init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONTree)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, new in new }))
    }
}

extension JSONTree: Codable {
    private struct MemberName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// - Complexity: O(size).
    public init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: MemberName.self) {
            self = .object(
                try members.allKeys.reduce(into: [:]) { object, key in
                    object[key.stringValue] = try members.decode(JSONTree.self, forKey: key)
                })
            return
        }
        if var elements = try? decoder.unkeyedContainer() {
            var array: [JSONTree] = []
            while !elements.isAtEnd { array.append(try elements.decode(JSONTree.self)) }
            self = .array(array)
            return
        }
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else {
            self = .number(try value.decode(Double.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var container = encoder.container(keyedBy: MemberName.self)
            for (key, value) in members { try container.encode(value, forKey: MemberName(stringValue: key)) }
        case .array(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        default:
            var container = encoder.singleValueContainer()
            switch self {
            case .bool(let bool): try container.encode(bool)
            case .string(let string): try container.encode(string)
            case .number(let number):
                if abs(number) < 0x1p53, let whole = Int(exactly: number) {
                    try container.encode(whole)
                } else {
                    try container.encode(number)
                }
            default: try container.encodeNil()
            }
        }
    }
}
