internal import Compute
internal import Graphs

/// A value given on the command line that takes the place of one in the experiment document.
public struct ExperimentFlag: Sendable {
    /// As typed, such as `--gain` or `--set a`.
    let name: String
    /// The keys that lead to the value, the outermost first.
    let path: [String]
    let value: DocumentNode.Value
    /// Whether what the document says under the path stays, if it says anything.
    let yields: Bool

    private init(_ name: String, _ path: [String], _ value: DocumentNode.Value, yields: Bool = false) {
        self.name = name
        self.path = path
        self.value = value
        self.yields = yields
    }

    /// A number.
    public init(_ name: String, _ path: String..., number: Double) {
        self.init(name, path, .number(number))
    }

    /// A text: a word, a path, a time.
    public init(_ name: String, _ path: String..., text: String) {
        self.init(name, path, .string(text))
    }

    /// A truth value, which yields to an object that the document has in its place.
    public init(_ name: String, _ path: String..., truth: Bool) {
        self.init(name, path, .bool(truth), yields: true)
    }

    /// A list of words, separated by commas.
    public init(_ name: String, _ path: String..., words: String) {
        self.init(name, path, .array(Self.items(words).map { DocumentNode(.string($0)) }))
    }

    /// `KEY=VALUE` under `path`, which is empty for the document's own keys; the value is a number, several with commas between them, or a text.
    ///
    /// - Throws: `ExperimentError` where there is no `=`.
    public init(_ name: String, under path: [String] = [], assignment: String) throws {
        let (key, text) = try Self.sides(of: assignment, name, form: "KEY=VALUE, such as \(name) a=0.1")
        self.init("\(name) \(key)", path + [key], Self.value(text))
    }

    /// `KEY=FROM:TO:COUNT` or `KEY=A,B,C`: one axis of a sweep.
    ///
    /// - Throws: `ExperimentError` where it is neither.
    public init(_ name: String, axis: String) throws {
        let form = "KEY=FROM:TO:COUNT or KEY=A,B,C, such as \(name) coupling.gain=0:2:21"
        let (key, text) = try Self.sides(of: axis, name, form: form)
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
        guard parts.count > 1 else {
            let numbers = Self.items(text).map { Double($0) }
            guard !numbers.isEmpty, !numbers.contains(nil) else { throw Self.misspelt(axis, name, form) }
            self.init("\(name) \(axis)", ["sweep", key], .numbers(numbers.compactMap { $0 }))
            return
        }
        guard parts.count == 3, let from = parts[0], let to = parts[1], let count = parts[2] else {
            throw Self.misspelt(axis, name, form)
        }
        let range = DocumentNode(object: [("from", .number(from)), ("to", .number(to)), ("count", .number(count))])
        self.init("\(name) \(axis)", ["sweep", key], range.value)
    }

    /// All noise there is: each `VARIABLE=INTENSITY` (white), `VARIABLE=ou:INTENSITY` or `VARIABLE=ou:INTENSITY:TAU`.
    ///
    /// - Throws: `ExperimentError` where one is none of them.
    public init(_ name: String, noise: [String]) throws {
        let form = "VARIABLE=INTENSITY or VARIABLE=ou:INTENSITY[:TAU], such as \(name) x=0.01"
        let list = try noise.map { text in
            let (variable, rest) = try Self.sides(of: text, name, form: form)
            var parts = rest.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            var members: [(String, DocumentNode.Value)] = [("variable", .string(variable))]
            if let kind = parts.first, kind == "ou" || kind == "white" {
                members.append(("kind", .string(kind)))
                parts.removeFirst()
            }
            guard let intensity = parts.first.flatMap({ Double($0) }), parts.count <= 2 else {
                throw Self.misspelt(text, name, form)
            }
            members.append(("intensity", .number(intensity)))
            if parts.count == 2 { members.append(("tau", .string(parts[1]))) }
            return DocumentNode(object: members)
        }
        self.init(name, ["noise"], .array(list))
    }

    private static func items(_ text: String) -> [String] {
        text.split(separator: ",").map { String($0.trimming(while: \.isWhitespace)) }.filter { !$0.isEmpty }
    }

    private static func value(_ text: String) -> DocumentNode.Value {
        let numbers = items(text).map { Double($0) }
        guard !numbers.isEmpty, !numbers.contains(nil) else {
            return text == "true" || text == "false" ? .bool(text == "true") : .string(text)
        }
        return numbers.count == 1 ? .number(numbers[0] ?? 0) : .numbers(numbers.compactMap { $0 })
    }

    private static func sides(of text: String, _ name: String, form: String) throws -> (String, String) {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else { throw misspelt(text, name, form) }
        return (String(sides[0]), String(sides[1]))
    }

    private static func misspelt(_ text: String, _ name: String, _ form: String) -> ExperimentError {
        ExperimentError(
            code: "bad-flag", exitStatus: .usage, message: "\(name) has '\(text)', but takes \(form)")
    }
}

extension Substring {
    /// Without the characters that `isDropped` accepts at either end.
    fileprivate func trimming(while isDropped: (Character) -> Bool) -> Substring {
        var result = drop(while: isDropped)
        while let last = result.last, isDropped(last) { result.removeLast() }
        return result
    }
}
