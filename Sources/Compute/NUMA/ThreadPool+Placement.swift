internal import Dispatch
internal import Synchronization

extension ThreadPool {
    /// Calls `body` once a worker, `0..<threads`, on the node where that worker belongs.
    ///
    /// - Precondition: not nested, as for `forEach(count:_:)`.
    /// - Complexity: O(threads) beside the work itself.
    public func forEachWorker(_ body: @Sendable (Int) -> Void) {
        let plan = placement.map { NUMAPlan(topology: $0, threads: threads, items: threads) }
        DispatchQueue.concurrentPerform(iterations: threads) { worker in
            guard let plan else { return body(worker) }
            let node = plan.topology.nodes[plan.workers[worker].node]
            ThreadAffinity.on(node.processors) { body(worker) }
        }
    }

    /// `forEach` with every worker on its node: it takes the items of its own node first, in ascending order, then helps
    /// the other nodes.
    func placed(_ plan: NUMAPlan, _ body: @Sendable (Int) -> Void) {
        let queues = plan.topology.nodes.indices.map { ItemQueue(plan.items(ofNode: $0) ?? 0..<0) }
        DispatchQueue.concurrentPerform(iterations: plan.workers.count) { worker in
            let home = plan.workers[worker].node
            ThreadAffinity.on(plan.topology.nodes[home].processors) {
                for turn in queues.indices {
                    let queue = queues[(home + turn) % queues.count]
                    while let item = queue.next() { body(item) }
                }
            }
        }
    }
}

/// The items of one node, handed out once each in ascending order.
private final class ItemQueue: Sendable {
    private let nextItem: Atomic<Int>
    private let end: Int

    init(_ items: Range<Int>) {
        nextItem = Atomic(items.lowerBound)
        end = items.upperBound
    }

    func next() -> Int? {
        let item = nextItem.wrappingAdd(1, ordering: .relaxed).oldValue
        return item < end ? item : nil
    }
}
