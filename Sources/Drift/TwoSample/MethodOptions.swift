/// What an option of a method is, for people and for the command line.
public struct MethodOption: Sendable, Hashable, Codable {
    /// As in `--set bins=20`.
    public let name: String
    /// The value where none is given, as text.
    public let defaultText: String
    /// The values there are, such as `a whole number from 2 to 10000`.
    public let domain: String
    /// What it does.
    public let meaning: String

    public init(_ name: String, default defaultText: String, domain: String, meaning: String) {
        self.name = name
        self.defaultText = defaultText
        self.domain = domain
        self.meaning = meaning
    }
}

/// The options given for one method, as text, and what they say.
public struct MethodOptions: Sendable, Hashable {
    private let values: [String: String]

    public init(_ values: [String: String] = [:]) {
        self.values = values
    }

    /// Checks that every name given is one of `options`.
    ///
    /// - Throws: `DriftError.badParameter` with the first other name in alphabetical order, and the names there are.
    /// - Complexity: O(n log n) for n given.
    public func requireKnown(_ options: [MethodOption], method: String) throws {
        guard let unknown = values.keys.sorted().first(where: { name in !options.contains { $0.name == name } }) else {
            return
        }
        let names = options.map(\.name)
        throw DriftError(
            .badParameter, key: unknown, problem: "\(method) has no such option",
            remedy: names.isEmpty ? "it takes none" : "it takes \(names.joined(separator: ", "))")
    }

    /// The text given for `name`; nil where none is.
    public func text(_ name: String) -> String? { values[name] }

    /// The whole number given for `name`.
    ///
    /// - Throws: `DriftError.badParameter` where it is none or outside `range`.
    public func whole(_ name: String, default standard: Int, in range: ClosedRange<Int>) throws -> Int {
        guard let text = values[name] else { return standard }
        guard let value = Int(text), range.contains(value) else {
            throw Self.bad(name, text, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// The seed given for `name`, a whole number from 0 to 2⁶⁴ − 1.
    ///
    /// - Throws: `DriftError.badParameter` where it is none.
    public func seed(_ name: String = "seed", default standard: UInt64 = 0) throws -> UInt64 {
        guard let text = values[name] else { return standard }
        guard let value = UInt64(text) else {
            throw Self.bad(name, text, "a whole number from 0 to \(UInt64.max)")
        }
        return value
    }

    /// The number given for `name`, for which `accepts` holds.
    ///
    /// - Parameter domain: what `accepts` accepts, in words.
    /// - Throws: `DriftError.badParameter` where it is no finite number, or not accepted.
    public func number(
        _ name: String, default standard: Double, domain: String, where accepts: (Double) -> Bool
    ) throws -> Double {
        guard let text = values[name] else { return standard }
        guard let value = Double(text), value.isFinite, accepts(value) else { throw Self.bad(name, text, domain) }
        return value
    }

    /// The word given for `name`.
    ///
    /// - Throws: `DriftError.badParameter` where it is none of the choices.
    public func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, default standard: Choice
    ) throws -> Choice where Choice.RawValue == String {
        guard let text = values[name] else { return standard }
        guard let value = Choice(rawValue: text) else {
            throw Self.bad(name, text, "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return value
    }

    /// The truth given for `name`: `true` or `false`.
    ///
    /// - Throws: `DriftError.badParameter` where it is neither.
    public func truth(_ name: String, default standard: Bool) throws -> Bool {
        guard let text = values[name] else { return standard }
        guard let value = Bool(text) else { throw Self.bad(name, text, "true or false") }
        return value
    }

    private static func bad(_ name: String, _ text: String, _ domain: String) -> DriftError {
        DriftError(.badParameter, key: name, problem: "it is '\(text)'", remedy: "give \(domain)")
    }
}
