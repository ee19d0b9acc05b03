import Compute
import Kernels

/// The minimum-information partition of a mechanism and a purview in their states (iit4.md §5), stated over targets,
/// the units that are summed over (the purview for effects, the mechanism for causes), and inputs, those on the other
/// side: each target keeps one block of a set partition of the inputs, or nothing.
///
/// The workspace's table holds log₂ p(target's value | block kept), `table[block · lanes + target]`.
struct JointPartitionProblem {
    let inputs: Int
    let targets: Int
    /// π(z|m) of the specified state: the factor between the problem's bits and φ.
    let probability: Double
    let direction: CausalDirection

    /// What a partition costs. The inputs that each target keeps are in the workspace.
    struct Solution {
        /// Σ over targets of the loss of log₂ probability, in bits.
        var cost: Double
        /// Σ over targets of the inputs cut.
        var cuts: Int
        /// The least ratio of all partitions: this one's, up to the tolerance.
        var leastRatio: Double

        var ratio: Double { cost / Double(cuts) }
    }

    /// Up to how many partitions that tie are compared one by one for the greatest cost. Beyond, those whose ratios are
    /// equal up to rounding are told apart by what they cut, and those that differ by more are left out.
    private static let comparedTies = 256

    var lanes: Int { MechanismWorkspace.lanes(targets) }
    /// For effects no target keeps all inputs; for causes not all targets keep the same block.
    var isEffect: Bool { direction == .effect }
    /// Two ratios of φ that differ by less are equal; here, in the problem's bits.
    var ratioTolerance: Double { equalityTolerance / probability }
    /// Whether the complete cut is the only partition.
    var hasOnePartition: Bool { isEffect ? inputs == 1 : targets == 1 }

    /// The minimum-information partition; nil where φ is 0, or less than `floor`.
    ///
    /// Dinkelbach's iteration, first over bipartitions of the inputs, then over all of their set partitions: every
    /// partition up to the tolerance above the least ratio known is listed, mostly that one alone. Of those that tie the
    /// one of greatest cost counts.
    ///
    /// - Parameter floor: φ of less is of no interest, in ibits.
    func minimum(_ space: MechanismWorkspace, floor: Double) -> Solution? {
        var best = solution(space, blocks: space.pair, count: 0, penalty: 0)
        guard isWorthwhile(best, floor) else { return nil }
        if hasOnePartition { return best }
        while let better = bestBipartition(space, than: best) {
            guard isWorthwhile(better, floor) else { return nil }
            let isLower = better.ratio < best.ratio - roundingTolerance
            best = better
            if !isLower { break }
        }
        while true {
            let limit = JointPartitionProblem.comparedTies
            guard let found = search(upTo: best.ratio + ratioTolerance, space, limit: limit) else {
                return greatestExcess(space, from: best, floor: floor)
            }
            if hasOneWay(found, space) { return best }
            guard let listed = choices(found, space, limit: limit) else {
                return greatestExcess(space, from: best, floor: floor)
            }
            guard let least = listed.min(by: { $0.ratio < $1.ratio }) else { return best }
            if least.ratio >= best.ratio - roundingTolerance { return keep(listed, least.ratio, space) ?? best }
            best = Solution(cost: least.cost, cuts: least.cuts, leastRatio: least.ratio)
            guard isWorthwhile(best, floor) else { return nil }
        }
    }

    /// Of partitions whose least ratio is known, the one of greatest cost within the tolerance.
    private func keep(
        _ listed: [TargetChoices], _ leastRatio: Double, _ space: MechanismWorkspace
    ) -> Solution? {
        let tied = listed.filter { $0.ratio <= leastRatio + ratioTolerance }
        guard let best = tied.max(by: { $0.cost < $1.cost }) else { return nil }
        for (target, block) in best.kept.enumerated() { space.kept[target] = block }
        return Solution(cost: best.cost, cuts: best.cuts, leastRatio: leastRatio)
    }

    /// The minimum where many partitions tie. At the tolerance above the least ratio a partition's excess over keeping
    /// everything grows with what it cuts, so of partitions of the least ratio the greatest excess is the one that cuts,
    /// and so costs, most.
    private func greatestExcess(_ space: MechanismWorkspace, from known: Solution, floor: Double) -> Solution? {
        var best = known
        while let better = bestPartition(space, than: best) {
            guard isWorthwhile(better, floor) else { return nil }
            let isLower = better.ratio < best.leastRatio - roundingTolerance
            best = better
            if !isLower {
                best.leastRatio = min(better.ratio, known.leastRatio)
                break
            }
        }
        return best
    }

