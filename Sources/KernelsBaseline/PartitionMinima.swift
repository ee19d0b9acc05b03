// The dynamic programme over set partitions, eight problems side by side.
//
// Layout: entry `x` of a table holds the values of subset `x` (a bit set of `units` compact units) for the 8 problems of
// a batch, `table[x · 8 + lane]`. Adding and comparing are the only operations, in the same order at every level, so the
// result has the same bits at every level.

/// For one problem: the cheapest way to partition each subset, where a part `p` costs `cost[p]`.
///
/// The scalar reference, one lane of `partitionMinima`: `best[0] = 0`,
/// `best[x] = min over parts p ⊂ x that hold x's highest unit of cost[p] + best[x ∖ p]`, for every x below 2^units.
///
/// - Parameters:
///   - cost: 2^units entries; entry 0 is not read.
///   - units: 0 or more.
///   - best: 2^units minima.
/// - Complexity: O(3^units).
package func partitionMinimaScalar(
    cost: UnsafePointer<Double>, units: Int, best: UnsafeMutablePointer<Double>
) {
    best[0] = 0
    for unit in 0..<units {
        let top = 1 << unit
        for lower in 0..<top {
            var least = Double.infinity
            var part = lower
            while true {
                least = min(least, cost[top | part] + best[lower ^ part])
                if part == 0 { break }
                part = (part &- 1) & lower
            }
            best[top | lower] = least
        }
    }
}

/// For eight problems at once: the cheapest partition of all `units` units, where a part `p` costs `cost[p · 8 + lane]`.
///
/// The part that holds the highest remaining unit is placed first, so the subsets that remain are a contiguous prefix,
/// and the subsets that hold the highest unit of all are needed only once, for the whole set.
///
/// - Parameters:
///   - cost: 2^units × 8; entry 0 is not read.
///   - units: 1 or more.
///   - best: scratch for 2^(units−1) × 8; afterwards the minima of every subset without the highest unit.
///   - result: 8 minima.
/// - Complexity: (3^(units−1) + 2^units)/2 steps of one addition and one comparison a problem.
package func partitionMinima(
    cost: UnsafePointer<Double>, units: Int, best: UnsafeMutablePointer<Double>, result: UnsafeMutablePointer<Double>
) {
    let top = 1 &<< (units &- 1)
    var lane = 0
    while lane < 8 {
        let cost = cost + lane
        let best = best + lane
        store(Vector(repeating: 0), best)
        for unit in 0..<(units &- 1) {
            let offset = 8 &<< unit
            if unit < 3 {
                convolveSmall(cost + offset, best, into: best + offset, units: unit)
            } else {
                convolve(cost + offset, best, into: best + offset, units: unit)
            }
        }
        var least = Vector(repeating: .infinity)
        for part in 0..<top {
            least = lesser(least, load(cost + ((top | part) &<< 3)) + load(best + ((top &- 1 &- part) &<< 3)))
        }
        store(least, result + lane)
        lane &+= vectorWidth
    }
}

/// `out[y] = min over q ⊂ y of first[q] + second[y ∖ q]` for `y` below 2^units, units < 3.
@inline(__always)
private func convolveSmall(
    _ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>, units: Int
) {
    for set in 0..<(1 &<< units) {
        var least = Vector(repeating: .infinity)
        var part = set
        while true {
            least = lesser(least, load(first + (part &<< 3)) + load(second + ((set ^ part) &<< 3)))
            if part == 0 { break }
            part = (part &- 1) & set
        }
        store(least, out + (set &<< 3))
    }
}

/// The same for 3 or more units: the lowest three are unrolled into 27 steps on 16 loads, and the 8 minima of a block
/// stay in registers while the submasks of the upper units run.
@inline(__always)
private func convolve(
    _ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>, units: Int
) {
    for upper in 0..<(1 &<< (units &- 3)) {
        var a0 = Vector(repeating: .infinity)
        var a1 = a0
        var a2 = a0
        var a3 = a0
        var a4 = a0
        var a5 = a0
        var a6 = a0
        var a7 = a0
        var upperPart = upper
        while true {
            let q = upperPart &<< 3
            let r = (upper ^ upperPart) &<< 3
            let g0 = load(second + ((r &+ 0) &<< 3))
            let g1 = load(second + ((r &+ 1) &<< 3))
            let g2 = load(second + ((r &+ 2) &<< 3))
            let g3 = load(second + ((r &+ 3) &<< 3))
            let g4 = load(second + ((r &+ 4) &<< 3))
            let g5 = load(second + ((r &+ 5) &<< 3))
            let g6 = load(second + ((r &+ 6) &<< 3))
            let g7 = load(second + ((r &+ 7) &<< 3))
            let f0 = load(first + ((q &+ 0) &<< 3))
            a0 = lesser(a0, f0 + g0)
            a1 = lesser(a1, f0 + g1)
            a2 = lesser(a2, f0 + g2)
            a3 = lesser(a3, f0 + g3)
            a4 = lesser(a4, f0 + g4)
            a5 = lesser(a5, f0 + g5)
            a6 = lesser(a6, f0 + g6)
            a7 = lesser(a7, f0 + g7)
            let f1 = load(first + ((q &+ 1) &<< 3))
            a1 = lesser(a1, f1 + g0)
            a3 = lesser(a3, f1 + g2)
            a5 = lesser(a5, f1 + g4)
            a7 = lesser(a7, f1 + g6)
            let f2 = load(first + ((q &+ 2) &<< 3))
            a2 = lesser(a2, f2 + g0)
            a3 = lesser(a3, f2 + g1)
            a6 = lesser(a6, f2 + g4)
            a7 = lesser(a7, f2 + g5)
            let f3 = load(first + ((q &+ 3) &<< 3))
            a3 = lesser(a3, f3 + g0)
            a7 = lesser(a7, f3 + g4)
            let f4 = load(first + ((q &+ 4) &<< 3))
            a4 = lesser(a4, f4 + g0)
            a5 = lesser(a5, f4 + g1)
            a6 = lesser(a6, f4 + g2)
            a7 = lesser(a7, f4 + g3)
            let f5 = load(first + ((q &+ 5) &<< 3))
            a5 = lesser(a5, f5 + g0)
            a7 = lesser(a7, f5 + g2)
            let f6 = load(first + ((q &+ 6) &<< 3))
            a6 = lesser(a6, f6 + g0)
            a7 = lesser(a7, f6 + g1)
            let f7 = load(first + ((q &+ 7) &<< 3))
            a7 = lesser(a7, f7 + g0)
            if upperPart == 0 { break }
            upperPart = (upperPart &- 1) & upper
        }
        let block = out + (upper &<< 6)
        store(a0, block)
        store(a1, block + 8)
        store(a2, block + 16)
        store(a3, block + 24)
        store(a4, block + 32)
        store(a5, block + 40)
        store(a6, block + 48)
        store(a7, block + 56)
    }
}
