import Compute
import GeneratedInput
import Synchronization
import Testing

@Suite struct NUMATests {
    /// Machines of one, two and four nodes, one with unequal nodes and numbers that skip.
    static let topologies = [
        NUMATopology.single(processors: 2),
        NUMATopology(nodes: [
            .init(number: 0, processors: [0, 1, 2, 3]), .init(number: 1, processors: [4, 5, 6, 7]),
        ]),
        NUMATopology(nodes: (0..<4).map { .init(number: $0, processors: Array(($0 * 16)..<($0 * 16 + 16))) }),
        NUMATopology(nodes: [.init(number: 0, processors: [0, 2, 4]), .init(number: 3, processors: [1])]),
    ]

    @Test func everyItemIsCoveredOnceInContiguousBalancedSlices() {
        var random = SplitMix64(seed: 3)
        for topology in Self.topologies {
            for _ in 0..<200 {
                let (threads, items) = (1 + random.index(70), random.index(1000))
                let plan = NUMAPlan(topology: topology, threads: threads, items: items)
                #expect(plan.workers.count == threads)
                #expect(plan.workers.flatMap(\.items) == Array(0..<items))
                let sizes = plan.workers.map(\.items.count)
                #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
                let nodes = plan.workers.map(\.node)
                #expect(nodes == nodes.sorted())
                #expect(nodes.allSatisfy(topology.nodes.indices.contains))
                let slices = topology.nodes.indices.compactMap { plan.items(ofNode: $0) }
                #expect(slices.flatMap { $0 } == Array(0..<items))
            }
        }
    }

    @Test func everyProcessorHasOneWorkerWhereThereAreAsMany() {
        for topology in Self.topologies {
            let plan = NUMAPlan(topology: topology, threads: topology.processorCount, items: 1)
            for node in topology.nodes.indices {
                #expect(plan.workers.count { $0.node == node } == topology.nodes[node].processors.count)
            }
        }
    }

    @Test func nodesWithoutProcessorsAreLeftOut() {
        let topology = NUMATopology(nodes: [
            .init(number: 1, processors: [3, 2]), .init(number: 0, processors: [], memoryBytes: 1 << 30),
        ])
        #expect(topology.isUniform)
        #expect(topology.nodes == [.init(number: 1, processors: [2, 3])])
        #expect(NUMATopology(nodes: []).processorCount == 1)
    }

    @Test func thisMachineHasItsProcessors() {
        #expect(NUMATopology.machine.processorCount >= 1)
        #expect(Set(NUMATopology.machine.nodes.map(\.number)).count == NUMATopology.machine.nodes.count)
    }

    /// A placement changes where items run, and nothing else.
    @Test func placedPoolsRunEveryItemOnce() throws {
        for topology in Self.topologies {
            for threads in [1, 2, 3, 8] {
                let pool = ThreadPool(threads: threads, placement: topology)
                for count in [0, 1, 2, 7, 1000] {
                    let runs = Mutex([Int](repeating: 0, count: count))
                    pool.forEach(count: count) { item in runs.withLock { $0[item] += 1 } }
                    #expect(runs.withLock { $0 } == [Int](repeating: 1, count: count))
                }
                #expect(try pool.map(count: 100) { $0 * $0 } == (0..<100).map { $0 * $0 })
            }
        }
    }

    struct Unlucky: Error {
        let item: Int
    }

    @Test func placedPoolsReportTheLowestFailure() {
        let pool = ThreadPool(threads: 4, placement: Self.topologies[1])
        for _ in 0..<50 {
            let failure = #expect(throws: Unlucky.self) {
                try pool.map(count: 300) { if $0 % 100 >= 70 { throw Unlucky(item: $0) } }
            }
            #expect(failure?.item == 70)
        }
    }

    @Test func aUniformMachineIsNoPlacement() {
        #expect(ThreadPool(threads: 2, placement: .single(processors: 2)).placement == nil)
        #expect(ThreadPool(threads: 2).placement == nil)
    }

    /// Two nodes of one processor each are made up of this machine's first two, where it has them.
    @Test func workersStayOnTheirNodeAndThreadsAreSetFreeAgain() {
        let own = ThreadAffinity.processors
        guard own.count >= 2 else {
            print("skipped: one processor, nothing to pin to")
            return
        }
        let topology = NUMATopology(nodes: [
            .init(number: 0, processors: [own[0]]), .init(number: 1, processors: [own[1]]),
        ])
        let pool = ThreadPool(threads: 2, placement: topology)
        let seen = Mutex([[Int]](repeating: [], count: 2))
        pool.forEachWorker { worker in
            seen.withLock { $0[worker] = ThreadAffinity.processors }
        }
        #expect(seen.withLock { $0 } == [[own[0]], [own[1]]])
        #expect(ThreadAffinity.processors == own)
        // Processors that are not there are not an error, and pin nothing.
        let imaginary = NUMATopology(nodes: [
            .init(number: 0, processors: [700, 701]), .init(number: 1, processors: [5000]),
        ])
        ThreadPool(threads: 2, placement: imaginary).forEachWorker { worker in
            seen.withLock { $0[worker] = ThreadAffinity.processors }
        }
        #expect(seen.withLock { $0 } == [own, own])
    }

    @Test func placedBuffersAreFilledThroughout() {
        for topology in Self.topologies {
            for count in [0, 1, 5, 10_007] {
                let pool = ThreadPool(threads: 3, placement: topology)
                let buffer = AlignedBuffer(count: count, repeating: 1.5, touchedBy: pool)
                #expect(buffer.values == [Double](repeating: 1.5, count: count))
            }
        }
    }
}
