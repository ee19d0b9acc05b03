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
    private let descriptor: Int32
    private let name: String
    private let cancellation: Cancellation
    private let longestLine: Int
    private var buffer: [UInt8] = []
    /// Where the next line starts, and up to where no line break was found.
    private var start = 0
    private var scanned = 0
    private var lineNumber = 0
    private var isDiscarding = false
    private var isExhausted = false

    /// - Parameters:
    ///   - path: The file; `-` for standard input.
    ///   - longestLine: A longer line, in bytes, is handed on as too long, without being kept.
    /// - Throws: `InputError` where it cannot be opened.
    public init(path: String, cancellation: Cancellation, longestLine: Int = 256 << 20) throws {
        name = path == "-" ? "standard input" : path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw InputError(path: path, reason: String(cString: strerror(errno))) }
        self.cancellation = cancellation
        self.longestLine = longestLine
    }

    /// The size of a regular file in bytes, for an estimate of the work; nil for a pipe or terminal.
    public var byteCount: Int? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

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
            if isExhausted { return .end }
            guard try isReadable(waiting: waiting) else { return .notYet }
            try fill()
        }
    }

    private mutating func takeLine() -> NumberedLine? {
        if let end = lineBreak() {
            return line(upTo: end, next: end + 1)
        }
        if buffer.count - start > longestLine {
            isDiscarding = true
            buffer.removeAll()
            start = 0
            scanned = 0
        }
        guard isExhausted, start < buffer.count || isDiscarding else { return nil }
        return line(upTo: buffer.count, next: buffer.count)
    }

    private mutating func lineBreak() -> Int? {
        let found = buffer.withUnsafeBytes { bytes -> Int? in
            guard scanned < bytes.count, let base = bytes.baseAddress else { return nil }
            return memchr(base + scanned, 0x0A, bytes.count - scanned).map { UnsafeRawPointer($0) - base }
        }
        scanned = found ?? buffer.count
        return found
    }

    private mutating func line(upTo end: Int, next: Int) -> NumberedLine {
        lineNumber += 1
        let isTooLong = isDiscarding || end - start > longestLine
        let line = NumberedLine(
            bytes: isTooLong ? [] : Array(buffer[start..<end]), number: lineNumber, isTooLong: isTooLong)
        isDiscarding = false
        start = next
        scanned = next
        return line
    }

    /// Whether reading would return at once; with `waiting`, not before it would.
    private func isReadable(waiting: Bool) throws -> Bool {
        while true {
            try cancellation.check()
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&request, 1, waiting ? 100 : 0) > 0 { return true }
            if !waiting { return false }
        }
    }

    private mutating func fill() throws {
        buffer.removeFirst(start)
        scanned -= start
        start = 0
        let chunk = 1 << 16
        let old = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: chunk))
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + old }, chunk) }
        let failure = errno
        buffer.removeLast(chunk - max(0, count))
        if count == 0 { isExhausted = true }
        if count < 0 && failure != EINTR && failure != EAGAIN {
            throw InputError(path: name, reason: String(cString: strerror(failure)))
        }
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
