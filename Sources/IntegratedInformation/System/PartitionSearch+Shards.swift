import Analysis
import Compute

extension PartitionSearch {
    /// What one set O of `size` units costs: additions and comparisons, its part costs counted at 64 steps a part.
    private func steps(size: Int) -> Int {
        power(3, max(0, size - 1)) / 2 + 64 << size
    }

    /// About the same work in each, some tens of milliseconds: fixed by the sizes alone.
    private func setsPerShard(size: Int) -> Int {
        max(8, 8 * (limits.shardSteps / (8 * steps(size: size))))
    }

    /// Every O but S itself (see `OutputSetBatch`), large ones first, so that the last shards to finish are short.
    func everySet(lambda: Double) -> [Shard] {
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
    func shards(_ phase: Phase, lambda: Double, _ sets: [(problem: Int, set: Int)]) -> [Shard] {
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

    /// What a shard costs, for showing progress.
    func work(_ shard: Shard) -> Int {
        shard.sets.count * steps(size: shard.sets.size)
    }

    /// The sets of a shard that its bound does not rule out.
    private func openSets(_ shard: Shard, _ penalized: PenalizedTables) -> [Int] {
        let reach: Double
        if case .list(let bound) = shard.phase { reach = bound } else { reach = tieReach }
        return shard.sets.sets.filter { $0 == 0 || penalized.lowerBound(outputs: $0) <= reach }
    }

    /// The minima of a shard's open sets from the OpenCL device, where there is one.
    ///
    /// - Throws: `OpenCLError`; `CancelledError`.
    func deviceMinima(of shard: Shard, cancellation: Cancellation) throws -> [Double]? {
        // O = ∅ is one pass over two tables that are at hand.
        guard let device, shard.sets.size > 0 else { return nil }
        let penalized = cache.tables(problem: shard.problem, lambda: shard.lambda)
        let sets = openSets(shard, penalized)
        guard !sets.isEmpty else { return nil }
        return try device.minima(
            problem: shard.problem, penalized, size: shard.sets.size, sets: sets, cancellation: cancellation)
    }

    /// Whether the cuts that attain a minimum are asked for.
    private func wantsCuts(_ phase: Phase, _ minimum: Double) -> Bool {
        switch phase {
        case .descend: minimum < -roundingTolerance
        case .resolve: false
        case .list(let bound): minimum <= bound
        }
    }

    /// Searches a shard.
    ///
    /// - Parameter known: the minima of its open sets, where a device found them; the same bits as the CPU's.
    func run(_ shard: Shard, known: [Double]? = nil) -> Partial {
        var partial = Partial(shard: shard)
        let penalized = cache.tables(problem: shard.problem, lambda: shard.lambda)
        let sets = openSets(shard, penalized)
        guard !sets.isEmpty else { return partial }
        let batch = OutputSetBatch(tables: problems[shard.problem], penalized: penalized, size: shard.sets.size)
        var leastRatio = shard.lambda - roundingTolerance
        for first in stride(from: 0, to: sets.count, by: 8) {
            let slice = sets[first..<min(sets.count, first + 8)]
            // Only the CPU's batch has the tables that lead from a minimum to its cuts.
            let found = known.map { Array($0[first..<(first + slice.count)]) }
            let minima: [Double]
            if let found, !found.contains(where: { wantsCuts(shard.phase, $0) }) {
                minima = found
            } else {
                minima = batch.minima(of: slice)
            }
            for (lane, minimum) in minima.enumerated() {
                switch shard.phase {
                case .descend:
                    if minimum <= tieReach {
                        partial.remaining.append(slice[first + lane])
                        partial.minima.append(minimum)
                    }
                    if wantsCuts(shard.phase, minimum),
                        let candidate = cheapest(batch, lane, minimum, shard.problem), candidate.ratio < leastRatio
                    {
                        leastRatio = candidate.ratio
                        partial.found = [candidate]
                    }
                case .resolve:
                    partial.remaining.append(slice[first + lane])
                    partial.minima.append(minimum)
                case .list(let bound):
                    guard wantsCuts(shard.phase, minimum) else { continue }
                    partial.remaining.append(slice[first + lane])
                    partial.minima.append(minimum)
                    if !partial.isTruncated {
                        partial.isTruncated = !list(batch, lane, bound, shard.problem, into: &partial.found)
                    }
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
            isComplete = found.count <= limits.tiedPartitions
            return isComplete
        }
        return isComplete
    }
}
