import Compute
import Synchronization

/// The search for the directed partition of least normalised φ, in rounds of independent sets O (iit4.md §4,
/// `docs/phi.md`).
///
/// Dinkelbach's method: at λ, the least Σ(cost − λ·cuts) is negative exactly where some partition's ratio is below λ.
/// Each O is searched at the current λ; the best ratio met is the next λ. An O whose minimum was not negative at some λ
/// has none at a smaller one, so later rounds visit only the few that remain. When none is negative, λ is the least
/// ratio, and those within the tolerance of it are visited twice more: to find the greatest un-normalised φ among them,
/// and to count the cuts that attain it.
///
/// An O whose lower bound is not negative is not searched at all. On dense networks few are left; on rings most are.
///
/// The directions searched together share λ: what is asked for is the least ratio of either.
struct PartitionSearch: Sendable {
    enum Phase: Codable, Sendable {
        /// Looking for ratios below λ.
        case descend
        /// λ is the least ratio plus the tolerance: the minimum is now at the tied partition that cuts most.
        case resolve
        /// Listing every cut whose penalised cost is at most `bound`.
        case list(bound: Double)
    }

    struct Shard: Codable, Sendable {
        var phase: Phase
        var problem: Int
        var lambda: Double
        var sets: OutputSets
    }

    struct Partial: Codable, Sendable {
        var shard: Shard
        /// Descending: the partition of least ratio met, where one is below λ. Listing: every cut.
        var found: [CutCandidate] = []
        /// The sets whose minimum is within reach of a tie, with their minima.
        var remaining: [Int] = []
        var minima: [Double] = []
        /// Whether the listing stopped at the limit.
        var isTruncated = false
    }

    struct Outcome: Sendable {
        /// The minimum-information partition and the direction whose cost decides it.
        var partition: CutCandidate
        var problem: Int
        /// The least ratio; 0 where the system is reducible.
        var normalizedPhi: Double
        /// The distinct cuts that attain it with the same φ; nil where the system is reducible or the list ran over.
        var ties: Int?

        var isReducible: Bool { normalizedPhi == 0 }
    }

    enum Step {
        case round([Shard])
        case done(Outcome)
    }

    let problems: [PartCostTables]
    let unitCount: Int
    let limits: Limits
    private let cache: PenalizedTablesCache
    /// The most that a tied partition's penalised cost can exceed the least one's.
    private let tieReach: Double

    init(problems: [PartCostTables], limits: Limits) {
        self.problems = problems
        self.limits = limits
        unitCount = problems[0].unitCount
        tieReach = 2 * equalityTolerance * Double(unitCount * unitCount)
        cache = PenalizedTablesCache(problems: problems, reach: tieReach)
    }

    // MARK: Rounds

    /// The first round, at the least ratio of the 2^n simplest partitions; or the outcome, where one of them is
    /// reducible already.
    func start() -> Step {
        let simplest = problems.map(\.leastBipartition)
        let best = best(of: simplest.enumerated().map { ($0.offset, [$0.element]) })
        if let outcome = reducible(best) { return .done(outcome) }
        return .round(everySet(lambda: best.candidate.ratio))
    }

    /// What follows from a round's partials.
    func next(after partials: [Partial]) -> Step {
        let lambda = partials[0].shard.lambda
        switch partials[0].shard.phase {
        case .descend:
            let found = partials.map { ($0.shard.problem, $0.found) }
            let remaining = partials.flatMap { partial in
                zip(partial.remaining, partial.minima).map { (problem: partial.shard.problem, set: $0, minimum: $1) }
            }
            if found.contains(where: { !$0.1.isEmpty }) {
                let best = best(of: found)
                if let outcome = reducible(best) { return .done(outcome) }
                if best.candidate.ratio < lambda - roundingTolerance {
                    return .round(shards(.descend, lambda: best.candidate.ratio, remaining.map { ($0.0, $0.1) }))
                }
            }
            return .round(shards(.resolve, lambda: lambda + equalityTolerance, remaining.map { ($0.0, $0.1) }))
        case .resolve:
            let least = partials.flatMap(\.minima).reduce(Double.infinity, min)
            let bound = least + equalityTolerance
            let tied = partials.flatMap { partial in
                zip(partial.remaining, partial.minima).filter { $0.1 <= bound }.map { (partial.shard.problem, $0.0) }
            }
            return .round(shards(.list(bound: bound), lambda: lambda, tied))
        case .list:
            return .done(outcome(of: partials))
        }
    }

