/// What is told of a population on one day.
public struct PopulationReport: Sendable, Codable, Hashable {
    /// The bins of `TraitStatistics.histogram`, over [0, 1].
    public static let bins = 40

    /// Days completed.
    public let day: Int
    /// Days since the last report; 0 at the beginning.
    public let windowDays: Int
    public let traits: [TraitStatistics]
    /// `ProfileCoherence.coherence` of each mind with its own beginning, to four decimals; where the traits have
    /// different bounds, each change counts as a share of its own trait's range.
    public let coherence: Spread

    /// A distribution in a few numbers.
    public struct Spread: Sendable, Codable, Hashable {
        public let mean: Double
        /// Over all minds, divided by their number.
        public let variance: Double
        /// Those that the population asks for.
        public let quantiles: [Double]
    }

    public struct TraitStatistics: Sendable, Codable, Hashable {
        public let scores: Spread
        /// Minds by score, in `bins` equal bins over [0, 1].
        public let histogram: [Int]
        /// The mean change of the window, a day; nil at the beginning.
        public let velocity: Double?
        /// The root of the mean square of the minds' changes of the window, a day; nil at the beginning.
        public let speed: Double?
        /// Of the window.
        public let effects: EffectCounts
        /// Minds by `StabilityClass`, in its order, over the whole run; nil before the end.
        public let stability: [Int]?
    }

    /// - Complexity: O(traits · ticks).
    init(_ tally: PopulationTally, of population: Population, day: Int, windowDays: Int) {
        self.day = day
        self.windowDays = windowDays
        let time = Double(windowDays)
        let minds = Double(population.minds)
        let isEnd = day == population.days
        coherence = Spread(tally.coherence, population.quantiles)
        traits = tally.traits.map { trait in
            TraitStatistics(
                scores: Spread(trait.scores, population.quantiles), histogram: trait.scores.binned(Self.bins),
                velocity: windowDays == 0 ? nil : Double(trait.changes) / (minds * time * Tick.perUnit),
                speed: windowDays == 0
                    ? nil : (Double(trait.squaredChanges) / minds).squareRoot() / (time * Tick.perUnit),
                effects: trait.effects, stability: isEnd ? trait.classes : nil)
        }
    }
}

extension PopulationReport.Spread {
    init(_ histogram: TickHistogram, _ quantiles: [Double]) {
        let moments = histogram.moments
        self.init(mean: moments.mean, variance: moments.variance, quantiles: histogram.quantiles(quantiles))
    }
}

extension Population {
    /// How many reports there are, that of the beginning included.
    public var reportCount: Int { 1 + (days + reportInterval - 1) / reportInterval }

    /// The day of the report with a number: 0, the beginning, has the first.
    func reportDay(_ index: Int) -> Int { min(days, index * reportInterval) }

    /// The days on which reports are due after the beginning, the last day included.
    public var reportDays: some Collection<Int> { (1..<reportCount).lazy.map(reportDay) }

    /// Of each trait, the class by the net change in ticks over the whole run.
    func stabilityClasses() -> [[UInt8]] {
        let order = StabilityClass.allCases
        return traits.map { trait in
            (0..<Tick.count).map { ticks in
                let velocity = Double(ticks) / Tick.perUnit / Double(max(1, days))
                let found = StabilityClass(velocityPerDay: velocity, rule: trait.rule, thresholds: thresholds)
                return UInt8(order.firstIndex(of: found) ?? 0)
            }
        }
    }

    /// Of each trait, its bounds' distance in ticks.
    var rangesInTicks: [Double] {
        traits.map { Double(Tick.of($0.rule.upperBound)) - Double(Tick.of($0.rule.lowerBound)) }
    }
}
