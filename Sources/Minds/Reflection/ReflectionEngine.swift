/// Says when a mind should reflect, and lets a reflection change what it may: one insight, commitments, and an event
/// that carries the effects it proposes. Traits move only when drift then applies that event.
public struct ReflectionEngine: Sendable {
    public let policy: ReflectionPolicy
    private let writer: any ReflectionWriter
    private let tracker: PatternTracker
    private let clock: MindClock

    /// - Throws: `MindError` where the policy is not valid.
    public init(
        policy: ReflectionPolicy = ReflectionPolicy(), writer: any ReflectionWriter = PlainReflectionWriter(),
        patterns: PatternTracker, clock: MindClock = .system
    ) throws {
        try policy.validate()
        self.policy = policy
        self.writer = writer
        self.tracker = patterns
        self.clock = clock
    }

    /// Whether a reflection is due now, and why.
    ///
    /// - Complexity: O(commitments).
    public func state(of mind: Mind) -> ReflectionState {
        let now = clock.now()
        let last = mind.metrics.lastReflection
        let since = last?.time ?? mind.inception
        let events = mind.events.count - min(last?.events ?? 0, mind.events.count)
        let days = now.day.number - since.day.number
        // What was overdue at the last reflection has been reflected on.
        let overdue = mind.commitments.filter { commitment in
            commitment.isOverdue(on: now.day)
                && last.map { !(commitment.opened <= $0.time && commitment.isOverdue(on: $0.time.day)) } ?? true
        }
        let closed = max(mind.commitments.count { !$0.isOpen } - (last?.closedCommitments ?? 0), 0)

        var reasons: [ReflectionReason] = []
        if let needed = policy.eventCount, events >= needed { reasons.append(.events(count: events, of: needed)) }
        if policy.followsCadence, days >= mind.metrics.reflectionCadenceDays {
            reasons.append(.time(days: days, cadence: mind.metrics.reflectionCadenceDays))
        }
        if policy.heedsOverdueCommitments, !overdue.isEmpty { reasons.append(.overdue(overdue.map(\.id))) }
        if policy.heedsClosedCommitments, closed > 0 { reasons.append(.closed(closed)) }
        return ReflectionState(
            reasons: reasons, eventCount: events, days: days, overdue: overdue, closedCount: closed)
    }

    /// What a reflection added to a mind.
    public struct Outcome: Sendable, Hashable {
        public let reasons: [ReflectionReason]
        public let insight: Insight
        /// The event that carries the proposed effects, pending; nil where none is proposed.
        public let event: MindEvent?
        public let opened: [Commitment]
        /// The commitments that were closed, as they now are.
        public let closed: [Commitment]
    }

    /// Reflects where that is due: reflecting again at once does nothing.
    ///
    /// - Parameter isForced: whether to reflect though it is not due.
    /// - Returns: nil where it is not due; the mind is then as it was.
    /// - Throws: what the writer throws; `MindError` where the draft asks for what it may not: an effect on a trait
    ///   that the mind has not, the closing of a commitment that is not open or without evidence. The mind is then as
    ///   it was.
    /// - Complexity: O(size of the mind).
    public func reflect(_ mind: inout Mind, isForced: Bool = false) throws -> Outcome? {
        let state = state(of: mind)
        guard state.isDue || isForced else { return nil }
        let now = clock.now()
        var next = mind
        tracker.observe(&next)
        let draft = try writer.write(
            ReflectionContext(
                mind: next, now: now, state: state, recentEvents: Array(next.events.suffix(state.eventCount)),
                patterns: tracker.states(of: next, at: now)))
        let outcome = try Self.add(draft, to: &next, at: now, reasons: state.isDue ? state.reasons : [.asked])
        next.metrics.lastReflection = MindMetrics.LastReflection(
            time: now, events: next.events.count, closedCommitments: next.commitments.count { !$0.isOpen })
        next.refreshMetrics(on: now.day)
        mind = next
        return outcome
    }

    private static func add(
        _ draft: ReflectionDraft, to mind: inout Mind, at now: Moment, reasons: [ReflectionReason]
    ) throws -> Outcome {
        for (index, effect) in draft.effects.enumerated() {
            try MindCheck.placing("effects[\(index)]") { try effect.validate() }
            guard let path = TraitPath(effect.target), mind.traits[path] != nil else {
                throw MindError(
                    .reflectionNotAllowed, key: "effects[\(index)].target",
                    problem: "\(effect.target.debugDescription) is no trait of this mind",
                    remedy: "a reflection may propose effects on traits alone, such as "
                        + (mind.traits.paths.first?.description ?? "none: the mind has no traits"))
            }
        }
        let insight = Insight(
            id: mind.nextInsightID, time: now, content: draft.insight, references: draft.references)
        try mind.record(insight)

        var closed: [Commitment] = []
        for closing in draft.closings {
            try mind.closeCommitment(
                closing.commitment,
                Commitment.Closure(time: now, outcome: closing.outcome, evidence: closing.evidence))
            closed.append(contentsOf: mind.commitments.filter { $0.id == closing.commitment })
        }
        var opened: [Commitment] = []
        for opening in draft.openings {
            let commitment = Commitment(
                id: mind.nextCommitmentID, text: opening.text, opened: now, due: opening.due, source: insight.id)
            try mind.open(commitment)
            opened.append(commitment)
        }
        var event: MindEvent?
        if !draft.effects.isEmpty {
            let proposed = MindEvent(
                id: mind.nextEventID, time: now, type: "reflection", summary: "Effects proposed by \(insight.id)",
                effects: draft.effects, evidence: ["insight": .string(insight.id)])
            try mind.record(proposed)
            event = proposed
        }
        return Outcome(reasons: reasons, insight: insight, event: event, opened: opened, closed: closed)
    }
}
