internal import Compute
internal import Kernels

/// The state of a block of minds: for each trait an array of scores, one of confidences and one of the days on which it
/// last drifted, a mind an entry, padded to whole vectors.
///
/// Sendable because a block is worked on by one thread at a time: a window's parallel region gives each block to one
/// item, and it is read after the region.
final class PopulationBlock: @unchecked Sendable {
    /// An effect of the population's list, placed in the block.
    struct Row: Sendable {
        let day: Int32
        /// The mind's place in the block; −1 for all.
        let lane: Int32
        let trait: Int32
        /// Its place in the list: effects of a day are applied in that order.
        let order: Int
        let delta: Double
        let confidence: Double
    }

    let minds: Range<Int>
    let group: Int?
    /// Entries of one trait: the minds rounded up to 16.
    let stride: Int
    let traits: Int
    let scores: AlignedBuffer
    let confidences: AlignedBuffer
    let lastDays: UnsafeMutablePointer<Int32>
    let history: TickHistory
    /// Effects on single minds of this block, by day and order, and how many of them were applied.
    let rows: [Row]
    var applied = 0
    /// How many of the effects on everyone were applied.
    var appliedToAll = 0

    /// - Complexity: O(minds · traits).
    init(
        _ block: PopulationPlan.Block, rows: [Row], plan: PopulationPlan, kernels: TraitDriftKernels,
        scratch: PopulationScratch
    ) {
        minds = block.minds
        group = block.group
        stride = (block.minds.count + 15) & ~15
        traits = plan.population.traits.count
        scores = AlignedBuffer(uninitialized: traits * stride)
        confidences = AlignedBuffer(count: traits * stride, repeating: plan.population.initialConfidence)
        lastDays = .allocate(capacity: traits * stride)
        lastDays.initialize(repeating: PopulationPlan.never, count: traits * stride)
        history = TickHistory(minds: block.minds.count, stride: stride, traits: traits)
        self.rows = rows
        begin(plan, kernels, scratch)
        history.begin(scores.base)
    }

    deinit {
        lastDays.deallocate()
    }

    private func begin(_ plan: PopulationPlan, _ kernels: TraitDriftKernels, _ scratch: PopulationScratch) {
        scratch.begin(minds, stride: stride)
        for (index, trait) in plan.population.traits.enumerated() {
            let draw = PopulationPlan.Draw(trait.initial)
            let row = scores.base + index * stride
            let deviates = scratch.deviates(
                draw.kind, draw.startUse, trait: index, step: 0, plan, of: scratch.numbers, stride, kernels)
            kernels.effectsByChance(scratch.zeros.base, 1, deviates, draw.offset, draw.scale, stride, row)
            kernels.settleScores(trait.rule.lowerBound, trait.rule.upperBound, stride, row)
        }
    }
}
