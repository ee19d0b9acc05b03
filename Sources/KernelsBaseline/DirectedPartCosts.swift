// The cost of every part of one set O of units whose outputs may be cut, written into one lane of a batch.
//
// A part p ⊂ O either keeps its inputs from outside O (`cut_i = O ∖ p` for each unit i of p) or has all inputs cut
// (`cut_i = S ∖ p`); it takes the cheaper. The first needs Σ_{i∈p} f_i(O ∖ p), a sum over a pair of disjoint sets, of
// which there are 3^n. The units are split in a low and a high half of `a` and `b` units, and each half's share of the
// sum is tabulated for all cut sets, 2 · 6^(n/2) entries instead of 3^n:
//
//   low[c_high · 3^a + τ(c_low) + 2·τ(p_low)]   = Σ_{i ∈ p_low} f_i(c_low ∪ c_high)
//   high[(τ(c_high) + 2·τ(p_high)) · 2^a + c_low] = Σ_{i ∈ p_high} f_i(c_low ∪ c_high)
//
// where τ(x) = Σ_{k∈x} 3^k (`ternary`), so a pair of disjoint sets is a number in base 3.

/// Writes, for each part `p` of `set` in compact order (bit k of the index is the k-th unit of `set`), the cost less
/// `penalty` of that part to `cost[index · 8]`.
///
/// - Parameters:
///   - low, high: the half tables described above.
///   - whole: 2^n entries: the cost less penalty of each part with all its inputs cut, indexed by the part.
///   - penalty: `penalty[m]` = λ·m·(|set| − m), what cutting the inputs of m units from the rest of `set` is worth.
///   - ternary: τ of every subset of the larger half.
///   - scratch: 4 · 2^a entries.
/// - Complexity: O(2^|set|).
package func directedPartCosts(
    low: UnsafePointer<Double>, high: UnsafePointer<Double>, whole: UnsafePointer<Double>,
    penalty: UnsafePointer<Double>, ternary: UnsafePointer<Int32>, lowUnits: Int, set: Int,
    scratch: UnsafeMutablePointer<Int32>, cost: UnsafeMutablePointer<Double>
) {
    let lowSet = set & ((1 &<< lowUnits) &- 1)
    let highSet = set &>> lowUnits
    let lowRow = 2 &* Int(ternary[(1 &<< lowUnits) &- 1]) &+ 1
    let lowCount = 1 &<< lowSet.nonzeroBitCount
    var part = 0
    for index in 0..<lowCount {
        let entry = scratch + (index &<< 2)
        entry[0] = ternary[lowSet ^ part] &+ 2 &* ternary[part]
        entry[1] = Int32(truncatingIfNeeded: lowSet ^ part)
        entry[2] = Int32(truncatingIfNeeded: part)
        entry[3] = Int32(truncatingIfNeeded: part.nonzeroBitCount)
        part = (part &- lowSet) & lowSet
    }
    var out = cost
    var highPart = 0
    while true {
        let highCut = highSet ^ highPart
        let lowSums = low + highCut &* lowRow
        let highSums = high + (Int(ternary[highCut] &+ 2 &* ternary[highPart]) &<< lowUnits)
        let wholeRow = whole + (highPart &<< lowUnits)
        let penalties = penalty + highPart.nonzeroBitCount
        for index in 0..<lowCount {
            let entry = scratch + (index &<< 2)
            let sum = lowSums[Int(entry[0])] + highSums[Int(entry[1])] - penalties[Int(entry[3])]
            let all = wholeRow[Int(entry[2])]
            out[index &<< 3] = sum < all ? sum : all
        }
        out += lowCount &<< 3
        if highPart == highSet { break }
        highPart = (highPart &- highSet) & highSet
    }
}

/// The same costs summed unit by unit, without the half tables: for systems too large for them.
///
/// - Parameters:
///   - columns: a column a unit; `scale · columns[i][c]` = f_i(c), the cost of cutting unit i's inputs from c.
///   - scratch: 2^|set| entries.
/// - Complexity: O(|set| · 2^|set|).
package func directedPartCostsBySum(
    columns: UnsafePointer<UnsafePointer<Double>>, scale: Double, whole: UnsafePointer<Double>,
    penalty: UnsafePointer<Double>, set: Int, scratch: UnsafeMutablePointer<Int32>,
    cost: UnsafeMutablePointer<Double>
) {
    let count = 1 &<< set.nonzeroBitCount
    var part = 0
    for index in 0..<count {
        scratch[index] = Int32(truncatingIfNeeded: part)
        cost[index &<< 3] = 0
        part = (part &- set) & set
    }
    var remaining = set
    var position = 0
    while remaining != 0 {
        let column = columns[remaining.trailingZeroBitCount]
        remaining &= remaining &- 1
        let bit = 1 &<< position
        for index in 0..<count where index & bit != 0 {
            cost[index &<< 3] += column[Int(scratch[count &- 1 &- index])]
        }
        position &+= 1
    }
    for index in 0..<count {
        let sum = scale * cost[index &<< 3] - penalty[index.nonzeroBitCount]
        let all = whole[Int(scratch[index])]
        cost[index &<< 3] = sum < all ? sum : all
    }
}
