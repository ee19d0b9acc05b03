// Minima over subsets: the zeta transform of (min, ∞).
//
// Layout: a table of 2^units doubles indexed by set.

/// The scalar reference of `subsetMinima`: the definition.
///
/// - Precondition: `values` and `minima` have 2^units entries each and do not overlap.
/// - Complexity: O(3^units).
package func subsetMinimaScalar(_ values: UnsafePointer<Double>, units: Int, minima: UnsafeMutablePointer<Double>) {
    for set in 0..<(1 &<< units) {
        var least = values[0]
        var subset = set
        while subset != 0 {
            least = min(least, values[subset])
            subset = (subset &- 1) & set
        }
        minima[set] = least
    }
}

/// In place: `table[x]` becomes the minimum of `table` over the subsets of x.
///
/// - Precondition: `table` has 2^units entries, none of them NaN.
/// - Complexity: O(units · 2^units).
package func subsetMinima(_ table: UnsafeMutablePointer<Double>, units: Int) {
    for unit in 0..<units {
        let stride = 1 &<< unit
        var block = 0
        while block < 1 &<< units {
            let without = table + block
            if stride >= vectorWidth {
                var offset = 0
                while offset < stride {
                    let with = without + (stride &+ offset)
                    store(lesser(load(with), load(without + offset)), with)
                    offset &+= vectorWidth
                }
            } else {
                for offset in 0..<stride where without[offset] < without[stride &+ offset] {
                    without[stride &+ offset] = without[offset]
                }
            }
            block &+= stride &<< 1
        }
    }
}
