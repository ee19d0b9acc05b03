/// How often the pieces of a checkpoint are written: seldom enough that writing costs less than a hundredth of one
/// thread and leaves few files, and often enough that an end without warning costs little of the work done.
public struct CheckpointPace: Sendable {
    /// The least time between two writes.
    public var shortest: Duration
    /// The most that the time between two writes grows to on account of the time already spent.
    public var longest: Duration
    /// The time between two writes is at least this many times what the last one took, and this part of the time spent;
    /// 0 for neither.
    public var share: Int

    public init(shortest: Duration = .milliseconds(500), longest: Duration = .seconds(60), share: Int = 100) {
        self.shortest = shortest
        self.longest = longest
        self.share = share
    }

    /// The time to the next write.
    func pause(afterWriting duration: Duration, elapsed: Duration) -> Duration {
        share <= 0 ? shortest : max(shortest, duration * share, min(elapsed / share, longest))
    }
}
