/// A zip archive in memory: Python's wheels, NumPy's `.npz`, TVB's connectivities.
///
/// Stored and deflated members are read (PKWARE's APPNOTE 6.3.10, sections 4.3 and 4.4); encrypted ones, other methods
/// and archives beyond 4 GiB (Zip64) are refused.
package struct ZipArchive: Sendable {
    /// What the archive says of one member.
    private struct Entry {
        var isEncrypted: Bool
        var method: Int
        var checksum: UInt32
        var compressedSize: Int
        var size: Int
        var header: Int
    }

    /// The most bytes that a member may unpack to.
    package static let maximumMemberBytes = 1 << 30
    static let magic: [UInt8] = Array("PK".utf8) + [3, 4]

    /// The members' names, folders left out, in the archive's order.
    package private(set) var names: [String] = []
    private let bytes: [UInt8]
    private let file: String
    private var entries: [String: Entry] = [:]

    /// - Throws: `GraphsError` of kind `syntax` where `bytes` are not a complete archive that can be read.
    /// - Complexity: O(members).
    package init(_ bytes: [UInt8], file: String) throws(GraphsError) {
        self.bytes = bytes
        self.file = file
        guard let end = Self.endRecord(in: bytes) else {
            throw fail(nil, "is not a zip archive, or not the whole of one", "get the whole of the file")
        }
        let count = number(end + 10, 2)
        var place = number(end + 16, 4)
        guard place != 0xFFFF_FFFF, count != 0xFFFF else {
            throw fail(nil, "is a Zip64 archive", "archives below 4 GiB and 65535 members are read")
        }
        for _ in 0..<count {
            guard place + 46 <= bytes.count, number(place, 4) == 0x0201_4B50 else {
                throw fail("byte \(place)", "the list of members is damaged", "get the file again")
            }
            let (nameLength, extraLength, commentLength) =
                (number(place + 28, 2), number(place + 30, 2), number(place + 32, 2))
            guard place + 46 + nameLength <= bytes.count else {
                throw fail("byte \(place)", "the list of members is cut off", "get the whole of the file")
            }
            let name = String(decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
            if !name.hasSuffix("/") {
                let entry = Entry(
                    isEncrypted: number(place + 8, 2) & 1 == 1, method: number(place + 10, 2),
                    checksum: UInt32(number(place + 16, 4)), compressedSize: number(place + 20, 4),
                    size: number(place + 24, 4), header: number(place + 42, 4))
                guard entries.updateValue(entry, forKey: name) == nil else {
                    throw fail(name, "is there twice", "give an archive with one member of each name")
                }
                names.append(name)
            }
            place += 46 + nameLength + extraLength + commentLength
        }
    }

    /// The content of the member called `name`; nil where there is none.
    ///
    /// - Throws: `GraphsError` of kind `syntax` or `tooLarge`, naming the member, where it is damaged, encrypted,
    ///   compressed in another way or larger than `maximumMemberBytes`.
    /// - Complexity: O(bytes of the member).
    package func member(_ name: String) throws(GraphsError) -> [UInt8]? {
        guard let entry = entries[name] else { return nil }
        guard !entry.isEncrypted else { throw fail(name, "is encrypted", "give an archive without a password") }
        guard entry.header + 30 <= bytes.count, number(entry.header, 4) == 0x0403_4B50 else {
            throw fail(name, "is not where the list of members says", "get the file again")
        }
        let start = entry.header + 30 + number(entry.header + 26, 2) + number(entry.header + 28, 2)
        guard start + entry.compressedSize <= bytes.count else {
            throw fail(name, "is cut off", "get the whole of the file")
        }
        guard entry.size <= Self.maximumMemberBytes else {
            throw GraphsError(
                .tooLarge, file: file, key: name, problem: "unpacks to \(entry.size) bytes",
                remedy: "members of up to \(Self.maximumMemberBytes) bytes are read")
        }
        let content = bytes[start..<(start + entry.compressedSize)]
        let result: [UInt8]
        switch entry.method {
        case 0: result = Array(content)
        case 8:
            do throws(Inflation.Mistake) {
                result = try Inflation.inflated(content, wrapping: .none, limit: entry.size)
            } catch {
                throw fail(name, "cannot be unpacked", "get the file again")
            }
        default:
            throw fail(name, "is compressed by method \(entry.method)", "pack it with deflate, the usual method")
        }
        guard result.count == entry.size, Inflation.checksum(result) == entry.checksum else {
            throw fail(name, "does not have the archive's checksum", "get the file again")
        }
        return result
    }

    /// An archive of the given members, stored, with the earliest date there is: the same members give the same bytes.
    ///
    /// - Throws: `tooLarge` where the archive would reach 4 GiB.
    /// - Complexity: O(bytes).
    package static func stored(_ members: [(name: String, bytes: [UInt8])]) throws(GraphsError) -> [UInt8] {
        var result: [UInt8] = []
        var directory: [UInt8] = []
        func little(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        for (name, bytes) in members {
            let header = result.count
            // Version 2.0, UTF-8 names, stored, 1 January 1980.
            let common =
                little(20, 2) + little(0x800, 2) + little(0, 2) + little(0, 2) + little(0x21, 2)
                + little(Int(Inflation.checksum(bytes)), 4) + little(bytes.count, 4) + little(bytes.count, 4)
                + little(name.utf8.count, 2) + little(0, 2)
            result += magic + common + Array(name.utf8) + bytes
            directory += Array("PK".utf8) + [1, 2] + little(20, 2) + common + little(0, 2) + little(0, 2)
            directory += little(0, 2) + little(0, 4) + little(header, 4) + Array(name.utf8)
            guard result.count + directory.count < 0xFFFF_FF00 else {
                throw GraphsError(
                    .tooLarge, problem: "a zip archive would reach 4 GiB", remedy: "write GraphML or JSON")
            }
        }
        let start = result.count
        result += directory + Array("PK".utf8) + [5, 6] + little(0, 4)
        result += little(members.count, 2) + little(members.count, 2)
        return result + little(directory.count, 4) + little(start, 4) + little(0, 2)
    }

    private func number(_ place: Int, _ count: Int) -> Int {
        guard place >= 0, place + count <= bytes.count else { return 0 }
        return bytes[place..<(place + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// Where the record that ends an archive begins; only a comment of up to 65 535 bytes follows it.
    private static func endRecord(in bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        let signature = Array("PK".utf8) + [5, 6]
        return stride(from: bytes.count - 22, through: max(0, bytes.count - 22 - 65_535), by: -1)
            .first { bytes[$0..<($0 + 4)].elementsEqual(signature) }
    }

    private func fail(_ key: String?, _ problem: String, _ remedy: String) -> GraphsError {
        GraphsError(.syntax, file: file, key: key, problem: problem, remedy: remedy)
    }
}
