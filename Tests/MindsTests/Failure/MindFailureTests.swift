import Compute
import Drift
import Minds
import Testing

@Suite struct MindFailureTests {
    /// The example's text with one piece of it exchanged.
    static func reading(_ old: String, _ new: String) throws -> Mind {
        guard let range = OriginalExample.json.firstRange(of: old) else { throw Absent(text: old) }
        var text = OriginalExample.json
        text.replaceSubrange(range, with: new)
        return try Mind(json: Array(text.utf8))
    }

    struct Absent: Error { let text: String }

    @Test(arguments: [
        ("\"score\": 0.62", "\"score\": 1.62", MindError.Kind.outOfRange, "personality.traits.big5.openness.score"),
        ("\"score\": 0.62", "\"score\": \"high\"", .wrongType, "personality.traits.big5.openness.score"),
        ("\"score\": 0.62, ", "", .missingKey, "personality.traits.big5.openness.score"),
        ("\"name\": \"Ada\", ", "", .missingKey, "core_identity.name"),
        (
            "\"delta\": 0.5", "\"delta\": -3", .outOfRange,
            "self_knowledge.autobiographical_events[0].effects_hypothesis[0].delta"
        ),
        ("\"tags\": [\"support\"]", "\"tags\": [1]", .wrongType, "self_knowledge.autobiographical_events[0].tags[0]"),
        ("\"id\": \"ev2\"", "\"id\": \"ev1\"", .duplicateIdentifier, "self_knowledge.autobiographical_events[1].id"),
        (
            "\"t\": \"2025-08-10T08:00:00Z\"", "\"t\": \"dawn\"", .badTime,
            "self_knowledge.autobiographical_events[1].t"
        ),
        ("\"status\": \"closed\"", "\"status\": \"lost\"", .outOfRange, "self_knowledge.commitments.c2.status"),
        ("\"cooldown_days\": 5", "\"cooldown_days\": 5.5", .wrongType, "drift_config.cooldown_days"),
        ("\"inertia\": 0.8", "\"inertia\": 1.8", .outOfRange, "drift_config.inertia"),
        (
            "\"user_goal_alignment\": 38", "\"user_goal_alignment\": -1", .outOfRange,
            "self_knowledge.behavioral_patterns.user_goal_alignment"
        ),
        ("\"schema_version\": 1", "\"schema_version\": 3", .laterVersion, "schema_version"),
        ("\"schema_version\": 1", "\"schema_version\": 0", .badVersion, "schema_version"),
        ("\"schema_version\": 1", "\"schema_version\": \"1\"", .wrongType, "schema_version"),
        ("\"schema_version\": 1, ", "", .missingKey, "schema_version"),
        ("\"big5\":", "\"Big 5\":", .badName, "traits"),
    ])
    func aMistakeInTheOriginalsFileIsNamed(old: String, new: String, kind: MindError.Kind, key: String) throws {
        let error = #expect(throws: MindError.self) { try Self.reading(old, new) }
        #expect(error?.kind == kind)
        #expect(error?.key?.hasPrefix(key) == true, "\(error?.key ?? "none")")
        #expect(error?.exitStatus == .badData)
    }

