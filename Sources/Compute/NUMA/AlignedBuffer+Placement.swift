extension AlignedBuffer {
    /// A buffer of one value whose memory lies with the threads that will work on it: each of the pool's workers writes its
    /// own slice first, and the system gives a page the node of the thread that first writes to it.
    ///
    /// With one node, or without a placement, the threads share the writing and nothing else differs.
    ///
    /// - Parameters:
    ///   - count: 0 or more.
    ///   - value: What every entry starts as.
    ///   - pool: The threads that will work on it, in slices as `forEach` hands them out.
    /// - Complexity: O(count), shared by the pool's threads.
    public convenience init(count: Int, repeating value: Double = 0, touchedBy pool: ThreadPool) {
        self.init(uninitialized: count)
        let plan = NUMAPlan(
            topology: pool.placement ?? .single(processors: pool.threads), threads: pool.threads, items: count)
        // Workers write disjoint slices.
        nonisolated(unsafe) let base = base
        pool.forEachWorker { worker in
            let items = plan.workers[worker].items
            (base + items.lowerBound).initialize(repeating: value, count: items.count)
        }
    }
}
