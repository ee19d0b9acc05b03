internal import Analysis
internal import Compute

/// The maximum mean discrepancy in shards of one panel each. The first rounds look for the median distance, where it is the
/// bandwidth; the last one sums the kernel.
struct MaximumMeanDiscrepancyAnalysis: Analysis {
    let method: MaximumMeanDiscrepancy
    let reference: Sample
    let sample: Sample

    enum Step: Sendable, Codable {
        /// Count the squared distances in a bracket.
        case median(MedianBracket)
        /// Sum the kernel of these widths.
        case sums(widths: [Double])
    }

    struct Shard: Sendable, Codable {
        let panel: Int
        let step: Step
    }

    enum Partial: Sendable, Codable {
        case median(MedianTally, MedianBracket)
        case sums(KernelSums, widths: [Double])
    }

    struct Prepared: Sendable {
        let tiles: DistanceTiles
        let labels: RowLabellings
        let device: OpenCLKernelSums?
    }

    func prepare(in context: RunContext) throws -> Prepared {
        try method.validate()
        let source = try RowSource(reference: reference, sample: sample)
        let tiles = try DistanceTiles(PooledRows(source), side: method.tileRows)
        let labels = try RowLabellings(source, method.plan(), pool: context.pool)
        return Prepared(
            tiles: tiles, labels: labels,
            device: try OpenCLKernelSums.opened(context.device, tiles, labels, profile: context.profile))
    }

    func shards(_ prepared: Prepared) throws -> [Shard] {
        switch method.bandwidth {
        case .median: shards(.median(.sampled(prepared.tiles.pooled)), prepared)
        case .widths(let widths): shards(.sums(widths: widths), prepared)
        }
    }

    private func shards(_ step: Step, _ prepared: Prepared) -> [Shard] {
        (0..<prepared.tiles.panels).map { Shard(panel: $0, step: step) }
    }

    func run(_ shard: Shard, _ prepared: Prepared, in context: RunContext) throws -> Partial {
        let check = { try context.cancellation.check() }
        switch shard.step {
        case .median(let bracket):
            return .median(
                try MedianTally(prepared.tiles, panel: shard.panel, in: bracket, check: check), bracket)
        case .sums(let widths):
            if let device = prepared.device {
                return .sums(try device.sums(panel: shard.panel, widths: widths), widths: widths)
            }
            return .sums(
                try KernelSums(
                    prepared.tiles, panel: shard.panel, labels: prepared.labels, widths: widths, check: check),
                widths: widths)
        }
    }

    func work(_ shard: Shard, _ prepared: Prepared) -> Int {
        switch shard.step {
        case .median: prepared.tiles.pairs(shard.panel) * prepared.tiles.pooled.columns
        case .sums: prepared.tiles.pairs(shard.panel) * (prepared.tiles.pooled.columns + prepared.labels.columns)
        }
    }

    func nextRound(after partials: [Partial], _ prepared: Prepared) throws -> [Shard]? {
        var tallies: [MedianTally] = []
        var bracket: MedianBracket?
        for case .median(let tally, let its) in partials {
            tallies.append(tally)
            bracket = its
        }
        guard let bracket else { return nil }
        switch MedianSearch(prepared.tiles, in: bracket).narrowed(by: tallies) {
        case .within(let search): return shards(.median(search.bracket), prepared)
        case .found(let median):
            guard median > 0 else { throw KernelBandwidth.zeroMedian() }
            return shards(.sums(widths: [median]), prepared)
        }
    }

    func merge(_ partials: [Partial], _ prepared: Prepared) throws -> MaximumMeanDiscrepancy.Outcome {
        var sums = KernelSums(columns: prepared.labels.columns)
        var used: [Double] = []
        for case .sums(let part, let widths) in partials {
            sums.add(part)
            used = widths
        }
        return try method.outcome(
            sums, widths: used, referenceCount: reference.rows, sampleCount: sample.rows,
            splits: prepared.labels.splits)
    }
}