    @Test(arguments: [
        ("\"score\":0.5", "\"score\":-0.5", MindError.Kind.outOfRange, "traits."),
        ("\"score\":0.5", "\"score\":null", .wrongType, "traits."),
        ("\"origin\":\"init\"", "\"origin\":\"dream\"", .outOfRange, "traits."),
        ("\"birth\":\"1970-01-01T00:00:00Z\"", "\"birth\":\"1970\"", .badTime, "identity.birth"),
        ("\"last_update\":\"1970-01-01\"", "\"last_update\":\"1970-02-30\"", .badTime, "traits."),
        ("\"events\":[]", "\"events\":{}", .wrongType, "events"),
        ("\"locks\":[]", "\"locks\":[\"\"]", .badName, "drift.locks[0]"),
        ("\"minimum\":0.05", "\"minimum\":0.05001", .outOfRange, "drift.bounds.minimum"),
        ("\"name\":\"Ada\"", "\"name\":\"  \"", .badName, "identity.name"),
        ("\"inertia\":0.9,", "", .missingKey, "drift.inertia"),
        ("\"cooldown_days\":7", "\"cooldown_days\":7.5", .wrongType, "drift.cooldown_days"),
        ("\"schema_version\":2", "\"schema_version\":2.5", .wrongType, "schema_version"),
        ("\"reflection_cadence_days\":7", "\"reflection_cadence_days\":0.5", .wrongType, "metrics.reflection"),
        ("\"events\":1,", "\"events\":-1,", .outOfRange, "metrics.last_reflection.events"),
        ("\"events\":1,", "\"events\":-9223372036854775808,", .outOfRange, "metrics.last_reflection.events"),
        ("\"events\":1,", "\"events\":1e300,", .wrongType, "metrics.last_reflection.events"),
        ("\"closed_commitments\":0", "\"closed_commitments\":-5", .outOfRange, "metrics.last_reflection.closed"),
        ("\"before\":0.5", "\"before\":1e300", .outOfRange, "identity_changes[0].step.before"),
        ("\"after\":0.52", "\"after\":-0.1", .outOfRange, "identity_changes[0].step.after"),
        ("\"confidence\":0.8,\"event\"", "\"confidence\":8,\"event\"", .outOfRange, "identity_changes[0].step.conf"),
        ("\"earlier_count\":0", "\"earlier_count\":9223372036854774784", .outOfRange, "patterns[0].earlier_count"),
        ("\"earlier_count\":0", "\"earlier_count\":1.5", .wrongType, "patterns[0].earlier_count"),
        (
            "\"source\":\"ev1\",\"time\":\"1970-01-02T", "\"source\":\"ev1\",\"time\":\"1970-01-04T", .outOfRange,
            "patterns[0].occurrences[1]"
        ),
        (
            "\"source\":\"in1\",\"time\":\"1970-01-03T", "\"source\":\"ev1\",\"time\":\"1970-01-02T", .outOfRange,
            "patterns[0].occurrences[1]"
        ),
    ])
    func aMistakeInAMindIsNamed(old: String, new: String, kind: MindError.Kind, key: String) throws {
        // A new mind where the mistake fits one, else one with a past.
        let fresh = String(decoding: try Example.plain().json(), as: UTF8.self)
        let text = fresh.contains(old) ? fresh : String(decoding: try Self.lived().json(), as: UTF8.self)
        let range = try #require(text.firstRange(of: old))
        var broken = text
        broken.replaceSubrange(range, with: new)
        let error = #expect(throws: MindError.self) { try Mind(json: Array(broken.utf8)) }
        #expect(error?.kind == kind)
        #expect(error?.key?.hasPrefix(key) == true, "\(error?.key ?? "none")")
    }

    /// A mind with a step, a pattern that showed twice, and a reflection.
    private static func lived() throws -> Mind {
        var mind = try Example.plain()
        try mind.follow(BehaviouralPattern(name: "p", terms: ["plan"]))
        let effect = TraitEffect(TraitPath(set: "big5", trait: "openness"), delta: 1, confidence: 0.8)
        try mind.record(
            MindEvent(id: "ev1", time: Example.moment(1), type: "x", summary: "a plan", effects: [effect]))
        try mind.record(Insight(id: "in1", time: Example.moment(2), content: "I plan."))
        try Example.engine(day: 2).apply(to: &mind)
        _ = try ReflectionEngineTests.engine(day: 3).reflect(&mind, isForced: true)
        return mind
    }

