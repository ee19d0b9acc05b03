// Marginal probabilities over every set of units, and tables gathered from them.

/// The scalar reference of `meansOfBlocks`, one entry: the mean of the full block over the states that agree with `state`
/// on `set`.
///
/// - Parameters:
///   - full: 2^units entries, by state.
///   - set: positions among the units, as bits.
/// - Complexity: O(2^units).
package func meanOfBlockScalar(_ full: UnsafePointer<Double>, units: Int, set: Int, state: Int) -> Double {
    var sum = 0.0
    var count = 0
    for index in 0..<(1 << units) where (index ^ state) & set == 0 {
        sum += full[index]
        count += 1
    }
    return sum / Double(count)
}

/// The means of a full block over the units that each smaller set leaves out.
///
/// A block holds 2^|set| entries, by state of the set's units in ascending order. The block of the last set is given; the
/// block of every other set becomes the mean of the two halves of the block with the highest missing unit added.
///
/// - Parameters:
///   - table: the blocks.
///   - offsets: by set, as bits: where its block begins.
///   - sets: `count` sets, each after all of its subsets; the last is the union.
/// - Complexity: O(3^units).
package func meansOfBlocks(
    _ table: UnsafeMutablePointer<Double>, offsets: UnsafePointer<Int32>, sets: UnsafePointer<Int32>, count: Int
) {
    let union = Int(sets[count &- 1])
    var index = count &- 2
    while index >= 0 {
        let set = Int(sets[index])
        let missing = union & ~set
        let added = 1 &<< (Int.bitWidth &- 1 &- missing.leadingZeroBitCount)
        let stride = 1 &<< (set & (added &- 1)).nonzeroBitCount
        sumHalves(
            table + Int(offsets[set | added]), count: 2 &<< set.nonzeroBitCount, stride: stride, scale: 0.5,
            out: table + Int(offsets[set]))
        index &-= 1
    }
}

/// `out` = (`source` where a bit of the index is 0 + `source` where it is 1) · scale, the bit given by its place value.
///
/// - Parameters:
///   - count: entries of `source`, twice those of `out`.
///   - stride: the place value of the bit that is summed out.
/// - Complexity: O(count).
package func sumHalves(
    _ source: UnsafePointer<Double>, count: Int, stride: Int, scale: Double, out: UnsafeMutablePointer<Double>
) {
    let factor = Lanes(repeating: scale)
    var from = 0
    var to = 0
    while from < count {
        var index = 0
        while index &+ 8 <= stride {
            let sum = loadLanes(source + (from &+ index)) + loadLanes(source + (from &+ stride &+ index))
            storeLanes(sum * factor, out + (to &+ index))
            index &+= 8
        }
        while index < stride {
            out[to &+ index] = (source[from &+ index] + source[from &+ stride &+ index]) * scale
            index &+= 1
        }
        from &+= 2 &* stride
        to &+= stride
    }
}

/// `out[index · lanes]` = `source[places[index]]`.
///
/// - Complexity: O(count).
package func gatherLane(
    _ source: UnsafePointer<Double>, places: UnsafePointer<Int32>, count: Int, lanes: Int,
    out: UnsafeMutablePointer<Double>
) {
    var to = out
    for index in 0..<count {
        to[0] = source[Int(places[index])]
        to += lanes
    }
}

/// `[product · (1 − probability), product · probability]`: one unit joins as the highest bit.
///
/// - Parameter out: twice `count` entries, apart from `product`.
/// - Complexity: O(count).
package func extendProduct(
    _ product: UnsafePointer<Double>, count: Int, probability: Double, out: UnsafeMutablePointer<Double>
) {
    for index in 0..<count {
        out[index] = product[index] * (1 - probability)
        out[count &+ index] = product[index] * probability
    }
}
