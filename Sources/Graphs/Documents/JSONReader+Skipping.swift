extension JSONReader {
    /// Checks a value's grammar without building it.
    mutating func skipValue(depth: Int) throws(GraphsError) {
        skipSpace()
        guard depth < Self.maximumDepth else {
            throw fail("nested more than \(Self.maximumDepth) deep", "a network needs 4 levels at most")
        }
        guard index < text.count, text[index] == UInt8(ascii: "{") || text[index] == UInt8(ascii: "[") else {
            if index < text.count, text[index] == 45 || text[index] &- 48 < 10 {
                if let (end, _) = DecimalNumber.scan(text, from: index) {
                    index = end
                } else {
                    _ = try number()
                }
                return
            }
            if index < text.count, text[index] == UInt8(ascii: "\"") { return try skipString() }
            _ = try value(depth: depth)
            return
        }
        let isObject = text[index] == UInt8(ascii: "{")
        let close: UInt8 = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        index += 1
        skipSpace()
        if index < text.count, text[index] == close {
            index += 1
            return
        }
        while true {
            if isObject {
                skipSpace()
                guard index < text.count, text[index] == UInt8(ascii: "\"") else {
                    throw fail("expected a key in double quotes, found \(found)", "write \"key\": value")
                }
                try skipString()
                skipSpace()
                guard take(":") else { throw fail("expected ':', found \(found)", "write \"key\": value") }
            }
            try skipValue(depth: depth + 1)
            skipSpace()
            guard index < text.count, text[index] == close || text[index] == UInt8(ascii: ",") else {
                throw fail("expected ',' or the end of a \(isObject ? "object" : "list"), found \(found)", endRemedy)
            }
            index += 1
            if text[index - 1] == close { return }
        }
    }

    private mutating func skipString() throws(GraphsError) {
        let open = index
        index += 1
        while index < text.count, text[index] != UInt8(ascii: "\""), text[index] != UInt8(ascii: "\\"),
            text[index] >= 0x20
        {
            index += 1
        }
        if index < text.count, text[index] == UInt8(ascii: "\"") {
            index += 1
        } else {
            index = open
            _ = try string()
        }
    }
}
