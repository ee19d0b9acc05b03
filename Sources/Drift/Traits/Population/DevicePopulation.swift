internal import Compute

/// The settings of a population as `kernels/trait_drift.cl` takes them.
struct DevicePopulation {
    let sizes: OpenCLBuffer<Int32>
    let numbers: OpenCLBuffer<Double>
    let wholeNumbers: OpenCLBuffer<Int32>
    let edges: OpenCLBuffer<Int32>
    let weights: OpenCLBuffer<Double>
    let groupEnds: OpenCLBuffer<UInt32>
    let draws: OpenCLBuffer<Double>
    let kinds: OpenCLBuffer<Int32>
    let rowStarts: OpenCLBuffer<UInt32>
    let rowPlaces: OpenCLBuffer<Int32>
    let rowValues: OpenCLBuffer<Double>

    /// - Complexity: O(minds + effects · log effects).
    init(_ plan: PopulationPlan, on context: OpenCLContext) throws(OpenCLError) {
        let population = plan.population
        let traits = population.traits
        var (numbers, wholeNumbers): ([Double], [Int32]) = ([], [])
        for (index, trait) in traits.enumerated() {
            let pull = plan.pulls[index]
            for place in 0..<PopulationPlan.constantsPerTrait {
                numbers.append(plan.constants[index * PopulationPlan.constantsPerTrait + place])
            }
            numbers += [pull?.mean ?? 0, pull?.decay ?? 0, pull?.noise ?? 0]
            wholeNumbers += [Int32(trait.rule.cooldownDays), trait.isLocked ? 1 : 0, pull == nil ? 0 : 1]
        }
        let listed = ListedEffects(plan, blocks: plan.blocks.indices)
        var starts: [UInt32] = [0]
        starts.reserveCapacity(population.minds + 1)
        var rows: [PopulationBlock.Row] = []
        for (block, own) in zip(plan.blocks, listed.rows) {
            // By mind; a mind's stay in their order, which breaks ties.
            rows += own.sorted { ($0.lane, $0.day, $0.order) < ($1.lane, $1.day, $1.order) }
            var counts = Array(repeating: UInt32(0), count: block.minds.count)
            for row in own { counts[Int(row.lane)] += 1 }
            for count in counts { starts.append((starts.last ?? 0) + count) }
        }
        rows += listed.toAll
        self.numbers = try OpenCLBuffer(numbers, on: context)
        self.wholeNumbers = try OpenCLBuffer(wholeNumbers, on: context)
        edges = try OpenCLBuffer(plan.couplings.flatMap { [Int32($0.from), Int32($0.to)] }, on: context)
        weights = try OpenCLBuffer(plan.couplings.map(\.weight) + plan.given, on: context)
        groupEnds = try OpenCLBuffer(plan.groupBounds.dropFirst().map { UInt32($0) }, on: context)
        draws = try OpenCLBuffer(
            plan.groups.flatMap { group in
                [group.probability]
                    + ([group.confidence] + group.deltas).flatMap { [$0.offset, $0.scale] }
            }, on: context)
        kinds = try OpenCLBuffer(
            plan.groups.flatMap { group in ([group.confidence] + group.deltas).map(\.kind.rawValue) }, on: context)
        rowStarts = try OpenCLBuffer(starts, on: context)
        rowPlaces = try OpenCLBuffer(rows.flatMap { [$0.day, $0.trait, Int32($0.order)] }, on: context)
        rowValues = try OpenCLBuffer(rows.flatMap { [$0.delta, $0.confidence] }, on: context)
        let sizes = [
            plan.couplings.count, plan.groups.count, population.setPointInterval, population.firstDay,
            listed.toAll.count,
        ]
        self.sizes = try OpenCLBuffer(sizes.map { Int32($0) }, on: context)
    }
}
