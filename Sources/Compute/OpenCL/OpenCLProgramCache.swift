public import Foundation

/// Programs that a driver has compiled, kept on disk so that each is compiled once a machine.
///
/// An entry is a file that holds its key in full (source, options, device, driver) beside the program, so that two keys
/// of one digest cannot be taken for each other, and a checksum. Whatever is wrong with an entry, it counts as absent;
/// whatever keeps one from being written, the program is there all the same.
public struct OpenCLProgramCache: Sendable, Hashable {
    /// The folder; nil keeps nothing.
    public let folder: String?

    public init(folder: String?) {
        self.folder = folder
    }

    /// The user's cache: `$CLAUSTRUM_CACHE/opencl`, else `$XDG_CACHE_HOME/claustrum/opencl`, else
    /// `~/.cache/claustrum/opencl`; none where the process has no home either.
    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        // The base-directory specification has a relative XDG_CACHE_HOME ignored.
        let shared =
            value("XDG_CACHE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? value("HOME").map { "\($0)/.cache" }
        folder = (value("CLAUSTRUM_CACHE") ?? shared.map { "\($0)/claustrum" }).map { "\($0)/opencl" }
    }

    /// The program kept for `key`; nil where there is none, or none that is whole.
    ///
    /// - Complexity: O(size of the entry).
    package func program(for key: String) -> [UInt8]? {
        guard let path = path(of: key), let data = FileManager.default.contents(atPath: path) else { return nil }
        return Entry.program(in: [UInt8](data), key: Array(key.utf8))
    }

    /// Keeps `program`; the file appears whole or not at all.
    ///
    /// - Returns: Whether it could be kept.
    @discardableResult
    package func keep(_ program: [UInt8], for key: String) -> Bool {
        guard let folder, let path = path(of: key) else { return false }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(Entry.bytes(program: program, key: Array(key.utf8)))
                .write(to: URL(filePath: path), options: .atomic)
            return true
        } catch {
            return false
        }
    }

    /// The file of an entry; nil where nothing is kept.
    package func path(of key: String) -> String? {
        folder.map { "\($0)/\(OpenCLProgramCache.digest(Array(key.utf8))).program" }
    }

    /// FNV-1a in 128 bits, in hexadecimal: it names files, and proves nothing.
    ///
    /// Source: Fowler, Noll & Vo, RFC 9923.
    ///
    /// - Complexity: O(bytes).
    package static func digest(_ bytes: [UInt8]) -> String {
        let text = String(fnv1a(bytes), radix: 16)
        return String(repeating: "0", count: 32 - text.count) + text
    }

    fileprivate static func fnv1a(_ bytes: [UInt8]) -> UInt128 {
        let prime = UInt128(1) << 88 | 0x13B
        var hash = UInt128(0x6C62_272E_07BB_0142) << 64 | 0x62B8_2175_6295_C58D
        for byte in bytes { hash = (hash ^ UInt128(byte)) &* prime }
        return hash
    }
}

extension OpenCLProgramCache {
    /// How an entry lies in its file: a mark, the lengths of key and program (8 bytes each, the lowest first), the
    /// checksum of all that follows (16 bytes), key, program.
    private enum Entry {
        static let mark = Array("claustrum opencl program 1\n".utf8)
        static let header = mark.count + 32

        static func bytes(program: [UInt8], key: [UInt8]) -> [UInt8] {
            let checksum = OpenCLProgramCache.fnv1a(key + program)
            return mark + littleEndian(UInt64(key.count), 8) + littleEndian(UInt64(program.count), 8)
                + littleEndian(UInt64(truncatingIfNeeded: checksum), 8)
                + littleEndian(UInt64(truncatingIfNeeded: checksum >> 64), 8) + key + program
        }

        static func program(in bytes: [UInt8], key: [UInt8]) -> [UInt8]? {
            guard bytes.count > header + key.count, bytes.starts(with: mark) else { return nil }
            let program = Array(bytes[(header + key.count)...])
            return bytes == Self.bytes(program: program, key: key) ? program : nil
        }

        private static func littleEndian(_ value: UInt64, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
        }
    }
}
