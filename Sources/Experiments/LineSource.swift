public import Analysis
public import Compute
internal import Foundation

/// A line of text input.
public struct NumberedLine: Sendable {
    /// The line's bytes without its line break.
    public let bytes: [UInt8]
    /// From 1, blank lines counted.
    public let number: Int
    /// Whether the line exceeded the source's limit; `bytes` is empty then.
    public let isTooLong: Bool
}

/// The lines of a file or pipe, one at a time, blank ones skipped. Waits without missing a cancellation.
public struct LineSource: ItemSource {
    private var bytes: ByteSource
    private let longestLine: Int
    /// Up to where no line break was found.
    private var scanned = 0
    private var lineNumber = 0
    private var isDiscarding = false

    /// - Parameters:
    ///   - path: The file; `-` for standard input.
    ///   - longestLine: A longer line, in bytes, is handed on as too long, without being kept.
    /// - Throws: `InputError` where it cannot be opened.
    public init(path: String, cancellation: Cancellation, longestLine: Int = 256 << 20) throws {
        bytes = try ByteSource(path: path, cancellation: cancellation)
        self.longestLine = longestLine
    }

    /// The size of a regular file in bytes, for an estimate of the work; nil for a pipe or terminal.
    public var byteCount: Int? { bytes.byteCount }

    /// The next line that is not blank.
    ///
    /// - Throws: `InputError` where reading fails, `CancelledError` where the work is cancelled while it waits.
    /// - Complexity: O(length of the line), amortised.
    public mutating func next(waiting: Bool) throws -> Supply<NumberedLine> {
        while true {
            if let line = takeLine() {
                if line.isTooLong || !line.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
                    return .item(line, bytes: line.bytes.count)
                }
                continue
            }
            if bytes.isExhausted { return .end }
            let taken = bytes.start
            guard try bytes.fill(waiting: waiting) else { return .notYet }
            scanned -= taken
        }
    }

    private mutating func takeLine() -> NumberedLine? {
        if let end = lineBreak() {
            return line(upTo: end, next: end + 1)
        }
        if bytes.buffer.count - bytes.start > longestLine {
            isDiscarding = true
            bytes.discard()
            scanned = 0
        }
        guard bytes.isExhausted, bytes.start < bytes.buffer.count || isDiscarding else { return nil }
        return line(upTo: bytes.buffer.count, next: bytes.buffer.count)
    }

    private mutating func lineBreak() -> Int? {
        let found = bytes.buffer.withUnsafeBytes { bytes -> Int? in
            guard scanned < bytes.count, let base = bytes.baseAddress else { return nil }
            return memchr(base + scanned, 0x0A, bytes.count - scanned).map { UnsafeRawPointer($0) - base }
        }
        scanned = found ?? bytes.buffer.count
        return found
    }

    private mutating func line(upTo end: Int, next: Int) -> NumberedLine {
        lineNumber += 1
        let isTooLong = isDiscarding || end - bytes.start > longestLine
        let line = NumberedLine(
            bytes: isTooLong ? [] : Array(bytes.buffer[bytes.start..<end]), number: lineNumber, isTooLong: isTooLong)
        isDiscarding = false
        bytes.start = next
        scanned = next
        return line
    }
}

/// An input that cannot be read.
public struct InputError: CodedError, Hashable {
    public let path: String
    public let reason: String

    public var code: String { "input-unreadable" }
    public var exitStatus: ExitStatus { .missingInput }
    public var message: String {
        "\(path) cannot be read: \(reason); give an existing file, or - for standard input"
    }
}
