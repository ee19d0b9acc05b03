/// A persistent mind: who it is, its traits, what happened to it and what it made of that.
///
/// A value. Whoever changes it appends: events, insights, commitments and identity changes are never taken away, and of
/// an event only whether it has been processed changes. Traits move through `DriftEngine` alone.
///
/// JSON: `commitments`, `drift`, `events`, `identity`, `identity_changes`, `inception`, `insights`, `metrics`,
/// `patterns`, `schema_version`, `traits`, `unmodelled`; see `docs/minds.md`.
public struct Mind: Sendable, Hashable {
    /// When this record of the mind began.
    public let inception: Moment
    public var identity: MindIdentity
    public internal(set) var traits: MindTraits
    public var drift: DriftConfiguration
    /// In the order in which they were recorded, which is the order in which they apply.
    public var events: [MindEvent] { log.events }
    public internal(set) var insights: [Insight]
    public internal(set) var commitments: [Commitment]
    public internal(set) var patterns: [BehaviouralPattern]
    public internal(set) var identityChanges: [IdentityChange]
    public var metrics: MindMetrics
    /// What an imported file says beyond this model, under the same keys as there; kept, and not used.
    public internal(set) var unmodelled: JSONTree
    var log: EventLog

    /// A mind to which nothing has happened.
    ///
    /// - Parameter identity: its birth is the mind's inception.
    /// - Throws: `MindError` where a value is out of its range.
    public init(identity: MindIdentity, traits: MindTraits, drift: DriftConfiguration = DriftConfiguration()) throws {
        inception = identity.birth
        self.identity = identity
        self.traits = traits
        self.drift = drift
        log = EventLog()
        insights = []
        commitments = []
        patterns = []
        identityChanges = []
        metrics = MindMetrics()
        unmodelled = .object([:])
        try validate()
    }

    /// A mind to which nothing has happened, all of whose traits start alike.
    ///
    /// - Parameters:
    ///   - identity: its birth is the mind's inception.
    ///   - sets: of different names; by default the Big Five and HEXACO.
    ///   - trait: every trait's start. A last update that is nil becomes the day of the birth.
    /// - Throws: `MindError` where a value is out of its range.
    public init(
        identity: MindIdentity, sets: [TraitSet] = TraitSet.known, each trait: Trait = Trait(),
        drift: DriftConfiguration = DriftConfiguration()
    ) throws {
        var start = trait
        start.lastUpdate = trait.lastUpdate ?? identity.birth.day
        try self.init(identity: identity, traits: MindTraits(sets, each: start), drift: drift)
    }

    /// Checks every value and that names are not given twice.
    ///
    /// - Throws: `MindError` with the key path of the first that is wrong.
    /// - Complexity: O(size).
    public func validate() throws {
        try MindCheck.placing("identity") { try identity.validate() }
        try MindCheck.placing("traits") { try traits.validate() }
        try MindCheck.placing("drift") { try drift.validate() }
        try MindCheck.each(events, "events", id: \.id) { try $0.validate() }
        try MindCheck.each(insights, "insights", id: \.id) { try $0.validate() }
        try MindCheck.each(commitments, "commitments", id: \.id) { try $0.validate() }
        try MindCheck.each(patterns, "patterns", id: \.name) { try $0.validate() }
        for (index, change) in identityChanges.enumerated() {
            guard let step = change.step else { continue }
            try MindCheck.placing("identity_changes[\(index)].step") {
                try MindCheck.share(step.before, "before")
                try MindCheck.share(step.after, "after")
                try MindCheck.share(step.confidence, "confidence")
            }
        }
        try MindCheck.placing("metrics") { try metrics.validate() }
    }
}
