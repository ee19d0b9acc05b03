internal import Compute

/// Scores lie on a grid of 10⁻⁴: a tick is a score's place on it, from 0 to 10 000. Counted in ticks, everything that
/// is told of a population is a sum of whole numbers, so it does not depend on the order of the minds or on threads.
enum Tick {
    static let count = 10_001
    static let perUnit = 10_000.0

    /// The tick of a score that is rounded to four decimals.
    static func of(_ score: Double) -> UInt16 { UInt16(truncatingIfNeeded: Int32(score * perUnit + 0.5)) }
}

/// Where a block's minds began, and where they were at the last report: two ticks a mind and trait.
///
/// Sendable as the block is that it belongs to: one thread at a time works on it.
final class TickHistory: @unchecked Sendable {
    let minds: Int
    let stride: Int
    let traits: Int
    private let initial: UnsafeMutablePointer<UInt16>
    private let previous: UnsafeMutablePointer<UInt16>

    init(minds: Int, stride: Int, traits: Int) {
        (self.minds, self.stride, self.traits) = (minds, stride, traits)
        initial = .allocate(capacity: traits * stride)
        previous = .allocate(capacity: traits * stride)
        initial.initialize(repeating: 0, count: traits * stride)
        previous.initialize(repeating: 0, count: traits * stride)
    }

    deinit {
        initial.deallocate()
        previous.deallocate()
    }

    /// Bytes that a mind's trait takes here.
    static let bytes = 4

    /// Takes `scores`, `stride` a trait, for the beginning.
    func begin(_ scores: UnsafePointer<Double>) {
        for entry in 0..<traits * stride {
            initial[entry] = Tick.of(scores[entry])
            previous[entry] = initial[entry]
        }
    }

    /// Adds the minds to a tally, and makes `ticks` the last ones reported.
    ///
    /// - Parameters:
    ///   - ticks: now; `rowStride` a trait.
    ///   - classes: of a trait, the stability class by the net change since the beginning, in ticks; empty before the
    ///     end.
    ///   - ranges: of each trait, its bounds' distance in ticks.
    /// - Complexity: O(minds · traits).
    func add(
        _ ticks: UnsafePointer<UInt16>, rowStride: Int, classes: [[UInt8]], ranges: [Double], moved: AlignedBuffer,
        to tally: inout PopulationTally
    ) {
        moved.base.update(repeating: 0, count: minds)
        for trait in 0..<traits {
            let now = ticks + trait * rowStride
            let before = previous + trait * stride
            let first = initial + trait * stride
            let range = ranges[trait]
            var (sum, squares) = (0, 0)
            tally.traits[trait].scores.withCounts { counts in
                for mind in 0..<minds {
                    let tick = Int(now[mind])
                    counts[tick] &+= 1
                    let change = tick &- Int(before[mind])
                    sum &+= change
                    squares &+= change &* change
                    before[mind] = now[mind]
                    moved.base[mind] += Double(abs(tick &- Int(first[mind]))) / range
                }
            }
            tally.traits[trait].changes += sum
            tally.traits[trait].squaredChanges += squares
            guard !classes.isEmpty else { continue }
            for mind in 0..<minds {
                let net = abs(Int(now[mind]) - Int(first[mind]))
                tally.traits[trait].classes[Int(classes[trait][net])] += 1
            }
        }
        let count = Double(traits)
        tally.coherence.withCounts { counts in
            for mind in 0..<minds {
                counts[Int(Tick.of(FourDecimals.rounded(1 - moved.base[mind] / count)))] &+= 1
            }
        }
    }
}
