internal import CZlib

/// Decompression by zlib.
enum Inflation {
    /// How the compressed bytes are wrapped.
    enum Wrapping {
        /// Not at all, as in zip archives (RFC 1951).
        case none
        /// In a header and a checksum, as in MATLAB files (RFC 1950).
        case zlib
    }

    enum Mistake: Error {
        case corrupt(String)
        case tooLarge
    }

    /// The bytes that `compressed` holds.
    ///
    /// - Parameter limit: the most bytes that may come out; more is `tooLarge`, so that a small file cannot fill the
    ///   memory.
    /// - Complexity: O(bytes out).
    static func inflated(_ compressed: ArraySlice<UInt8>, wrapping: Wrapping, limit: Int) throws(Mistake) -> [UInt8] {
        var result: [UInt8] = []
        let failure = compressed.withUnsafeBufferPointer { input -> Mistake? in
            var stream = z_stream()
            // A negative number of window bits is zlib's way to say that there is no wrapping.
            let opened = inflateInit2_(
                &stream, wrapping == .none ? -15 : 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
            guard opened == Z_OK else { return .corrupt("zlib could not start") }
            defer { inflateEnd(&stream) }
            guard let count = UInt32(exactly: input.count) else { return .tooLarge }
            // zlib does not write to its input; the C interface of this version only lacks the const.
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = count
            var chunk = [UInt8](repeating: 0, count: 1 << 18)
            while true {
                let status = chunk.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    return inflate(&stream, Z_NO_FLUSH)
                }
                let produced = chunk.count - Int(stream.avail_out)
                guard result.count + produced <= limit else { return .tooLarge }
                result.append(contentsOf: chunk[..<produced])
                switch status {
                case Z_STREAM_END: return nil
                case Z_OK where produced > 0: continue
                case Z_OK, Z_BUF_ERROR: return .corrupt("the compressed data ends too early")
                default: return .corrupt("the compressed data is damaged")
                }
            }
        }
        if let failure { throw failure }
        return result
    }

    /// The cyclic redundancy check of zip archives.
    ///
    /// - Complexity: O(bytes).
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
    }
}
