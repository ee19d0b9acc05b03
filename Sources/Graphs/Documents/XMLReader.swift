/// A strict pull reader of XML 1.0 in UTF-8, for data files: elements, attributes, text, CDATA, comments and
/// processing instructions. Entity declarations are refused, so no text expands beyond what the file holds and nothing
/// outside it is read.
///
/// It exists because its errors name a line and a column, and because it costs no library at start-up.
struct XMLReader {
    /// Deeper nesting is refused.
    static let maximumDepth = 128

    struct Element: Equatable {
        /// Without its namespace prefix.
        var name: String
        /// By names without prefix.
        var attributes: [String: String]
        /// The offset of its first byte.
        var place: Int
    }

    enum Event: Equatable {
        case start(Element)
        case end(String)
        case text(String)
    }

    private let text: [UInt8]
    private let file: String
    private var index: Int
    private var open: [String] = []
    /// The end of an element that closes itself, still to be told.
    private var pendingEnd: String?
    private var hasRoot = false

    /// - Throws: `GraphsError` where `bytes` are no UTF-8 text.
    init(_ bytes: [UInt8], file: String) throws(GraphsError) {
        text = bytes
        self.file = file
        index = try TextCheck.start(of: bytes, file: file)
    }

    /// The next event; nil at the end of the document. Text comes in one or more pieces, entities resolved.
    ///
    /// - Throws: `GraphsError` of kind `syntax` with line and column.
    mutating func next() throws(GraphsError) -> Event? {
        if let name = pendingEnd {
            pendingEnd = nil
            return .end(name)
        }
        while index < text.count {
            guard text[index] == UInt8(ascii: "<") else {
                if let event = try characters() { return event }
                continue
            }
            switch index + 1 < text.count ? text[index + 1] : 0 {
            case UInt8(ascii: "/"): return try endTag()
            case UInt8(ascii: "!"), UInt8(ascii: "?"):
                if let event = try declaration() { return event }
            default: return try startTag()
            }
        }
        guard let name = open.last else {
            guard hasRoot else { throw fail("there is no element in it", "give an XML document") }
            return nil
        }
        throw fail("the element \(name) is not closed", "the file looks cut off: get the whole of it")
    }

    /// Passes over a comment, a processing instruction or a document type; the text of a CDATA section.
    private mutating func declaration() throws(GraphsError) -> Event? {
        if starts("<!--") {
            try skip(past: "-->", from: index + 4, "a comment")
        } else if starts("<![CDATA[") {
            let begin = index + 9
            try skip(past: "]]>", from: begin, "a CDATA section")
            guard !open.isEmpty else { throw fail("text outside the root element", "remove it") }
            return .text(String(decoding: text[begin..<(index - 3)], as: UTF8.self))
        } else if starts("<?") {
            let begin = index
            try skip(past: "?>", from: index + 2, "a processing instruction")
            try checkEncoding(text[begin..<index], at: begin)
        } else if starts("<!DOCTYPE") {
            try skipDocumentType()
        } else {
            throw fail("an unknown declaration", "XML has <!--, <![CDATA[ and <!DOCTYPE here")
        }
        return nil
    }

    private mutating func characters() throws(GraphsError) -> Event? {
        let end = text[index...].firstIndex(of: UInt8(ascii: "<")) ?? text.count
        let begin = index
        guard !open.isEmpty else {
            if let stray = text[begin..<end].firstIndex(where: { $0 > 0x20 }) {
                index = stray
                throw fail(
                    "text outside the root element", "an XML document has one root element and nothing around it")
            }
            index = end
            return nil
        }
        let content = try unescaped(begin..<end)
        index = end
        return .text(content)
    }

    private mutating func startTag() throws(GraphsError) -> Event {
        let place = index
        index += 1
        let name = try self.name()
        guard open.count < Self.maximumDepth else {
            throw fail("nested more than \(Self.maximumDepth) deep", "flatten it")
        }
        guard !open.isEmpty || !hasRoot else { throw fail("a second root element", "one file holds one document") }
        var attributes: [String: String] = [:]
        while true {
            let begin = index
            skipSpace()
            if starts("/>") {
                index += 2
                pendingEnd = Self.local(name)
                break
            }
            if starts(">") {
                index += 1
                open.append(name)
                break
            }
            guard index > begin else { throw fail("expected a space, '>' or '/>' in <\(name)>", "correct the tag") }
            let attribute = try self.name()
            skipSpace()
            guard starts("=") else { throw fail("expected '=' after \(attribute)", "write \(attribute)=\"…\"") }
            index += 1
            skipSpace()
            guard index < text.count, text[index] == UInt8(ascii: "\"") || text[index] == UInt8(ascii: "'"),
                let close = text[(index + 1)...].firstIndex(of: text[index]),
                !text[(index + 1)..<close].contains(UInt8(ascii: "<"))
            else { throw fail("the value of \(attribute) is not in quotes", "write \(attribute)=\"…\"") }
            let value = try unescaped((index + 1)..<close)
            index = close + 1
            // xml:lang and its like share no name with what is read here; a prefixed namespace declaration neither.
            let key = attribute.hasPrefix("xmlns") ? attribute : Self.local(attribute)
            guard attributes.updateValue(value, forKey: key) == nil else {
                throw fail("the attribute \(attribute) is given twice", "give each attribute once")
            }
        }
        hasRoot = true
        return .start(Element(name: Self.local(name), attributes: attributes, place: place))
    }

