internal import Drift
internal import Graphs
public import Minds

extension MindEdit {
    /// Records events, making up identifiers for those without.
    ///
    /// - Returns: their identifiers.
    /// - Throws: `MindError` where one is not valid.
    public mutating func record(_ events: [MindEventReader.Given]) throws -> [String] {
        try events.map { given in
            let event = given.event(given.id ?? mind.nextEventID)
            try record(event)
            return event.id
        }
    }

    /// Applies the pending events to the traits.
    ///
    /// - Parameter environment: may set parts of the rule, see `DriftConfiguration.overridden(by:)`.
    /// - Throws: `MindError`.
    public mutating func drift(clock: MindClock, environment: [String: String]) throws -> DriftOutcome {
        let configuration = try mind.drift.overridden(by: environment)
        return try change(.drift) { mind in
            let outcome = try DriftEngine(clock: clock).apply(to: &mind, configuration: configuration)
            let detail = JSONTree.object([
                "applied": .number(Double(outcome.appliedCount)),
                "configuration": try JSONTree(encoding: configuration),
                "day": .string(clock.now().day.description),
                "events": .array(outcome.events.map(JSONTree.string)),
                "passed_over": .number(Double(outcome.effects.count - outcome.appliedCount)),
                "velocity": .object(outcome.velocity.mapValues(JSONTree.number)),
            ])
            return (outcome, detail)
        }
    }

    /// Reflects, where that is due or forced.
    ///
    /// - Throws: `MindError`, and what the engine's writer throws.
    public mutating func reflect(_ engine: ReflectionEngine, isForced: Bool) throws -> ReflectionEngine.Outcome? {
        try change(.reflection) { mind in
            let outcome = try engine.reflect(&mind, isForced: isForced)
            let detail = JSONTree.object([
                "insight": (outcome?.insight.id).map(JSONTree.string) ?? .null,
                "reasons": .array((outcome?.reasons ?? []).map { .string($0.description) }),
            ])
            return (outcome, detail)
        }
    }
}

extension JSONTree {
    /// A value as the JSON that its type makes of it.
    init(encoding value: some Encodable) throws {
        self = try JSONTree(parsing: CanonicalJSON.bytes(of: value))
    }
}
