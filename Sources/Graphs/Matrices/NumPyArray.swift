/// A two-dimensional array of numbers in NumPy's `.npy` format, versions 1 to 3 (NEP 1 and its updates).
struct NumPyArray: Equatable {
    let rows: Int
    let columns: Int
    /// Row by row.
    let values: [Double]

    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// The file's bytes: version 1, little-endian doubles in C order, the data aligned to 64 bytes.
    var bytes: [UInt8] {
        let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
        let padding = 64 - (Self.magic.count + 4 + header.utf8.count + 1) % 64
        let text = Array(header.utf8) + [UInt8](repeating: 0x20, count: padding) + [0x0A]
        var result = Self.magic + [1, 0, UInt8(text.count & 0xFF), UInt8(text.count >> 8)] + text
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
        guard !bytes.isEmpty else {
            throw fail(.emptyFile, "byte 0", "there is nothing in it", "save a two-dimensional array with numpy.save")
        }
        guard bytes.starts(with: Self.magic), bytes.count >= 10 else {
            throw fail(.syntax, "byte 0", "not a NumPy file", "save a two-dimensional array with numpy.save")
        }
        let version = bytes[6]
        guard (1...3).contains(version), version == 1 || bytes.count >= 12 else {
            throw fail(.syntax, "byte 6", "NumPy format version \(version)", "versions 1 to 3 are read")
        }
        let lengthBytes = version == 1 ? 2 : 4
        let length = bytes[8..<(8 + lengthBytes)].reversed().reduce(0) { $0 << 8 | Int($1) }
        let start = 8 + lengthBytes
        guard length <= 65_536, start + length <= bytes.count else {
            throw fail(.syntax, "byte 8", "a header of \(length) bytes, which the file has not", "get the whole of it")
        }
        guard let header = String(validating: bytes[start..<(start + length)], as: UTF8.self).flatMap(Header.init)
        else {
            throw fail(
                .syntax, "byte \(start)", "the header is not a dictionary of descr, fortran_order and shape",
                "save the array with numpy.save")
        }
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
        guard !overflow, !sizeOverflow, size == bytes.count - start - length else {
            throw fail(
                .wrongShape, "shape",
                "\(rows) x \(columns) elements of \(type.size) bytes, but \(bytes.count - start - length) bytes follow",
                "get the whole of the file, and nothing after it")
        }
        let data = bytes[(start + length)...]
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

    /// The header's Python dictionary.
    private struct Header {
        var description = ""
        var isFortranOrder = false
        var shape: [Int] = []

        init?(_ text: String) {
            func after(_ key: String) -> Substring? {
                for quote in ["'", "\""] {
                    let parts = text.split(separator: "\(quote)\(key)\(quote)", maxSplits: 1)
                    guard parts.count == 2 else { continue }
                    let rest = parts[1].drop { $0 == " " }
                    guard rest.first == ":" else { continue }
                    return rest.dropFirst().drop { $0 == " " }
                }
                return nil
            }
            guard text.first == "{", let descr = after("descr"), let order = after("fortran_order"),
                let shape = after("shape"), shape.first == "(", let close = shape.firstIndex(of: ")")
            else { return nil }
            guard let quote = descr.first, quote == "'" || quote == "\"" else {
                description = String(descr.prefix(24))
                return
            }
            description = String(descr.dropFirst().prefix { $0 != quote }.prefix(24))
            guard order.hasPrefix("True") || order.hasPrefix("False") else { return nil }
            isFortranOrder = order.hasPrefix("True")
            for part in shape[shape.index(after: shape.startIndex)..<close].split(separator: ",") {
                let digits = part.filter { $0 != " " && $0 != "L" }
                if digits.isEmpty { continue }
                guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let extent = Int(digits) else { return nil }
                self.shape.append(extent)
            }
        }
    }

    /// How one element is stored.
    private struct ElementType {
        private enum Kind { case float, signed, unsigned, bool }
        private let kind: Kind
        private let isBigEndian: Bool
        let size: Int

        init?(_ description: String) {
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

        func value(_ data: ArraySlice<UInt8>, at start: Int) -> Double {
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
