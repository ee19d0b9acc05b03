// The search for a minimum-information partition of a mechanism and a purview (docs/distinctions.md).
//
// Some units, the targets, each keep a block of the others, the inputs. Layout: `table[block · lanes + target]` for the
// 2^inputs sets of inputs, `lanes` a multiple of 8. A lane beyond the targets holds 0 for every set before the penalty.

/// What no target ever chooses.
@inline(__always)
package var forbiddenScore: Double { -1e300 }

/// Σ over targets of the best score of one of `count` blocks, some of them empty, or of nothing; where the targets may
/// not all keep the same block, the best in which some target keeps another.
///
/// - Complexity: O(targets² · count²).
package func jointPartitionScoreScalar(
    _ scores: UnsafePointer<Double>, _ blocks: UnsafePointer<Int>, count: Int, lanes: Int, targets: Int,
    mayShareBlock: Bool
) -> Double {
    /// What a target scores best without keeping `avoided`.
    func best(_ target: Int, avoiding avoided: Int) -> Double {
        var best = scores[target]
        for place in 0..<count where blocks[place] != 0 && blocks[place] != avoided {
            best = max(best, scores[blocks[place] * lanes + target])
        }
        return best
    }
    var sum = 0.0
    for target in 0..<targets { sum += best(target, avoiding: 0) }
    if mayShareBlock { return sum }
    // Whichever block could be shared, one target avoids it: the greatest over the targets, the least over the blocks.
    var allowed = sum
    for place in 0..<count where blocks[place] != 0 {
        var greatest = -Double.infinity
        for exception in 0..<targets {
            var other = 0.0
            for target in 0..<targets { other += best(target, avoiding: target == exception ? blocks[place] : 0) }
            greatest = max(greatest, other)
        }
        allowed = min(allowed, greatest)
    }
    return allowed
}

/// Σ over targets of the best of keeping nothing, `block` or its complement, each input kept costing `penalty`, for every
/// block that holds input 0: `sums[block >> 1]`.
///
/// - Parameters:
///   - table: 2^inputs × lanes.
///   - inputs: 1 or more.
///   - lanes: a multiple of 8, at least `targets`.
///   - penalty: 0 or more.
///   - mayShareBlock: whether all targets may keep the same block; else the one that loses least gives way.
///   - sums: 2^(inputs−1) entries. The entry of the whole, which leaves no complement, is that of keeping nothing where
///     `mayShareBlock`; else all but one target may keep it.
/// - Complexity: O(2^inputs · lanes).
package func bipartitionScores(
    _ table: UnsafePointer<Double>, inputs: Int, lanes: Int, targets: Int, penalty: Double, mayShareBlock: Bool,
    sums: UnsafeMutablePointer<Double>
) {
    let whole = (1 &<< inputs) &- 1
    for half in 0..<(1 &<< (inputs &- 1)) {
        let block = half &<< 1 | 1
        let rest = whole ^ block
        let size = Double(block.nonzeroBitCount)
        let costs = (Lanes(repeating: penalty * size), Lanes(repeating: penalty * (Double(inputs) - size)))
        var sum = Lanes(repeating: 0)
        var loss = Lanes(repeating: .infinity)
        // By how much the target that would rather not keep the block, or the rest, prefers something else.
        var unlikeBlock = Lanes(repeating: 0)
        var unlikeRest = Lanes(repeating: 0)
        var lane = 0
        while lane < lanes {
            let nothing = loadLanes(table + lane)
            let kept = loadLanes(table + (block &* lanes &+ lane)) - costs.0
            let other = loadLanes(table + (rest &* lanes &+ lane)) - costs.1
            if mayShareBlock {
                sum += rest == 0 ? nothing : greater(greater(nothing, kept), other)
            } else {
                let high = greater(nothing, kept)
                let low = nothing.replacing(with: kept, where: kept .< nothing)
                let first = greater(high, other)
                let second = greater(low, high.replacing(with: other, where: other .< high))
                sum += first
                let real = laneNumbers .< Lanes(repeating: Double(targets &- lane))
                loss = loss.replacing(with: first - second, where: real .& (first - second .< loss))
                unlikeBlock = unlikeBlock.replacing(with: first - kept, where: real .& (first - kept .> unlikeBlock))
                unlikeRest = unlikeRest.replacing(with: first - other, where: real .& (first - other .> unlikeRest))
            }
            lane &+= 8
        }
        sums[half] = total(sum)
        if !mayShareBlock && (most(unlikeBlock) == 0 || (rest != 0 && most(unlikeRest) == 0)) {
            sums[half] -= least(loss)
        }
    }
}

/// Prepares a search: `scores` = the table with the penalty for each input kept, and `bounds[x]` = the greatest score of
/// the nonempty sets within x.
///
/// - Parameters:
///   - mayKeepAll: whether a target may keep all inputs.
///   - scores, bounds: 2^inputs × lanes each, apart from `table`.
/// - Complexity: O(inputs · 2^inputs · lanes).
package func penalizedScores(
    _ table: UnsafePointer<Double>, inputs: Int, lanes: Int, penalty: Double, mayKeepAll: Bool,
    scores: UnsafeMutablePointer<Double>, bounds: UnsafeMutablePointer<Double>
) {
    let count = 1 &<< inputs
    for block in 0..<count {
        let cost = Lanes(repeating: penalty * Double(block.nonzeroBitCount))
        var lane = block &* lanes
        let end = lane &+ lanes
        while lane < end {
            let score = loadLanes(table + lane) - cost
            storeLanes(score, scores + lane)
            storeLanes(block == 0 ? Lanes(repeating: forbiddenScore) : score, bounds + lane)
            lane &+= 8
        }
    }
    if !mayKeepAll {
        for lane in 0..<lanes {
            scores[(count &- 1) &* lanes &+ lane] = forbiddenScore
            bounds[(count &- 1) &* lanes &+ lane] = forbiddenScore
        }
    }
    for input in 0..<inputs {
        let stride = lanes &<< input
        var block = 0
        while block < count &* lanes {
            var offset = block
            while offset < block &+ stride {
                let with = bounds + (offset &+ stride)
                storeLanes(greater(loadLanes(with), loadLanes(bounds + offset)), with)
                offset &+= 8
            }
            block &+= stride &<< 1
        }
    }
}