    private func reducible(_ best: (problem: Int, candidate: CutCandidate)) -> Outcome? {
        guard best.candidate.ratio <= equalityTolerance else { return nil }
        return Outcome(partition: best.candidate, problem: best.problem, normalizedPhi: 0, ties: nil)
    }

    /// The candidate of least ratio; among reducible ones, which all count as 0, the first in their order.
    private func best(of found: [(problem: Int, candidates: [CutCandidate])]) -> (problem: Int, candidate: CutCandidate)
    {
        let all = found.flatMap { problem, candidates in candidates.map { (problem: problem, candidate: $0) } }
        return all.min { a, b in
            let left = max(0, a.candidate.ratio - equalityTolerance)
            let right = max(0, b.candidate.ratio - equalityTolerance)
            return left != right ? left < right : CutCandidate.precedes(a.candidate, b.candidate)
        }.unsafelyUnwrapped
    }

    private func outcome(of partials: [Partial]) -> Outcome {
        let listed = partials.flatMap { partial in
            partial.found.map { (problem: partial.shard.problem, candidate: $0) }
        }
        let least = listed.reduce(Double.infinity) { min($0, $1.candidate.ratio) }
        let tied = listed.filter { $0.candidate.ratio <= least + equalityTolerance }
        let greatest = tied.reduce(0) { max($0, $1.candidate.cost) }
        let attaining = tied.filter { $0.candidate.cost >= greatest - equalityTolerance }
        let chosen = attaining.min { CutCandidate.precedes($0.candidate, $1.candidate) }.unsafelyUnwrapped
        let isComplete = !partials.contains(where: \.isTruncated)
        return Outcome(
            partition: chosen.candidate, problem: chosen.problem, normalizedPhi: chosen.candidate.ratio,
            ties: isComplete ? Set(attaining.map(\.candidate.cutInputs)).count : nil)
    }

    // MARK: Shards

    /// About the same work in each, some tens of milliseconds: fixed by the sizes alone.
    private func setsPerShard(size: Int) -> Int {
        let steps = power(3, max(0, size - 1)) / 2 + 64 << size
        return max(8, 8 * (limits.shardSteps / (8 * steps)))
    }

    /// Every O but S itself (see `OutputSetBatch`), large ones first, so that the last shards to finish are short.
    private func everySet(lambda: Double) -> [Shard] {
        stride(from: unitCount - 1, through: 0, by: -1).flatMap { size -> [Shard] in
            let total = binomial(unitCount, size)
            let step = setsPerShard(size: size)
            return stride(from: 0, to: total, by: step).flatMap { first in
                problems.indices.map { problem in
                    Shard(
                        phase: .descend, problem: problem, lambda: lambda,
                        sets: .range(first: first, count: min(step, total - first), size: size))
                }
            }
        }
    }

    /// The listed sets, gathered by direction and size.
    private func shards(_ phase: Phase, lambda: Double, _ sets: [(problem: Int, set: Int)]) -> [Shard] {
        var shards: [Shard] = []
        for problem in problems.indices {
            let mine = sets.filter { $0.problem == problem }.map(\.set)
            for size in stride(from: unitCount, through: 0, by: -1) {
                let ofSize = mine.filter { $0.nonzeroBitCount == size }.sorted()
                let step = setsPerShard(size: size)
                for first in stride(from: 0, to: ofSize.count, by: step) {
                    let list = Array(ofSize[first..<min(ofSize.count, first + step)])
                    shards.append(
                        Shard(phase: phase, problem: problem, lambda: lambda, sets: .list(list, size: size)))
                }
            }
        }
        return shards
    }

    /// What a shard costs, for showing progress: additions and comparisons.
    func work(_ shard: Shard) -> Int {
        shard.sets.count * (power(3, max(0, shard.sets.size - 1)) / 2 + 64 << shard.sets.size)
    }

