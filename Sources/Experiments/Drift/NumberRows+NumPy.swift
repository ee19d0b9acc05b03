internal import Drift
internal import Graphs

extension NumberRows {
    /// How the rows lie in a NumPy file.
    struct ArrayLayout {
        let element: NumPyArray.ElementType
        let rowCount: Int
        let columnCount: Int
        /// The columns that are wanted.
        let chosen: [Int]
        /// Whether elements of a column, not of a row, lie beside each other.
        let isByColumns: Bool

        var rowBytes: Int { columnCount * element.size }
    }

    /// Takes every whole row at hand; where the columns lie one after the other, all of them once they are there.
    mutating func takeElements(into batch: inout NumberBatch) throws {
        if array == nil {
            guard hasWholeHeader || bytes.isExhausted else { return }
            array = try readHeader()
        }
        guard let layout = array else { return }
        let data = bytes.buffer[bytes.start...]
        let remaining = layout.rowCount - lineNumber
        let isWhole = data.count >= remaining * layout.rowBytes
        guard isWhole || !layout.isByColumns || bytes.isExhausted else { return }
        let rows = isWhole ? remaining : layout.isByColumns ? 0 : data.count / layout.rowBytes
        bytes.start += rows * layout.rowBytes
        for row in 0..<rows {
            lineNumber += 1
            try append(data, layout, row: row, to: &batch)
        }
        guard bytes.isExhausted || lineNumber == layout.rowCount else { return }
        guard lineNumber == layout.rowCount else {
            throw mistake("it ends after \(lineNumber) of \(layout.rowCount) rows", remedy: "get the whole of the file")
        }
        guard bytes.start == bytes.buffer.count else {
            throw mistake(
                "bytes follow after the last of \(layout.rowCount) rows", remedy: "save the array with numpy.save")
        }
    }

    private mutating func append(
        _ data: ArraySlice<UInt8>, _ layout: ArrayLayout, row: Int, to batch: inout NumberBatch
    ) throws {
        let first = batch.values.count
        for (place, column) in layout.chosen.enumerated() {
            let index = layout.isByColumns ? column * layout.rowCount + row : row * layout.columnCount + column
            let value = layout.element.value(data, at: data.startIndex + index * layout.element.size)
            if value.isFinite {
                batch.values.append(value)
                continue
            }
            guard value.isNaN, options.skipsMissing else {
                throw mistake(
                    "row \(lineNumber) holds \(value)",
                    remedy: value.isNaN ? "give a number, or pass --skip-missing" : "give finite numbers",
                    column: layout.chosen.count > 1 ? columns[place] : nil)
            }
            batch.values.removeSubrange(first...)
            missingCount += 1
            return
        }
        batch.lines.append(lineNumber)
    }

    /// Whether the length of the header is at hand, and as many bytes.
    private var hasWholeHeader: Bool {
        let head = bytes.buffer[bytes.start...]
        guard head.count >= 12 else { return false }
        let start = head.startIndex
        let length =
            head[start + 6] == 1
            ? Int(head[start + 8]) | Int(head[start + 9]) << 8
            : (0..<4).reduce(0) { $0 | Int(head[start + 8 + $1]) << (8 * $1) }
        return head.count >= 12 + length
    }

    private mutating func readHeader() throws -> ArrayLayout {
        let header = try NumPyHeader(parsing: bytes.buffer, file: name)
        guard let element = NumPyArray.ElementType(header.description) else {
            throw mistake(
                "its elements are of type \(header.description.debugDescription)",
                remedy: "save it as float64: numpy.save(file, array.astype(float))")
        }
        guard (1...2).contains(header.shape.count) else {
            throw mistake(
                "it is an array of \(header.shape.count.counted("dimension"))",
                remedy: "save one dimension, or rows and columns")
        }
        let (rowCount, columnCount) = (header.shape[0], header.shape.count == 2 ? header.shape[1] : 1)
        let (elements, overflow) = rowCount.multipliedReportingOverflow(by: columnCount)
        guard (1...1_000_000).contains(columnCount), !overflow, elements < Int.max / 8 else {
            throw mistake(
                "its shape is \(header.shape)", remedy: "save an array of rows, with a million columns at the most")
        }
        bytes.start = header.dataStart
        let names = (1...columnCount).map { "column \($0)" }
        let chosen = try chosen(of: names)
        columns = chosen.map { names[$0] }
        return ArrayLayout(
            element: element, rowCount: rowCount, columnCount: columnCount, chosen: chosen,
            isByColumns: header.isFortranOrder && columnCount > 1)
    }
}
