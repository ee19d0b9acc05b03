import Dispatch
import Foundation
import Synchronization

/// The one pool of worker threads: as many as asked for, fed from a shared counter so that a slow item delays nobody.
///
/// Items are handed out one at a time in ascending order (dynamic self-scheduling). Against a static split it costs one
/// atomic add an item and wins wherever items differ in length, as the sets O of the φ_s search do by a factor of 3ⁿ;
/// `docs/decisions/0004` has the measurement. With one thread everything runs on the caller, in order.
public struct ThreadPool: Sendable {
    /// How many cores this process may use, asked for once: the system answers from its files.
    public static let cores = ProcessInfo.processInfo.activeProcessorCount

    /// The number of threads that work at once, the calling one included.
    public let threads: Int

    /// The nodes that threads are kept on; nil where the system may move them about.
    public let placement: NUMATopology?

    /// - Parameters:
    ///   - threads: at least 1; smaller values are raised to 1.
    ///   - placement: the machine's nodes, for work on memory that lies with the threads that use it
    ///     (`AlignedBuffer.init(count:repeating:touchedBy:)`). A machine with one node counts as no placement.
    public init(threads: Int, placement: NUMATopology? = nil) {
        self.threads = max(1, threads)
        self.placement = placement.flatMap { $0.isUniform ? nil : $0 }
    }

    /// Calls `body` once for each index in `0..<count`, from up to `threads` threads, and returns when all are done.
    ///
    /// - Parameter count: 0 or more.
    /// - Precondition: not nested: an item must not start a parallel region of its own.
    /// - Complexity: one atomic addition an item beside the items themselves.
    public func forEach(count: Int, _ body: @Sendable (Int) -> Void) {
        let workers = min(threads, count)
        guard workers > 1 else {
            for index in 0..<count { body(index) }
            return
        }
        if let placement {
            placed(NUMAPlan(topology: placement, threads: workers, items: count), body)
            return
        }
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                body(index)
            }
        }
    }

    /// The results of `body` for each index in `0..<count`, in index order.
    ///
    /// - Parameter count: 0 or more.
    /// - Precondition: not nested, as for `forEach(count:_:)`.
    /// - Throws: the error of the lowest index that failed; after a failure no further item is started.
    /// - Complexity: O(count) space, and one short lock an item beside the items themselves.
    public func map<Result: Sendable>(
        count: Int, _ body: @Sendable (Int) throws -> Result
    ) throws -> [Result] {
        let slots = Mutex<[Swift.Result<Result, any Error>?]>(Array(repeating: nil, count: count))
        // Indices are handed out in ascending order, so every one below the lowest failure is running or done, and is
        // let finish: its error would be the one to throw.
        let lowestFailure = Atomic<Int>(.max)
        forEach(count: count) { index in
            if index > lowestFailure.load(ordering: .relaxed) { return }
            let result = Swift.Result { try body(index) }
            if case .failure = result { lowestFailure.min(index, ordering: .relaxed) }
            slots.withLock { $0[index] = result }
        }
        return try slots.withLock { slots in
            for case .failure(let error)? in slots { throw error }
            return try slots.compactMap { try $0?.get() }
        }
    }
}