    // MARK: One shard

    func run(_ shard: Shard) -> Partial {
        var partial = Partial(shard: shard)
        let penalized = cache.tables(problem: shard.problem, lambda: shard.lambda)
        let reach: Double
        if case .list(let bound) = shard.phase { reach = bound } else { reach = tieReach }
        let sets = shard.sets.sets.filter { $0 == 0 || penalized.lowerBound(outputs: $0) <= reach }
        guard !sets.isEmpty else { return partial }
        var batch = OutputSetBatch(tables: problems[shard.problem], penalized: penalized, size: shard.sets.size)
        defer { batch.deallocate() }
        var leastRatio = shard.lambda - roundingTolerance
        for first in stride(from: 0, to: sets.count, by: 8) {
            let slice = sets[first..<min(sets.count, first + 8)]
            for (lane, minimum) in batch.minima(of: slice).enumerated() {
                switch shard.phase {
                case .descend:
                    if minimum <= tieReach {
                        partial.remaining.append(slice[first + lane])
                        partial.minima.append(minimum)
                    }
                    if minimum < -roundingTolerance,
                        let candidate = cheapest(batch, lane, minimum, shard.problem), candidate.ratio < leastRatio
                    {
                        leastRatio = candidate.ratio
                        partial.found = [candidate]
                    }
                case .resolve:
                    partial.remaining.append(slice[first + lane])
                    partial.minima.append(minimum)
                case .list(let bound):
                    guard minimum <= bound else { continue }
                    partial.isTruncated = !list(batch, lane, bound, shard.problem, into: &partial.found)
                    if partial.isTruncated { return partial }
                }
            }
            // A reducible system needs no better proof.
            if case .descend = shard.phase, leastRatio <= equalityTolerance { return partial }
        }
        return partial
    }

    /// The partition that attains the minimum of one lane.
    private func cheapest(_ batch: OutputSetBatch, _ lane: Int, _ minimum: Double, _ problem: Int) -> CutCandidate? {
        var candidate: CutCandidate?
        batch.forEachCut(lane: lane, upTo: minimum + roundingTolerance) { cut in
            candidate = CutCandidate(cutInputs: cut, cost: problems[problem].cost(of: cut))
            return false
        }
        return candidate
    }

    /// Appends every cut up to the bound. False where the limit stopped it.
    private func list(
        _ batch: OutputSetBatch, _ lane: Int, _ bound: Double, _ problem: Int, into found: inout [CutCandidate]
    ) -> Bool {
        var isComplete = true
        batch.forEachCut(lane: lane, upTo: bound + roundingTolerance) { cut in
            found.append(CutCandidate(cutInputs: cut, cost: problems[problem].cost(of: cut)))
            isComplete = found.count < limits.tiedPartitions
            return isComplete
        }
        return isComplete
    }

    /// Every round on the calling thread: for systems too small to share out, and for tied specified states.
    func outcome() -> Outcome {
        var step = start()
        while true {
            switch step {
            case .done(let outcome): return outcome
            case .round(let shards): step = next(after: shards.map(run))
            }
        }
    }
}

extension PartCostTables {
    /// The least ratio among the partitions into two parts with one direction cut, and both.
    fileprivate var leastBipartition: CutCandidate {
        let everything = (1 << unitCount) - 1
        var least = (ratio: Double.infinity, part: 0, isBoth: false)
        for part in 1..<everything {
            let size = part.nonzeroBitCount
            let cuts = Double(size * (unitCount - size))
            let oneWay = whole[part] / cuts
            let both = (whole[part] + whole[everything ^ part]) / (2 * cuts)
            if oneWay < least.ratio { least = (oneWay, part, false) }
            if both < least.ratio { least = (both, part, true) }
        }
        let cut = (0..<unitCount).map { unit -> UInt64 in
            if least.part >> unit & 1 == 1 { return UInt64(everything ^ least.part) }
            return least.isBoth ? UInt64(least.part) : 0
        }
        return CutCandidate(cutInputs: cut, cost: cost(of: cut))
    }
}
