public import Kernels
internal import Synchronization

/// What a device was measured to do at most: the two ceilings of a roofline (Williams, Waterman & Patterson, Commun. ACM
/// 52 (2009) 65).
public struct DevicePeak: Sendable, Hashable {
    /// Bytes a second of a triad a = b + s·c over arrays larger than the caches, counting 3 elements a step as STREAM
    /// does (McCalpin 1995): what a cache reads before it writes is not counted.
    public let bytesPerSecond: Double
    /// Operations a second of independent chains x ← x·m + a in single precision.
    public let singleOperationsPerSecond: Double
    /// The same in double precision; nil where the device has none.
    public let doubleOperationsPerSecond: Double?
    /// Whether the chains were of fused multiply-adds. Claustrum's kernels never fuse, so where this is true they reach
    /// half of these rates at most.
    public let isFused: Bool

    package init(
        bytesPerSecond: Double, singleOperationsPerSecond: Double, doubleOperationsPerSecond: Double?, isFused: Bool
    ) {
        self.bytesPerSecond = bytesPerSecond
        self.singleOperationsPerSecond = singleOperationsPerSecond
        self.doubleOperationsPerSecond = doubleOperationsPerSecond
        self.isFused = isFused
    }
}

// Every key is written, null where a value does not apply.
extension DevicePeak: Codable {
    private enum CodingKeys: String, CodingKey {
        case bytesPerSecond = "bytes_per_second"
        case singleOperationsPerSecond = "single_operations_per_second"
        case doubleOperationsPerSecond = "double_operations_per_second"
        case isFused = "fused"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(bytesPerSecond, forKey: .bytesPerSecond)
        try container.encode(singleOperationsPerSecond, forKey: .singleOperationsPerSecond)
        try container.encode(doubleOperationsPerSecond, forKey: .doubleOperationsPerSecond)
        try container.encode(isFused, forKey: .isFused)
    }
}

extension DevicePeak {
    /// How often each measurement is taken; the best counts, since whatever disturbs one only makes it slower.
    static let repetitions = 5

    /// Measures this processor with the threads of `pool`: a triad, and chains of multiplications and additions in the
    /// vectors of `kernels`' level.
    ///
    /// - Parameter elements: doubles of each of the triad's three arrays: more than the caches hold.
    /// - Complexity: some 0.2 s on two cores.
    public static func measure(
        _ pool: ThreadPool, kernels: KernelTable = .selected, elements: Int = 8 << 20
    ) -> DevicePeak {
        DevicePeak(
            bytesPerSecond: triad(pool, kernels, elements: elements),
            singleOperationsPerSecond: chains(pool, kernels.multiplyAddSingle, lanes: kernels.chainLanes * 2),
            doubleOperationsPerSecond: chains(pool, kernels.multiplyAdd, lanes: kernels.chainLanes),
            isFused: false)
    }

    private static func triad(_ pool: ThreadPool, _ kernels: KernelTable, elements: Int) -> Double {
        let buffers = (0..<3).map { _ in AlignedBuffer(uninitialized: elements) }
        // Whole cache lines, several slices a thread.
        let slice = (elements / (pool.threads * 8) + 63) / 64 * 64
        let slices = (elements + slice - 1) / slice
        pool.forEach(count: slices) { index in
            let range = index * slice..<min(elements, (index + 1) * slice)
            for buffer in buffers { (buffer.base + range.lowerBound).initialize(repeating: 1, count: range.count) }
        }
        let seconds = best {
            pool.forEach(count: slices) { index in
                let start = index * slice
                kernels.triad(
                    buffers[1].base + start, buffers[2].base + start, 0.5, min(elements, start + slice) - start,
                    buffers[0].base + start)
            }
        }
        return Double(3 * 8 * elements) / seconds
    }

    /// Operations a second of `kernel`, which does `lanes` of two operations a round.
    private static func chains(
        _ pool: ThreadPool, _ kernel: @Sendable (Int, Double) -> Double, lanes: Int
    ) -> Double {
        let rounds = 1 << 20
        let sink = Mutex(0.0)
        let seconds = best {
            pool.forEach(count: pool.threads) { index in
                let sum = kernel(rounds, Double(index))
                sink.withLock { $0 += sum }
            }
        }
        return Double(2 * lanes * rounds * pool.threads) / seconds
    }

    static func best(_ body: () -> Void) -> Double {
        (0..<repetitions).map { _ in
            let began = ContinuousClock.now
            body()
            return (ContinuousClock.now - began).inSeconds
        }.min() ?? .infinity
    }
}
