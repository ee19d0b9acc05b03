public import Analysis
import Compute
import Kernels

/// A run of neuronal group selection as an analysis: a shard is a block of whole maps for all generations, since maps
/// never feed each other; where the populations of a map are bound by re-entry they stay together in a shard.
///
/// - Complexity: O(generations · populations · groups · inputs) time; memory for a block a worker and for the
///   statistics, 24 bytes a sample and shard.
public struct GroupSelectionAnalysis: Analysis {
    public let configuration: GroupSelection.Configuration

    public struct Shard: Codable, Sendable {
        let first: Int
        let count: Int
    }

    public struct Partial: Codable, Sendable {
        let populations: Int
        /// Sums over the shard's populations, in their order.
        var series: [GroupSelectionSummary.Point]
        var final: [PopulationStatistics]
    }

    public init(_ configuration: GroupSelection.Configuration) {
        self.configuration = configuration
    }

    public func shards(_ prepared: Void) throws -> [Shard] {
        configuration.model.blocks.map { Shard(first: $0.lowerBound, count: $0.count) }
    }

    public func run(_ shard: Shard, _ prepared: Void, in context: RunContext) throws -> Partial {
        switch configuration.precision {
        case .double: try run(shard, as: Double.self, in: context)
        case .single: try run(shard, as: Float.self, in: context)
        }
    }

    private func run<Real: GroupSelectionReal>(
        _ shard: Shard, as type: Real.Type, in context: RunContext
    ) throws -> Partial {
        let model = configuration.model
        let range = shard.first..<(shard.first + shard.count)
        guard range.lowerBound >= 0, model.blocks.contains(range) else {
            throw DynamicsError(
                .badSetting, key: "shard", problem: "populations \(range) are no shard of this model",
                remedy: "run the shards that the analysis itself made")
        }
        var state = GroupSelectionState<Real>(model, populations: range)
        var partial = Partial(populations: range.count, series: [], final: [])
        let end = configuration.generations
        while state.generation < end {
            try context.cancellation.check()
            let step = model.generationsAtOnce(from: state.generation, until: end, every: configuration.every)
            for sample in state.advance(step, of: model, every: configuration.every) {
                partial.series.append(GroupSelectionSummary.Point(summing: sample))
                partial.final = sample.populations
            }
        }
        return partial
    }

    public func merge(_ partials: [Partial], _ prepared: Void) throws -> GroupSelectionSummary {
        let count = Double(configuration.model.populations)
        var series = partials.first?.series ?? []
        for partial in partials.dropFirst() {
            for (index, point) in partial.series.enumerated() where index < series.count { series[index].add(point) }
        }
        return GroupSelectionSummary(
            series: series.map { $0.divided(by: count) }, populations: partials.flatMap(\.final))
    }
}

/// What comes of a run of neuronal group selection.
public struct GroupSelectionSummary: Hashable, Codable, Sendable {
    /// Means over the populations, a sample each.
    public let series: [Point]
    /// Each population at the last sample; empty where the run had none.
    public let populations: [PopulationStatistics]

    /// One sample.
    public struct Point: Hashable, Codable, Sendable {
        /// Generations completed.
        public let generation: Int
        /// As in `PopulationStatistics`.
        public private(set) var meanFitness: Double
        public private(set) var entropy: Double
        public private(set) var dominantShare: Double

        init(summing sample: GroupSelectionSample) {
            generation = sample.generation
            meanFitness = sample.populations.reduce(0) { $0 + $1.meanFitness }
            entropy = sample.populations.reduce(0) { $0 + $1.entropy }
            dominantShare = sample.populations.reduce(0) { $0 + $1.dominantShare }
        }

        mutating func add(_ other: Point) {
            meanFitness += other.meanFitness
            entropy += other.entropy
            dominantShare += other.dominantShare
        }

        func divided(by count: Double) -> Point {
            var mean = self
            mean.meanFitness /= count
            mean.entropy /= count
            mean.dominantShare /= count
            return mean
        }
    }
}
