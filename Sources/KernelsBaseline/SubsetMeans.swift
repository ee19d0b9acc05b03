// Means of a probability column over the states that agree with a reference state on a set of kept inputs.
//
// Layout: a column of 2^units doubles indexed by state on entry, by the set of kept inputs on return.

/// The scalar reference of `subsetMeans`: the definition, state by state.
///
/// - Precondition: `column` and `means` have 2^units entries each and do not overlap.
/// - Complexity: O(4^units).
package func subsetMeansScalar(
    column: UnsafePointer<Double>, units: Int, reference: Int, means: UnsafeMutablePointer<Double>
) {
    for kept in 0..<(1 &<< units) {
        var sum = 0.0
        var count = 0
        for state in 0..<(1 &<< units) where (state ^ reference) & kept == 0 {
            sum += column[state]
            count += 1
        }
        means[kept] = sum / Double(count)
    }
}

/// `means[kept]` = the mean of `column` over the states that agree with `reference` on the units of `kept`:
/// p_i(1 | K) of iit4.md §2 for every K at once.
///
/// The column is first reordered so that a state's index has a bit set where it agrees with the reference; then, unit by
/// unit, the entry without the unit becomes the mean of the two.
///
/// - Parameters:
///   - column: 2^units entries, by state.
///   - units: 0 or more.
///   - reference: the state; its bits above `units` are not read.
///   - means: 2^units entries, by the set of kept inputs; apart from `column`.
/// - Complexity: O(units · 2^units).
package func subsetMeans(
    column: UnsafePointer<Double>, units: Int, reference: Int, means: UnsafeMutablePointer<Double>
) {
    let flip = ~reference & ((1 &<< units) &- 1)
    for index in 0..<(1 &<< units) { means[index] = column[index ^ flip] }
    for unit in 0..<units {
        let stride = 1 &<< unit
        var block = 0
        while block < 1 &<< units {
            let without = means + block
            if stride >= vectorWidth {
                var offset = 0
                while offset < stride {
                    let kept = load(without + (stride &+ offset))
                    store((load(without + offset) + kept) * Vector(repeating: 0.5), without + offset)
                    offset &+= vectorWidth
                }
            } else {
                for offset in 0..<stride {
                    without[offset] = (without[offset] + without[stride &+ offset]) * 0.5
                }
            }
            block &+= stride &<< 1
        }
    }
}
