import Analysis
import Compute
import Synchronization
import Testing

@Suite("Ordered stream")
struct OrderedStreamTests {
    /// Items that arrive in bursts: after each burst nothing is at hand until the caller is ready to wait.
    struct Bursts: ItemSource {
        var bursts: [[Int]]
        var position = 0
        /// The items that had been handed on when the source was asked to wait, counted by the test.
        var waited: () -> Void = {}

        mutating func next(waiting: Bool) throws -> Supply<Int> {
            guard let burst = bursts.first else { return .end }
            if position < burst.count {
                position += 1
                return .item(burst[position - 1], bytes: 1)
            }
            guard waiting else { return .notYet }
            bursts.removeFirst()
            position = 0
            waited()
            return try next(waiting: waiting)
        }
    }

    struct Refusal: Error {}

    @Test("results come in the input's order for any number of threads and any batch", arguments: [1, 2, 7])
    func order(threads: Int) throws {
        for (items, bytes) in [(1, 1), (3, 1 << 20), (256, 5), (1000, 1 << 20)] {
            var source = SequenceSource(0..<500)
            var results: [Int] = []
            try OrderedStream(pool: ThreadPool(threads: threads), itemsPerBatch: items, bytesPerBatch: bytes).run(
                &source, cancellation: Cancellation(), transform: { $0 * $0 }, emit: { results.append($0) }, flush: {})
            #expect(results == (0..<500).map { $0 * $0 })
        }
    }

    @Test("no batch exceeds its limits, and each one is flushed")
    func bounds() throws {
        var source = SequenceSource(0..<100)
        var sinceFlush = 0
        var batches: [Int] = []
        try OrderedStream(pool: ThreadPool(threads: 2), itemsPerBatch: 16, bytesPerBatch: 7).run(
            &source, cancellation: Cancellation(), transform: { $0 }, emit: { _ in sinceFlush += 1 },
            flush: {
                batches.append(sinceFlush)
                sinceFlush = 0
            })
        #expect(batches.allSatisfy { $0 <= 7 })
        #expect(batches.reduce(0, +) == 100)
        #expect(sinceFlush == 0)
    }

    @Test("what has arrived is answered before more is waited for")
    func promptness() throws {
        let flushed = Mutex(0)
        let seenAtWait = Mutex<[Int]>([])
        var source = Bursts(bursts: [[1, 2], [3], [4, 5, 6]])
        source.waited = { seenAtWait.withLock { $0.append(flushed.withLock { $0 }) } }
        var pending = 0
        try OrderedStream(pool: ThreadPool(threads: 2)).run(
            &source, cancellation: Cancellation(), transform: { $0 }, emit: { _ in pending += 1 },
            flush: { flushed.withLock { $0 = pending } })
        #expect(seenAtWait.withLock { $0 } == [2, 3, 6])
    }

    @Test("a cancelled stream stops before the next item")
    func cancellation() throws {
        let cancellation = Cancellation()
        var source = SequenceSource(0..<1_000_000)
        var emitted = 0
        #expect(throws: CancelledError.self) {
            try OrderedStream(pool: ThreadPool(threads: 2), itemsPerBatch: 8).run(
                &source, cancellation: cancellation, transform: { $0 },
                emit: { _ in
                    emitted += 1
                    if emitted == 20 { cancellation.cancel() }
                }, flush: {})
        }
        #expect(emitted == 20)
    }

    @Test("a failing transform ends the stream after the batches before it")
    func failure() throws {
        var source = SequenceSource(0..<100)
        var results: [Int] = []
        #expect(throws: Refusal.self) {
            try OrderedStream(pool: ThreadPool(threads: 2), itemsPerBatch: 10).run(
                &source, cancellation: Cancellation(),
                transform: { item in
                    if item == 35 { throw Refusal() }
                    return item
                },
                emit: { results.append($0) }, flush: {})
        }
        #expect(results == Array(0..<30))
    }
}
