/// An object of the original's JSON whose members are taken one by one. What nobody took is left: it is not modelled.
struct OriginalObject {
    /// The key path, for errors.
    let path: String
    /// The members not yet taken.
    private(set) var rest: [String: JSONTree]

    init(_ tree: JSONTree, path: String) throws {
        guard case .object(let members) = tree else { throw Self.wrongType(tree, path, "an object") }
        self.path = path
        rest = members
    }

    func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// The value of a key; nil where there is none, or null.
    mutating func take(_ key: String) -> JSONTree? {
        guard let value = rest.removeValue(forKey: key), value != .null else { return nil }
        return value
    }

    /// Puts back a value that turned out to have no place in the model.
    mutating func leave(_ key: String, _ value: JSONTree) { rest[key] = value }

    mutating func string(_ key: String) throws -> String? {
        guard let value = take(key) else { return nil }
        guard case .string(let string) = value else { throw Self.wrongType(value, path(of: key), "a string") }
        return string
    }

    mutating func requiredString(_ key: String) throws -> String {
        guard let string = try string(key) else { throw missing(key, "a string") }
        return string
    }

    mutating func strings(_ key: String) throws -> [JSONTree] {
        let elements = try list(key)
        for (index, element) in elements.enumerated() {
            guard case .string = element else {
                throw Self.wrongType(element, "\(path(of: key))[\(index)]", "a string")
            }
        }
        return elements
    }

    mutating func number(_ key: String, in range: ClosedRange<Double>) throws -> Double? {
        guard let value = take(key) else { return nil }
        guard case .number(let number) = value else { throw Self.wrongType(value, path(of: key), "a number") }
        try MindCheck.number(number, path(of: key), range)
        return number
    }

    /// A number as it stands in the tree, or null.
    mutating func numberOrNull(_ key: String, in range: ClosedRange<Double>) throws -> JSONTree {
        try number(key, in: range).map { .number($0) } ?? .null
    }

    mutating func count(_ key: String, in range: ClosedRange<Double>) throws -> Double? {
        guard let number = try number(key, in: range) else { return nil }
        guard number == number.rounded() else {
            throw MindError(
                .wrongType, key: path(of: key), problem: "it is \(number)", remedy: "give a whole number")
        }
        return number
    }

    mutating func bool(_ key: String) throws -> Bool? {
        guard let value = take(key) else { return nil }
        guard case .bool(let bool) = value else { throw Self.wrongType(value, path(of: key), "true or false") }
        return bool
    }

    /// A list; empty where there is none.
    mutating func list(_ key: String) throws -> [JSONTree] {
        guard let value = take(key) else { return [] }
        guard case .array(let elements) = value else { throw Self.wrongType(value, path(of: key), "a list") }
        return elements
    }

    /// An object; empty where there is none.
    mutating func object(_ key: String) throws -> OriginalObject {
        try OriginalObject(take(key) ?? .object([:]), path: path(of: key))
    }

    mutating func moment(_ key: String) throws -> Moment? {
        guard let text = try string(key) else { return nil }
        guard let moment = Moment(text) else {
            throw MindError(
                .badTime, key: path(of: key), problem: "\(text.debugDescription) is no moment",
                remedy: "write it as 2026-01-31T12:00:00Z")
        }
        return moment
    }

    mutating func requiredMoment(_ key: String) throws -> Moment {
        guard let moment = try moment(key) else { throw missing(key, "a moment such as 2026-01-31T12:00:00Z") }
        return moment
    }

    /// Leaves what nobody took of `object` under the key.
    mutating func leave(_ key: String, restOf object: OriginalObject) {
        if !object.rest.isEmpty { rest[key] = .object(object.rest) }
    }

    func missing(_ key: String, _ expectation: String) -> MindError {
        MindError(.missingKey, key: path(of: key), problem: "the key is missing", remedy: "give \(expectation)")
    }

    static func wrongType(_ value: JSONTree, _ path: String, _ expectation: String) -> MindError {
        MindError(.wrongType, key: path, problem: "it is \(value.kindName)", remedy: "give \(expectation)")
    }
}
