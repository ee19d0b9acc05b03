import Compute
import Graphs
import Kernels

/// What a transition's targets say of its sources: P(target i is as it is at t | the sources' state at t − 1), for each
/// state that the sources could have been set to, everything else held as it was at t − 1
/// (Albantakis et al. 2019, Section 2.1: the background conditions).
struct TransitionLikelihoods: Sendable {
    /// `targetCount · 2^sourceCount` probabilities, target by target.
    let columns: AlignedBuffer
    let sourceCount: Int
    let targetCount: Int
    /// The sources' state at t − 1: bit k is that of source k.
    let before: Int

    /// - Complexity: O(t · 2^s) for s sources and t targets.
    init(_ question: TransitionQuestion) {
        sourceCount = question.sources.count
        targetCount = question.targets.count
        before = Int(question.before.restricted(to: question.sources).bits)
        let scatter = BitScatter(units: question.sources, of: question.substrate.unitCount)
        let background = Int(question.before.bits) & scatter.complement
        let transitions = question.substrate.transitions
        columns = AlignedBuffer(uninitialized: targetCount << sourceCount)
        for (position, unit) in question.targets.enumerated() {
            let isOn = question.after[unit] == 1
            let out = columns.base + position << sourceCount
            for local in 0..<(1 << sourceCount) {
                let on = transitions.probability(of: unit, after: scatter.global[local] | background)
                // The complement is taken before any averaging: 1 − mean would lose a small probability to rounding.
                out[local] = isOn ? on : 1 - on
            }
        }
    }
}