    private mutating func endTag() throws(GraphsError) -> Event {
        let begin = index
        index += 2
        let name = try self.name()
        skipSpace()
        guard starts(">") else { throw fail("expected '>' after </\(name)", "close the tag") }
        guard open.last == name else {
            index = begin
            throw fail(
                "</\(name)> closes \(open.last.map { "<\($0)>" } ?? "nothing")", "close each element that is open")
        }
        index += 1
        open.removeLast()
        return .end(Self.local(name))
    }

    private mutating func name() throws(GraphsError) -> String {
        let begin = index
        while index < text.count {
            let byte = text[index]
            let isName =
                byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte | 0x20 &- 97 < 26
                || (index > begin && (byte &- 48 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")))
            guard isName else { break }
            index += 1
        }
        guard index > begin else { throw fail("expected a name", "names begin with a letter; write < as &lt;") }
        return String(decoding: text[begin..<index], as: UTF8.self)
    }

    private static func local(_ name: String) -> String {
        name.split(separator: ":").last.map(String.init) ?? name
    }
}

extension XMLReader {
    /// The text of `range` with its entities and character references resolved.
    private mutating func unescaped(_ range: Range<Int>) throws(GraphsError) -> String {
        guard var ampersand = text[range].firstIndex(of: UInt8(ascii: "&")) else {
            return String(decoding: text[range], as: UTF8.self)
        }
        var result = ""
        var begin = range.lowerBound
        while true {
            result += String(decoding: text[begin..<ampersand], as: UTF8.self)
            guard let end = text[ampersand..<range.upperBound].prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let scalar = Self.scalar(String(decoding: text[(ampersand + 1)..<end], as: UTF8.self))
            else {
                index = ampersand
                throw fail("an unknown entity", "XML knows &amp; &lt; &gt; &quot; &apos; and &#…;")
            }
            result.unicodeScalars.append(scalar)
            begin = end + 1
            guard let next = text[begin..<range.upperBound].firstIndex(of: UInt8(ascii: "&")) else { break }
            ampersand = next
        }
        return result + String(decoding: text[begin..<range.upperBound], as: UTF8.self)
    }

    private static func scalar(_ entity: String) -> Unicode.Scalar? {
        switch entity {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard entity.hasPrefix("#") else { return nil }
            let digits = entity.dropFirst()
            let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return value.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
        }
    }

    private mutating func skipDocumentType() throws(GraphsError) {
        guard let end = text[index...].firstIndex(of: UInt8(ascii: ">")) else {
            throw fail("the document type is not closed", "the file looks cut off: get the whole of it")
        }
        guard !text[index..<end].contains(UInt8(ascii: "[")), open.isEmpty else {
            throw fail("declarations inside the document", "remove the document type; it is not needed")
        }
        index = end + 1
    }

    private func checkEncoding(_ declaration: ArraySlice<UInt8>, at place: Int) throws(GraphsError) {
        let words = String(decoding: declaration.prefix(256), as: UTF8.self)
        guard words.hasPrefix("<?xml ") || words.hasPrefix("<?xml\n"), let range = words.firstRange(of: "encoding")
        else { return }
        let name = words[range.upperBound...].drop { " =\"'".contains($0) }.prefix { !"\"'".contains($0) }.lowercased()
        guard !["utf-8", "utf8", "us-ascii", "ascii"].contains(name) else { return }
        throw GraphsError(
            .notText, file: file, line: TextCheck.position(of: place, in: text).line,
            problem: "the declared encoding is \(name)", remedy: "save it as UTF-8")
    }

    private mutating func skip(past end: String, from start: Int, _ what: String) throws(GraphsError) {
        let pattern = Array(end.utf8)
        var place = start
        while place + pattern.count <= text.count {
            if text[place] == pattern[0], text[place..<(place + pattern.count)].elementsEqual(pattern) {
                index = place + pattern.count
                return
            }
            place += 1
        }
        throw fail("\(what) is not closed", "the file looks cut off: get the whole of it")
    }

    private func starts(_ prefix: String) -> Bool { text[index...].starts(with: prefix.utf8) }

    private mutating func skipSpace() {
        while index < text.count, text[index] <= 0x20 { index += 1 }
    }

    func error(_ kind: GraphsError.Kind, at place: Int, key: String? = nil, _ problem: String, _ remedy: String)
        -> GraphsError
    {
        let (line, column) = TextCheck.position(of: place, in: text)
        return GraphsError(kind, file: file, line: line, column: column, key: key, problem: problem, remedy: remedy)
    }

    private func fail(_ problem: String, _ remedy: String) -> GraphsError {
        error(.syntax, at: index, problem, remedy)
    }
}

extension String {
    /// Escaped for the text and the attributes of an XML document. Control characters, which XML cannot hold, become
    /// U+FFFD.
    var escapedForXML: String {
        var result = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\r", "\t": result += "&#\(scalar.value);"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                result.unicodeScalars.append("\u{FFFD}")
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
