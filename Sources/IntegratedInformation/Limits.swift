public import Compute

/// What an analysis may spend. Exceeding a limit is reported, never silently approximated.
public struct Limits: Hashable, Sendable, Codable {
    /// The bytes that tables may occupy; a system that needs more is refused with the bytes it would need. The
    /// substrate's own transition probabilities are not counted. Where specified states tie, each worker holds the
    /// tables of one, and the columns that they share fill what the limit leaves.
    public var memoryBytes: Int
    /// How many workers may be at it at once, each with a batch of its own.
    public var workers: Int
    /// How many tied minimum-information partitions are listed to be counted; beyond it `ties` is nil.
    public var tiedPartitions: Int

    /// The largest system whose part costs may be read from half tables (6^(n/2) entries twice a direction, made where
    /// many sets must be searched); above it they are summed directly, in less memory and more time. Changes no result.
    public var halfTableUnits: Int
    /// About how many steps of the subset recursion make a shard: tens of milliseconds. Changes no result.
    public var shardSteps: Int

    public init(
        memoryBytes: Int = 8 << 30, workers: Int = ThreadPool.cores,
        tiedPartitions: Int = 65_536, halfTableUnits: Int = 20, shardSteps: Int = 1 << 24
    ) {
        self.memoryBytes = memoryBytes
        self.workers = workers
        self.tiedPartitions = tiedPartitions
        self.halfTableUnits = halfTableUnits
        self.shardSteps = shardSteps
    }
}
