/// A table of numbers in text: CSV, TSV, or columns set apart by spaces.
///
/// A first row without any number is a header, a first column without any number holds labels; an empty first cell
/// means both, whatever the labels look like. Lines that begin with `#` are notes, `# key: value`.
struct DelimitedTable {
    private typealias Row = (line: Int, cells: [ArraySlice<UInt8>])

    /// The byte between two cells; nil: any number of spaces and tabs.
    let delimiter: UInt8?
    /// What the rows and columns stand for, in errors.
    let noun: String
    let maximumRows: Int
    let name: String
    /// The notes with a value, by their keys in lower case; of several with a key, the last.
    private(set) var notes: [String: (text: String, line: Int)] = [:]
    private var header: Row?
    private var body: ArraySlice<Row> = []
    private var hasLabels = false

    /// The rows of numbers, without the header.
    var rowCount: Int { body.count }

    /// The cells of a table.
    ///
    /// - Throws: `GraphsError` where `bytes` are no text, there is no row, a quote is left open, or there are more rows
    ///   or columns than `maximumRows`.
    init(_ bytes: [UInt8], delimiter: UInt8?, noun: String, maximumRows: Int, name: String) throws {
        self.delimiter = delimiter
        self.noun = noun
        self.maximumRows = maximumRows
        self.name = name
        let start = try TextCheck.start(of: bytes, file: name)
        let rows = try rows(in: bytes, from: start)
        guard let first = rows.first else {
            throw GraphsError(
                .emptyFile, file: name, problem: "there is no row in it",
                remedy: "give a row of weights for each \(noun)")
        }
        let cornerIsEmpty = first.cells.count > 1 && first.cells[0].isEmpty
        let hasHeader = cornerIsEmpty || (rows.count > 1 && !first.cells.contains(where: isNumber))
        header = hasHeader ? first : nil
        body = hasHeader ? rows.dropFirst() : rows[...]
        hasLabels = cornerIsEmpty || (!body.isEmpty && body.allSatisfy { $0.cells.count > 1 && !isNumber($0.cells[0]) })
    }

