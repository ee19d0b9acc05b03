/// What the application of a mind's pending events came to.
public struct DriftOutcome: Sendable, Hashable, Codable {
    /// Why an effect moved nothing.
    public enum Reason: String, Sendable, Codable, CaseIterable {
        /// A lock keeps the target still.
        case locked
        /// The mind has no such trait.
        case unknownTarget = "unknown-target"
        /// The effect's delta is 0.
        case zero
        /// The trait drifted fewer than the cooldown's days ago.
        case coolingDown = "cooling-down"
        /// What inertia and sensitivity leave of the delta is below `TraitDriftRule.leastChange`.
        case belowLeastStep = "below-least-step"
        /// The score stands at the bound that the effect pushes against.
        case atBound = "at-bound"
    }

    /// What one effect of one event did.
    public struct Effect: Sendable, Hashable, Codable {
        /// The event's id.
        public let event: String
        /// Which of the event's effects, from 0.
        public let index: Int
        public let effect: TraitEffect
        /// The score before; nil where there is no such trait.
        public let before: Double?
        /// The score after; nil where there is no such trait.
        public let after: Double?
        /// nil where it was applied.
        public let skipped: Reason?

        enum CodingKeys: String, CodingKey { case after, before, effect, event, index, skipped }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(after, forKey: .after)
            try container.encode(before, forKey: .before)
            try container.encode(effect, forKey: .effect)
            try container.encode(event, forKey: .event)
            try container.encode(index, forKey: .index)
            try container.encode(skipped, forKey: .skipped)
        }
    }

    /// The net change of each trait that an effect moved: the score after less the score before, rounded to four
    /// decimals. By trait path.
    public let velocity: [String: Double]
    /// Every effect of every event that was pending, in the order of application.
    public let effects: [Effect]
    /// The ids of the events that were pending and now are processed.
    public let events: [String]
    /// The record of each applied step, as appended to the mind.
    public let changes: [IdentityChange]

    /// How many effects were applied.
    public var appliedCount: Int { effects.count { $0.skipped == nil } }

    /// Whether there was nothing to do, so that the mind is as it was.
    public var isEmpty: Bool { events.isEmpty }
}
