/// What an event suggests for one trait.
///
/// JSON: `confidence`, `delta`, `target`.
public struct TraitEffect: Sendable, Hashable, Codable {
    /// The trait's path, `personality.traits.<set>.<trait>.score`. A target that the mind does not have is kept and has
    /// no effect.
    public let target: String
    /// How far the trait should move, in [−1, 1], before inertia and sensitivity.
    public let delta: Double
    /// In [0, 1].
    public let confidence: Double

    public init(target: String, delta: Double, confidence: Double) {
        self.target = target
        self.delta = delta
        self.confidence = confidence
    }

    public init(_ path: TraitPath, delta: Double, confidence: Double) {
        self.init(target: path.description, delta: delta, confidence: confidence)
    }

    /// - Throws: `MindError` naming the value that is out of its range.
    public func validate() throws {
        try MindCheck.text(target, "target")
        try MindCheck.number(delta, "delta", -1...1)
        try MindCheck.share(confidence, "confidence")
    }
}

/// Something that happened to a mind, or that it did.
///
/// JSON: `arousal`, `effects`, `evidence`, `id`, `processed`, `salience`, `summary`, `tags`, `time`, `type`, `valence`.
/// What was not said is null.
public struct MindEvent: Sendable, Hashable {
    /// Unlike that of any other event of the mind.
    public let id: String
    public let time: Moment
    /// What kind of event, in one's own words, such as `conversation` or `reflection`.
    public let type: String
    public let summary: String
    /// How pleasant, in [−1, 1].
    public let valence: Double?
    /// How stirring, in [0, 1].
    public let arousal: Double?
    /// How much it stands out, in [0, 1].
    public let salience: Double?
    public let tags: [String]
    /// In the order in which they apply.
    public let effects: [TraitEffect]
    /// Whether its effects have been applied (or found to have no effect). The one thing of an event that changes.
    public internal(set) var isProcessed: Bool
    /// What shows that it happened, of any form; null where nothing does.
    public let evidence: JSONTree

    public init(
        id: String, time: Moment, type: String, summary: String, valence: Double? = nil, arousal: Double? = nil,
        salience: Double? = nil, tags: [String] = [], effects: [TraitEffect] = [], isProcessed: Bool = false,
        evidence: JSONTree = .null
    ) {
        self.id = id
        self.time = time
        self.type = type
        self.summary = summary
        self.valence = valence
        self.arousal = arousal
        self.salience = salience
        self.tags = tags
        self.effects = effects
        self.isProcessed = isProcessed
        self.evidence = evidence
    }

    /// - Throws: `MindError` naming the value that is missing or out of its range.
    public func validate() throws {
        try MindCheck.text(id, "id")
        try MindCheck.text(type, "type")
        if let valence { try MindCheck.number(valence, "valence", -1...1) }
        if let arousal { try MindCheck.share(arousal, "arousal") }
        if let salience { try MindCheck.share(salience, "salience") }
        for (index, effect) in effects.enumerated() {
            try MindCheck.placing("effects[\(index)]") { try effect.validate() }
        }
    }
}

extension MindEvent: Codable {
    enum CodingKeys: String, CodingKey {
        case arousal, effects, evidence, id, salience, summary, tags, time, type, valence
        case isProcessed = "processed"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(arousal, forKey: .arousal)
        try container.encode(effects, forKey: .effects)
        try container.encode(evidence, forKey: .evidence)
        try container.encode(id, forKey: .id)
        try container.encode(isProcessed, forKey: .isProcessed)
        try container.encode(salience, forKey: .salience)
        try container.encode(summary, forKey: .summary)
        try container.encode(tags, forKey: .tags)
        try container.encode(time, forKey: .time)
        try container.encode(type, forKey: .type)
        try container.encode(valence, forKey: .valence)
    }
}
