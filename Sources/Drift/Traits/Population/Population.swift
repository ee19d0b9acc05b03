/// A population of minds whose traits drift: who they are, what happens to them, and what is told of it.
///
/// On each day, in this order: the effects that are listed, as listed; the events that chance brings; the couplings;
/// the set points. Each of them leaves scores within their bounds and rounded to four decimals.
public struct Population: Sendable, Codable, Hashable {
    /// How many minds, numbered from 0.
    public var minds: Int
    public var traits: [Trait]
    /// The confidence that every trait begins with, in [0, 1].
    public var initialConfidence: Double
    /// Groups of minds with consecutive numbers, to each of which chance brings events of its own kind.
    public var groups: [Group]
    /// Effects that are given one by one, in the order in which those of a day are applied.
    public var effects: [Effect]
    public var couplings: [Coupling]
    /// Days from one step towards the set points to the next: 1 or more. Steps are exact for any interval.
    public var setPointInterval: Int
    /// The day (since 1970-01-01, UTC) on which the run begins.
    public var firstDay: Int
    /// How many days it runs.
    public var days: Int
    /// Days from one report to the next.
    public var reportInterval: Int
    /// The quantiles that are reported, ascending, in [0, 1].
    public var quantiles: [Double]
    public var thresholds: StabilityThresholds
    public var seed: UInt64

    public init(
        minds: Int, traits: [Trait], initialConfidence: Double = 0.5, groups: [Group] = [], effects: [Effect] = [],
        couplings: [Coupling] = [], setPointInterval: Int = 1, firstDay: Int = 0, days: Int, reportInterval: Int = 30,
        quantiles: [Double] = [0.05, 0.25, 0.5, 0.75, 0.95], thresholds: StabilityThresholds = StabilityThresholds(),
        seed: UInt64 = 0
    ) {
        self.minds = minds
        self.traits = traits
        self.initialConfidence = initialConfidence
        self.groups = groups
        self.effects = effects
        self.couplings = couplings
        self.setPointInterval = setPointInterval
        self.firstDay = firstDay
        self.days = days
        self.reportInterval = reportInterval
        self.quantiles = quantiles
        self.thresholds = thresholds
        self.seed = seed
    }

    /// A trait that every mind has.
    public struct Trait: Sendable, Codable, Hashable {
        public var name: String
        public var rule: TraitDriftRule
        /// Whether nothing may move it.
        public var isLocked: Bool
        /// What scores begin as: drawn, brought between the bounds, rounded to four decimals.
        public var initial: Distribution
        public var setPoint: SetPoint?

        public init(
            _ name: String, rule: TraitDriftRule = TraitDriftRule(), isLocked: Bool = false,
            initial: Distribution = .constant(0.5), setPoint: SetPoint? = nil
        ) {
            self.name = name
            self.rule = rule
            self.isLocked = isLocked
            self.initial = initial
            self.setPoint = setPoint
        }
    }

    /// What a number is drawn from.
    public enum Distribution: Sendable, Codable, Hashable {
        case constant(Double)
        case normal(mean: Double, deviation: Double)
        case uniform(low: Double, high: Double)
    }

    /// Minds to whom chance brings events: one a day at the most, with the probability given. An event has an effect on
    /// every trait that has a delta, all of one confidence.
    public struct Group: Sendable, Codable, Hashable {
        public var name: String
        /// The part of all minds, above 0; the groups' shares add up to 1.
        public var share: Double
        /// Of an event on a day, in [0, 1].
        public var probability: Double
        /// The effects' deltas, one entry a trait; nil where an event has no effect on it.
        public var deltas: [Distribution?]
        /// The effects' confidence, brought into [0, 1].
        public var confidence: Distribution

        public init(
            name: String = "everyone", share: Double = 1, probability: Double, deltas: [Distribution?],
            confidence: Distribution = .constant(0.5)
        ) {
            self.name = name
            self.share = share
            self.probability = probability
            self.deltas = deltas
            self.confidence = confidence
        }
    }

    /// One effect.
    public struct Effect: Sendable, Codable, Hashable {
        /// Days since the run's first.
        public var day: Int
        /// The mind's number; nil for every mind.
        public var mind: Int?
        /// The trait's place in `traits`.
        public var trait: Int
        public var delta: Double
        public var confidence: Double

        public init(day: Int, mind: Int?, trait: Int, delta: Double, confidence: Double = 0.5) {
            self.day = day
            self.mind = mind
            self.trait = trait
            self.delta = delta
            self.confidence = confidence
        }
    }

    /// An edge along which drift diffuses: of the change c that a day's events made to `from`, the part weight·c goes
    /// to `to`, and `from` gives |weight|·c of it away.
    ///
    /// All edges use the changes that events made on that day, so nothing passes two edges on one day. Where no
    /// weight is negative the sum of a mind's scores is what it was, but for bounds and rounding. An edge to or from
    /// a trait that is locked carries nothing. Neither confidence nor the day of the last drift changes.
    public struct Coupling: Sendable, Codable, Hashable {
        /// Places in `traits`.
        public var from: Int
        public var to: Int
        /// In [−1, 1]; the absolute weights of the edges from one trait add up to 1 at the most.
        public var weight: Double

        public init(from: Int, to: Int, weight: Double) {
            self.from = from
            self.to = to
            self.weight = weight
        }
    }

    /// Where a trait tends to: an Ornstein–Uhlenbeck process dx = rate·(mean − x)·dt + volatility·dW, t in days.
    ///
    /// It is stepped exactly (Gillespie, Phys. Rev. E 54 (1996) 2084): over Δ days x ← mean + (x − mean)·e^(−rate·Δ)
    /// + s·z with s² = volatility²·(1 − e^(−2·rate·Δ))/(2·rate) and a standard normal z, after which the score is
    /// rounded as ever. Rounding stops a pull of less than half of 10⁻⁴ a step, which matters only where the noise is
    /// not larger than that: take longer steps there (`Population.setPointInterval`). Neither confidence nor the day
    /// of the last drift changes.
    public struct SetPoint: Sendable, Codable, Hashable {
        public var mean: Double
        /// A day, 0 or more.
        public var rate: Double
        /// A square root of a day, 0 or more.
        public var volatility: Double

        public init(mean: Double, rate: Double, volatility: Double = 0) {
            self.mean = mean
            self.rate = rate
            self.volatility = volatility
        }
    }
}

extension Population.SetPoint {
    /// The maturity principle: with age people become more agreeable, more conscientious and emotionally more stable.
    ///
    /// The directions are those of Roberts, Walton & Viechtbauer, Psychol. Bull. 132 (2006) 1, and of Caspi, Roberts &
    /// Shiner, Annu. Rev. Psychol. 56 (2005) 453, who name the principle. The sizes are round numbers chosen here:
    /// means of 0.6 and 0.4, half of the way in twenty years, and a standard deviation of 0.1 between minds in the
    /// long run.
    ///
    /// - Parameter trait: a name.
    /// - Returns: nil for a trait that the principle says nothing of.
    public static func maturity(of trait: String) -> Self? {
        let means = ["agreeableness": 0.6, "conscientiousness": 0.6, "neuroticism": 0.4]
        guard let mean = means[trait] else { return nil }
        // ln 2 over the days of twenty years; a volatility of 0.1·√(2·rate).
        let rate = 0.6931471805599453 / (20 * 365.25)
        return Self(mean: mean, rate: rate, volatility: 0.1 * (2 * rate).squareRoot())
    }
}
