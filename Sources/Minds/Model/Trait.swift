internal import Drift

/// One trait of a mind.
///
/// JSON: `confidence`, `last_update` (a day, or null where it is not known), `origin`, `score`.
public struct Trait: Sendable, Hashable {
    /// Where the score comes from.
    public enum Origin: String, Sendable, Codable, CaseIterable {
        /// It was set.
        case initial = "init"
        /// An event's effect moved it.
        case drift
    }

    /// In [0, 1]; after a drift within the bounds of the configuration, with four decimals.
    public var score: Double
    /// In [0, 1].
    public var confidence: Double
    /// The day on which it was last set or moved; nil where that is not known, which counts as long ago.
    public var lastUpdate: UTCDay?
    public var origin: Origin

    public init(score: Double = 0.5, confidence: Double = 0.5, lastUpdate: UTCDay? = nil, origin: Origin = .initial) {
        self.score = score
        self.confidence = confidence
        self.lastUpdate = lastUpdate
        self.origin = origin
    }

    /// What the rule of drift moves. Only a drift begins a cooldown: a trait that was set today may drift today.
    var drifting: TraitDriftRule.Score {
        get {
            TraitDriftRule.Score(
                value: score, confidence: confidence, lastDriftDay: origin == .drift ? lastUpdate?.number : nil)
        }
        set {
            score = newValue.value
            confidence = newValue.confidence
            if let day = newValue.lastDriftDay {
                lastUpdate = UTCDay(number: day)
                origin = .drift
            }
        }
    }

    func validate() throws {
        try MindCheck.share(score, "score")
        try MindCheck.share(confidence, "confidence")
    }
}

extension Trait: Codable {
    enum CodingKeys: String, CodingKey {
        case confidence, origin, score
        case lastUpdate = "last_update"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(confidence, forKey: .confidence)
        try container.encode(lastUpdate, forKey: .lastUpdate)
        try container.encode(origin, forKey: .origin)
        try container.encode(score, forKey: .score)
    }
}
