// The search over set partitions; scores and bounds are laid out as in `JointPartitionScores.swift`.

/// The scalar reference of `searchJointPartitions` that keeps the best: the greatest Σ over targets of the score of the
/// block kept, every set partition of the inputs tried by counting, each target's choice by comparing.
///
/// - Parameters:
///   - label, block: scratch, `inputs` entries each.
/// - Complexity: O(inputs^inputs · targets · inputs).
package func bestJointPartitionScalar(
    _ scores: UnsafePointer<Double>, inputs: Int, lanes: Int, targets: Int, mayShareBlock: Bool,
    label: UnsafeMutablePointer<Int>, block: UnsafeMutablePointer<Int>
) -> Double {
    var greatest = -Double.infinity
    for input in 0..<inputs { label[input] = 0 }
    while true {
        for input in 0..<inputs { block[input] = 0 }
        for input in 0..<inputs { block[label[input]] |= 1 << input }
        greatest = max(
            greatest,
            jointPartitionScoreScalar(
                scores, block, count: inputs, lanes: lanes, targets: targets, mayShareBlock: mayShareBlock))
        var input = inputs - 1
        while input >= 0 && label[input] == inputs - 1 {
            label[input] = 0
            input -= 1
        }
        if input < 0 { return greatest }
        label[input] += 1
    }
}

/// A search over set partitions of the inputs, and what it has found.
struct JointPartitionSearch {
    let scores: UnsafePointer<Double>
    let bounds: UnsafePointer<Double>
    let lanes: Int
    let targets: Int
    let mayShareBlock: Bool
    /// (inputs + 1) × lanes: each target's best score so far, down the path.
    let best: UnsafeMutablePointer<Double>
    /// The blocks down the path.
    let path: UnsafeMutablePointer<Int32>
    let found: UnsafeMutablePointer<Int32>
    /// 0 where only the best partition is kept.
    let capacity: Int
    var threshold: Double
    var count = 0
}

/// How far rounding may move a sum of scores.
@inline(__always)
private var rounding: Double { 1e-12 }

/// The set partition of the inputs under which Σ over targets of the best score of a block, or of nothing, is greatest
/// and above the threshold; or every one above the threshold that differs in what a target could keep.
///
/// Depth first: the block of the lowest remaining input is chosen first. A branch is left where even keeping any set of
/// the remaining inputs, each target its own, would not pass the threshold; it ends early where no target would gain.
///
/// - Parameters:
///   - scores, bounds: 2^inputs × lanes, from `penalizedScores`.
///   - inputs: 1...16.
///   - lanes: a multiple of 8, at least `targets`.
///   - mayShareBlock: whether all targets may keep the same block.
///   - best: scratch, (inputs + 1) × lanes.
///   - path: scratch, 16 entries.
///   - found: room for the blocks of `max(1, capacity)` partitions, 16 entries each, ended by 0 where fewer.
///   - capacity: how many partitions to keep; 0 for the best one only.
///   - threshold: sums up to it are of no interest. Becomes the best found where only that is kept.
/// - Returns: How many were found; more than `capacity` where some had no room.
/// - Complexity: O(Bell(inputs) · lanes); mostly far less.
package func searchJointPartitions(
    _ scores: UnsafePointer<Double>, bounds: UnsafePointer<Double>, inputs: Int, lanes: Int, targets: Int,
    mayShareBlock: Bool, best: UnsafeMutablePointer<Double>, path: UnsafeMutablePointer<Int32>,
    found: UnsafeMutablePointer<Int32>, capacity: Int, threshold: UnsafeMutablePointer<Double>
) -> Int {
    var search = JointPartitionSearch(
        scores: scores, bounds: bounds, lanes: lanes, targets: targets, mayShareBlock: mayShareBlock, best: best,
        path: path, found: found, capacity: capacity, threshold: threshold[0])
    for lane in 0..<lanes { best[lane] = scores[lane] }
    choose(&search, remaining: (1 &<< inputs) &- 1, depth: 0)
    threshold[0] = search.threshold
    return search.count
}