    /// Whether φ can be above 0 and at least the floor where some partition has this ratio: none cuts more than
    /// everything.
    private func isWorthwhile(_ solution: Solution, _ floor: Double) -> Bool {
        solution.ratio > ratioTolerance && solution.ratio * Double(inputs * targets) * probability >= floor
    }

    /// Σ over targets of the score of keeping everything, where an input kept costs `penalty`.
    func uncutScore(_ space: MechanismWorkspace, _ penalty: Double) -> Double {
        let whole = space.table.base + ((1 << inputs) - 1) * lanes
        var sum = 0.0
        for target in 0..<targets { sum += whole[target] }
        return sum - penalty * Double(inputs * targets)
    }

    private func bestBipartition(_ space: MechanismWorkspace, than known: Solution) -> Solution? {
        let penalty = known.ratio
        KernelTable.selected.bipartitionScores(
            space.table.base, inputs, lanes, targets, penalty, isEffect, space.sums.base)
        var chosen = -1
        var greatest = uncutScore(space, penalty) + roundingTolerance
        for half in 0..<1 << (inputs - 1) where space.sums[half] > greatest {
            chosen = half
            greatest = space.sums[half]
        }
        guard chosen >= 0 else { return nil }
        let block = chosen << 1 | 1
        space.pair[0] = Int32(block)
        space.pair[1] = Int32((1 << inputs) - 1 ^ block)
        return solution(space, blocks: space.pair, count: space.pair[1] == 0 ? 1 : 2, penalty: penalty)
    }

    private func bestPartition(_ space: MechanismWorkspace, than known: Solution) -> Solution? {
        let penalty = known.ratio + ratioTolerance
        KernelTable.selected.penalizedScores(
            space.table.base, inputs, lanes, penalty, !isEffect, space.scores.base, space.bounds.base)
        let excess = penalty * Double(known.cuts) - known.cost
        var threshold = uncutScore(space, penalty) + excess + roundingTolerance
        let count = KernelTable.selected.searchJointPartitions(
            space.scores.base, space.bounds.base, inputs, lanes, targets, isEffect, space.best.base, space.path,
            space.found, 0, &threshold)
        return count == 0
            ? nil : solution(space, blocks: space.found, count: blockCount(space.found), penalty: penalty)
    }

    /// How many blocks a partition that the search recorded has.
    func blockCount(_ blocks: UnsafePointer<Int32>) -> Int {
        (0..<16).first { blocks[$0] == 0 } ?? 16
    }

    /// The choices of the targets among `blocks` and nothing that score best, an input kept costing `penalty`.
    private func solution(
        _ space: MechanismWorkspace, blocks: UnsafePointer<Int32>, count: Int, penalty: Double
    ) -> Solution {
        let whole = (1 << inputs) - 1
        let table = space.table.base
        let kept = space.kept
        var loss: (target: Int, block: Int, value: Double) = (0, 0, .infinity)
        var share = true
        for target in 0..<targets {
            var first = table[target]
            var second = (block: 0, score: -Double.infinity)
            kept[target] = 0
            for place in 0..<count {
                let block = Int(blocks[place])
                if isEffect && block == whole { continue }
                let score = table[block * lanes + target] - penalty * Double(block.nonzeroBitCount)
                if score > first {
                    second = (kept[target], first)
                    (kept[target], first) = (block, score)
                } else if score > second.score {
                    second = (block, score)
                }
            }
            share = share && kept[target] == kept[0]
            if first - second.score < loss.value { loss = (target, second.block, first - second.score) }
        }
        if !isEffect && share && kept[0] != 0 { kept[loss.target] = loss.block }
        var cost = 0.0
        var cuts = 0
        for target in 0..<targets {
            cost += table[whole * lanes + target] - table[kept[target] * lanes + target]
            cuts += inputs - kept[target].nonzeroBitCount
        }
        return Solution(cost: cost, cuts: cuts, leastRatio: cost / Double(cuts))
    }
}
