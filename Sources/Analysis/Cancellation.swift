import Synchronization

/// A request to stop, shared between whoever makes it (Ctrl-C, a caller) and the shards that honour it.
public final class Cancellation: Sendable {
    private let requested = Atomic<Bool>(false)

    public init() {}

    /// Asks every shard that shares this token to stop at its next check. Safe in a signal handler's dispatch source.
    ///
    /// - Complexity: O(1); it waits for nobody.
    public func cancel() {
        requested.store(true, ordering: .relaxed)
    }

    /// Whether `cancel()` was called. Once true, it stays so.
    ///
    /// - Complexity: O(1), one relaxed load.
    public var isCancelled: Bool { requested.load(ordering: .relaxed) }

    /// Returns where nobody asked to stop.
    ///
    /// - Throws: `CancelledError` once `cancel()` was called.
    /// - Complexity: O(1), one relaxed load: cheap enough for a loop of microseconds.
    public func check() throws(CancelledError) {
        if isCancelled { throw CancelledError() }
    }
}
