import Drift
import Foundation
import GeneratedInput
import Minds
import Testing

@Suite("A mind's drift against a plain interpreter")
struct DriftEngineProofTests {
    /// Targets that exist, that a lock keeps, and that there are not.
    private static let targets =
        TraitSet.known.flatMap { set in set.traits.map { TraitPath(set: set.name, trait: $0).description } }
        + [
            "personality.traits.big5.openness", "personality.traits.big5.courage.score", "big5.openness", "",
            "personality.traits.big5.openness.score.more", "Personality.traits.big5.openness.score",
        ]

    private static let lockChoices = [
        [], ["personality.traits.hexaco"], ["personality.traits.big5.open", "x"],
        ["personality.traits.big5.neuroticism"],
        ["personality"],
    ]

    private static func configuration(_ numbers: inout SplitMix64) -> DriftConfiguration {
        DriftConfiguration(
            rule: TraitDriftRule(
                inertia: [0.9, 0, 0.5][numbers.index(3)], maximumDelta: [0.02, 0.1, 1][numbers.index(3)],
                cooldownDays: [7, 0, 1, 30][numbers.index(4)], eventSensitivity: [0.4, 1][numbers.index(2)],
                lowerBound: [0.05, 0][numbers.index(2)], upperBound: [0.95, 1, 0.6][numbers.index(3)]),
            locks: lockChoices[numbers.index(lockChoices.count)])
    }

    private static func event(_ number: Int, _ numbers: inout SplitMix64) -> MindEvent {
        let effects = (0..<numbers.index(4)).map { _ in
            TraitEffect(
                target: targets[numbers.index(targets.count)],
                delta: [0, 0.1, -0.1, numbers.value(-1, 1), numbers.value(-1, 1) * 1e-7][numbers.index(5)],
                confidence: numbers.fraction())
        }
        return MindEvent(
            id: "e\(number)", time: Moment(milliseconds: 0), type: "experience", summary: "something",
            effects: effects.filter { !$0.target.isEmpty })
    }

    private static func plain(_ mind: Mind) -> [String: PlainMind.Trait] {
        mind.traits.paths.reduce(into: [:]) { traits, path in
            guard let trait = mind.traits[path] else { return }
            traits[path.description] = PlainMind.Trait(
                score: trait.score, confidence: trait.confidence, day: trait.lastUpdate?.number,
                hasDrifted: trait.origin == .drift)
        }
    }

    @Test("the same scores, days, records and velocities over generated lives", arguments: UInt64(0)..<60)
    func life(seed: UInt64) throws {
        var numbers = SplitMix64(seed: seed)
        let configuration = Self.configuration(&numbers)
        var mind = try Mind(
            identity: MindIdentity(id: "m", name: "M", birth: Moment(UTCDay(number: 19_000))), drift: configuration)
        var plain = PlainMind(traits: Self.plain(mind))
        plain.inertia = configuration.rule.inertia
        plain.sensitivity = configuration.rule.eventSensitivity
        plain.maximumDelta = configuration.rule.maximumDelta
        plain.cooldownDays = configuration.rule.cooldownDays
        plain.bounds = (configuration.rule.lowerBound, configuration.rule.upperBound)
        plain.locks = configuration.locks

        var day = 19_000
        var count = 0
        for _ in 0..<40 {
            for _ in 0..<numbers.index(4) {
                count += 1
                let event = Self.event(count, &numbers)
                try mind.record(event)
                plain.events.append(
                    PlainMind.Event(
                        id: event.id,
                        effects: event.effects.map {
                            PlainMind.Effect(target: $0.target, delta: $0.delta, confidence: $0.confidence)
                        }))
            }
            if numbers.chance(0.3) { continue }
            day += numbers.index(9)
            let clock = MindClock.fixed(
                Moment(milliseconds: Int64(day) * 86_400_000 + Int64(numbers.index(86_400_000))))
            let engine = DriftEngine(clock: clock)
            let outcome = try engine.apply(to: &mind)
            #expect(outcome.velocity == plain.apply(today: day), "seed \(seed)")
            #expect(Self.plain(mind) == plain.traits, "seed \(seed)")
            #expect(mind.events.map(\.isProcessed) == plain.events.map(\.isProcessed))

            let settled = mind
            let again = try engine.apply(to: &mind)
            #expect(again.isEmpty)
            #expect(mind == settled)
        }
        let read = try Mind(json: mind.json())
        #expect(read == mind)
        let steps = mind.identityChanges.compactMap(\.step).map {
            "\($0.event) \($0.target) \($0.before) \($0.after)"
        }
        #expect(steps == plain.steps)
    }

    /// Whatever an application throws, nothing may have been half done.
    @Test("a mind without traits is as it was, or its events are processed")
    func noTraits() throws {
        var mind = try Mind(identity: MindIdentity(id: "m", name: "M", birth: Moment(milliseconds: 0)), sets: [])
        try mind.record(
            MindEvent(
                id: "e", time: Moment(milliseconds: 0), type: "experience", summary: "s",
                effects: [TraitEffect(.init(set: "big5", trait: "openness"), delta: 0.5, confidence: 1)]))
        let before = mind
        do {
            try DriftEngine(clock: .fixed(Moment(milliseconds: 0))).apply(to: &mind)
            #expect(mind.events.map(\.isProcessed) == [true])
        } catch {
            #expect(mind == before)
        }
    }
}
