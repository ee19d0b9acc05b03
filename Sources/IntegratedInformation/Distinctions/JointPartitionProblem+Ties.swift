import Compute
import Kernels

extension JointPartitionProblem {
    /// The distinct cuts that attain the minimum: the first of them in the order of what the targets keep, and how many
    /// there are; nil where they are more than `limit`.
    ///
    /// - Parameter solution: what `minimum` found last, for the table and the choices in the workspace.
    /// - Complexity: O(cuts · targets) after a search of the set partitions that attain it.
    func ties(_ solution: Solution, _ space: MechanismWorkspace, limit: Int) -> (kept: [Int], count: Int?) {
        let kept = (0..<targets).map { space.kept[$0] }
        if hasOnePartition { return (kept, 1) }
        let penalty = solution.ratio + ratioTolerance
        KernelTable.selected.penalizedScores(
            space.table.base, inputs, lanes, penalty, !isEffect, space.scores.base, space.bounds.base)
        let score = kept.enumerated().reduce(0) {
            $0 + space.scores[$1.element * lanes + $1.offset]
        }
        let threshold = score - 10 * roundingTolerance
        var capacity = 16
        while true {
            space.reserveFound(capacity)
            var least = threshold
            let count = KernelTable.selected.searchJointPartitions(
                space.scores.base, space.bounds.base, inputs, lanes, targets, isEffect, space.best.base, space.path,
                space.found, capacity, &least)
            if count <= capacity {
                return distinctCuts(space, count, threshold: threshold, limit: limit, otherwise: kept)
            }
            if capacity >= limit { return (kept, nil) }
            capacity = min(limit, 16 * capacity)
        }
    }

    private func distinctCuts(
        _ space: MechanismWorkspace, _ count: Int, threshold: Double, limit: Int, otherwise: [Int]
    ) -> (kept: [Int], count: Int?) {
        var cuts: Set<[Int]> = []
        for index in 0..<count {
            let found = space.found + 16 * index
            let blocks = (0..<blockCount(found)).map { Int(found[$0]) }
            guard add(space, blocks, threshold: threshold, limit: limit, to: &cuts) else { return (otherwise, nil) }
        }
        let first = cuts.min { $0.lexicographicallyPrecedes($1) }
        return (first ?? otherwise, max(1, cuts.count))
    }

    /// Adds every way for the targets to choose among `blocks` that reaches the threshold.
    ///
    /// - Returns: Whether all of them had room.
    private func add(
        _ space: MechanismWorkspace, _ blocks: [Int], threshold: Double, limit: Int, to cuts: inout Set<[Int]>
    ) -> Bool {
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
            if partial.count > limit { return false }
        }
        for (kept, _) in partial where isEffect || kept[0] == 0 || kept.contains(where: { $0 != kept[0] }) {
            cuts.insert(kept)
        }
        return cuts.count <= limit
    }
}
