import Drift
import Minds
import Testing

/// The rule on a mind, against numbers worked out by hand from its definition: a step is
/// delta · (1 − 0.9) · 0.4 = 0.04 · delta, at most 0.02.
@Suite struct DriftEngineTests {
    static let openness = TraitPath(set: "big5", trait: "openness")
    static let extraversion = TraitPath(set: "hexaco", trait: "extraversion")

    @Test func anEffectOfAQuarterMovesTheScoreByAHundredth() throws {
        var mind = try Example.plain()
        try mind.record(.effects("ev1", [TraitEffect(Self.openness, delta: 0.25, confidence: 0.8)]))
        let outcome = try Example.engine(day: 10).apply(to: &mind)
        let trait = try #require(mind.traits[Self.openness])
        #expect(trait == Trait(score: 0.51, confidence: 0.8, lastUpdate: UTCDay(number: 10), origin: .drift))
        #expect(outcome.velocity == [Self.openness.description: 0.01])
        #expect(outcome.events == ["ev1"])
        #expect(mind.metrics.driftVelocity == outcome.velocity)
        #expect(mind.events.allSatisfy { $0.isProcessed })
        let step = try #require(mind.identityChanges.last?.step)
        #expect(step.before == 0.5 && step.after == 0.51 && step.event == "ev1" && step.confidence == 0.8)
    }

    @Test func theLargestStepIsMaximumDelta() throws {
        var mind = try Example.plain()
        try mind.record(.effects("ev1", [TraitEffect(Self.openness, delta: -1, confidence: 0.1)]))
        try Example.engine(day: 10).apply(to: &mind)
        #expect(mind.traits[Self.openness]?.score == 0.48)
        #expect(mind.traits[Self.openness]?.confidence == 0.5, "the higher confidence stays")
    }

    @Test func oneStepPerTraitAndDayWhereThereIsACooldown() throws {
        var mind = try Example.plain()
        let effect = TraitEffect(Self.openness, delta: 0.25, confidence: 0.5)
        try mind.record(.effects("ev1", [effect, effect]))
        try mind.record(.effects("ev2", [effect, TraitEffect(Self.extraversion, delta: 0.25, confidence: 0.5)]))
        let outcome = try Example.engine(day: 10).apply(to: &mind)
        #expect(outcome.effects.map(\.skipped) == [nil, .coolingDown, .coolingDown, nil])
        #expect(mind.traits[Self.openness]?.score == 0.51)
        #expect(mind.traits[Self.extraversion]?.score == 0.51)
    }

    @Test func withoutACooldownTheStepsAddUp() throws {
        var mind = try Example.plain()
        mind.drift.rule.cooldownDays = 0
        let effect = TraitEffect(Self.openness, delta: 0.25, confidence: 0.5)
        try mind.record(.effects("ev1", [effect, effect, effect]))
        let outcome = try Example.engine(day: 10).apply(to: &mind)
        #expect(mind.traits[Self.openness]?.score == 0.53)
        #expect(outcome.velocity == [Self.openness.description: 0.03])
        #expect(outcome.changes.count == 3)
    }

    @Test(arguments: [(6, true), (7, false), (8, false)])
    func theCooldownEndsAfterSevenDays(days: Int, isCooling: Bool) throws {
        var mind = try Example.plain()
        let effect = TraitEffect(Self.openness, delta: 0.25, confidence: 0.5)
        try mind.record(.effects("ev1", [effect]))
        try Example.engine(day: 100).apply(to: &mind)
        try mind.record(.effects("ev2", [effect]))
        let outcome = try Example.engine(day: 100 + days).apply(to: &mind)
        #expect(outcome.effects.map(\.skipped) == [isCooling ? .coolingDown : nil])
        #expect(mind.traits[Self.openness]?.score == (isCooling ? 0.51 : 0.52))
    }

    @Test func aTraitThatWasSetTodayMayDriftToday() throws {
        var mind = try Example.plain(each: Trait(lastUpdate: UTCDay(number: 10)))
        try mind.record(.effects("ev1", [TraitEffect(Self.openness, delta: 0.25, confidence: 0.5)]))
        #expect(try Example.engine(day: 10).apply(to: &mind).appliedCount == 1)
    }

    @Test func everySkippedEffectSaysWhy() throws {
        var mind = try Example.plain(each: Trait(score: 0.95))
        mind.drift.locks = ["personality.traits.hexaco", "personality.traits.big5.neuro"]
        func effect(_ target: String, _ delta: Double) -> TraitEffect {
            TraitEffect(target: target, delta: delta, confidence: 1)
        }
        try mind.record(
            .effects(
                "ev1",
                [
                    effect("personality.traits.hexaco.openness.score", 0.5),
                    effect("personality.traits.big5.neuroticism.score", 0.5),
                    effect("personality.traits.big5.courage.score", 0.5),
                    effect("personality.traits.big5.openness", 0.5), effect("elsewhere", 0.5),
                    effect("personality.traits.big5.openness.score", 0),
                    effect("personality.traits.big5.openness.score", 1e-8),
                    effect("personality.traits.big5.openness.score", 0.5),
                    effect("personality.traits.big5.openness.score", -0.5),
                    effect("personality.traits.big5.openness.score", -0.5),
                ]))
        let outcome = try Example.engine(day: 10).apply(to: &mind)
        #expect(
            outcome.effects.map(\.skipped) == [
                .locked, .locked, .unknownTarget, .unknownTarget, .unknownTarget, .zero, .belowLeastStep, .atBound,
                nil, .coolingDown,
            ])
        #expect(outcome.velocity == [Self.openness.description: -0.02])
        #expect(mind.events[0].isProcessed)
    }

    @Test func aScoreIsRoundedToFourDecimals() throws {
        var mind = try Example.plain(each: Trait(score: 0.6))
        // 0.6 + 0.12345 · 0.04 = 0.604938
        try mind.record(.effects("ev1", [TraitEffect(Self.openness, delta: 0.12345, confidence: 0.5)]))
        let outcome = try Example.engine(day: 10).apply(to: &mind)
        #expect(mind.traits[Self.openness]?.score == 0.6049)
        #expect(outcome.velocity == [Self.openness.description: 0.0049])
    }

    @Test func theEnvironmentOverridesTheConfiguration() throws {
        var mind = try Example.plain()
        try mind.record(.effects("ev1", [TraitEffect(Self.openness, delta: 0.5, confidence: 0.5)]))
        let configuration = try mind.drift.overridden(by: [
            "PMM_MAX_DELTA": "0.1", "PMM_INERTIA": "0.5", "PMM_EVENT_SENSITIVITY": "0.2", "HOME": "/",
        ])
        // 0.5 · 0.5 · 0.2
        try Example.engine(day: 10).apply(to: &mind, configuration: configuration)
        #expect(mind.traits[Self.openness]?.score == 0.55)
        #expect(mind.drift == DriftConfiguration(), "the mind's own stays")
        #expect(try mind.drift.overridden(by: ["PMM_INERTIA": ""]) == mind.drift)
    }
}
