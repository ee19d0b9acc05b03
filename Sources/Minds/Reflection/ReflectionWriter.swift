/// What a reflection proposes. It names no score, no lock, no identity and no past event: those it may not change.
public struct ReflectionDraft: Sendable, Hashable {
    /// A commitment to open.
    public struct Opening: Sendable, Hashable {
        public let text: String
        public let due: UTCDay?

        public init(text: String, due: UTCDay? = nil) {
            self.text = text
            self.due = due
        }
    }

    /// A commitment to close.
    public struct Closing: Sendable, Hashable {
        public let commitment: String
        public let outcome: Commitment.Outcome
        public let evidence: String

        public init(commitment: String, outcome: Commitment.Outcome, evidence: String) {
            self.commitment = commitment
            self.outcome = outcome
            self.evidence = evidence
        }
    }

    /// What the mind came to think of itself.
    public let insight: String
    /// Ids of what that rests on, by kind.
    public let references: [String: [String]]
    /// What it suggests for traits the mind has. They become an event, which drift applies like any other.
    public let effects: [TraitEffect]
    public let openings: [Opening]
    public let closings: [Closing]

    public init(
        insight: String, references: [String: [String]] = [:], effects: [TraitEffect] = [], openings: [Opening] = [],
        closings: [Closing] = []
    ) {
        self.insight = insight
        self.references = references
        self.effects = effects
        self.openings = openings
        self.closings = closings
    }
}

/// What a writer of reflections is told.
public struct ReflectionContext: Sendable {
    /// The mind as it is; the writer has a copy.
    public let mind: Mind
    public let now: Moment
    public let state: ReflectionState
    /// The events since the last reflection, in their order.
    public let recentEvents: [MindEvent]
    /// How the mind's patterns fare, the strongest first.
    public let patterns: [PatternState]
}

/// What writes a reflection: a language model, a person, or `PlainReflectionWriter`.
public protocol ReflectionWriter: Sendable {
    /// Writes what the mind makes of what happened since the last reflection.
    ///
    /// - Throws: whatever keeps it from writing; the mind is then as it was.
    func write(_ context: ReflectionContext) throws -> ReflectionDraft
}

/// Writes reflections without a language model: what happened, which patterns show, how the commitments stand. The same
/// mind at the same moment gives the same text. It proposes no effects and opens and closes nothing.
public struct PlainReflectionWriter: ReflectionWriter {
    /// How many patterns and commitments it names at most.
    public let listLimit: Int

    public init(listLimit: Int = 3) {
        self.listLimit = listLimit
    }

    public func write(_ context: ReflectionContext) -> ReflectionDraft {
        let sentences = [events(context), patterns(context), commitments(context)]
        let overdue = context.mind.commitments.filter { $0.isOverdue(on: context.now.day) }
        var references: [String: [String]] = [:]
        if !context.recentEvents.isEmpty { references["event_ids"] = context.recentEvents.map(\.id) }
        if !overdue.isEmpty { references["commitment_ids"] = overdue.map(\.id) }
        return ReflectionDraft(insight: sentences.joined(separator: " "), references: references)
    }

    private func events(_ context: ReflectionContext) -> String {
        let events = context.recentEvents
        let since = context.mind.metrics.lastReflection == nil ? "since it began" : "since the last reflection"
        guard !events.isEmpty else { return "Nothing was recorded \(since)." }
        var kinds: [String: Int] = [:]
        for event in events { kinds[event.type, default: 0] += 1 }
        let listing = kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        let valences = events.compactMap(\.valence)
        let mood =
            valences.isEmpty
            ? "" : "; mean valence \(Self.shown(valences.reduce(0, +) / Double(valences.count)))"
        return "Events \(since): \(events.count) (\(listing))\(mood)."
    }

    private func patterns(_ context: ReflectionContext) -> String {
        let shown = context.patterns.filter { $0.strength > 0 }.prefix(listLimit)
        guard !shown.isEmpty else { return "No pattern shows." }
        let listing = shown.map { state in
            let course = state.isBroken ? "broken" : state.trend?.direction.rawValue ?? "too young for a trend"
            return "\(state.name) (strength \(Self.shown(state.strength)), \(course))"
        }
        return "Patterns: \(listing.joined(separator: ", "))."
    }

    private func commitments(_ context: ReflectionContext) -> String {
        let open = context.mind.openCommitments
        let overdue = open.filter { $0.isOverdue(on: context.now.day) }
        var text = "Commitments: \(open.count) open, \(context.state.closedCount) closed since."
        if !overdue.isEmpty {
            let listing = overdue.prefix(listLimit).map { "\($0.text) (due \($0.due?.description ?? ""))" }
            text += " Overdue: \(listing.joined(separator: "; "))"
            text += overdue.count > listLimit ? "; and \(overdue.count - listLimit) more." : "."
        }
        return text
    }

    /// With two decimals.
    private static func shown(_ number: Double) -> String {
        let hundredths = Int((abs(number) * 100).rounded())
        let sign = number < 0 && hundredths > 0 ? "-" : ""
        return "\(sign)\(hundredths / 100)." + UTCDay.padded(hundredths % 100, to: 2)
    }
}
