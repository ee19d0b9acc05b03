public import Compute
internal import Graphs

/// The work was interrupted, and what was finished is kept.
public struct CheckpointInterruption: CodedError {
    private let path: String
    private let kept: Int
    private let expected: Int

    /// - Parameter checkpoint: One that is suspended.
    public init(_ checkpoint: Checkpoint) {
        path = checkpoint.path
        (kept, expected) = checkpoint.pieces
    }

    public var code: String { "interrupted" }
    public var exitStatus: ExitStatus { .interrupted }
    public var message: String {
        guard kept > 0 else {
            return "interrupted before the first piece was finished; nothing was written, and nothing is kept"
        }
        // Before its round has begun again, nobody knows how many there are.
        let pieces = kept <= expected ? "\(kept) of \(expected.counted("piece"))" : kept.counted("piece")
        return "interrupted; \(pieces) \(kept == 1 ? "is" : "are") kept in \(path): run the same command again to go on"
    }
}
