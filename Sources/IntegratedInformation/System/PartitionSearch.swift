import Compute

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
        /// λ is the least ratio plus the tolerance: the partitions that tie have a penalised cost of at most 0.
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
    let cache: PenalizedTablesCache
    /// The most that a tied partition's penalised cost can exceed the least one's.
    let tieReach: Double
    /// Where the minima of sets O are found instead of on the CPU.
    let device: OpenCLOutputSets?

    init(problems: [PartCostTables], limits: Limits, device: OpenCLPartitionDevice? = nil) {
        self.device = device.map { OpenCLOutputSets(problems, on: $0) }
        self.problems = problems
        self.limits = limits
        unitCount = problems[0].unitCount
        tieReach = 2 * equalityTolerance * Double(unitCount * unitCount)
        cache = PenalizedTablesCache(problems: problems, reach: tieReach)
    }

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
            return .round(listing(upTo: roundingTolerance, of: partials))
        case .list(let bound):
            // More ties than may be listed: of those with the same ratio, the ones that cut fewest are left out.
            let least = partials.flatMap(\.minima).reduce(Double.infinity, min)
            if partials.contains(where: \.isTruncated), bound > least + equalityTolerance {
                return .round(listing(upTo: least + equalityTolerance, of: partials))
            }
            return .done(outcome(of: partials))
        }
    }

    /// The round that lists every cut whose penalised cost is at most `bound`, in the sets that reach it.
    private func listing(upTo bound: Double, of partials: [Partial]) -> [Shard] {
        let sets = partials.flatMap { partial in
            zip(partial.remaining, partial.minima).filter { $0.1 <= bound }.map { (partial.shard.problem, $0.0) }
        }
        return shards(.list(bound: bound), lambda: partials[0].shard.lambda, sets)
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
        let ties = Set(attaining.map(\.candidate.cutInputs)).count
        let isCounted = ties <= limits.tiedPartitions && !partials.contains(where: \.isTruncated)
        return Outcome(
            partition: chosen.candidate, problem: chosen.problem, normalizedPhi: chosen.candidate.ratio,
            ties: isCounted ? ties : nil)
    }

    /// Every round on the calling thread: for systems too small to share out, and for tied specified states.
    ///
    /// - Parameter minima: called before each shard, for the minima of its open sets where a device found them; what
    ///   it throws ends the search.
    func outcome<Stop: Error>(_ minima: (PartitionSearch, Shard) throws(Stop) -> [Double]?) throws(Stop) -> Outcome {
        var step = start()
        while true {
            switch step {
            case .done(let outcome):
                return outcome
            case .round(let shards):
                var partials: [Partial] = []
                for shard in shards {
                    partials.append(run(shard, known: try minima(self, shard)))
                }
                step = next(after: partials)
            }
        }
    }
}
