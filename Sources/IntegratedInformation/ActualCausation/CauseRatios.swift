import Analysis
import Compute
import Foundation
import Kernels

extension TransitionLikelihoods {
    /// The cause ratios ρ_c(x, y) = log₂ π(x | y) − log₂ π(x) in bits, for every set M of targets (y) and every set Z of
    /// sources (x): entry `M << sourceCount | Z`; 0 where either set is empty.
    ///
    /// π(x | y) is the product over the targets of P(y_i | x), the other sources uniform, normalised over the states of
    /// the units of x; π(x) = 2^−|Z| (Albantakis et al. 2019, Section 2.3).
    ///
    /// - Throws: `CancelledError`.
    /// - Complexity: O(2^t · 3^s).
    func causeRatios(in context: RunContext) throws -> AlignedBuffer {
        let ratios = AlignedBuffer(uninitialized: 1 << (sourceCount + targetCount))
        // Whether the highest sources belong to Z is decided by the item; the rest is a recursion.
        let decided = min(sourceCount, 6)
        _ = try context.pool.map(count: 1 << decided) { item in
            var columns = (0..<targetCount).map { target in
                Array(UnsafeBufferPointer(start: self.columns.base + target << sourceCount, count: 1 << sourceCount))
            }
            let purview = item << (sourceCount - decided)
            for source in ((sourceCount - decided)..<sourceCount).reversed() where purview >> source & 1 == 0 {
                columns = Self.averaging(columns, over: source)
            }
            try fill(ratios, columns, purview: purview, undecided: sourceCount - decided, context)
        }
        return ratios
    }

    /// Decides the sources below `undecided`, from the highest down.
    private func fill(
        _ ratios: AlignedBuffer, _ columns: [[Double]], purview: Int, undecided: Int, _ context: RunContext
    ) throws {
        guard undecided > 0 else {
            try context.cancellation.check()
            return fill(ratios, columns, purview: purview)
        }
        let source = undecided - 1
        try fill(ratios, columns, purview: purview | 1 << source, undecided: source, context)
        try fill(ratios, Self.averaging(columns, over: source), purview: purview, undecided: source, context)
    }

    /// The means over one source, whose place among those that are left is its own number: the lower ones are all there.
    private static func averaging(_ columns: [[Double]], over source: Int) -> [[Double]] {
        columns.map { column in
            let low = 1 << source - 1
            return (0..<(column.count / 2)).map { index in
                let off = (index & ~low) << 1 | index & low
                return (column[off] + column[off | 1 << source]) * 0.5
            }
        }
    }

    /// The ratios of one purview with every set of targets.
    ///
    /// - Parameter columns: P(target i | the purview's state), by that state.
    private func fill(_ ratios: AlignedBuffer, _ columns: [[Double]], purview: Int) {
        let size = purview.nonzeroBitCount
        let states = 1 << size
        var actual = 0
        var place = 0
        for source in 0..<sourceCount where purview >> source & 1 == 1 {
            actual |= (before >> source & 1) << place
            place += 1
        }
        // Likelihoods relative to that of the actual state, whose product is then 1 whatever the others are.
        let relative = columns.map { column in column.map { $0 / column[actual] } }
        // Row k: the product over the k targets chosen so far.
        var products = [[Double]](repeating: [Double](repeating: 1, count: states), count: targetCount + 1)
        func descend(_ target: Int, _ chosen: Int, _ mechanism: Int) {
            guard target < targetCount else {
                ratios[mechanism << sourceCount | purview] =
                    chosen == 0 || size == 0
                    ? 0 : Double(size) - Self.logarithmOfSum(products[chosen], relative, mechanism)
                return
            }
            descend(target + 1, chosen, mechanism)
            for state in 0..<states { products[chosen + 1][state] = products[chosen][state] * relative[target][state] }
            descend(target + 1, chosen + 1, mechanism | 1 << target)
        }
        descend(0, 0, 0)
    }

    /// log₂ Σ over the states of `products`; from the logarithms of their factors where a product left a double's range.
    private static func logarithmOfSum(_ products: [Double], _ relative: [[Double]], _ mechanism: Int) -> Double {
        let sum = products.reduce(0, +)
        if sum.isFinite { return log2(sum) }
        let factors = relative.indices.filter { mechanism >> $0 & 1 == 1 }
        let exponents = products.indices.map { state in factors.reduce(0) { $0 + log2(relative[$1][state]) } }
        let greatest = exponents.reduce(0, max)
        return greatest + log2(exponents.reduce(0) { $0 + exp2($1 - greatest) })
    }
}
