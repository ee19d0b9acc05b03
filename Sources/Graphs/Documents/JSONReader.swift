/// A strict reader of JSON (RFC 8259): no comments, no trailing commas, no duplicate keys, no NaN, a depth limit.
///
/// It exists because a line of JSON Lines must be read in microseconds, because lists of numbers go straight into
/// arrays, and because its errors name a line and a column.
struct JSONReader {
    /// Deeper nesting is refused, so that recursion cannot exhaust the stack.
    static let maximumDepth = 64

    let text: UnsafeBufferPointer<UInt8>
    private let source: DocumentSource
    var index: Int

    private init(text: UnsafeBufferPointer<UInt8>, source: DocumentSource, start: Int) {
        self.text = text
        self.source = source
        index = start
    }

    /// The members of the one object that the text is. The values of keys that `wanted` rejects are checked but not
    /// kept: they come back as null.
    static func members(
        of source: DocumentSource, text: [UInt8], start: Int, wanted: (String) -> Bool
    ) throws(GraphsError) -> [DocumentMember] {
        let result = text.withUnsafeBufferPointer { buffer -> Result<[DocumentMember], GraphsError> in
            var reader = JSONReader(text: buffer, source: source, start: start)
            do throws(GraphsError) {
                return .success(try reader.document(wanted: wanted))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private mutating func document(wanted: (String) -> Bool) throws(GraphsError) -> [DocumentMember] {
        skipSpace()
        guard index < text.count, text[index] == UInt8(ascii: "{") else {
            throw fail(
                "expected an object, found \(found)", "a network is one JSON object: { \"tpm\": …, \"state\": … }")
        }
        let members = try object(depth: 0, wanted: wanted)
        skipSpace()
        guard index == text.count else {
            throw fail(
                "found \(found) after the end of the object",
                "one file holds one network; a network a line is read with --jsonl")
        }
        return members
    }

    private mutating func object(
        depth: Int, wanted: (String) -> Bool
    ) throws(GraphsError) -> [DocumentMember] {
        index += 1
        var members: [DocumentMember] = []
        skipSpace()
        if take("}") { return members }
        while true {
            skipSpace()
            guard index < text.count, text[index] == UInt8(ascii: "\"") else {
                throw fail("expected a key in double quotes, found \(found)", "write \"key\": value")
            }
            let keyPlace = index
            let key = try string()
            skipSpace()
            guard take(":") else { throw fail("expected ':' after \"\(key)\", found \(found)", "write \"key\": value") }
            let node: DocumentNode
            if !wanted(key) {
                skipSpace()
                node = DocumentNode(value: .null, place: index)
                try skipValue(depth: depth + 1)
            } else {
                node = try value(depth: depth + 1)
            }
            members.append(DocumentMember(key: key, keyPlace: keyPlace, node: node))
            skipSpace()
            if take("}") { break }
            guard take(",") else {
                throw fail("expected ',' or '}' after the value of \"\(key)\", found \(found)", endRemedy)
            }
        }
        try checkUnique(members)
        return members
    }

    private func checkUnique(_ members: [DocumentMember]) throws(GraphsError) {
        if members.count <= 16 {
            for (position, member) in members.enumerated() {
                for earlier in members[..<position] where earlier.key == member.key { throw duplicate(member) }
            }
        } else {
            var seen: Set<String> = []
            for member in members where !seen.insert(member.key).inserted { throw duplicate(member) }
        }
    }

    private func duplicate(_ member: DocumentMember) -> GraphsError {
        let (line, column) = position(member.keyPlace)
        return GraphsError(
            .syntax, file: source.file, line: line, column: column, problem: "the key \"\(member.key)\" is given twice",
            remedy: "give each key once")
    }

    mutating func value(depth: Int) throws(GraphsError) -> DocumentNode {
        skipSpace()
        guard index < text.count else { throw fail("expected a value, found \(found)", endRemedy) }
        guard depth < Self.maximumDepth else {
            throw fail("nested more than \(Self.maximumDepth) deep", "a network needs 4 levels at most")
        }
        let place = index
        switch text[index] {
        case UInt8(ascii: "{"):
            return DocumentNode(value: .object(try object(depth: depth, wanted: { _ in true })), place: place)
        case UInt8(ascii: "["): return DocumentNode(value: try array(depth: depth), place: place)
        case UInt8(ascii: "\""): return DocumentNode(value: .string(try string()), place: place)
        case UInt8(ascii: "t"):
            try word("true")
            return DocumentNode(value: .bool(true), place: place)
        case UInt8(ascii: "f"):
            try word("false")
            return DocumentNode(value: .bool(false), place: place)
        case UInt8(ascii: "n"):
            try word("null")
            return DocumentNode(value: .null, place: place)
        default: return DocumentNode(value: .number(try number()), place: place)
        }
    }

    private mutating func array(depth: Int) throws(GraphsError) -> DocumentNode.Value {
        index += 1
        var numbers: [Double] = []
        var elements: [DocumentNode] = []
        skipSpace()
        if take("]") { return .numbers(numbers) }
        while true {
            skipSpace()
            if elements.isEmpty, index < text.count, text[index] == 45 || text[index] &- 48 < 10 {
                numbers.append(try number())
            } else {
                if !numbers.isEmpty {
                    let place = index
                    elements = numbers.map { DocumentNode(value: .number($0), place: place) }
                    numbers = []
                }
                elements.append(try value(depth: depth + 1))
            }
            skipSpace()
            if take("]") { break }
            guard take(",") else { throw fail("expected ',' or ']' in a list, found \(found)", endRemedy) }
        }
        return elements.isEmpty ? .numbers(numbers) : .array(elements)
    }

    mutating func number() throws(GraphsError) -> Double {
        guard let (end, exact) = DecimalNumber.scan(text, from: index) else {
            throw notFinite
                ?? fail(
                    "expected a value, found \(found)",
                    "JSON has numbers such as 0.5 or -1e-3, strings in double quotes, true, false, null, lists and "
                        + "objects")
        }
        let result = exact ?? DecimalNumber.value(text, index..<end)
        guard result.isFinite else {
            throw fail("the number \(excerpt(index..<end)) is too large", "use numbers below 1.8e308")
        }
        index = end
        return result
    }

    mutating func string() throws(GraphsError) -> String {
        let open = index
        index += 1
        let begin = index
        while index < text.count, text[index] != UInt8(ascii: "\""), text[index] != UInt8(ascii: "\\"),
            text[index] >= 0x20
        {
            index += 1
        }
        var characters = Array(text[begin..<index])
        while index < text.count, text[index] != UInt8(ascii: "\"") {
            let byte = text[index]
            if byte < 0x20 {
                throw fail("a string holds \(found)", "close the string, or write control characters as \\u0000")
            }
            if byte == UInt8(ascii: "\\") {
                characters.append(contentsOf: Array(String(try escape()).utf8))
            } else {
                characters.append(byte)
                index += 1
            }
        }
        guard index < text.count else {
            index = open
            throw fail("the string that begins here is not closed", endRemedy)
        }
        index += 1
        return String(decoding: characters, as: UTF8.self)
    }

    private mutating func escape() throws(GraphsError) -> Unicode.Scalar {
        let plain: [UInt8: Unicode.Scalar] = [
            34: "\"", 92: "\\", 47: "/", 98: "\u{8}", 102: "\u{C}", 110: "\n", 114: "\r", 116: "\t",
        ]
        if index + 1 < text.count, let scalar = plain[text[index + 1]] {
            index += 2
            return scalar
        }
        guard let first = codeUnit(at: index) else {
            throw fail(
                "an unknown escape in a string", "JSON escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u0000")
        }
        if let scalar = Unicode.Scalar(first) {
            index += 6
            return scalar
        }
        guard first < 0xDC00, let second = codeUnit(at: index + 6), (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else {
            throw fail("half of a surrogate pair in a string", "write the other half too, or the character itself")
        }
        index += 12
        return scalar
    }

    /// The value of `\uXXXX` at `start`.
    private func codeUnit(at start: Int) -> UInt32? {
        guard start + 6 <= text.count, text[start] == UInt8(ascii: "\\"), text[start + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var value: UInt32 = 0
        for digit in text[(start + 2)..<(start + 6)] {
            guard let nibble = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(nibble)
        }
        return value
    }

    private mutating func word(_ word: StaticString) throws(GraphsError) {
        let end = index + word.utf8CodeUnitCount
        let matches =
            end <= text.count && (index..<end).allSatisfy { text[$0] == word.utf8Start[$0 - index] }
        guard matches else {
            throw notFinite
                ?? fail("expected a value, found \(found)", "did you mean \(word)? Strings stand in double quotes")
        }
        index = end
    }

    /// The error where what stands here is what programs write for numbers that JSON has not; nil where it is not.
    private var notFinite: GraphsError? {
        let end = text[index...].dropFirst().prefix(10).firstIndex { $0 | 0x20 < 97 || $0 | 0x20 > 122 }
        let token = String(decoding: text[index..<(end ?? min(index + 11, text.count))], as: UTF8.self)
        let name = token.lowercased().drop { $0 == "-" || $0 == "+" }
        guard ["nan", "inf", "infinity"].contains(name) else { return nil }
        return fail(
            "\(token) is not a JSON number",
            "give a finite number; what has no value is left out, or null")
    }

    mutating func skipSpace() {
        while index < text.count {
            let byte = text[index]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            index += 1
        }
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < text.count, UInt32(text[index]) == character.value else { return false }
        index += 1
        return true
    }

    var found: String {
        guard index < text.count else { return "the end of the file" }
        let byte = text[index]
        return (0x21...0x7E).contains(byte)
            ? "'\(Character(Unicode.Scalar(byte)))'" : "byte 0x" + String(byte, radix: 16, uppercase: true)
    }

    var endRemedy: String { index >= text.count ? "the file looks cut off: get the whole of it" : "correct it" }

    private func excerpt(_ range: Range<Int>) -> String {
        String(decoding: text[range.prefix(24)], as: UTF8.self) + (range.count > 24 ? "…" : "")
    }

    private func position(_ offset: Int) -> (line: Int, column: Int) {
        TextCheck.position(of: offset, in: Array(text), firstLine: source.firstLine)
    }

    func fail(_ problem: String, _ remedy: String) -> GraphsError {
        let (line, column) = position(index)
        return GraphsError(.syntax, file: source.file, line: line, column: column, problem: problem, remedy: remedy)
    }
}
