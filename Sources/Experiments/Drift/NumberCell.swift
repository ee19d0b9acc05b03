internal import Graphs

/// What one cell of a table of numbers holds.
enum NumberCell {
    case number(Double)
    /// Nothing, or a word that says so: `NA`, `NaN`, `null` and the like.
    case missing
    case infinite
    /// Something else, cut to what a message has room for.
    case text(String)

    private static let wordsForMissing: Set<String> = ["", "na", "n/a", "nan", "null", "none"]

    /// - Parameter range: of the cell, without blanks or quotes around it.
    init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        if let (end, exact) = DecimalNumber.scan(text, from: range.lowerBound), end == range.upperBound {
            let value = exact ?? DecimalNumber.value(text, range)
            self = value.isFinite ? .number(value) : .infinite
            return
        }
        let cell = ArraySlice(text[range])
        guard let value = DecimalNumber.lax(cell) else {
            let word = String(decoding: cell.prefix(24), as: UTF8.self)
            self = Self.wordsForMissing.contains(word.lowercased()) ? .missing : .text(word)
            return
        }
        self = value.isNaN ? .missing : value.isFinite ? .number(value) : .infinite
    }
}

/// Where the cells of a line of text begin and end.
extension NumberRows {
    /// The byte that sets cells apart, as a line suggests; nil for blanks.
    static func delimiter(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> UInt8? {
        [0x09, UInt8(ascii: ","), UInt8(ascii: ";")].first { text[line].contains($0) }
    }

    /// Whether a cell of the line is a number, or every one of them says that one is missing.
    static func hasNumber(_ text: UnsafeBufferPointer<UInt8>, _ cells: [Range<Int>]) -> Bool {
        var allMissing = true
        for cell in cells {
            switch NumberCell(text, cell) {
            case .number, .infinite: return true
            case .missing: break
            case .text: allMissing = false
            }
        }
        return allMissing
    }

    static func cells(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ delimiter: UInt8?) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var start = line.lowerBound
        while true {
            let end = cellEnd(text, start, line.upperBound, delimiter)
            cells.append(unquoted(text, start..<end))
            start = end + 1
            if end >= line.upperBound { return cells }
            if delimiter == nil {
                while start < line.upperBound, text[start] <= 0x20 { start += 1 }
            }
        }
    }

    /// The end of the cell that begins at `start`; what stands in quotes sets nothing apart.
    @inline(__always)
    static func cellEnd(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ delimiter: UInt8?
    ) -> Int {
        var index = start
        var isQuoted = false
        while index < end {
            let byte = text[index]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, delimiter.map({ byte == $0 }) ?? (byte <= 0x20) { break }
            index += 1
        }
        return index
    }

    /// Without blanks and quotes around it.
    @inline(__always)
    static func unquoted(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        let cell = trimmed(text, range)
        guard cell.count >= 2, text[cell.lowerBound] == UInt8(ascii: "\""),
            text[cell.upperBound - 1] == UInt8(ascii: "\"")
        else { return cell }
        return trimmed(text, cell.lowerBound + 1..<cell.upperBound - 1)
    }

    @inline(__always)
    static func trimmed(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while end > start, text[end - 1] <= 0x20 { end -= 1 }
        while start < end, text[start] <= 0x20 { start += 1 }
        return start..<end
    }

    /// A trimmed line with the tabs that were at its ends.
    static func withTabs(
        _ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, in range: Range<Int>
    ) -> Range<Int> {
        var (start, end) = (line.lowerBound, line.upperBound)
        while start > range.lowerBound, text[start - 1] == 0x09 { start -= 1 }
        while end < range.upperBound, text[end] == 0x09 { end += 1 }
        return start..<end
    }
}
