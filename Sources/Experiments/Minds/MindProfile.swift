public import Drift
public import Minds

/// What `claustrum mind show` tells of a mind.
public struct MindProfile: Sendable {
    /// One trait as it is now.
    public struct TraitLine: Sendable {
        public let path: TraitPath
        public let trait: Trait
        /// The net change over the window.
        public let change: Double
        public let stability: StabilityClass
        public let isLocked: Bool
    }

    public let store: String
    public let mind: Mind
    /// The sequence of the last entry that tells of it.
    public let sequence: Int
    /// The day that all of this is of.
    public let today: UTCDay
    /// How far the mind is today what it was at the beginning of the window. The mind's own metrics are those of its
    /// last drift or reflection.
    public let identityCoherence: Double?
    /// The share of commitments settled by today that were done; nil where none is.
    public let selfConsistency: Double?
    /// Of the changes, classes and coherence, in days.
    public let windowDays: Int
    /// In the order of the sets and of their traits.
    public let traits: [TraitLine]
    /// The strongest first.
    public let patterns: [PatternState]
    public let reflection: ReflectionState

    /// - Throws: `DriftError` where a class of stability cannot be told.
    /// - Complexity: O(size of the mind).
    public init(
        _ stored: StoredMind, store: String, clock: MindClock, engine: ReflectionEngine, tracker: PatternTracker
    ) throws {
        self.store = store
        sequence = stored.sequence
        let now = clock.now()
        let today = now.day
        let earlier = UTCDay(number: today.number - Mind.coherenceWindowDays)
        self.today = today
        windowDays = Mind.coherenceWindowDays
        var mind = stored.mind
        var current = mind
        current.refreshMetrics(on: today)
        identityCoherence = current.metrics.identityCoherence
        selfConsistency = current.metrics.selfConsistency
        let classes = try mind.stabilityClasses(on: today, since: earlier)
        let scores = (now: mind.scores(on: today), then: mind.scores(on: earlier))
        traits = mind.traits.paths.compactMap { path in
            guard let trait = mind.traits[path], let stability = classes[path], let now = scores.now[path],
                let then = scores.then[path]
            else { return nil }
            return TraitLine(
                path: path, trait: trait, change: FourDecimals.rounded(now - then), stability: stability,
                isLocked: mind.drift.locks(path.description))
        }
        reflection = engine.state(of: mind)
        self.mind = mind
        // What has not been reflected on yet counts for the patterns too.
        tracker.observe(&mind)
        patterns = tracker.states(of: mind, at: now)
    }
}

extension MindProfile {
    /// Keys in the order of `docs/schema/mind-profile.schema.json`, without a final line break.
    ///
    /// - Throws: `ResultNotFinite`, which no mind holds.
    public func json() throws -> [UInt8] {
        try PhiRecordWriter.record("claustrum.mind-profile/1", store: store) { writer in
            writer.member("sequence", sequence)
            writer.member("today", today.description)
            writer.member("window_days", windowDays)
            writer.member("pending_events", mind.pendingCount)
            writer.key("profile")
            writer.beginArray()
            for line in traits {
                writer.beginObject(inline: true)
                writer.member("path", line.path.description)
                writer.key("score")
                writer.value(line.trait.score)
                writer.key("change")
                writer.value(line.change)
                writer.member("stability", line.stability.rawValue)
                writer.key("confidence")
                writer.value(line.trait.confidence)
                writer.member("last_update", line.trait.lastUpdate?.description)
                writer.member("origin", line.trait.origin.rawValue)
                writer.member("locked", line.isLocked)
                writer.endObject()
            }
            writer.endArray()
            writer.key("patterns")
            writer.beginArray()
            for pattern in patterns { writer.value(try JSONTree(encoding: pattern)) }
            writer.endArray()
            writer.key("reflection")
            writer.value(reflection)
            writer.key("identity_coherence")
            writer.value(identityCoherence)
            writer.key("self_consistency")
            writer.value(selfConsistency)
            writer.key("mind")
            writer.value(try JSONTree(encoding: mind))
        }
    }
}

extension Mind {
    /// How many events have not been applied.
    var pendingCount: Int { events.count { !$0.isProcessed } }
}
