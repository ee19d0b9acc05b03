/// A JSON or YAML document of any meaning, to be read key by key.
///
/// What reads it asks for the type it needs; every mistake then names the file, the line and the path of keys. Values
/// given elsewhere, such as by flags, can be laid over those of the file: their mistakes name the flag.
package struct Document: Sendable {
    /// Where its values are asked for.
    package private(set) var root: DocumentValue

    /// - Parameters:
    ///   - bytes: JSON where the name ends so or the text begins with `{`, else YAML.
    ///   - file: its name, for errors.
    /// - Throws: `GraphsError` where it is not one object.
    /// - Complexity: O(bytes).
    package init(_ bytes: [UInt8], file: String) throws {
        let start = try TextCheck.start(of: bytes, file: file)
        let isJSON = Self.isJSON(bytes, start: start, file: file)
        let source = DocumentSource(file: file, text: isJSON ? bytes : nil)
        let members =
            isJSON
            ? try JSONReader.members(of: source, text: bytes, start: start) { _ in true }
            : try YAMLReader.members(of: bytes, start: start, file: file)
        let node = DocumentNode(value: .object(members), place: isJSON ? start : 1)
        root = DocumentValue(node: node, path: "", context: DocumentContext(source: source, overlays: []))
    }

    /// A document without keys, for values that are all laid over it.
    ///
    /// - Parameter file: what errors about the whole name.
    package init(emptyNamed file: String) {
        root = DocumentValue(
            node: DocumentNode(value: .object([]), place: 1), path: "",
            context: DocumentContext(source: DocumentSource(file: file, text: nil), overlays: []))
    }

    /// The keys of the one object in `bytes`, without its values where that is less work; nil where it is no object.
    ///
    /// - Complexity: O(bytes).
    package static func keys(of bytes: [UInt8], file: String) throws -> [String] {
        let start = try TextCheck.start(of: bytes, file: file)
        guard isJSON(bytes, start: start, file: file) else {
            return try YAMLReader.members(of: bytes, start: start, file: file).map(\.key)
        }
        let source = DocumentSource(file: file, text: bytes)
        return try JSONReader.members(of: source, text: bytes, start: start) { _ in false }.map(\.key)
    }

    private static func isJSON(_ bytes: [UInt8], start: Int, file: String) -> Bool {
        if let format = ConnectomeFormat(path: file), format == .json || format == .yaml { return format == .json }
        return bytes[start...].first { $0 > 0x20 } == UInt8(ascii: "{")
    }

    /// Lays a value over the one at the path of keys, or adds it.
    ///
    /// - Parameter origin: what a mistake in it names instead of the file, such as `--gain`.
    package mutating func lay(_ value: DocumentNode.Value, at path: [String], origin: String) {
        root.context.overlays.append(origin)
        // Places in a file are not negative, so negative ones number the overlays.
        let place = -root.context.overlays.count
        root.node = Self.laying(DocumentNode(value: value, place: place).placed(at: place), over: root.node, path[...])
    }

    /// Turns the text under `key`, if it is one, into an object that has the text under `inner`: the long form of what
    /// may be written short.
    package mutating func nest(_ key: String, under inner: String) {
        guard var members = root.node.members, let index = members.firstIndex(where: { $0.key == key }),
            let text = members[index].node.string
        else { return }
        let place = members[index].node.place
        let member = DocumentMember(key: inner, keyPlace: place, node: DocumentNode(value: .string(text), place: place))
        members[index].node = DocumentNode(value: .object([member]), place: place)
        root.node = DocumentNode(value: .object(members), place: root.node.place)
    }

    private static func laying(
        _ value: DocumentNode, over node: DocumentNode, _ path: ArraySlice<String>
    ) -> DocumentNode {
        guard let key = path.first else { return value }
        var members = node.members ?? []
        let index = members.firstIndex { $0.key == key }
        let old = index.map { members[$0].node } ?? DocumentNode(value: .object([]), place: value.place)
        let member = DocumentMember(
            key: key, keyPlace: value.place, node: laying(value, over: old, path.dropFirst()))
        if let index { members[index] = member } else { members.append(member) }
        return DocumentNode(value: .object(members), place: node.place)
    }
}

/// What the values of a document share.
struct DocumentContext: Sendable {
    let source: DocumentSource
    /// What values were laid over the file's by.
    var overlays: [String]
}

/// A value of a document and the path of keys that leads to it.
package struct DocumentValue: Sendable {
    package fileprivate(set) var node: DocumentNode
    /// Such as `noise[0].intensity`; empty for the whole document.
    package let path: String
    fileprivate var context: DocumentContext

    fileprivate init(node: DocumentNode, path: String, context: DocumentContext) {
        self.node = node
        self.path = path
        self.context = context
    }

    /// A mistake in this value.
    package func error(_ kind: GraphsError.Kind, _ problem: String, remedy: String) -> GraphsError {
        error(kind, at: node.place, path: path, problem, remedy: remedy)
    }

    fileprivate func error(
        _ kind: GraphsError.Kind, at place: Int, path: String, _ problem: String, remedy: String
    ) -> GraphsError {
        guard place >= 0 else {
            let origin = context.overlays[-place - 1]
            return GraphsError(kind, key: origin, problem: problem, remedy: remedy)
        }
        return context.source.error(kind, at: place, key: path.isEmpty ? nil : path, problem, remedy: remedy)
    }

    /// What a message about the value at the path begins with: the flag, or the file and the line; nil where the
    /// document has nothing at the path.
    ///
    /// - Parameter path: keys joined by dots, places in lists in brackets.
    package func origin(of path: String) -> String? {
        var value = self
        for part in path.split(whereSeparator: { ".[]".contains($0) }) {
            if let members = value.node.members {
                guard let member = members.first(where: { $0.key == part }) else { return nil }
                value.node = member.node
            } else if let elements = value.node.elements, let index = Int(part), elements.indices.contains(index) {
                value.node = elements[index]
            } else {
                return nil
            }
        }
        let place = value.node.place
        return place < 0
            ? context.overlays[-place - 1] + ": "
            : "\(context.source.file): line \(context.source.line(at: place)), "
    }

    /// What a person would call the value: `a number`, `a list`.
    package var kindName: String { node.kindName }

    /// Whether the value was given on the command line, not in a file.
    package var isOverlay: Bool { node.place < 0 }

    fileprivate func child(_ node: DocumentNode, _ path: String) -> DocumentValue {
        DocumentValue(node: node, path: path, context: context)
    }
}

