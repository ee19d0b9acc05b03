/// What is told of one population after a generation.
public struct PopulationStatistics: Hashable, Codable, Sendable {
    /// Σ f_g·x_g, with the shares that entered the generation: what the population multiplied by.
    public let meanFitness: Double
    /// The diversity of the shares that left it, −Σ x ln x in nats: from 0, one group alone, to ln G, all alike.
    public let entropy: Double
    /// The greatest share.
    public let dominantShare: Double
    /// The group that has it; the first of several.
    public let dominantGroup: Int

    public init(meanFitness: Double, entropy: Double, dominantShare: Double, dominantGroup: Int) {
        self.meanFitness = meanFitness
        self.entropy = entropy
        self.dominantShare = dominantShare
        self.dominantGroup = dominantGroup
    }

    /// Four entries as the kernel writes them.
    init<Real: GroupSelectionReal>(_ entries: UnsafePointer<Real>) {
        self.init(
            meanFitness: Double(entries[0]), entropy: Double(entries[1]), dominantShare: Double(entries[2]),
            dominantGroup: Int(entries[3]))
    }
}

/// The statistics of every population after a generation.
public struct GroupSelectionSample: Hashable, Codable, Sendable {
    /// Generations completed.
    public let generation: Int
    /// In the order of the populations.
    public let populations: [PopulationStatistics]

    /// The means over the populations, added in their order.
    ///
    /// - Complexity: O(populations).
    public var means: (fitness: Double, entropy: Double, dominantShare: Double) {
        let count = Double(max(1, populations.count))
        return (
            populations.reduce(0) { $0 + $1.meanFitness } / count,
            populations.reduce(0) { $0 + $1.entropy } / count,
            populations.reduce(0) { $0 + $1.dominantShare } / count
        )
    }
}
