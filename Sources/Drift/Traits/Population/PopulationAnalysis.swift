public import Analysis
internal import Compute
internal import Kernels

/// A run of a population as an analysis: a shard is a block of minds over the whole time, since minds never meet.
///
/// The reports are those of `PopulationRun`, bit for bit.
///
/// - Complexity: O(days · minds · traits) time; memory for the minds of the shards at work and for what is counted of
///   every report: some 40 KB a report, trait and shard.
public struct PopulationAnalysis: Analysis {
    public let population: Population

    /// Some minds with consecutive numbers.
    public struct Shard: Codable, Sendable {
        /// Blocks of the population.
        let first: Int
        let count: Int
    }

    public struct Partial: Codable, Sendable {
        /// At the beginning and on every day of a report.
        let tallies: [PopulationTally]
    }

    /// The most shards: what is counted of each stays in memory until all are done.
    private static let mostShards = 32

    /// - Throws: `DriftError` where the population is not valid.
    public init(_ population: Population) throws {
        try population.validate()
        self.population = population
    }

    public func prepare(in context: RunContext) throws -> PopulationPlan { PopulationPlan(population) }

    public func shards(_ prepared: PopulationPlan) throws -> [Shard] {
        let blocks = prepared.blocks.count
        let size = max(1, (blocks + Self.mostShards - 1) / Self.mostShards)
        return stride(from: 0, to: blocks, by: size).map { Shard(first: $0, count: min(size, blocks - $0)) }
    }

    public func run(_ shard: Shard, _ prepared: PopulationPlan, in context: RunContext) throws -> Partial {
        let blocks = prepared.blocks.count
        guard shard.first >= 0, shard.count > 0, shard.count <= blocks - shard.first else {
            throw DriftError(
                .badPopulation, key: "shard",
                problem: "there are no \(shard.count) blocks from \(shard.first) of \(blocks)",
                remedy: "run the shards that the analysis itself made")
        }
        // Shards run on all threads at once, so each of them is one thread's.
        let run = PopulationRun(
            prepared, blocks: shard.first..<(shard.first + shard.count), on: ThreadPool(threads: 1),
            kernels: .selected)
        var tallies = [try run.tally(days: 0, context.cancellation)]
        for day in population.reportDays {
            tallies.append(try run.tally(days: day - run.day, context.cancellation))
        }
        return Partial(tallies: tallies)
    }

    public func merge(_ partials: [Partial], _ prepared: PopulationPlan) throws -> [PopulationReport] {
        for partial in partials {
            guard partial.tallies.count == population.reportCount,
                partial.tallies.allSatisfy({ $0.isOf(traits: population.traits.count) })
            else {
                throw DriftError(
                    .badPopulation, key: "shard", problem: "it tells of other days or traits",
                    remedy: "run the shards that the analysis itself made")
            }
        }
        var sums = partials.first?.tallies ?? []
        for partial in partials.dropFirst() {
            for (index, tally) in partial.tallies.enumerated() { sums[index].add(tally) }
        }
        return sums.enumerated().map { index, tally in
            let day = population.reportDay(index)
            return PopulationReport(
                tally, of: population, day: day, windowDays: day - population.reportDay(max(0, index - 1)))
        }
    }
}
