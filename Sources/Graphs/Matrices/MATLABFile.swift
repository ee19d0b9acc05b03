/// The numeric matrices of a MATLAB file of level 5 (`save -v6`, `-v7`, SciPy's `savemat`).
///
/// Real full matrices of doubles, singles, integers and logicals are read, compressed or not, in either byte order.
/// Cells, structures, text, sparse and complex matrices are passed over, their names kept. Source: MathWorks, "MAT-File
/// Format" (R2019b), chapter 1.
struct MATLABFile {
    /// The two-dimensional matrices, in the file's order.
    private(set) var matrices: [NumberMatrix] = []
    /// The names of the variables that are not such matrices, with what they are.
    private(set) var others: [String] = []

    private enum ElementType {
        static let int32 = 5
        static let matrix = 14
        static let compressed = 15
    }

    /// - Throws: `GraphsError` of kind `syntax` or `tooLarge`, naming the byte.
    init(_ bytes: [UInt8], file: String) throws(GraphsError) {
        func fail(_ key: String, _ problem: String, _ remedy: String) -> GraphsError {
            GraphsError(.syntax, file: file, key: key, problem: problem, remedy: remedy)
        }
        if bytes.starts(with: Array("MATLAB 7.3".utf8)) || bytes.starts(with: [0x89, 0x48, 0x44, 0x46]) {
            throw fail("byte 0", "a MATLAB 7.3 file, which is HDF5", "save it with save('file.mat', '-v7')")
        }
        guard bytes.count >= 128, bytes[126...127].elementsEqual("IM".utf8) || bytes[126...127].elementsEqual("MI".utf8)
        else {
            throw fail("byte 126", "not a MATLAB file of level 5", "save it with save('file.mat', '-v7')")
        }
        let reader = Reader(isBigEndian: bytes[126] == UInt8(ascii: "M"), file: file)
        var place = 128
        while place < bytes.count {
            guard let element = reader.element(bytes[...], at: place) else {
                throw fail("byte \(place)", "an element is cut off", "get the whole of the file")
            }
            if element.type == ElementType.compressed {
                let content: [UInt8]
                do throws(Inflation.Mistake) {
                    content = try Inflation.inflated(
                        bytes[element.data], wrapping: .zlib, limit: NetworkSize.maximumFileBytes)
                } catch .tooLarge {
                    throw GraphsError(
                        .tooLarge, file: file, key: "byte \(place)",
                        problem: "a variable of more than \(NetworkSize.maximumFileBytes) bytes",
                        remedy: "save the connectome alone")
                } catch {
                    throw fail("byte \(place)", "a compressed variable is damaged", "get the file again")
                }
                guard let inner = reader.element(content[...], at: 0) else {
                    throw fail("byte \(place)", "a compressed variable is cut off", "get the whole of the file")
                }
                if inner.type == ElementType.matrix { try add(content[inner.data], reader, place: place) }
                // Compressed elements are not padded.
                place = element.data.upperBound
            } else {
                if element.type == ElementType.matrix { try add(bytes[element.data], reader, place: place) }
                place = element.next
            }
        }
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>, _ reader: Reader, place: Int) throws(GraphsError) {
        let file = reader.file
        func damaged(_ what: String) -> GraphsError {
            GraphsError(
                .syntax, file: file, key: "byte \(place)", problem: "\(what) of a variable cannot be read",
                remedy: "save it again with save('file.mat', '-v7')")
        }
        guard let flags = reader.element(bytes, at: bytes.startIndex), flags.data.count >= 8,
            let dimensions = reader.element(bytes, at: flags.next), dimensions.type == ElementType.int32,
            let label = reader.element(bytes, at: dimensions.next)
        else { throw damaged("the header") }
        let word = reader.unsigned(bytes, at: flags.data.lowerBound, size: 4)
        let name = String(decoding: bytes[label.data].prefix(64), as: UTF8.self)
        let extents = stride(from: dimensions.data.lowerBound, to: dimensions.data.upperBound - 3, by: 4).map {
            Int(Int32(truncatingIfNeeded: reader.unsigned(bytes, at: $0, size: 4)))
        }
        let classNames = [1: "a cell array", 2: "a structure", 3: "an object", 4: "text", 5: "a sparse matrix"]
        let isComplex = word & 0x800 != 0
        guard (6...15).contains(word & 0xFF), !isComplex, extents.count == 2 else {
            let kind =
                isComplex
                ? "complex" : classNames[Int(word & 0xFF)] ?? "an array of \(extents.count.counted("dimension"))"
            others.append("\(name) (\(kind))")
            return
        }
        let (count, overflow) = extents[0].multipliedReportingOverflow(by: extents[1])
        guard extents.allSatisfy({ $0 >= 0 }), !overflow, let real = reader.element(bytes, at: label.next),
            // Rows without columns need no bytes, however many they are said to be.
            let values = reader.numbers(bytes, real), values.count == count, extents.allSatisfy({ $0 <= bytes.count })
        else { throw damaged("the \(extents.map(String.init).joined(separator: " x ")) entries") }
        // Column by column in the file.
        matrices.append(
            NumberMatrix(
                name: name,
                rows: (0..<extents[0]).map { row in (0..<extents[1]).map { values[$0 * extents[0] + row] } }))
    }

    /// Where the parts of an element stand.
    private struct Element {
        var type: Int
        var data: Range<Int>
        /// The next element's place, after the padding to eight bytes.
        var next: Int
    }

    private struct Reader {
        let isBigEndian: Bool
        let file: String

        func unsigned(_ bytes: ArraySlice<UInt8>, at place: Int, size: Int) -> UInt64 {
            var result: UInt64 = 0
            for offset in 0..<size {
                result = result << 8 | UInt64(bytes[place + (isBigEndian ? offset : size - 1 - offset)])
            }
            return result
        }

        /// The element at `place`; nil where it does not fit in `bytes`.
        func element(_ bytes: ArraySlice<UInt8>, at place: Int) -> Element? {
            guard place + 8 <= bytes.endIndex else { return nil }
            let word = Int(unsigned(bytes, at: place, size: 4))
            // A small element has its size in the upper half of the type's word, and its data in the next.
            let isSmall = word >> 16 != 0
            let size = isSmall ? word >> 16 : Int(unsigned(bytes, at: place + 4, size: 4))
            let start = place + (isSmall ? 4 : 8)
            guard size <= bytes.endIndex - start, !isSmall || size <= 4 else { return nil }
            let next = isSmall ? place + 8 : start + (size + 7) / 8 * 8
            return Element(type: word & 0xFFFF, data: start..<(start + size), next: min(next, bytes.endIndex))
        }

        /// The numbers of an element, whatever type they are stored in; nil for a type that holds none.
        func numbers(_ bytes: ArraySlice<UInt8>, _ element: Element) -> [Double]? {
            let sizes = [1: 1, 2: 1, 3: 2, 4: 2, 5: 4, 6: 4, 7: 4, 9: 8, 12: 8, 13: 8]
            guard let size = sizes[element.type], element.data.count % size == 0 else { return nil }
            return stride(from: element.data.lowerBound, to: element.data.upperBound, by: size).map { place in
                let bits = unsigned(bytes, at: place, size: size)
                switch element.type {
                case 7: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
                case 9: return Double(bitPattern: bits)
                case 1, 3, 5, 12:
                    let unused = UInt64(64 - 8 * size)
                    return Double(Int64(bitPattern: bits << unused) >> Int64(unused))
                default: return Double(bits)
                }
            }
        }
    }
}
