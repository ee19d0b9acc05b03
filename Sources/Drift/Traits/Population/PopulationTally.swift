/// How many minds stand at each tick.
struct TickHistogram: Sendable, Hashable {
    private(set) var counts: [UInt32]

    init() {
        counts = Array(repeating: 0, count: Tick.count)
    }

    mutating func withCounts(_ body: (UnsafeMutablePointer<UInt32>) -> Void) {
        counts.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { body(base) }
        }
    }

    mutating func add(_ other: TickHistogram) {
        for tick in 0..<Tick.count { counts[tick] &+= other.counts[tick] }
    }

    /// Mean and variance of the scores, from exact sums; NaN of nobody.
    var moments: (mean: Double, variance: Double) {
        var (count, sum, squares) = (Int128(0), Int128(0), Int128(0))
        for (tick, minds) in counts.enumerated() where minds != 0 {
            count += Int128(minds)
            sum += Int128(Int(minds) * tick)
            squares += Int128(Int(minds) * tick * tick)
        }
        let minds = Double(count)
        return (
            Double(sum) / minds / Tick.perUnit,
            Double(count * squares - sum * sum) / minds / minds / (Tick.perUnit * Tick.perUnit)
        )
    }

    /// The quantiles, between the order statistics on either side of (n − 1)·q in proportion, which is the usual
    /// definition (the seventh of Hyndman & Fan, Am. Stat. 50 (1996) 361); NaN of nobody.
    ///
    /// - Parameter probabilities: ascending.
    /// - Complexity: O(ticks + probabilities).
    func quantiles(_ probabilities: [Double]) -> [Double] {
        let total = counts.reduce(0) { $0 + Int($1) }
        guard total > 0 else { return probabilities.map { _ in .nan } }
        var (tick, below) = (0, 0)
        /// The order statistic of a rank from 0; ranks are asked for in ascending order.
        func statistic(_ rank: Int) -> Double {
            while below + Int(counts[tick]) <= rank {
                below += Int(counts[tick])
                tick += 1
            }
            return Double(tick)
        }
        return probabilities.map { probability in
            let place = Double(total - 1) * probability
            let rank = Int(place)
            let lower = statistic(rank)
            let kept = (tick, below)
            let upper = statistic(min(rank + 1, total - 1))
            (tick, below) = kept
            return (lower + (upper - lower) * (place - Double(rank))) / Tick.perUnit
        }
    }

    /// The counts of `bins` equal bins over [0, 1]; a score on an edge counts above it, 1 in the last.
    func binned(_ bins: Int) -> [Int] {
        var result = Array(repeating: 0, count: bins)
        for (tick, minds) in counts.enumerated() where minds != 0 {
            result[min(bins - 1, tick * bins / (Tick.count - 1))] += Int(minds)
        }
        return result
    }
}

// Pairs of tick and count: most of a block's ticks hold nobody.
extension TickHistogram: Codable {
    init(from decoder: any Decoder) throws {
        let pairs = try decoder.singleValueContainer().decode([UInt32].self)
        func mistake(_ problem: String) -> DriftError {
            DriftError(
                .badPopulation, problem: "a histogram has \(problem)",
                remedy: "give those that a shard of this population came to")
        }
        self.init()
        guard pairs.count.isMultiple(of: 2) else { throw mistake("a tick without its count") }
        for place in stride(from: 0, to: pairs.count, by: 2) {
            guard let tick = Int(exactly: pairs[place]), tick < Tick.count else {
                throw mistake("a score at tick \(pairs[place])")
            }
            counts[tick] &+= pairs[place + 1]
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(
            counts.enumerated().flatMap { $1 == 0 ? [] : [UInt32($0), $1] })
    }
}

/// What is counted of some minds at a report; tallies of different minds add up.
struct PopulationTally: Sendable, Codable, Hashable {
    struct Trait: Sendable, Codable, Hashable {
        var scores = TickHistogram()
        /// Sums over the minds of the change since the last report, in ticks, and of its square.
        var changes = 0
        var squaredChanges = 0
        var effects = EffectCounts()
        /// Minds by stability class; only at the end.
        var classes = Array(repeating: 0, count: StabilityClass.allCases.count)
    }

    var traits: [Trait]
    var coherence = TickHistogram()

    init(traits: Int) {
        self.traits = Array(repeating: Trait(), count: traits)
    }

    /// Whether it counts what is counted of so many traits: one that was read back need not.
    func isOf(traits count: Int) -> Bool {
        traits.count == count && traits.allSatisfy { $0.classes.count == StabilityClass.allCases.count }
    }

    /// - Parameter other: of as many traits.
    mutating func add(_ other: PopulationTally) {
        for index in traits.indices {
            traits[index].scores.add(other.traits[index].scores)
            traits[index].changes += other.traits[index].changes
            traits[index].squaredChanges += other.traits[index].squaredChanges
            traits[index].effects.add(other.traits[index].effects)
            for place in traits[index].classes.indices {
                traits[index].classes[place] += other.traits[index].classes[place]
            }
        }
        coherence.add(other.coherence)
    }
}

/// What became of effects.
public struct EffectCounts: Sendable, Codable, Hashable {
    /// Those that moved a score.
    public var applied = 0
    /// Skipped because the trait had drifted less than the cooldown before.
    public var cooling = 0
    /// Skipped because the step was below `TraitDriftRule.leastChange`.
    public var negligible = 0
    /// Skipped because the score stood at its bound.
    public var bounded = 0
    /// Skipped because the trait is locked.
    public var locked = 0

    public init() {}

    /// All of them.
    public var total: Int { applied + cooling + negligible + bounded + locked }

    mutating func add(_ other: EffectCounts) {
        applied += other.applied
        cooling += other.cooling
        negligible += other.negligible
        bounded += other.bounded
        locked += other.locked
    }

    /// Adds counts as the kernels keep them: all effects, and those skipped, by reason.
    mutating func add(counts: UnsafePointer<Int>) {
        applied += counts[0] - counts[1] - counts[2] - counts[3] - counts[4]
        cooling += counts[1]
        negligible += counts[2]
        bounded += counts[3]
        locked += counts[4]
    }
}
