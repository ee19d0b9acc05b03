internal import Drift
internal import Foundation
internal import Graphs

extension NumberRows {
    /// How a line of text is taken apart.
    struct TextLayout {
        /// The byte between two cells; nil: any number of blanks.
        let delimiter: UInt8?
        let cellCount: Int
        /// For each cell, where its number goes in the row; −1 where it is not wanted.
        let places: [Int]
        let width: Int
    }

    /// A longer line is taken for something else than numbers.
    private static let longestLine = 16 << 20

    /// Takes every whole line at hand.
    mutating func takeLines(into batch: inout NumberBatch) throws {
        let buffer = bytes.buffer
        var start = bytes.start
        defer { bytes.start = start }
        try buffer.withUnsafeBufferPointer { text in
            if lineNumber == 0 { start += try Self.markLength(text, name: name, isWhole: bytes.isExhausted) }
            while start < text.count, let base = text.baseAddress {
                let end: Int
                if let found = memchr(base + start, 0x0A, text.count - start) {
                    end = UnsafeRawPointer(found) - UnsafeRawPointer(base)
                } else if bytes.isExhausted {
                    end = text.count
                } else {
                    guard text.count - start <= Self.longestLine else {
                        throw mistake(
                            "it is longer than \(Self.longestLine >> 20) MiB",
                            remedy: "give a row of numbers a line, as text or as .npy", line: lineNumber + 1)
                    }
                    return
                }
                lineNumber += 1
                try take(text, start..<end, into: &batch)
                start = min(end + 1, text.count)
            }
        }
    }

    /// The bytes of a byte order mark at the beginning.
    private static func markLength(_ text: UnsafeBufferPointer<UInt8>, name: String, isWhole: Bool) throws -> Int {
        if text.count >= 2, text[0] ^ text[1] == 1, text[0] >= 0xFE {
            throw DriftError(.badSample, key: name, problem: "it is UTF-16", remedy: "save it as UTF-8")
        }
        return text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Takes one line.
    private mutating func take(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into batch: inout NumberBatch
    ) throws {
        let line = Self.trimmed(text, range)
        if line.isEmpty || text[line.lowerBound] == UInt8(ascii: "#") { return }
        // A tab at either end sets apart an empty cell.
        guard let layout = self.text else { return try takeFirst(text, Self.withTabs(text, line, in: range), &batch) }
        try append(text, layout.delimiter == 0x09 ? Self.withTabs(text, line, in: range) : line, layout, to: &batch)
    }

    /// The header, or the first row, which tells what the others look like.
    private mutating func takeFirst(
        _ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ batch: inout NumberBatch
    ) throws {
        let own = Self.delimiter(text, line)
        if headerLine == nil, options.hasHeader ?? !Self.hasNumber(text, Self.cells(text, line, own)) {
            headerLine = (Array(text[line]), lineNumber)
            return
        }
        let header = headerLine?.bytes ?? []
        let (delimiter, names) = header.withUnsafeBufferPointer { header -> (UInt8?, [String]) in
            let whole = 0..<header.count
            let delimiter = own ?? Self.delimiter(header, whole)
            let isOneNumber = delimiter == nil && Self.cells(text, line, nil).count == 1
            let cells = isOneNumber ? [Self.unquoted(header, whole)] : Self.cells(header, whole, delimiter)
            return (delimiter, cells.map { String(decoding: header[$0], as: UTF8.self) })
        }
        let count = Self.cells(text, line, delimiter).count
        if let headerLine, names.count != count {
            throw mistake(
                "\(count.counted("cell")), and the header in line \(headerLine.number) has \(names.count)",
                remedy: "give every row a cell for each column", line: lineNumber)
        }
        let all = (0..<count).map { headerLine == nil || names[$0].isEmpty ? "column \($0 + 1)" : names[$0] }
        let chosen = try chosen(of: all)
        var places = [Int](repeating: -1, count: count)
        for (place, index) in chosen.enumerated() {
            guard places[index] < 0 else {
                throw mistake(
                    "column '\(all[index])' is asked for twice", remedy: "name each column once",
                    kind: .dimensionMismatch)
            }
            places[index] = place
        }
        columns = chosen.map { all[$0] }
        hasNames = headerLine != nil
        switch delimiter {
        case UInt8(ascii: ","): format = .csv
        case UInt8(ascii: ";"): format = .semicolons
        case 0x09: format = .tsv
        default: format = .plain
        }
        let layout = TextLayout(delimiter: delimiter, cellCount: count, places: places, width: chosen.count)
        self.text = layout
        try append(text, line, layout, to: &batch)
    }

    /// The numbers of a line.
    private mutating func append(
        _ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ layout: TextLayout, to batch: inout NumberBatch
    ) throws {
        let first = batch.values.count
        var isMissing = false
        var cell = 0
        var start = line.lowerBound
        if layout.width > 1 { batch.values.append(contentsOf: repeatElement(0, count: layout.width)) }
        repeat {
            let end = Self.cellEnd(text, start, line.upperBound, layout.delimiter)
            if cell < layout.cellCount, layout.places[cell] >= 0 {
                let place = layout.places[cell]
                switch NumberCell(text, Self.unquoted(text, start..<end)) {
                case .number(let value):
                    if layout.width > 1 { batch.values[first + place] = value } else { batch.values.append(value) }
                case .missing: isMissing = true
                case .infinite: throw refusal("it is infinite", place)
                case .text(let found): throw refusal("'\(found)' is not a number", place)
                }
            }
            cell += 1
            start = end
            guard start < line.upperBound else { break }
            if layout.delimiter == nil {
                while start < line.upperBound, text[start] <= 0x20 { start += 1 }
            } else {
                start += 1
            }
        } while true
        guard cell == layout.cellCount else {
            throw mistake(
                "\(cell.counted("cell")), and the first row has \(layout.cellCount)",
                remedy: "give every row a cell for each column", line: lineNumber)
        }
        if isMissing {
            missingCount += 1
            batch.values.removeSubrange(first...)
            guard options.skipsMissing else {
                throw refusal("a number is missing", nil)
            }
            return
        }
        batch.lines.append(lineNumber)
    }

    /// What is wrong with a cell of the present line.
    func refusal(_ problem: String, _ place: Int?) -> DriftError {
        mistake(
            problem,
            remedy: problem.hasSuffix("missing") ? "give one, or pass --skip-missing" : "give finite numbers",
            line: lineNumber, column: place.flatMap { columns.count > 1 || hasNames ? "'\(columns[$0])'" : nil })
    }
}
