/// What every text format checks before its grammar: that there is text, that it is UTF-8, and where a line begins.
enum TextCheck {
    /// The offset of the first byte after a byte order mark, once `bytes` are known to be non-empty UTF-8 text.
    ///
    /// - Throws: `emptyFile`, `notText`.
    /// - Complexity: O(bytes).
    static func start(of bytes: [UInt8], file: String, firstLine: Int = 1) throws(GraphsError) -> Int {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw GraphsError(
                .notText, file: file, line: firstLine, problem: "the file is UTF-16", remedy: "save it as UTF-8")
        }
        if let bad = firstInvalidOffset(in: bytes) {
            let (line, column) = position(of: bad, in: bytes, firstLine: firstLine)
            let byte = bytes[bad] == 0 ? "a zero byte" : "a byte sequence that is not UTF-8"
            throw GraphsError(
                .notText, file: file, line: line, column: column, problem: byte,
                remedy: "a network of this format is a UTF-8 text file; check that this is the file you meant")
        }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard bytes[start...].contains(where: { $0 > 0x20 }) else {
            throw GraphsError(
                .emptyFile, file: file, line: firstLine, problem: "there is nothing in it",
                remedy: "give a network in one of the formats \(NetworkFormat.listing)")
        }
        return start
    }

    /// The line and column, from 1, of a byte offset. A line ends with `\n`, `\r\n` or `\r`.
    static func position(of offset: Int, in bytes: [UInt8], firstLine: Int = 1) -> (line: Int, column: Int) {
        var line = firstLine
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var index = start
        let end = min(offset, bytes.count)
        while index < end {
            let byte = bytes[index]
            index += 1
            if byte == 0x0A || (byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A)) {
                line += 1
                start = index
            }
        }
        return (line, max(offset - start, 0) + 1)
    }

    /// The offset of the first byte that is zero or not part of well-formed UTF-8 (Unicode 15, table 3-7).
    private static func firstInvalidOffset(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { text in
            var index = 0
            while index < text.count {
                let byte = text[index]
                if byte < 0x80 {
                    if byte == 0 { return index }
                    index += 1
                    continue
                }
                guard let length = sequenceLength(text, at: index) else { return index }
                index += length
            }
            return nil
        }
    }

    private static func sequenceLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch text[index] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard index + length <= text.count, second.contains(text[index + 1]) else { return nil }
        for following in text[(index + 2)..<(index + length)] where following & 0xC0 != 0x80 { return nil }
        return length
    }

    /// The lines of `bytes` from `start` as ranges without their line endings.
    static func lines(of bytes: [UInt8], from start: Int) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var begin = start
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x0A || byte == 0x0D {
                lines.append(begin..<index)
                if byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A { index += 1 }
                begin = index + 1
            }
            index += 1
        }
        if begin < bytes.count { lines.append(begin..<bytes.count) }
        return lines
    }
}
