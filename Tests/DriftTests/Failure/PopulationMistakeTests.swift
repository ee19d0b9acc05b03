import Compute
import Drift
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

    @Test("no more days go by than there are") func daysLeft() throws {
        let run = try PopulationRun(Self.sound, on: ThreadPool(threads: 1))
        try run.advance(4)
        #expect(throws: DriftError.self) { try run.advance(7) }
    }
}
