/// How far one event's effect moves one trait: the drift rule of the Persistent Mind Model, for a single score.
///
/// This is the scalar reference of the population kernels and what `DriftEngine` applies to a mind. Locks and unknown
/// targets are the caller's: they decide whether there is a trait to move at all.
public struct TraitDriftRule: Sendable, Codable, Hashable {
    /// The share of every effect that is resisted, in [0, 1].
    public var inertia: Double
    /// The largest step that one effect may cause, above 0.
    public var maximumDelta: Double
    /// The days after a drift during which the trait stands still, 0 or more.
    public var cooldownDays: Int
    /// What effects are multiplied by, in [0, 1].
    public var eventSensitivity: Double
    /// The lowest score, a multiple of 10⁻⁴ in [0, 1].
    public var lowerBound: Double
    /// The highest score, a multiple of 10⁻⁴ in [0, 1], above the lowest.
    public var upperBound: Double

    /// Steps and changes smaller than this are no change.
    public static let leastChange = 1e-9

    public init(
        inertia: Double = 0.9, maximumDelta: Double = 0.02, cooldownDays: Int = 7, eventSensitivity: Double = 0.4,
        lowerBound: Double = 0.05, upperBound: Double = 0.95
    ) {
        self.inertia = inertia
        self.maximumDelta = maximumDelta
        self.cooldownDays = cooldownDays
        self.eventSensitivity = eventSensitivity
        self.lowerBound = lowerBound
        self.upperBound = upperBound
    }

    /// One trait's state.
    public struct Score: Sendable, Codable, Hashable {
        /// The score, within the rule's bounds.
        public var value: Double
        /// Confidence in [0, 1].
        public var confidence: Double
        /// The day (since 1970-01-01, UTC) on which an effect last moved it; nil where none has.
        public var lastDriftDay: Int?

        public init(value: Double = 0.5, confidence: Double = 0.5, lastDriftDay: Int? = nil) {
            self.value = value
            self.confidence = confidence
            self.lastDriftDay = lastDriftDay
        }
    }

    /// Applies one effect.
    ///
    /// - Parameters:
    ///   - delta: what the event suggests, finite.
    ///   - confidence: the effect's, in [0, 1].
    ///   - today: the day (since 1970-01-01, UTC).
    /// - Returns: whether it was applied, that is, whether `score` is now one that drifted today. Its value may still be the
    ///   same, where the step is below what four decimals hold.
    /// - Complexity: O(1).
    @discardableResult
    public func apply(delta: Double, confidence: Double, to score: inout Score, today: Int) -> Bool {
        if delta == 0 { return false }
        if let last = score.lastDriftDay {
            let (passed, overflow) = today.subtractingReportingOverflow(last)
            // Days whose distance an `Int` does not hold are past every cooldown, or before it began.
            if overflow ? today < last : passed < cooldownDays { return false }
        }
        let scaled = delta * (1 - inertia) * eventSensitivity
        let step = max(min(scaled, maximumDelta), -maximumDelta)
        if abs(step) < Self.leastChange { return false }
        let moved = max(min(score.value + step, upperBound), lowerBound)
        if abs(moved - score.value) < Self.leastChange { return false }
        score.value = FourDecimals.rounded(moved)
        score.confidence = max(score.confidence, confidence)
        score.lastDriftDay = today
        return true
    }
}
