/// A two-dimensional array of numbers in NumPy's `.npy` format, versions 1 to 3 (NEP 1 and its updates).
package struct NumPyArray: Equatable {
    let rows: Int
    let columns: Int
    /// Row by row.
    let values: [Double]

    /// What every such file begins with.
    package static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// The file's bytes: version 1, little-endian doubles in C order, the data aligned to 64 bytes.
    var bytes: [UInt8] {
        var result = NumPyHeader.bytes(description: "<f8", shape: [rows, columns])
        result.reserveCapacity(result.count + 8 * values.count)
        for value in values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { result.append(contentsOf: $0) }
        }
        return result
    }

    /// - Throws: `GraphsError` naming the file and the byte.
    init(parsing bytes: [UInt8], file: String) throws(GraphsError) {
        func fail(_ kind: GraphsError.Kind, _ key: String, _ problem: String, _ remedy: String) -> GraphsError {
            GraphsError(kind, file: file, key: key, problem: problem, remedy: remedy)
        }
        let header = try NumPyHeader(parsing: bytes, file: file)
        let start = header.dataStart
        guard let type = ElementType(header.description) else {
            throw fail(
                .wrongType, "descr", "elements of type \(header.description.debugDescription)",
                "save it as float64: numpy.save(file, array.astype(float))")
        }
        guard header.shape.count == 2 else {
            throw fail(
                .wrongShape, "shape", "an array of \(header.shape.count) dimensions",
                "save a two-dimensional array: a square weight matrix, or 2^n rows of n probabilities")
        }
        (rows, columns) = (header.shape[0], header.shape[1])
        let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
        let (size, sizeOverflow) = count.multipliedReportingOverflow(by: type.size)
        guard !overflow, !sizeOverflow, size == bytes.count - start else {
            throw fail(
                .wrongShape, "shape",
                "\(rows) x \(columns) elements of \(type.size) bytes, but \(bytes.count - start) bytes follow",
                "get the whole of the file, and nothing after it")
        }
        // Rows without columns need no bytes, however many they are said to be.
        guard max(rows, columns) <= bytes.count else {
            throw fail(
                .wrongShape, "shape", "\(rows) x \(columns), which is no element at all",
                "save an array with rows and columns")
        }
        let data = bytes[start...]
        let inFileOrder = (0..<count).map { type.value(data, at: data.startIndex + $0 * type.size) }
        if header.isFortranOrder {
            let (rows, columns) = (rows, columns)
            values = (0..<count).map { inFileOrder[$0 % columns * rows + $0 / columns] }
        } else {
            values = inFileOrder
        }
    }

    init(rows: Int, columns: Int, values: [Double]) {
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// How one element is stored.
    package struct ElementType: Sendable {
        private enum Kind { case float, signed, unsigned, bool }
        private let kind: Kind
        private let isBigEndian: Bool
        /// Bytes of an element.
        package let size: Int

        /// - Parameter description: as NumPy writes it: `<f8`; nil where the elements are no numbers.
        package init?(_ description: String) {
            var text = Substring(description)
            let order = text.first
            if let order, "<>=|".contains(order) { text.removeFirst() }
            isBigEndian = order == ">"
            switch text {
            case "f4", "f8": kind = .float
            case "i1", "i2", "i4", "i8": kind = .signed
            case "u1", "u2", "u4", "u8": kind = .unsigned
            case "b1", "?": kind = .bool
            default: return nil
            }
            size = text == "?" ? 1 : Int(String(text.dropFirst())) ?? 1
        }

        /// The element that begins at `start`, as a double; of 64-bit integers the nearest.
        package func value(_ data: ArraySlice<UInt8>, at start: Int) -> Double {
            var bits: UInt64 = 0
            for offset in 0..<size {
                bits = bits << 8 | UInt64(data[start + (isBigEndian ? offset : size - 1 - offset)])
            }
            switch kind {
            case .float: return size == 4 ? Double(Float(bitPattern: UInt32(bits))) : Double(bitPattern: bits)
            case .signed: return Double(Int64(bitPattern: bits << UInt64(64 - 8 * size)) >> Int64(64 - 8 * size))
            case .unsigned: return Double(bits)
            case .bool: return bits == 0 ? 0 : 1
            }
        }
    }
}