    private mutating func note(_ comment: ArraySlice<UInt8>, line: Int) {
        let text = String(decoding: comment.prefix(1024), as: UTF8.self)
        guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "=" }) else { return }
        let key = text[..<colon].filter { !$0.isWhitespace && $0 != "#" }.lowercased()
        let value = text[text.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !value.isEmpty || key == "slope" { notes[key] = (value, line) }
    }

    /// The numbers, as many columns as rows.
    ///
    /// - Parameter allowsNotFinite: Whether NaN and ∞ are left for the caller to judge.
    /// - Throws: `GraphsError` of kind `notSquare`, `wrongType` or `notFinite`, with line and column.
    func squareMatrix(allowsNotFinite: Bool = false) throws -> [[Double]] {
        try body.map { row in
            guard row.cells.count - labelCount == body.count else {
                throw GraphsError(
                    .notSquare, file: name, line: row.line,
                    problem:
                        "\((row.cells.count - labelCount).counted("weight")), but the number of rows is \(body.count)",
                    remedy: "a weight matrix is square: row i, column j is the weight from \(noun) i to \(noun) j")
            }
            return try numbers(of: row, allowsNotFinite: allowsNotFinite)
        }
    }

    /// The numbers after the labels, in rows as long as they are; NaN and ∞ are for the caller to judge.
    ///
    /// - Throws: `GraphsError` of kind `wrongType`, with line and column.
    func ragged() throws -> [[Double]] {
        try body.map { try numbers(of: $0, allowsNotFinite: true) }
    }

    private var labelCount: Int { hasLabels ? 1 : 0 }

    /// The first column, where it holds labels.
    var rowLabels: [String]? {
        hasLabels ? body.map { String(decoding: $0.cells[0], as: UTF8.self) } : nil
    }

    private func isNumber(_ cell: ArraySlice<UInt8>) -> Bool { DecimalNumber.lax(cell) != nil }

    private func numbers(of row: Row, allowsNotFinite: Bool) throws -> [Double] {
        let cells = row.cells.dropFirst(labelCount)
        return try cells.enumerated().map { column, cell in
            let key = "column \(column + labelCount + 1)"
            guard let number = DecimalNumber.lax(cell) else {
                let text = String(decoding: cell.prefix(24), as: UTF8.self)
                throw GraphsError(
                    .wrongType, file: name, line: row.line, key: key,
                    problem: cell.isEmpty ? "the cell is empty" : "\(text.debugDescription) is not a number",
                    remedy: "write a number, 0 for no connection")
            }
            guard number.isFinite || allowsNotFinite else {
                throw GraphsError(
                    .notFinite, file: name, line: row.line, key: key, problem: "the weight is \(number)",
                    remedy: "every weight is a finite number")
            }
            return number
        }
    }

    /// The labels that the header or the first column gives, in agreement; nil where neither does.
    ///
    /// - Throws: `GraphsError` of kind `notSquare` or `conflictingKeys`, with the line.
    func labels() throws -> [String]? {
        guard let header else { return rowLabels }
        let count = body.count
        let cells = header.cells.count == count + 1 && hasLabels ? header.cells.dropFirst() : header.cells[...]
        let labels = cells.map { String(decoding: $0, as: UTF8.self) }
        guard labels.count == count else {
            throw GraphsError(
                .notSquare, file: name, line: header.line, problem: "\(labels.count) labels for \(count) rows",
                remedy: "a weight matrix is square, with one label a \(noun)")
        }
        try UnitNames.check(labels, file: name, line: header.line, noun: noun)
        if let own = rowLabels, let row = labels.indices.first(where: { own[$0] != labels[$0] }) {
            throw GraphsError(
                .conflictingKeys, file: name, line: body[body.startIndex + row].line,
                problem: "row \(own[row]) stands where the header has \(labels[row])",
                remedy: "give rows and columns in the same order")
        }
        return labels
    }

    /// The rows' cells, without surrounding space or quotes; blank lines are dropped, comments become `notes`.
    private mutating func rows(in bytes: [UInt8], from start: Int) throws -> [Row] {
        var rows: [Row] = []
        for (index, range) in TextCheck.lines(of: bytes, from: start).enumerated() {
            let line = bytes[range]
            guard let first = line.first(where: { $0 > 0x20 }) else { continue }
            if first == UInt8(ascii: "#") {
                note(line, line: index + 1)
                continue
            }
            rows.append((index + 1, try cells(of: line, line: index + 1)))
            guard rows.count <= maximumRows + 1 else {
                throw GraphsError(
                    .tooLarge, file: name, line: index + 1, problem: "more than \(maximumRows) rows",
                    remedy:
                        "at most \(maximumRows) \(noun)s are read; a transition matrix is given as JSON or .npy"
                )
            }
        }
        return rows
    }

    private func cells(of line: ArraySlice<UInt8>, line number: Int) throws -> [ArraySlice<UInt8>] {
        guard let delimiter else {
            return try line.split(whereSeparator: { $0 <= 0x20 }).map { try cell($0, line: number) }
        }
        var cells: [ArraySlice<UInt8>] = []
        var begin = line.startIndex
        var isQuoted = false
        for index in line.indices {
            if line[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard line[index] == delimiter && !isQuoted else { continue }
            cells.append(try cell(line[begin..<index], line: number))
            begin = index + 1
            guard cells.count <= maximumRows + 1 else {
                throw GraphsError(
                    .tooLarge, file: name, line: number, problem: "more than \(maximumRows) columns",
                    remedy: "at most \(maximumRows) \(noun)s are read")
            }
        }
        guard !isQuoted else {
            throw GraphsError(
                .syntax, file: name, line: number, problem: "a quote is not closed", remedy: "close it in the same line"
            )
        }
        return cells + [try cell(line[begin...], line: number)]
    }

    private func cell(_ raw: ArraySlice<UInt8>, line: Int) throws -> ArraySlice<UInt8> {
        var cell = raw
        while let last = cell.last, last <= 0x20 { cell.removeLast() }
        cell = cell.drop { $0 <= 0x20 }
        if cell.count >= 2, cell.first == UInt8(ascii: "\""), cell.last == UInt8(ascii: "\"") {
            cell = cell.dropFirst().dropLast()
            let inner = String(decoding: cell, as: UTF8.self)
            if inner.contains("\"\"") {
                cell = ArraySlice(
                    Array(
                        inner.split(separator: "\"\"", omittingEmptySubsequences: false)
                            .joined(separator: "\"").utf8))
            }
        }
        guard cell.count <= NetworkSize.maximumLabelBytes else {
            throw GraphsError(
                .syntax, file: name, line: line, problem: "a cell of \(cell.count) bytes",
                remedy: "a cell is a number or a label; check the delimiter")
        }
        return cell
    }
}
