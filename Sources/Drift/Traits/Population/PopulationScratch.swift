internal import Compute
internal import Kernels

/// What one thread needs beside the state of the block that it works on.
final class PopulationScratch {
    /// The minds' numbers, and the word of a counter that populations leave at 0.
    let numbers: UnsafeMutablePointer<UInt32>
    private let runs: UnsafeMutablePointer<UInt32>
    /// The minds with an event: their places in the block and their numbers.
    let selected: UnsafeMutablePointer<Int32>
    let selectedNumbers: UnsafeMutablePointer<UInt32>
    let chances = PopulationScratch.row()
    let secondUniforms = PopulationScratch.row()
    private let even = PopulationScratch.row()
    private let odd = PopulationScratch.row()
    /// Never written.
    let zeros = PopulationScratch.row()
    let deltas = PopulationScratch.row()
    let confidences = PopulationScratch.row()
    /// The state of the minds with an event, side by side.
    let scores = PopulationScratch.row()
    let held = PopulationScratch.row()
    let lastDays: UnsafeMutablePointer<Int32>
    /// The scores at the day's beginning, then their changes.
    let changes: AlignedBuffer
    /// A trait's counts, one after the other: effects, those in the cooldown, too small, kept by a bound, and on a
    /// locked trait.
    let tally: UnsafeMutablePointer<Int>
    private let traits: Int
    /// What `even` and `odd` hold: a draw and its step.
    private var drawn: (word: UInt32, step: UInt32, numbers: UnsafeMutablePointer<UInt32>)?

    static let countsPerTrait = 5

    init(_ plan: PopulationPlan) {
        let width = PopulationPlan.blockMinds
        traits = plan.population.traits.count
        numbers = .allocate(capacity: width)
        runs = .allocate(capacity: width)
        selectedNumbers = .allocate(capacity: width)
        selected = .allocate(capacity: width)
        lastDays = .allocate(capacity: width)
        tally = .allocate(capacity: traits * Self.countsPerTrait)
        for words in [numbers, runs, selectedNumbers] { words.initialize(repeating: 0, count: width) }
        for days in [selected, lastDays] { days.initialize(repeating: 0, count: width) }
        tally.initialize(repeating: 0, count: traits * Self.countsPerTrait)
        changes = AlignedBuffer(count: plan.couplings.isEmpty ? 0 : traits * width)
    }

    deinit {
        for words in [numbers, runs, selectedNumbers] { words.deallocate() }
        for days in [selected, lastDays] { days.deallocate() }
        tally.deallocate()
    }

    private static func row() -> AlignedBuffer { AlignedBuffer(count: PopulationPlan.blockMinds) }

    /// Takes up a block: its minds' numbers, and a count from zero.
    func begin(_ minds: Range<Int>, stride: Int) {
        for entry in 0..<stride { numbers[entry] = UInt32(minds.lowerBound + entry) }
        tally.update(repeating: 0, count: traits * Self.countsPerTrait)
        drawn = nil
    }

    /// Whether events happen: their chances, and the second uniform deviates.
    func drawOccurrences(_ plan: PopulationPlan, step: UInt32, _ count: Int, _ kernels: TraitDriftKernels) {
        kernels.fillUniforms(
            plan.population.seed, step, PopulationDraw.occurrence.word(), numbers, runs, count, chances.base,
            secondUniforms.base)
    }

    /// The deviates that a distribution of `kind` takes for a trait; zeros where it takes none. Two traits share a
    /// draw.
    func deviates(
        _ kind: PopulationPlan.Draw.Kind, _ use: PopulationDraw, trait: Int, step: UInt32, _ plan: PopulationPlan,
        of minds: UnsafeMutablePointer<UInt32>, _ count: Int, _ kernels: TraitDriftKernels
    ) -> UnsafePointer<Double> {
        guard kind == .normal || kind == .uniform else { return UnsafePointer(zeros.base) }
        let word = use.word(pair: trait / 2)
        if drawn.map({ $0 != (word, step, minds) }) ?? true {
            let fill = kind == .normal ? kernels.dynamics.fillNormals : kernels.fillUniforms
            fill(plan.population.seed, step, word, minds, runs, count, even.base, odd.base)
            drawn = (word, step, minds)
        }
        return UnsafePointer(trait.isMultiple(of: 2) ? even.base : odd.base)
    }
}

extension PopulationPlan.Draw {
    /// The use of a draw of this kind, for a delta.
    var deltaUse: PopulationDraw { kind == .uniform ? .uniformDelta : .normalDelta }

    /// The same for an initial score.
    var startUse: PopulationDraw { kind == .uniform ? .uniformStart : .normalStart }
}
