import Analysis
import Compute
import Drift
import Foundation
import Testing

@Suite struct PopulationMistakeTests {
    private static let sound = Population(
        minds: 10, traits: [.init("a"), .init("b")], groups: [.init(probability: 0.5, deltas: [.constant(1), nil])],
        days: 10)

    static let mistakes: [(String, @Sendable (inout Population) -> Void)] = [
        ("minds", { $0.minds = 0 }), ("minds", { $0.minds = 1 << 40 }), ("days", { $0.days = -1 }),
        ("report_every", { $0.reportInterval = 0 }), ("first_day", { $0.firstDay = .max }),
        ("initial_confidence", { $0.initialConfidence = .nan }), ("quantiles[0]", { $0.quantiles = [1.5] }),
        ("quantiles", { $0.quantiles = [0.5, 0.5] }), ("stability", { $0.thresholds.drifting = 2 }),
        ("traits", { $0.traits = [] }), ("traits", { $0.traits[1].name = "a" }),
        ("traits.b.bounds.minimum", { $0.traits[1].rule.lowerBound = 0.00005 }),
        ("traits.a.initial.deviation", { $0.traits[0].initial = .normal(mean: 0, deviation: -1) }),
        ("traits.a.set_point.rate", { $0.traits[0].setPoint = .init(mean: 0.5, rate: -1) }),
        ("events.groups[0].share", { $0.groups[0].share = 0 }), ("events.groups", { $0.groups[0].share = 0.5 }),
        ("events.groups[0].probability", { $0.groups[0].probability = 1.1 }),
        ("events.groups[0].delta", { $0.groups[0].deltas = [] }),
        ("events.groups[0].delta.a", { $0.groups[0].deltas[0] = .constant(.infinity) }),
        ("events.groups[0].confidence", { $0.groups[0].confidence = .uniform(low: 0.9, high: 0.1) }),
        ("couplings[0].to", { $0.couplings = [.init(from: 0, to: 2, weight: 0.1)] }),
        ("couplings[0]", { $0.couplings = [.init(from: 0, to: 0, weight: 0.1)] }),
        ("couplings[0].weight", { $0.couplings = [.init(from: 0, to: 1, weight: 2)] }),
        ("events[0].mind", { $0.effects = [.init(day: 0, mind: 10, trait: 0, delta: 1)] }),
        ("events[0].day", { $0.effects = [.init(day: 10, mind: 0, trait: 0, delta: 1)] }),
        ("events[0].delta", { $0.effects = [.init(day: 0, mind: 0, trait: 0, delta: .nan)] }),
    ]

    @Test("a mistake is named by its key", arguments: mistakes.indices)
    func named(index: Int) throws {
        let (key, change) = Self.mistakes[index]
        try Self.sound.validate()
        var population = Self.sound
        change(&population)
        let error = #expect(throws: DriftError.self) {
            try PopulationRun(population, on: ThreadPool(threads: 1))
        }
        #expect(error?.key == key)
        #expect(error?.exitStatus == .badData)
    }

    /// A partial of another analysis, or one that was changed where it was kept.
    @Test("partials that tell of other days or traits are refused") func partials() throws {
        let analysis = try PopulationAnalysis(Self.sound)
        let context = RunContext(pool: ThreadPool(threads: 1))
        let plan = try analysis.prepare(in: context)
        let shard = try #require(try analysis.shards(plan).first)
        var others = [Self.sound, Self.sound]
        others[0].traits.removeLast()
        others[0].groups[0].deltas.removeLast()
        others[1].reportInterval = 2
        for population in others {
            let other = try PopulationAnalysis(population)
            let partial = try other.run(shard, other.prepare(in: context), in: context)
            #expect(throws: DriftError.self) { try analysis.merge([partial], plan) }
        }
        let partial = try analysis.run(shard, plan, in: context)
        let text = String(decoding: try JSONEncoder().encode(partial), as: UTF8.self)
        for (old, new) in [("\"classes\":[", "\"classes\":[0,"), ("\"scores\":[", "\"scores\":[7,")] {
            #expect(text.contains(old))
            #expect(throws: (any Error).self) {
                let changed = try JSONDecoder().decode(
                    PopulationAnalysis.Partial.self, from: Data(text.replacing(old, with: new).utf8))
                _ = try analysis.merge([partial, changed], plan)
            }
        }
    }

    @Test("days too far apart for an Int are beyond the cooldown, or before it began") func farDays() {
        let rule = TraitDriftRule()
        for (last, today, isApplied) in [
            (Int.min, Int.max, true), (.max, .min, false), (.min, 0, true), (.max, -2, false),
        ] {
            var score = TraitDriftRule.Score(lastDriftDay: last)
            #expect(rule.apply(delta: 1, confidence: 1, to: &score, today: today) == isApplied)
        }
    }

    @Test("no more days go by than there are") func daysLeft() throws {
        let run = try PopulationRun(Self.sound, on: ThreadPool(threads: 1))
        try run.advance(4)
        #expect(throws: DriftError.self) { try run.advance(7) }
    }
}
