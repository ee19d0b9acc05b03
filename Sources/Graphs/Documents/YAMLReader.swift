import Yams

/// YAML documents, through libyaml's event parser and Yams' nodes, as the same values that JSON has.
///
/// Plain scalars are read by YAML 1.2's core rules (so `Y`, `no` and `on` are strings, not truth values); quoted ones
/// are strings. Tags are refused, since a Boolean expression that begins with `!` looks like one.
enum YAMLReader {
    static let maximumDepth = 64
    /// Sixteen aliases multiply a file's content some 400-fold at the very worst, whatever they refer to.
    static let maximumAliases = 16

    /// The members of the one mapping that the document is; places are lines.
    static func members(of bytes: [UInt8], start: Int, file: String) throws -> [DocumentMember] {
        guard bytes.count <= NetworkSize.maximumYAMLBytes else {
            throw GraphsError(
                .tooLarge, file: file,
                problem: "\(bytes.count) bytes of YAML; at most \(NetworkSize.maximumYAMLBytes) are read",
                remedy: "write a network of this size as JSON, which has the same structure")
        }
        try checkNesting(bytes, file: file)
        let text = String(decoding: bytes[start...], as: UTF8.self)
        do {
            guard let root = try compose(yaml: text, .default, .default, .utf8) else {
                throw GraphsError(
                    .emptyFile, file: file, problem: "there is no document in it",
                    remedy: "a network is a mapping: state: [0, 1], tpm: …")
            }
            var budget = bytes.count * 4 + 10_000
            let node = try convert(root, depth: 0, budget: &budget, file: file)
            guard let members = node.members else {
                throw GraphsError(
                    .wrongType, file: file, line: node.place, problem: "the document is \(node.kindName)",
                    remedy: "a network is a mapping: state: [0, 1], tpm: …")
            }
            return members
        } catch let error as YamlError {
            throw described(error, in: text, file: file)
        }
    }

    private static func convert(_ node: Node, depth: Int, budget: inout Int, file: String) throws -> DocumentNode {
        budget -= 1
        guard depth < maximumDepth, budget > 0 else { throw tooComplex(file, line: node.mark?.line) }
        let line = node.mark?.line ?? 1
        switch node {
        case .scalar(let scalar):
            let tag = scalar.tag.description
            guard !tag.hasPrefix("!") else {
                throw GraphsError(
                    .syntax, file: file, line: line, problem: "the tag \(tag)",
                    remedy: "tags have no meaning here; put an expression that begins with '!' in quotes")
            }
            let isPlain = scalar.style == .plain || scalar.style == .any
            return DocumentNode(
                value: isPlain ? plainValue(scalar.string) : .string(scalar.string), place: line)
        case .sequence(let sequence):
            let elements = try sequence.map { try convert($0, depth: depth + 1, budget: &budget, file: file) }
            let numbers = elements.compactMap(\.number)
            return DocumentNode(
                value: numbers.count == elements.count ? .numbers(numbers) : .array(elements), place: line)
        case .mapping(let mapping):
            let members = try mapping.map { key, value in
                guard case .scalar(let name) = key else {
                    throw GraphsError(
                        .syntax, file: file, line: key.mark?.line, problem: "a key that is not a plain word",
                        remedy: "keys are names: state: [0, 1]")
                }
                return DocumentMember(
                    key: name.string, keyPlace: key.mark?.line ?? line,
                    node: try convert(value, depth: depth + 1, budget: &budget, file: file))
            }
            return DocumentNode(value: .object(members), place: line)
        case .alias: throw tooComplex(file, line: line)
        }
    }

    private static func plainValue(_ text: String) -> DocumentNode.Value {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: break
        }
        if let first = text.utf8.first, first == 45 || first == 43 || first == 46 || first &- 48 < 10,
            let number = DecimalNumber.lax(ArraySlice(Array(text.utf8)))
        {
            return .number(number)
        }
        return .string(text)
    }

    /// Refuses, before parsing, text that nests or refers to itself more than any network needs: the depth of flow
    /// collections, of `- - -` runs in a line and of indentation bounds the parser's recursion.
    private static func checkNesting(_ bytes: [UInt8], file: String) throws {
        var open = 0
        var aliases = 0
        var indicators = 0
        var isLeading = true
        var line = 1
        var indent = 0
        var previous: UInt8 = 0x0A
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
            case UInt8(ascii: "*"):
                let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0x20
                if previous <= 0x20 || "[{,:-?".utf8.contains(previous), next > 0x20 { aliases += 1 }
            default: break
            }
            if byte == 0x0A || byte == 0x0D {
                (isLeading, indicators, indent) = (true, 0, 0)
                if byte == 0x0A { line += 1 }
            } else if isLeading {
                indent += 1
                switch byte {
                case 0x20, 0x09: break
                case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): indicators += 1
                default: isLeading = false
                }
            }
            guard open <= 512, indicators <= maximumDepth || byte != 0x20, indent <= 1024, aliases <= maximumAliases
            else { throw tooComplex(file, line: line) }
            previous = byte
        }
    }

    private static func tooComplex(_ file: String, line: Int?) -> GraphsError {
        GraphsError(
            .syntax, file: file, line: line,
            problem: "nested more than \(maximumDepth) deep, or more than \(maximumAliases) aliases",
            remedy: "a network needs 4 levels at most and no aliases")
    }

    private static func described(_ error: YamlError, in text: String, file: String) -> GraphsError {
        let mistake = YAMLMistake(error, in: text)
        let remedy =
            mistake.isEncoding
            ? "save it as UTF-8" : "correct the YAML; strings with : # & * ! or quotes in them stand in quotes"
        if mistake.isDuplicate {
            return GraphsError(
                .syntax, file: file, line: mistake.line, key: mistake.key, problem: mistake.problem,
                remedy: "give each key once")
        }
        return GraphsError(
            mistake.isEncoding ? .notText : .syntax, file: file, line: mistake.line, column: mistake.column,
            key: mistake.key, problem: mistake.problem, remedy: remedy)
    }
}