    /// A key that the schema has not would be lost without a word.
    @Test(arguments: [
        ("\"opened\":", "\"open\":1,\"opened\":", "commitments[0].open"),
        ("\"valence\":", "\"valance\":0.5,\"valence\":", "events[0].valance"),
        ("\"minimum\":", "\"mean\":0,\"minimum\":", "drift.bounds.mean"),
        ("\"unmodelled\":", "\"thoughts\":[],\"unmodelled\":", "thoughts"),
    ])
    func anUnknownKeyIsNamed(old: String, new: String, key: String) throws {
        var mind = try Self.lived()
        try mind.open(Commitment(id: "c1", text: "x", opened: Example.birth))
        let text = String(decoding: try mind.json(), as: UTF8.self)
        let range = try #require(text.firstRange(of: old))
        var other = text
        other.replaceSubrange(range, with: new)
        let error = #expect(throws: MindError.self) {
            try Mind.reading(CanonicalJSON.read(JSONTree.self, from: Array(other.utf8)))
        }
        #expect(error?.kind == .unknownKey && error?.key == key, "\(error?.key ?? "none")")
        #expect(try Mind.reading(CanonicalJSON.read(JSONTree.self, from: Array(text.utf8))).mind == mind)
    }

    @Test(arguments: [[], [""], ["!!!", " "], ["plan", "—"]])
    func aPatternThatCannotShowIsRefused(terms: [String]) throws {
        var mind = try Example.plain()
        let error = #expect(throws: MindError.self) {
            try mind.follow(BehaviouralPattern(name: "a", terms: terms))
        }
        #expect(error?.kind == .badName && error?.key?.hasPrefix("pattern.terms") == true)
        #expect(mind.patterns.isEmpty)
    }

    @Test func whatIsOpenIsNamedWhereACommitmentIsUnknown() throws {
        var mind = try Example.plain()
        let closure = Commitment.Closure(time: Example.birth, outcome: .done, evidence: "x")
        func message() -> String? {
            #expect(throws: MindError.self) { try mind.closeCommitment("c9", closure) }?.message
        }
        #expect(message()?.hasSuffix("there is no open one") == true)
        try mind.open(Commitment(id: "c1", text: "x", opened: Example.birth))
        #expect(message()?.hasSuffix("the open ones are c1") == true)
    }

    @Test(arguments: [
        "", "{", "[]", "3", "null", "{\"schema_version\":2}", "{\"schema_version\":1}", "\u{0}", "{\"a\":NaN}",
    ])
    func whatIsNoMindIsRefused(text: String) {
        #expect(throws: MindError.self) { try Mind(json: Array(text.utf8)) }
        #expect(throws: MindError.self) { try Mind(json: Array(text.utf8) + [0xFF]) }
    }

    @Test func aMindCutShortIsRefused() throws {
        let bytes = Array(OriginalExample.json.utf8)
        for length in stride(from: 0, to: bytes.count - 1, by: 97) {
            #expect(throws: MindError.self) { try Mind(json: Array(bytes.prefix(length))) }
        }
    }

    @Test(arguments: [
        ("PMM_MAX_DELTA", "0"), ("PMM_MAX_DELTA", "2"), ("PMM_INERTIA", "-0.1"), ("PMM_INERTIA", "much"),
        ("PMM_EVENT_SENSITIVITY", "nan"), ("PMM_EVENT_SENSITIVITY", "1.01"),
    ])
    func aBadVariableIsNamed(variable: String, value: String) {
        let error = #expect(throws: MindError.self) {
            try DriftConfiguration().overridden(by: [variable: value])
        }
        #expect(error?.kind == .badEnvironment && error?.key == variable && error?.exitStatus == .usage)
    }

    @Test func nothingIsRecordedTwiceOrOutOfRange() throws {
        var mind = try Example.plain()
        try mind.record(Example.event("ev1", day: 1, "x"))
        try mind.open(Commitment(id: "c1", text: "x", opened: Example.birth))
        let before = mind
        func refused(_ kind: MindError.Kind, _ body: (inout Mind) throws -> Void) {
            let error = #expect(throws: MindError.self) { try body(&mind) }
            #expect(error?.kind == kind)
            #expect(mind == before)
        }
        refused(.duplicateIdentifier) { try $0.record(Example.event("ev1", day: 2, "y")) }
        refused(.duplicateIdentifier) { try $0.open(Commitment(id: "c1", text: "y", opened: Example.birth)) }
        refused(.badName) { try $0.record(Insight(id: "in1", time: Example.birth, content: " ")) }
        let closure = Commitment.Closure(time: Example.birth, outcome: .done, evidence: "seen")
        refused(.unknownIdentifier) { try $0.closeCommitment("c9", closure) }
        refused(.badName) {
            try $0.closeCommitment("c1", .init(time: Example.birth, outcome: .done, evidence: ""))
        }
        refused(.outOfRange) {
            try $0.record(.effects("ev2", [TraitEffect(target: "x", delta: 1.5, confidence: 0)]))
        }
        refused(.outOfRange) {
            try $0.record(.effects("ev2", [TraitEffect(target: "x", delta: .nan, confidence: 0)]))
        }
        try mind.closeCommitment("c1", closure)
        #expect(throws: MindError.self) { try mind.closeCommitment("c1", closure) }
    }

    struct Failing: ReflectionWriter {
        func write(_ context: ReflectionContext) throws -> ReflectionDraft { throw MindFailureTests.Absent(text: "") }
    }

    @Test(arguments: [
        ReflectionDraft(insight: " "),
        ReflectionDraft(insight: "x", effects: [TraitEffect(target: "core_identity.name", delta: 1, confidence: 1)]),
        ReflectionDraft(
            insight: "x",
            effects: [TraitEffect(target: "personality.traits.big5.none.score", delta: 1, confidence: 1)]),
        ReflectionDraft(
            insight: "x",
            effects: [TraitEffect(target: "personality.traits.big5.openness.score", delta: 2, confidence: 1)]),
        ReflectionDraft(insight: "x", closings: [.init(commitment: "c1", outcome: .done, evidence: "x")]),
        ReflectionDraft(insight: "x", openings: [.init(text: "")]),
    ])
    func aReflectionThatAsksForMoreThanItMayChangesNothing(draft: ReflectionDraft) throws {
        var mind = try Example.plain()
        let before = mind
        let engine = try ReflectionEngineTests.engine(day: 9, writer: ReflectionEngineTests.Scripted(draft: draft))
        #expect(throws: MindError.self) { try engine.reflect(&mind) }
        #expect(mind == before)
        let failing = try ReflectionEngineTests.engine(day: 9, writer: Failing())
        #expect(throws: Absent.self) { try failing.reflect(&mind) }
        #expect(mind == before)
    }

    @Test func anApplicationThatIsRefusedChangesNothing() throws {
        var mind = try Example.plain()
        mind.drift.rule.inertia = 2
        try mind.record(
            .effects("ev1", [TraitEffect(TraitPath(set: "big5", trait: "openness"), delta: 1, confidence: 1)]))
        let before = mind
        #expect(throws: MindError.self) { try Example.engine(day: 1).apply(to: &mind) }
        #expect(mind == before)
    }

    @Test func settingsOutOfRangeAreRefused() {
        for configuration in [
            PatternConfiguration(halfLifeDays: 0), PatternConfiguration(breakFactor: 0.5),
            PatternConfiguration(leastOccurrences: 1), PatternConfiguration(windowDays: 0),
            PatternConfiguration(windowCount: 2), PatternConfiguration(standardErrors: -1),
        ] {
            #expect(throws: MindError.self) { try PatternTracker(configuration: configuration) }
        }
        #expect(throws: MindError.self) { try ReflectionPolicy(eventCount: 0).validate() }
        #expect(throws: MindError.self) { try TraitSet(name: "Big Five", traits: ["a"]) }
        #expect(throws: MindError.self) { try TraitSet(name: "x", traits: ["a", "a"]) }
        #expect(throws: MindError.self) { try TraitSet(name: "x", traits: []) }
    }
}