func choose(_ search: inout JointPartitionSearch, remaining: Int, depth: Int) {
    let lanes = search.lanes
    let lowest = remaining & (0 &- remaining)
    let others = remaining ^ lowest
    let best = search.best + depth &* lanes
    let next = best + lanes
    var chosen = others
    while true {
        let block = lowest | chosen
        let left = remaining ^ block
        var sum = Lanes(repeating: 0)
        var limit = Lanes(repeating: 0)
        // The least that any target gives up by keeping this block, and that any gains by what is left.
        var use = Lanes(repeating: forbiddenScore)
        var gain = Lanes(repeating: forbiddenScore)
        var lane = 0
        while lane < lanes {
            let own = loadLanes(search.scores + (block &* lanes &+ lane))
            let score = greater(loadLanes(best + lane), own)
            let bound = loadLanes(search.bounds + (left &* lanes &+ lane))
            let most = greater(score, bound)
            storeLanes(score, next + lane)
            sum += score
            limit += most
            use = greater(use, own - most)
            gain = greater(gain, bound - score)
            lane &+= 8
        }
        let bound = total(limit)
        // A block that no target keeps holds inputs that nobody keeps: each of those stands alone instead.
        let isOfUse = chosen == 0 || bound + most(use) > search.threshold
        if bound > search.threshold && isOfUse {
            search.path[depth] = Int32(truncatingIfNeeded: block)
            let score = total(sum)
            // To keep every partition, what still passes the threshold counts even where it is no gain.
            let isOpen = bound > score + rounding || (search.capacity > 0 && score + most(gain) > search.threshold)
            if left != 0
                && (isOpen || (!search.mayShareBlock && mayDiffer(search, score: score, left: left, depth: depth &+ 1)))
            {
                choose(&search, remaining: left, depth: depth &+ 1)
            } else {
                conclude(&search, score: score, depth: depth &+ 1)
            }
        }
        if chosen == 0 { return }
        chosen = (chosen &- 1) & others
    }
}

/// Keeps the partition on the path where it passes the threshold, allowing for the rule that not all targets share.
func conclude(_ search: inout JointPartitionSearch, score: Double, depth: Int) {
    let score = search.mayShareBlock ? score : score - lossOfDiffering(search, left: 0, depth: depth).within
    guard score > search.threshold else { return }
    if search.capacity > 0 {
        if search.count < search.capacity { record(search, at: search.count, depth: depth) }
        search.count &+= 1
    } else {
        record(search, at: 0, depth: depth)
        search.count = 1
        search.threshold = score
    }
}

/// Whether all targets share a block, and one of them would rather keep some of the inputs left than another block at
/// hand, well enough to pass the threshold.
func mayDiffer(_ search: JointPartitionSearch, score: Double, left: Int, depth: Int) -> Bool {
    let loss = lossOfDiffering(search, left: left, depth: depth)
    let isBetter = search.capacity > 0 || loss.beyond < loss.within
    return isBetter && score - loss.beyond > search.threshold
}

func record(_ search: JointPartitionSearch, at index: Int, depth: Int) {
    let out = search.found + index &* 16
    for place in 0..<depth { out[place] = search.path[place] }
    if depth < 16 { out[depth] = 0 }
}

/// What it costs the target with the least to lose to keep another block on the path than all the others do, and what
/// to keep some of the inputs left: 0 and infinity where they differ already, or keep nothing.
func lossOfDiffering(_ search: JointPartitionSearch, left: Int, depth: Int) -> (within: Double, beyond: Double) {
    var common = -1
    var loss = (within: Double.infinity, beyond: Double.infinity)
    for target in 0..<search.targets {
        var first = search.scores[target]
        var second = forbiddenScore
        var kept = 0
        for place in 0..<depth {
            let score = search.scores[Int(search.path[place]) &* search.lanes &+ target]
            if score > first {
                second = first
                first = score
                kept = Int(search.path[place])
            } else if score > second {
                second = score
            }
        }
        if kept == 0 || (common >= 0 && kept != common) { return (0, .infinity) }
        common = kept
        if first - second < loss.within { loss.within = first - second }
        let other = search.bounds[left &* search.lanes &+ target]
        if first - other < loss.beyond { loss.beyond = first - other }
    }
    return loss
}
