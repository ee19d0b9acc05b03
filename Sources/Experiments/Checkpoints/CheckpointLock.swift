internal import Foundation

/// A process's hold on a directory. The lock is the kernel's (`flock`), so that it goes with the process however that
/// ends.
final class CheckpointLock: Sendable {
    static let name = "lock"

    private let descriptor: Int32

    /// A process that was killed a moment ago holds its lock until its memory is given back.
    private static let patience = Duration.seconds(1)

    /// Takes the lock of a directory. Waits a second for one who is ending.
    ///
    /// - Throws: `CheckpointError.locked` where another has it; `OutputError` where it cannot be taken.
    init(directory: String) throws {
        let path = "\(directory)/\(Self.name)"
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
            guard descriptor >= 0 else { throw OutputError(path: path, errno: errno) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let code = errno
                close(descriptor)
                guard code == EWOULDBLOCK || code == EINTR else { throw OutputError(path: path, errno: code) }
                guard .now < deadline else { throw CheckpointError.locked(directory: directory) }
                // `flock` cannot wait for a limited time; ten milliseconds are short beside the second allowed.
                usleep(10_000)
                continue
            }
            // One who has finished removes the file that he holds: then another has it, or will.
            var (held, named) = (stat(), stat())
            if fstat(descriptor, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino
                && held.st_dev == named.st_dev
            {
                self.descriptor = descriptor
                return
            }
            close(descriptor)
        }
    }

    deinit { close(descriptor) }
}
