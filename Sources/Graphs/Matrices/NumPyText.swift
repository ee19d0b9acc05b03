/// A one-dimensional array of text in NumPy's `.npy` format: `numpy.array(["A", "B"])`.
enum NumPyText {
    /// - Throws: `GraphsError` of kind `wrongType` where the elements are no text (an array of Python objects is not
    ///   read: unpickling runs the code that a file holds), `wrongShape`, `syntax`.
    static func strings(in bytes: [UInt8], file: String) throws(GraphsError) -> [String] {
        let header = try NumPyHeader(parsing: bytes, file: file)
        var type = Substring(header.description)
        let isBigEndian = type.first == ">"
        if let order = type.first, "<>=|".contains(order) { type.removeFirst() }
        guard let kind = type.first, kind == "U" || kind == "S", let width = Int(type.dropFirst()), width < 1 << 16
        else {
            throw GraphsError(
                .wrongType, file: file, key: "descr",
                problem: "elements of type \(header.description.debugDescription)",
                remedy: "save labels as text: numpy.array(labels, dtype=str)")
        }
        let size = kind == "U" ? 4 * width : width
        guard header.shape.count == 1 else {
            throw GraphsError(
                .wrongShape, file: file, key: "shape", problem: "an array of \(header.shape.count) dimensions",
                remedy: "save the labels as a one-dimensional array")
        }
        let (total, overflow) = header.shape[0].multipliedReportingOverflow(by: size)
        guard !overflow, total == bytes.count - header.dataStart else {
            throw GraphsError(
                .wrongShape, file: file, key: "shape",
                problem: "\(header.shape[0]) elements of \(size) bytes, but \(bytes.count - header.dataStart) follow",
                remedy: "get the whole of the file, and nothing after it")
        }
        return (0..<header.shape[0]).map { element in
            let start = header.dataStart + element * size
            let data = bytes[start..<(start + size)]
            if kind == "S" { return String(decoding: data.prefix { $0 != 0 }, as: UTF8.self) }
            var text = ""
            for character in 0..<width {
                let place = start + 4 * character
                let word = (0..<4).reduce(UInt32(0)) {
                    $0 << 8 | UInt32(bytes[place + (isBigEndian ? $1 : 3 - $1)])
                }
                guard word != 0 else { break }
                text.unicodeScalars.append(Unicode.Scalar(word) ?? "\u{FFFD}")
            }
            return text
        }
    }

    /// An array of `strings`, in UTF-32 as NumPy stores text.
    static func bytes(_ strings: [String]) -> [UInt8] {
        let width = max(1, strings.map(\.unicodeScalars.count).max() ?? 1)
        var result = NumPyHeader.bytes(description: "<U\(width)", shape: [strings.count])
        for string in strings {
            let words = string.unicodeScalars.map(\.value)
            for word in words + [UInt32](repeating: 0, count: width - words.count) {
                withUnsafeBytes(of: word.littleEndian) { result.append(contentsOf: $0) }
            }
        }
        return result
    }
}
