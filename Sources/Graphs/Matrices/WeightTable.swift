/// A CSV or TSV weight matrix of logistic units: row i, column j is the weight from unit i to unit j.
///
/// A first row without any number is a header, a first column without any number holds labels; an empty first cell means
/// both, whatever the labels look like. A comment line `# slope: 4` gives the slope, `# name: …` the name.
struct WeightTable: NetworkImporter, NetworkExporter {
    let delimiter: UInt8

    private typealias Row = (line: Int, cells: [ArraySlice<UInt8>])

    func network(from bytes: [UInt8], name: String, options: ImportOptions) throws -> ImportedNetwork {
        let start = try TextCheck.start(of: bytes, file: name)
        var notes = Notes()
        let rows = try rows(in: bytes, from: start, name: name, notes: &notes)
        guard let first = rows.first else {
            throw GraphsError(
                .emptyFile, file: name, problem: "there is no row in it", remedy: "give a row of weights for each unit")
        }
        let cornerIsEmpty = first.cells.count > 1 && first.cells[0].isEmpty
        let hasHeader = cornerIsEmpty || (rows.count > 1 && !first.cells.contains(where: isNumber))
        let body = hasHeader ? rows.dropFirst() : rows[...]
        let hasLabels =
            cornerIsEmpty || (!body.isEmpty && body.allSatisfy { $0.cells.count > 1 && !isNumber($0.cells[0]) })
        let count = body.count
        try NetworkSize.check(units: count, file: name)
        let weights = try body.map { row in
            try numbers(of: row, skipping: hasLabels ? 1 : 0, count: count, name: name)
        }
        let labels = try labels(
            header: hasHeader ? first : nil, body: body, hasLabels: hasLabels, count: count, name: name)
        let slope = try options.slope ?? notes.slope(file: name) ?? LogisticUnits.defaultSlope
        return ImportedNetwork(
            substrate: Substrate(
                labels: labels,
                transitions: TransitionProbabilities(
                    unitCount: count, columns: LogisticUnits.columns(weights: weights, slope: slope)),
                connectivity: Connectivity(weights: weights), weights: weights, name: notes.name))
    }

    private struct Notes {
        var name: String?
        var slopeText: String?
        var slopeLine: Int?

        mutating func read(_ comment: ArraySlice<UInt8>, line: Int) {
            let text = String(decoding: comment.prefix(1024), as: UTF8.self)
            guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "=" }) else { return }
            let key = text[..<colon].filter { !$0.isWhitespace && $0 != "#" }.lowercased()
            let value = text[text.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if key == "name" && !value.isEmpty { name = value }
            if key == "slope" { (slopeText, slopeLine) = (value, line) }
        }

        func slope(file: String) throws -> Double? {
            guard let slopeText else { return nil }
            guard let slope = DecimalNumber.lax(ArraySlice(Array(slopeText.utf8))), slope.isFinite else {
                throw GraphsError(
                    .wrongType, file: file, line: slopeLine, key: "slope", problem: "is not a finite number",
                    remedy: "write # slope: 4")
            }
            return slope
        }
    }

    private func isNumber(_ cell: ArraySlice<UInt8>) -> Bool { DecimalNumber.lax(cell) != nil }

    private func numbers(of row: Row, skipping labels: Int, count: Int, name: String) throws -> [Double] {
        let cells = row.cells.dropFirst(labels)
        guard cells.count == count else {
            throw GraphsError(
                .notSquare, file: name, line: row.line,
                problem: "\(cells.count.counted("weight")), but the number of rows is \(count)",
                remedy: "a weight matrix is square: row i, column j is the weight from unit i to unit j")
        }
        return try cells.enumerated().map { column, cell in
            let key = "column \(column + labels + 1)"
            guard let number = DecimalNumber.lax(cell) else {
                let text = String(decoding: cell.prefix(24), as: UTF8.self)
                throw GraphsError(
                    .wrongType, file: name, line: row.line, key: key,
                    problem: cell.isEmpty ? "the cell is empty" : "\(text.debugDescription) is not a number",
                    remedy: "write a number, 0 for no connection")
            }
            guard number.isFinite else {
                throw GraphsError(
                    .notFinite, file: name, line: row.line, key: key, problem: "the weight is \(number)",
                    remedy: "every weight is a finite number")
            }
            return number
        }
    }

    private func labels(
        header: Row?, body: ArraySlice<Row>, hasLabels: Bool, count: Int, name: String
    ) throws -> [String] {
        let own = hasLabels ? body.map { String(decoding: $0.cells[0], as: UTF8.self) } : nil
        guard let header else {
            let labels = own ?? UnitNames.defaults(count: count)
            try UnitNames.check(labels, file: name)
            return labels
        }
        let cells = header.cells.count == count + 1 && hasLabels ? header.cells.dropFirst() : header.cells[...]
        let labels = cells.map { String(decoding: $0, as: UTF8.self) }
        guard labels.count == count else {
            throw GraphsError(
                .notSquare, file: name, line: header.line, problem: "\(labels.count) labels for \(count) rows",
                remedy: "a weight matrix is square, with one label a unit")
        }
        try UnitNames.check(labels, file: name, line: header.line)
        if let own, let unit = labels.indices.first(where: { own[$0] != labels[$0] }) {
            throw GraphsError(
                .conflictingKeys, file: name, line: body[body.startIndex + unit].line,
                problem: "row \(own[unit]) stands where the header has \(labels[unit])",
                remedy: "give rows and columns in the same order")
        }
        return labels
    }

    /// The rows' cells, without surrounding space or quotes; blank lines are dropped, comments become `notes`.
    private func rows(in bytes: [UInt8], from start: Int, name: String, notes: inout Notes) throws -> [Row] {
        var rows: [Row] = []
        for (index, range) in TextCheck.lines(of: bytes, from: start).enumerated() {
            let line = bytes[range]
            guard let first = line.first(where: { $0 > 0x20 }) else { continue }
            if first == UInt8(ascii: "#") {
                notes.read(line, line: index + 1)
                continue
            }
            rows.append((index + 1, try cells(of: line, line: index + 1, name: name)))
            guard rows.count <= NetworkSize.maximumUnits + 1 else {
                throw GraphsError(
                    .tooLarge, file: name, line: index + 1, problem: "more than \(NetworkSize.maximumUnits) rows",
                    remedy:
                        "at most \(NetworkSize.maximumUnits) units are read; a transition matrix is given as JSON or .npy"
                )
            }
        }
        return rows
    }

    private func cells(of line: ArraySlice<UInt8>, line number: Int, name: String) throws -> [ArraySlice<UInt8>] {
        var cells: [ArraySlice<UInt8>] = []
        var begin = line.startIndex
        var isQuoted = false
        for index in line.indices {
            if line[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard line[index] == delimiter && !isQuoted else { continue }
            cells.append(try cell(line[begin..<index], line: number, name: name))
            begin = index + 1
            guard cells.count <= NetworkSize.maximumUnits + 1 else {
                throw GraphsError(
                    .tooLarge, file: name, line: number, problem: "more than \(NetworkSize.maximumUnits) columns",
                    remedy: "at most \(NetworkSize.maximumUnits) units are read")
            }
        }
        guard !isQuoted else {
            throw GraphsError(
                .syntax, file: name, line: number, problem: "a quote is not closed", remedy: "close it in the same line"
            )
        }
        return cells + [try cell(line[begin...], line: number, name: name)]
    }

    private func cell(_ raw: ArraySlice<UInt8>, line: Int, name: String) throws -> ArraySlice<UInt8> {
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
