/// Which worker runs on which node, and which items it touches first.
///
/// Workers follow the processors: worker w of T belongs to the node of processor ⌊w·P/T⌋ of all P, in the order of nodes.
/// Items are divided among the workers in order, so that a node's items, and the memory behind them, are one contiguous
/// slice. Only where memory lies and who is likely to do what depends on a plan, never a result.
public struct NUMAPlan: Sendable, Equatable {
    /// What one worker does.
    public struct Worker: Sendable, Equatable {
        /// The place of its node in the topology.
        public let node: Int
        /// The items it touches first.
        public let items: Range<Int>
    }

    public let topology: NUMATopology
    /// In order: items and nodes ascend.
    public let workers: [Worker]

    /// - Parameters:
    ///   - topology: The machine.
    ///   - threads: The number of workers; smaller values than 1 count as 1.
    ///   - items: What is to be divided, 0 or more.
    /// - Complexity: O(threads + processors).
    public init(topology: NUMATopology, threads: Int, items: Int) {
        let threads = max(1, threads)
        let nodeOfProcessor = topology.nodes.indices.flatMap { node in
            topology.nodes[node].processors.map { _ in node }
        }
        self.topology = topology
        workers = (0..<threads).map { worker in
            Worker(
                node: nodeOfProcessor[Self.share(worker, of: nodeOfProcessor.count, among: threads)],
                items: Self.share(worker, of: items, among: threads)..<Self.share(worker + 1, of: items, among: threads)
            )
        }
    }

    /// The items of a node's workers, nil where it has none.
    public func items(ofNode node: Int) -> Range<Int>? {
        let own = workers.filter { $0.node == node }
        guard let first = own.first, let last = own.last else { return nil }
        return first.items.lowerBound..<last.items.upperBound
    }

    /// ⌊index · count / parts⌋ without leaving the range of an integer.
    private static func share(_ index: Int, of count: Int, among parts: Int) -> Int {
        let (whole, rest) = count.quotientAndRemainder(dividingBy: parts)
        return index * whole + index * rest / parts
    }
}
