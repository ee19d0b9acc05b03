import Minds
import Testing

@Suite struct ReflectionEngineTests {
    static func engine(
        day: Double, policy: ReflectionPolicy = ReflectionPolicy(),
        writer: any ReflectionWriter = PlainReflectionWriter()
    ) throws -> ReflectionEngine {
        try ReflectionEngine(
            policy: policy, writer: writer, patterns: PatternTracker(), clock: .fixed(Example.moment(day)))
    }

    /// Proposes what it was given.
    struct Scripted: ReflectionWriter {
        let draft: ReflectionDraft
        func write(_ context: ReflectionContext) -> ReflectionDraft { draft }
    }

    @Test func aNewMindNeedsNoReflection() throws {
        var mind = try Example.plain()
        let before = mind
        #expect(try Self.engine(day: 6).reflect(&mind) == nil)
        #expect(mind == before)
    }

    @Test func tenEventsMakeOneDue() throws {
        var mind = try Example.plain()
        for number in 1...9 { try mind.record(Example.event("ev\(number)", day: 1, "x")) }
        #expect(try !Self.engine(day: 1).state(of: mind).isDue)
        try mind.record(Example.event("ev10", day: 1, "x"))
        #expect(try Self.engine(day: 1).state(of: mind).reasons == [.events(count: 10, of: 10)])
        let effect = TraitEffect(TraitPath(set: "big5", trait: "openness"), delta: 0.25, confidence: 0.6)
        let writer = Scripted(draft: ReflectionDraft(insight: "x", effects: [effect]))
        #expect(try Self.engine(day: 1, writer: writer).reflect(&mind) != nil)
        let state = try Self.engine(day: 1).state(of: mind)
        #expect(state.eventCount == 0 && !state.isDue, "neither those nor the reflection's own event count again")
        try mind.record(Example.event("later", day: 1, "x"))
        #expect(try Self.engine(day: 1).state(of: mind).eventCount == 1)
    }

    @Test func sevenDaysMakeOneDue() throws {
        let mind = try Example.plain()
        #expect(try Self.engine(day: 7).state(of: mind).reasons == [.time(days: 7, cadence: 7)])
    }

    @Test func aCommitmentMakesOneDueOnceWhenItBecomesOverdueAndWhenItIsClosed() throws {
        var mind = try Example.plain()
        try mind.open(Commitment(id: "c1", text: "write", opened: Example.birth, due: UTCDay(number: 2)))
        #expect(try !Self.engine(day: 2.9).state(of: mind).isDue, "the day itself is in time")
        #expect(try Self.engine(day: 3).state(of: mind).reasons == [.overdue(["c1"])])
        #expect(try Self.engine(day: 3).reflect(&mind)?.reasons == [.overdue(["c1"])])
        #expect(try !Self.engine(day: 4).state(of: mind).isDue)
        try mind.closeCommitment("c1", .init(time: Example.moment(4), outcome: .done, evidence: "sent"))
        #expect(try Self.engine(day: 4).state(of: mind).reasons == [.closed(1)])
        #expect(try Self.engine(day: 4).reflect(&mind) != nil)
        #expect(try Self.engine(day: 4).reflect(&mind) == nil)
    }

    /// What was opened after the last reflection was not reflected on then, whatever day it is due.
    @Test func aCommitmentOpenedOverdueAfterAReflectionMakesOneDue() throws {
        var mind = try Example.plain()
        #expect(try Self.engine(day: 7).reflect(&mind) != nil)
        try mind.open(Commitment(id: "c1", text: "late", opened: Example.moment(8), due: UTCDay(number: 3)))
        #expect(try Self.engine(day: 8).state(of: mind).reasons == [.overdue(["c1"])])
        #expect(try Self.engine(day: 9).reflect(&mind)?.reasons == [.overdue(["c1"])])
        #expect(try Self.engine(day: 10).state(of: mind).overdue.isEmpty)
    }

    @Test func aMindThatNeverReflectedIsNotToldOfALastReflection() throws {
        var mind = try Example.plain()
        try mind.record(Example.event("ev1", day: 1, "x"))
        let state = try Self.engine(day: 7, policy: ReflectionPolicy(eventCount: 1)).state(of: mind)
        #expect(
            state.reasons.map(\.description) == [
                "events without a reflection: 1, and 1 make one due",
                "days without a reflection: 7, and one is due every 7",
            ])
        let first = try #require(try Self.engine(day: 7).reflect(&mind)?.insight.content)
        #expect(first.hasPrefix("Events since it began: 1 (conversation 1)."))
        let second = try #require(try Self.engine(day: 8).reflect(&mind, isForced: true)?.insight.content)
        #expect(second.hasPrefix("Nothing was recorded since the last reflection."))
    }

    @Test func whatAReflectionChangesAndWhatNot() throws {
        var mind = try Example.plain()
        try mind.open(Commitment(id: "c1", text: "write", opened: Example.birth))
        try mind.record(Example.event("ev1", day: 1, "x"))
        let effect = TraitEffect(TraitPath(set: "big5", trait: "openness"), delta: 0.25, confidence: 0.6)
        let draft = ReflectionDraft(
            insight: "I am open.", references: ["event_ids": ["ev1"]], effects: [effect],
            openings: [.init(text: "listen", due: UTCDay(number: 30))],
            closings: [.init(commitment: "c1", outcome: .delegated, evidence: "Bob has it")])
        let before = mind
        let outcome = try #require(try Self.engine(day: 8, writer: Scripted(draft: draft)).reflect(&mind))
        #expect(mind.insights.map(\.content) == ["I am open."])
        #expect(mind.commitments.map(\.id) == ["c1", "c2"])
        #expect(mind.commitments[0].closure?.outcome == .delegated)
        #expect(mind.commitments[1].source == mind.insights[0].id)
        #expect(mind.events.count == 2 && !mind.events[1].isProcessed && outcome.event == mind.events[1])
        #expect(mind.traits == before.traits && mind.drift == before.drift && mind.identity == before.identity)
        #expect(Array(mind.events.prefix(1)) == before.events)
        try Example.engine(day: 8).apply(to: &mind)
        #expect(mind.traits[TraitPath(set: "big5", trait: "openness")]?.score == 0.51)
    }

    @Test func forcedItReflectsThoughNotDue() throws {
        var mind = try Example.plain()
        #expect(try Self.engine(day: 1).reflect(&mind, isForced: true)?.reasons == [.asked])
        #expect(mind.insights.count == 1)
    }

    @Test func thePlainWriterSaysWhatHappened() throws {
        var mind = try Example.plain()
        try mind.follow(BehaviouralPattern(name: "planning", terms: ["plan"]))
        try mind.open(Commitment(id: "c1", text: "Send the draft", opened: Example.birth, due: UTCDay(number: 3)))
        try mind.record(Example.event("ev1", day: 7, "a plan"))
        try mind.record(
            MindEvent(id: "ev2", time: Example.moment(8), type: "failure", summary: "it broke", valence: -0.5))
        let insight = try #require(try Self.engine(day: 8).reflect(&mind)?.insight)
        #expect(
            insight.content
                == "Events since it began: 2 (conversation 1, failure 1); mean valence -0.50. "
                + "Patterns: planning (strength 0.95, too young for a trend). "
                + "Commitments: 1 open, 0 closed since. Overdue: Send the draft (due 1970-01-04).")
        #expect(insight.references == ["event_ids": ["ev1", "ev2"], "commitment_ids": ["c1"]])
    }
}
