import Analysis
import Compute
import Foundation
import Kernels

extension TransitionLikelihoods {
    /// The effect ratios ρ_e(x, y) = log₂ π(y | x) − log₂ π(y) in bits, for every set M of sources (x) and every set Z of
    /// targets (y): entry `M << targetCount | Z`; 0 where either set is empty.
    ///
    /// π(y | x) is the product over the targets of P(y_i | x), the other sources uniform; π(y) is that with every source
    /// uniform (Albantakis et al. 2019, Section 2.3). So ρ_e is a sum over the targets.
    ///
    /// - Throws: `CancelledError`.
    /// - Complexity: O(s · t · 2^s + 2^(s+t)).
    func effectRatios(in context: RunContext) throws -> AlignedBuffer {
        let states = 1 << sourceCount
        let means = AlignedBuffer(uninitialized: targetCount << sourceCount)
        for target in 0..<targetCount {
            KernelTable.selected.subsetMeans(
                columns.base + target << sourceCount, sourceCount, before, means.base + target << sourceCount)
        }
        let ratios = AlignedBuffer(uninitialized: states << targetCount)
        _ = try context.pool.map(count: states) { mechanism in
            try context.cancellation.check()
            let row = ratios.base + mechanism << targetCount
            row[0] = 0
            for target in 0..<targetCount {
                let column = means.base + target << sourceCount
                let gain = mechanism == 0 ? 0 : log2(column[mechanism]) - log2(column[0])
                for purview in 0..<(1 << target) { row[1 << target | purview] = row[purview] + gain }
            }
        }
        return ratios
    }
}
