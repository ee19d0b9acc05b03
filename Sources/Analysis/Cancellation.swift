import Synchronization

/// A request to stop, shared between whoever makes it (Ctrl-C, a caller) and the shards that honour it.
public final class Cancellation: Sendable {
    private let requested = Atomic<Bool>(false)

    public init() {}

    /// Asks every shard that shares this token to stop at its next check. Safe in a signal handler's dispatch source.
    public func cancel() {
        requested.store(true, ordering: .relaxed)
    }

    public var isCancelled: Bool { requested.load(ordering: .relaxed) }

    /// - Throws: `CancelledError` once `cancel()` was called. A relaxed load: cheap enough for a loop of microseconds.
    public func check() throws(CancelledError) {
        if isCancelled { throw CancelledError() }
    }
}
