public import Compute

/// What a running analysis may ask of its surroundings: whether to stop, whom to tell how far it is, and the pool.
public struct RunContext: Sendable {
    public let cancellation: Cancellation
    public let progress: Progress
    /// The pool whose workers run the shards; an analysis uses it only in `prepare(in:)`, where none are running.
    public let pool: ThreadPool
    /// Where an analysis that has an OpenCL form computes. No part of the analysis: it changes no result.
    public let device: Device
    /// Gathers what kernels take; nil where nobody asked.
    public let profile: Profile?

    public init(
        cancellation: Cancellation = Cancellation(), progress: Progress = Progress(),
        pool: ThreadPool = ThreadPool(threads: 1), device: Device = .cpu,
        profile: Profile? = nil
    ) {
        self.device = device
        self.profile = profile
        self.cancellation = cancellation
        self.progress = progress
        self.pool = pool
    }
}

/// Thrown by an analysis that was asked to stop.
public struct CancelledError: CodedError {
    public init() {}
    public var code: String { "interrupted" }
    public var exitStatus: ExitStatus { .interrupted }
    public var message: String { "interrupted before the analysis finished; nothing was written" }
}
