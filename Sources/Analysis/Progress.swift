import Synchronization

/// How far a computation is, as work done out of work expected, for whoever wants to watch.
///
/// Counts are in the analysis's own unit of work; only the ratio is shown to people. The estimate may grow between
/// rounds. Reading it never slows the shards down: one relaxed atomic add for each piece reported.
public final class Progress: Sendable {
    private let expectedWork = Atomic<Int>(0)
    private let finishedWork = Atomic<Int>(0)
    private let restoredWork = Atomic<Int>(0)

    public init() {}

    /// Announces work that is to come, 0 or more, in the analysis's own unit.
    ///
    /// - Complexity: O(1). Safe from any thread.
    public func expect(_ work: Int) {
        expectedWork.wrappingAdd(work, ordering: .relaxed)
    }

    /// Reports work, 0 or more, as done.
    ///
    /// - Complexity: O(1). Safe from any thread.
    public func finish(_ work: Int) {
        finishedWork.wrappingAdd(work, ordering: .relaxed)
    }

    /// Reports work, 0 or more, as done by an earlier run: it counts as finished, but says nothing about this run's
    /// speed.
    ///
    /// - Complexity: O(1). Safe from any thread.
    public func restore(_ work: Int) {
        restoredWork.wrappingAdd(work, ordering: .relaxed)
        finish(work)
    }

    /// The work announced so far.
    public var expected: Int { expectedWork.load(ordering: .relaxed) }
    /// The work done so far, by this run and by earlier ones.
    public var finished: Int { finishedWork.load(ordering: .relaxed) }
    /// The part of it that earlier runs did.
    public var restored: Int { restoredWork.load(ordering: .relaxed) }

    /// The share of the expected work that is done, in 0…1; 0 before anything is expected.
    public var fraction: Double {
        let total = expected
        return total == 0 ? 0 : min(1, Double(finished) / Double(total))
    }
    /// The share of the expected work that earlier runs did, in 0…1.
    public var restoredFraction: Double {
        let total = expected
        return total == 0 ? 0 : min(1, Double(restored) / Double(total))
    }
}
