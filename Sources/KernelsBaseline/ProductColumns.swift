// Products of probability columns, entry by entry.

/// `product[s] *= column[s]`, or `*= 1 − column[s]` where `complement`, for `count` entries.
///
/// - Precondition: `count` is a multiple of 8.
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
///
/// - Complexity: O(count).
package func multiplyColumnScalar(
    _ column: UnsafePointer<Double>, complement: Bool, count: Int, product: UnsafeMutablePointer<Double>
) {
    for index in 0..<count {
        product[index] *= complement ? 1 - column[index] : column[index]
    }
}

/// The sum of `count` entries in 8 interleaved partial sums added pairwise: the same order, and so the same bits, at
/// every level.
///
/// - Precondition: `count` is a multiple of 8.
/// - Complexity: O(count).
package func sumOfColumn(_ column: UnsafePointer<Double>, count: Int) -> Double {
    var sums = SIMD8<Double>(repeating: 0)
    var index = 0
    while index < count {
        sums += UnsafeRawPointer(column + index).loadUnaligned(as: SIMD8<Double>.self)
        index &+= 8
    }
    let quarters = sums.lowHalf + sums.highHalf
    let halves = quarters.lowHalf + quarters.highHalf
    return halves[0] + halves[1]
}