/// An object of a document whose keys are known to mean something.
package struct DocumentObject: Sendable {
    package let value: DocumentValue
    private let members: [DocumentMember]

    fileprivate init(_ value: DocumentValue, _ members: [DocumentMember]) {
        self.value = value
        self.members = members
    }

    /// The value of a key; nil where it is not given, or null.
    package subscript(key: String) -> DocumentValue? {
        entries.first { $0.key == key }?.value
    }

    /// Keys and values in the document's order, nulls left out.
    package var entries: [(key: String, value: DocumentValue)] {
        members.filter { !$0.node.isNull }.map { member in
            (member.key, value.child(member.node, (value.path.isEmpty ? "" : value.path + ".") + member.key))
        }
    }

    /// The value of a key that must be there.
    ///
    /// - Throws: `GraphsError` of kind `missingKey`.
    package func required(_ key: String, _ expectation: String) throws(GraphsError) -> DocumentValue {
        if let found = self[key] { return found }
        throw value.error(.missingKey, "there is no \"\(key)\"", remedy: "give \(key): \(expectation)")
    }
}

extension DocumentValue {
    /// The value as an object.
    ///
    /// - Parameter keys: those that mean something; any other is a mistake. nil: all.
    /// - Throws: `GraphsError` of kind `wrongType`, or `unknownKey` with the nearest one that is known.
    package func object(keys: [String]?, _ expectation: String) throws(GraphsError) -> DocumentObject {
        guard let members = node.members else {
            throw error(.wrongType, "is \(kindName)", remedy: "give \(expectation)")
        }
        if let keys, let unknown = members.first(where: { !keys.contains($0.key) }) {
            let near = Spelling.nearest(to: unknown.key, in: keys)
            throw error(
                .unknownKey, at: unknown.keyPlace,
                path: (path.isEmpty ? "" : path + ".") + String(unknown.key.prefix(64)), "an unknown key",
                remedy: near.map { "did you mean \"\($0)\"?" } ?? "the keys are \(keys.joined(separator: ", "))")
        }
        return DocumentObject(self, members)
    }

    /// - Throws: `GraphsError` of kind `wrongType`.
    package func number(_ expectation: String) throws(GraphsError) -> Double {
        guard let number = node.number else { throw wrongType(expectation) }
        return number
    }

    /// - Throws: `GraphsError` of kind `wrongType`.
    package func string(_ expectation: String) throws(GraphsError) -> String {
        guard let string = node.string else { throw wrongType(expectation) }
        return string
    }

    /// - Throws: `GraphsError` of kind `wrongType`.
    package func truth() throws(GraphsError) -> Bool {
        guard case .bool(let truth) = node.value else { throw wrongType("true or false") }
        return truth
    }

    /// - Throws: `GraphsError` of kind `wrongType`.
    package func elements(_ expectation: String) throws(GraphsError) -> [DocumentValue] {
        guard let elements = node.elements else { throw wrongType(expectation) }
        return elements.enumerated().map { child($1, "\(path)[\($0)]") }
    }

    /// The value as one of several words.
    ///
    /// - Throws: `GraphsError` of kind `wrongType`, with the nearest word.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type
    ) throws(GraphsError) -> Choice where Choice.RawValue == String {
        let words = Choice.allCases.map(\.rawValue)
        let listing = "one of \(words.joined(separator: ", "))"
        let word = try string(listing)
        if let choice = Choice(rawValue: word) { return choice }
        let near = Spelling.nearest(to: word, in: words)
        throw error(
            .wrongType, "is \(String(word.prefix(32)).debugDescription)",
            remedy: near.map { "did you mean \"\($0)\"? It is \(listing)" } ?? "it is \(listing)")
    }

    /// The mistake of a value that is of another type than it must be.
    package func wrongType(_ expectation: String) -> GraphsError {
        let shown =
            node.string.map { " \(String($0.prefix(32)).debugDescription)" } ?? node.number.map { ", \($0.shortText)" }
            ?? ""
        return error(.wrongType, "is \(kindName)\(shown)", remedy: "give \(expectation)")
    }
}

extension DocumentNode {
    /// The node with all that is in it at one place.
    fileprivate func placed(at place: Int) -> DocumentNode {
        switch value {
        case .array(let elements): DocumentNode(value: .array(elements.map { $0.placed(at: place) }), place: place)
        case .object(let members):
            DocumentNode(
                value: .object(
                    members.map {
                        DocumentMember(key: $0.key, keyPlace: place, node: $0.node.placed(at: place))
                    }), place: place)
        default: DocumentNode(value: value, place: place)
        }
    }
}

extension DocumentNode {
    /// A value that stands in no file, to be laid over one.
    package init(_ value: Value) { self.init(value: value, place: 0) }

    /// An object of such values.
    package init(object members: [(key: String, value: Value)]) {
        self.init(
            .object(members.map { DocumentMember(key: $0.key, keyPlace: 0, node: DocumentNode($0.value)) }))
    }
}
