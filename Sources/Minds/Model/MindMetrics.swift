/// What a mind knows of its own course.
///
/// JSON: `drift_velocity`, `identity_coherence`, `last_reflection` (`closed_commitments`, `events`, `time`; null where
/// there was none), `reflection_cadence_days`, `self_consistency`. How many commitments are open and closed is not
/// kept: the commitments say it.
public struct MindMetrics: Sendable, Hashable {
    /// When a mind last reflected, and how much of it there was then.
    public struct LastReflection: Sendable, Hashable, Codable {
        public let time: Moment
        /// How many events the mind had when the reflection was over, its own included.
        public let events: Int
        /// How many of its commitments were closed then.
        public let closedCommitments: Int

        public init(time: Moment, events: Int, closedCommitments: Int) {
            self.time = time
            self.events = events
            self.closedCommitments = closedCommitments
        }

        enum CodingKeys: String, CodingKey {
            case events, time
            case closedCommitments = "closed_commitments"
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            time = try container.decode(Moment.self, forKey: .time)
            events = try container.decodeWhole(forKey: .events)
            closedCommitments = try container.decodeWhole(forKey: .closedCommitments)
        }

        func validate() throws {
            try MindCheck.count(events, "events")
            try MindCheck.count(closedCommitments, "closed_commitments")
        }
    }

    /// How far the mind is still what it was, in [0, 1]: see `Mind.identityCoherence(on:since:)`. nil before the first
    /// application of events.
    public var identityCoherence: Double?
    /// The share of settled commitments that were kept, in [0, 1]: see `Mind.selfConsistency(on:)`. nil before there is
    /// one.
    public var selfConsistency: Double?
    /// The net change of each trait that the last application of events moved, by path.
    public var driftVelocity: [String: Double]
    /// How many days may pass between reflections, 1 or more.
    public var reflectionCadenceDays: Int
    public var lastReflection: LastReflection?

    public init(
        identityCoherence: Double? = nil, selfConsistency: Double? = nil, driftVelocity: [String: Double] = [:],
        reflectionCadenceDays: Int = 7, lastReflection: LastReflection? = nil
    ) {
        self.identityCoherence = identityCoherence
        self.selfConsistency = selfConsistency
        self.driftVelocity = driftVelocity
        self.reflectionCadenceDays = reflectionCadenceDays
        self.lastReflection = lastReflection
    }

    func validate() throws {
        if let identityCoherence { try MindCheck.share(identityCoherence, "identity_coherence") }
        if let selfConsistency { try MindCheck.share(selfConsistency, "self_consistency") }
        for (path, velocity) in driftVelocity.sorted(by: { $0.key < $1.key }) {
            try MindCheck.number(velocity, "drift_velocity.\(path)", -1...1)
        }
        guard (1...1_000_000).contains(reflectionCadenceDays) else {
            throw MindError(
                .outOfRange, key: "reflection_cadence_days", problem: "it is \(reflectionCadenceDays)",
                remedy: "give a number of days from 1 to 1000000")
        }
        if let lastReflection { try MindCheck.placing("last_reflection") { try lastReflection.validate() } }
    }
}

extension MindMetrics: Codable {
    enum CodingKeys: String, CodingKey {
        case driftVelocity = "drift_velocity"
        case identityCoherence = "identity_coherence"
        case lastReflection = "last_reflection"
        case reflectionCadenceDays = "reflection_cadence_days"
        case selfConsistency = "self_consistency"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            identityCoherence: try container.decodeIfPresent(Double.self, forKey: .identityCoherence),
            selfConsistency: try container.decodeIfPresent(Double.self, forKey: .selfConsistency),
            driftVelocity: try container.decode([String: Double].self, forKey: .driftVelocity),
            reflectionCadenceDays: try container.decodeWhole(forKey: .reflectionCadenceDays),
            lastReflection: try container.decodeIfPresent(LastReflection.self, forKey: .lastReflection))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(driftVelocity, forKey: .driftVelocity)
        try container.encode(identityCoherence, forKey: .identityCoherence)
        try container.encode(lastReflection, forKey: .lastReflection)
        try container.encode(reflectionCadenceDays, forKey: .reflectionCadenceDays)
        try container.encode(selfConsistency, forKey: .selfConsistency)
    }
}
