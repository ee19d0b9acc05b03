internal import Analysis
internal import Foundation

/// The bytes of a file or pipe, a piece at a time. Waits without missing a cancellation.
struct ByteSource {
    /// The name by which errors know it.
    let name: String
    /// What was read and not taken yet begins at `start`.
    private(set) var buffer: [UInt8] = []
    /// The first byte that is not taken.
    var start = 0
    /// Whether nothing comes after the buffer.
    private(set) var isExhausted = false
    /// The bytes read so far.
    private(set) var readCount = 0
    private let descriptor: Int32
    private let cancellation: Cancellation

    private static let chunk = 1 << 16

    /// - Parameter path: The file; `-` for standard input.
    /// - Throws: `InputError` where it cannot be opened.
    init(path: String, cancellation: Cancellation) throws {
        name = path == "-" ? "standard input" : path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw InputError(path: path, reason: String(cString: strerror(errno))) }
        self.cancellation = cancellation
    }

    /// The size of a regular file in bytes, for an estimate of the work; nil for a pipe or terminal.
    var byteCount: Int? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Reads some more bytes; those that were taken go.
    ///
    /// - Parameter waiting: whether to wait for bytes that have not arrived.
    /// - Returns: whether there was something to read, the end included; false only where the caller did not want to
    ///   wait.
    /// - Throws: `InputError` where reading fails, `CancelledError` where the work is cancelled while it waits.
    /// - Complexity: O(bytes), those that were not taken included.
    mutating func fill(waiting: Bool) throws -> Bool {
        guard try isReadable(waiting: waiting) else { return false }
        buffer.removeFirst(start)
        start = 0
        let old = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: Self.chunk))
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + old }, Self.chunk) }
        let failure = errno
        buffer.removeLast(Self.chunk - max(0, count))
        if count == 0 { isExhausted = true }
        readCount += max(0, count)
        if count < 0 && failure != EINTR && failure != EAGAIN {
            throw InputError(path: name, reason: String(cString: strerror(failure)))
        }
        return true
    }

    /// Forgets all that was read.
    mutating func discard() {
        buffer.removeAll()
        start = 0
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
}
