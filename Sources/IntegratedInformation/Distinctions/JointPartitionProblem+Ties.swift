import Compute
import Kernels

/// A partition of a joint partition problem: for each target the inputs it keeps, as bits, and what that costs.
struct TargetChoices: Hashable {
    let kept: [Int]
    /// Σ over targets of the loss of log₂ probability, in bits.
    let cost: Double
    /// Σ over targets of the inputs cut.
    let cuts: Int

    var ratio: Double { cost / Double(cuts) }
}

extension JointPartitionProblem {
    /// The set partitions of the inputs, in the workspace, under which the targets may choose well enough.
    struct Found {
        let count: Int
        /// The score that a choice has to reach.
        let threshold: Double
    }

    /// Finds the set partitions that allow a ratio of at most `ratio`; nil where they are more than `limit`.
    ///
    /// - Complexity: that of `searchJointPartitions`, of which bounds mostly leave a few nodes.
    func search(upTo ratio: Double, _ space: MechanismWorkspace, limit: Int) -> Found? {
        KernelTable.selected.penalizedScores(
            space.table.base, inputs, lanes, ratio, !isEffect, space.scores.base, space.bounds.base)
        let threshold = uncutScore(space, ratio) - roundingTolerance
        var capacity = min(limit, 16)
        while true {
            space.reserveFound(capacity)
            var least = threshold
            let count = KernelTable.selected.searchJointPartitions(
                space.scores.base, space.bounds.base, inputs, lanes, targets, isEffect, space.best.base, space.path,
                space.found, capacity, &least)
            if count <= capacity { return Found(count: count, threshold: threshold) }
            if capacity >= limit { return nil }
            capacity = min(limit, 16 * capacity)
        }
    }

    /// Whether one set partition was found, under which the targets have one way to choose.
    func hasOneWay(_ found: Found, _ space: MechanismWorkspace) -> Bool {
        guard found.count <= 1 else { return false }
        if found.count == 0 { return true }
        let scores = space.scores.base
        let blocks = blockCount(space.found)
        var sum = 0.0
        var leastLoss = Double.infinity
        var choices = (first: -1, differ: false)
        for target in 0..<targets {
            var (kept, first, second) = (0, scores[target], -Double.infinity)
            for place in 0..<blocks {
                let block = Int(space.found[place])
                let score = scores[block * lanes + target]
                if score > first {
                    (kept, first, second) = (block, score, first)
                } else {
                    second = max(second, score)
                }
            }
            sum += first
            leastLoss = min(leastLoss, first - second)
            choices.differ = choices.differ || kept == 0 || (choices.first >= 0 && kept != choices.first)
            choices.first = kept
        }
        return (isEffect || choices.differ) && sum - leastLoss < found.threshold
    }

    /// How many distinct cuts attain the minimum, and the first of them in the order of what the targets keep; no number
    /// where they are more than `limit`.
    ///
    /// - Parameter solution: what `minimum` found last, for the table and the choices in the workspace.
    func ties(_ solution: Solution, _ space: MechanismWorkspace, limit: Int) -> (kept: [Int], count: Int?) {
        let kept = (0..<targets).map { space.kept[$0] }
        if hasOnePartition { return (kept, 1) }
        guard let found = search(upTo: solution.leastRatio + ratioTolerance, space, limit: limit),
            let all = choices(found, space, limit: limit)
        else { return (kept, nil) }
        let tied = all.filter { abs($0.cost - solution.cost) <= ratioTolerance }.map(\.kept)
        return (tied.min { $0.lexicographicallyPrecedes($1) } ?? kept, max(1, tied.count))
    }

    /// The ways for the targets to choose among the blocks of the partitions found that reach the threshold, each once;
    /// nil where they are more than `limit`.
    func choices(_ found: Found, _ space: MechanismWorkspace, limit: Int) -> [TargetChoices]? {
        var seen: Set<[Int]> = []
        for index in 0..<found.count {
            let first = space.found + 16 * index
            let blocks = (0..<blockCount(first)).map { Int(first[$0]) }
            guard let ways = ways(space, blocks, threshold: found.threshold, limit: limit) else { return nil }
            seen.formUnion(ways)
            if seen.count > limit { return nil }
        }
        let whole = (1 << inputs) - 1
        return seen.sorted { $0.lexicographicallyPrecedes($1) }.map { kept in
            var cost = 0.0
            var cuts = 0
            for (target, block) in kept.enumerated() {
                cost += space.table[whole * lanes + target] - space.table[block * lanes + target]
                cuts += inputs - block.nonzeroBitCount
            }
            return TargetChoices(kept: kept, cost: cost, cuts: cuts)
        }
    }

    /// Every way for the targets to choose among `blocks`, or nothing, that reaches the threshold.
    private func ways(
        _ space: MechanismWorkspace, _ blocks: [Int], threshold: Double, limit: Int
    ) -> [[Int]]? {
        let whole = (1 << inputs) - 1
        let choices = ([0] + blocks).filter { !(isEffect && $0 == whole) }
        let scores = space.scores.base
        let best = (0..<targets).map { target in
            choices.reduce(-Double.infinity) { max($0, scores[$1 * lanes + target]) }
        }
        // What the targets from each on can add at most.
        let remaining = best.reversed().reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
        var partial: [(kept: [Int], score: Double)] = [([], 0)]
        for target in 0..<targets {
            let rest = remaining[targets - 1 - target]
            partial = partial.flatMap { known in
                choices.compactMap { block in
                    let score = known.score + scores[block * lanes + target]
                    return score + rest >= threshold ? (known.kept + [block], score) : nil
                }
            }
            if partial.count > limit { return nil }
        }
        return partial.map(\.kept).filter { kept in
            isEffect || kept[0] == 0 || kept.contains { $0 != kept[0] }
        }
    }
}
