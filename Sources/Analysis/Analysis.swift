/// A computation that says how it splits, what one piece does, and how the pieces combine. Where it runs is an
/// executor's business, so the result is the same, bit for bit, for any executor and any number of workers.
///
/// An analysis may work in rounds: `nextRound(after:)` returns the next round's shards from the last round's partials,
/// or nil when `merge(_:)` can make the output of them.
public protocol Analysis: Sendable, Codable {
    /// One independent piece of work. Fixed by the input alone, never by the number of workers.
    associatedtype Shard: Codable & Sendable
    /// What one piece comes to.
    associatedtype Partial: Codable & Sendable
    associatedtype Output: Sendable
    /// What every shard of this analysis needs and can be derived from the analysis alone: built once a process.
    associatedtype Prepared: Sendable = Void

    /// Derives the shared tables. Runs once a process, before any shard, with every core at its disposal.
    ///
    /// - Throws: the analysis's own error where the input has no answer; `CancelledError` once a stop was asked for.
    func prepare(in context: RunContext) throws -> Prepared

    /// The first round's shards; empty where `merge(_:_:)` needs none.
    ///
    /// - Throws: the analysis's own error.
    func shards(_ prepared: Prepared) throws -> [Shard]

    /// Computes one shard. Called from many threads at once.
    ///
    /// - Throws: the analysis's own error; `CancelledError` once a stop was asked for.
    func run(_ shard: Shard, _ prepared: Prepared, in context: RunContext) throws -> Partial

    /// What a shard costs, in any unit that all shards of this analysis share: for showing progress only.
    func work(_ shard: Shard, _ prepared: Prepared) -> Int

    /// The next round's shards, or nil when the last round's partials (in shard order) decide the output.
    ///
    /// - Throws: the analysis's own error.
    func nextRound(after partials: [Partial], _ prepared: Prepared) throws -> [Shard]?

    /// Combines the last round's partials, in shard order.
    ///
    /// - Throws: the analysis's own error.
    func merge(_ partials: [Partial], _ prepared: Prepared) throws -> Output
}

extension Analysis where Prepared == Void {
    /// Nothing to prepare.
    public func prepare(in context: RunContext) throws {}
}

extension Analysis {
    /// Every shard costs the same.
    public func work(_ shard: Shard, _ prepared: Prepared) -> Int { 1 }

    /// One round is enough.
    public func nextRound(after partials: [Partial], _ prepared: Prepared) throws -> [Shard]? { nil }
}
