// Products of probability columns, entry by entry.

/// `product[s] *= column[s]`, or `*= 1 − column[s]` where `complement`, for `count` entries, a multiple of 8.
///
/// - Complexity: O(count).
package func multiplyColumn(
    _ column: UnsafePointer<Double>, complement: Bool, count: Int, product: UnsafeMutablePointer<Double>
) {
    let base = Vector(repeating: complement ? 1 : 0)
    let sign = Vector(repeating: complement ? -1 : 1)
    var index = 0
    while index < count {
        store(load(product + index) * (base + sign * load(column + index)), product + index)
        index &+= vectorWidth
    }
}

/// The scalar reference of `multiplyColumn`, for any count.
package func multiplyColumnScalar(
    _ column: UnsafePointer<Double>, complement: Bool, count: Int, product: UnsafeMutablePointer<Double>
) {
    for index in 0..<count {
        product[index] *= complement ? 1 - column[index] : column[index]
    }
}

/// The sum of `count` entries, a multiple of 8, in 8 interleaved partial sums added pairwise: the same order, and so the
/// same bits, at every level.
///
/// - Complexity: O(count).
package func sumOfColumn(_ column: UnsafePointer<Double>, count: Int) -> Double {
    var sums: (Double, Double, Double, Double, Double, Double, Double, Double) = (0, 0, 0, 0, 0, 0, 0, 0)
    return withUnsafeMutableBytes(of: &sums) { bytes -> Double in
        let lanes = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Double.self)
        var lane = 0
        while lane < 8 {
            var sum = Vector(repeating: 0)
            var index = lane
            while index < count {
                sum += load(column + index)
                index &+= 8
            }
            store(sum, lanes + lane)
            lane &+= vectorWidth
        }
        return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]))
    }
}
