// Products of several columns at once, with their sum and their greatest entry.

/// `product[z]` = the product over `factors` of `columns[f][z]`; returns the greatest entry. Sums are `sumOfColumn`'s.
///
/// - Parameters:
///   - factors: 1 or more.
///   - count: entries; fewer than 8 are handled one by one.
/// - Complexity: O(factors · count).
package func productOfColumns(
    _ columns: UnsafePointer<UnsafePointer<Double>>, factors: Int, count: Int, product: UnsafeMutablePointer<Double>,
    sum: UnsafeMutablePointer<Double>
) -> Double {
    if count < 8 {
        var greatest = 0.0
        var all = 0.0
        for index in 0..<count {
            var value = columns[0][index]
            for factor in 1..<max(1, factors) { value *= columns[factor][index] }
            product[index] = value
            all += value
            if value > greatest { greatest = value }
        }
        sum[0] = all
        return greatest
    }
    var sums = Lanes(repeating: 0)
    var greatest = Lanes(repeating: 0)
    var index = 0
    while index < count {
        var value = loadLanes(columns[0] + index)
        var factor = 1
        while factor < factors {
            value *= loadLanes(columns[factor] + index)
            factor &+= 1
        }
        storeLanes(value, product + index)
        sums += value
        greatest.replace(with: value, where: value .> greatest)
        index &+= 8
    }
    sum[0] = total(sums)
    return most(greatest)
}

/// `out[h · lowCount + l] += high[h] · low[l]`.
///
/// - Parameter lowCount: a multiple of 8, or less than 8.
/// - Complexity: O(highCount · lowCount).
package func addOuterProduct(
    _ high: UnsafePointer<Double>, highCount: Int, _ low: UnsafePointer<Double>, lowCount: Int,
    out: UnsafeMutablePointer<Double>
) {
    for row in 0..<highCount {
        let target = out + row &* lowCount
        if lowCount < 8 {
            for index in 0..<lowCount { target[index] += high[row] * low[index] }
        } else {
            let factor = Lanes(repeating: high[row])
            var index = 0
            while index < lowCount {
                let sum = loadLanes(target + index) + factor * loadLanes(low + index)
                storeLanes(sum, target + index)
                index &+= 8
            }
        }
    }
}
