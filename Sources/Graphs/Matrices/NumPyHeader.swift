/// What a NumPy file says of its array before the data: a Python dictionary after a magic number (NEP 1).
package struct NumPyHeader {
    /// The type of the elements, as NumPy writes it: `<f8`.
    package private(set) var description = ""
    package private(set) var isFortranOrder = false
    package private(set) var shape: [Int] = []
    /// The offset of the data in the file.
    package private(set) var dataStart = 0

    /// The beginning of a file of little-endian data in C order: version 1, the data aligned to 64 bytes.
    static func bytes(description: String, shape: [Int]) -> [UInt8] {
        let extents = shape.map { "\($0)," }.joined(separator: " ")
        let tuple = shape.count == 1 ? "(\(extents))" : "(\(extents.dropLast()))"
        let header = "{'descr': '\(description)', 'fortran_order': False, 'shape': \(tuple), }"
        let padding = 64 - (NumPyArray.magic.count + 4 + header.utf8.count + 1) % 64
        let text = Array(header.utf8) + [UInt8](repeating: 0x20, count: padding) + [0x0A]
        return NumPyArray.magic + [1, 0, UInt8(text.count & 0xFF), UInt8(text.count >> 8)] + text
    }

    private init?(dictionary text: String) {
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
    /// - Throws: `GraphsError` naming the file and the byte.
    package init(parsing bytes: [UInt8], file: String) throws(GraphsError) {
        func fail(_ kind: GraphsError.Kind, _ key: String, _ problem: String, _ remedy: String) -> GraphsError {
            GraphsError(kind, file: file, key: key, problem: problem, remedy: remedy)
        }
        guard !bytes.isEmpty else {
            throw fail(.emptyFile, "byte 0", "there is nothing in it", "save a two-dimensional array with numpy.save")
        }
        guard bytes.starts(with: NumPyArray.magic), bytes.count >= 10 else {
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
        guard
            let header = String(validating: bytes[start..<(start + length)], as: UTF8.self).flatMap(
                NumPyHeader.init(dictionary:))
        else {
            throw fail(
                .syntax, "byte \(start)", "the header is not a dictionary of descr, fortran_order and shape",
                "save the array with numpy.save")
        }
        self = header
        dataStart = start + length
    }
}
