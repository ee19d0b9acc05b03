/// Keeps the partials of finished shards, so that an analysis can go on where an earlier run of it ended.
///
/// A store holds what the runs of one program with one input and one configuration found: the same analyses, begun in
/// the same order. Whose they are is for the store's maker to check; an executor asks for a partial only where an
/// earlier run of the same analysis had a shard in the same place, and the store gives it only where that shard was
/// the same. A shard must therefore encode to the same bytes in every run, which no `Set` or `Dictionary` of its own
/// hash order does.
///
/// The calls that name a place come from many threads at once, at most once a place.
public protocol ShardStore: Sendable {
    /// Called when an executor begins an analysis.
    ///
    /// - Parameter name: the analysis's type.
    /// - Returns: what tells it from the other analyses of this store, in this run and in later ones.
    func begin(_ name: String) -> String

    /// Called when a round begins.
    ///
    /// - Parameters:
    ///   - round: from 1.
    ///   - analysis: as `begin(_:)` named it.
    ///   - shards: how many the round has.
    func begin(round: Int, of analysis: String, shards: Int)

    /// What an earlier run kept of the shard; nil where it kept nothing that can be trusted.
    func partial<Shard: Encodable, Partial: Decodable>(
        of shard: Shard, at place: ShardPlace, as type: Partial.Type
    ) -> Partial?

    /// Keeps a partial. It need not outlast the process before `flush()`.
    ///
    /// - Throws: the store's own error where it cannot be kept; the analysis then ends with it.
    func keep<Shard: Encodable, Partial: Encodable>(_ partial: Partial, of shard: Shard, at place: ShardPlace) throws

    /// Makes what was kept so far outlast the process. An executor calls it where an analysis fails or is interrupted.
    ///
    /// - Throws: the store's own error.
    func flush() throws
}

/// Which shard: of which analysis of a store, in which round, and its index there.
public struct ShardPlace: Hashable, Sendable {
    /// As `ShardStore.begin(_:)` named it.
    public let analysis: String
    /// From 1.
    public let round: Int
    /// From 0, in the round's order.
    public let shard: Int

    public init(analysis: String, round: Int, shard: Int) {
        self.analysis = analysis
        self.round = round
        self.shard = shard
    }
}
