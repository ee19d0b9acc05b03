import Analysis
import Compute
import Drift
import GeneratedInput
import Testing

@Suite struct PopulationPropertyTests {
    private let pool = ThreadPool(threads: 2)

    @Test("scores stay within their bounds and on the grid, and locked traits where they are", arguments: UInt64(0)..<8)
    func boundsAndLocks(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let population = Population.generated(&random, minds: 3000, days: 40)
        let run = try PopulationRun(population, on: pool)
        let before = run.states()
        try run.advance(40)
        for (index, (old, new)) in zip(before, run.states()).enumerated() {
            let trait = population.traits[index % population.traits.count]
            #expect((trait.rule.lowerBound...trait.rule.upperBound).contains(new.value))
            #expect(FourDecimals.rounded(new.value) == new.value)
            #expect(!trait.isLocked || old == new)
            #expect(new.confidence >= old.confidence && new.confidence <= 1)
        }
    }

    @Test("where nothing happens nothing changes") func idempotence() throws {
        let population = Population(
            minds: 5000,
            traits: ["a", "b", "c", "d", "e"].map { .init($0, initial: .normal(mean: 0.5, deviation: 0.3)) },
            couplings: [.init(from: 0, to: 1, weight: 0.5)], days: 50)
        let run = try PopulationRun(population, on: pool)
        let before = run.states()
        let report = try run.advance(50)
        #expect(run.states() == before)
        #expect(report.coherence.mean == 1 && report.coherence.variance == 0)
        for trait in report.traits {
            #expect(trait.velocity == 0 && trait.speed == 0 && trait.effects.total == 0)
            #expect(trait.stability == [5000, 0, 0, 0])
        }
    }

    @Test("other numbers for the minds give each mind the same") func permutation() throws {
        var random = SplitMix64(seed: 3)
        var population = Population.generated(&random, minds: 2500, days: 30)
        population.groups = []
        population.traits = population.traits.map {
            Population.Trait($0.name, rule: $0.rule, isLocked: $0.isLocked, setPoint: nil)
        }
        let order = random.permutation(population.minds)
        var renumbered = population
        renumbered.effects = population.effects.map { effect in
            var effect = effect
            effect.mind = effect.mind.map { order[$0] }
            return effect
        }
        let (first, second) = (try PopulationRun(population, on: pool), try PopulationRun(renumbered, on: pool))
        #expect(try first.advance(30) == second.advance(30))
        let (states, others, traits) = (first.states(), second.states(), population.traits.count)
        for mind in order.indices {
            #expect(
                Array(states[mind * traits..<(mind + 1) * traits])
                    == Array(others[order[mind] * traits..<(order[mind] + 1) * traits]))
        }
    }

    /// The stationary law of an Ornstein–Uhlenbeck process is normal with variance σ²/(2θ).
    @Test("set points hold a population at their mean and variance") func stationaryMoments() throws {
        let (mean, rate, volatility, minds) = (0.55, 0.05, 0.02, 40_000)
        var rule = TraitDriftRule()
        (rule.lowerBound, rule.upperBound) = (0, 1)
        for interval in [1, 5] {
            let population = Population(
                minds: minds,
                traits: [
                    .init(
                        "x", rule: rule, initial: .constant(0.2),
                        setPoint: .init(mean: mean, rate: rate, volatility: volatility))
                ], setPointInterval: interval, days: 300, seed: 11)
            let scores = try PopulationRun(population, on: pool).advance(300).traits[0].scores
            let variance = volatility * volatility / (2 * rate)
            // Six standard errors; rounding adds 10⁻⁸/12 to the variance. e^(−15) of the way is left.
            #expect(abs(scores.mean - mean) < 6 * (variance / Double(minds)).squareRoot() + 2e-7)
            #expect(abs(scores.variance - variance) < 6 * variance * (2 / Double(minds)).squareRoot() + 1e-8)
        }
    }

    /// Two traits coupled by a share of 0.25: the first keeps three quarters of its change.
    @Test("couplings give away what they pass on") func conservation() throws {
        var rule = TraitDriftRule(inertia: 0, maximumDelta: 1, cooldownDays: 0, eventSensitivity: 1)
        (rule.lowerBound, rule.upperBound) = (0, 1)
        let traits = ["a", "b", "c"].map { Population.Trait($0, rule: rule) }
        let listed: [Population.Effect] = [
            .init(day: 0, mind: nil, trait: 0, delta: 0.04), .init(day: 1, mind: 7, trait: 1, delta: -0.08),
        ]
        let edges: [Population.Coupling] = [.init(from: 0, to: 1, weight: 0.25), .init(from: 1, to: 2, weight: 0.5)]
        let population = Population(minds: 100, traits: traits, effects: listed, couplings: edges, days: 2)
        let run = try PopulationRun(population, on: pool)
        try run.advance(1)
        // Nothing passes two edges on one day.
        #expect(Array(run.scores()[0..<3]) == [0.53, 0.51, 0.5])
        try run.advance(1)
        #expect(Array(run.scores()[0..<3]) == [0.53, 0.51, 0.5])
        #expect(Array(run.scores()[21..<24]) == [0.53, 0.47, 0.46])
        var random = SplitMix64(seed: 5)
        let effects = (0..<2000).map { _ -> Population.Effect in
            let (day, mind, trait) = (random.index(10), random.index(100), random.index(3))
            return Population.Effect(day: day, mind: mind, trait: trait, delta: random.value(-0.02, 0.02))
        }
        var moved = population
        (moved.effects, moved.days, moved.couplings) = (effects, 10, [])
        var diffused = moved
        diffused.couplings = [.init(from: 0, to: 1, weight: 0.3), .init(from: 2, to: 0, weight: 0.7)]
        let (plain, coupled) = (try PopulationRun(moved, on: pool), try PopulationRun(diffused, on: pool))
        try plain.advance(10)
        try coupled.advance(10)
        let (first, second) = (plain.scores(), coupled.scores())
        for mind in 0..<100 {
            let sums = [first, second].map { $0[mind * 3..<mind * 3 + 3].reduce(0, +) }
            // Each day rounds each of three scores by half of 10⁻⁴ at the most, in either run.
            #expect(abs(sums[0] - sums[1]) <= 10 * 3 * 1e-4)
        }
    }

    @Test("statistics are those of the scores") func statistics() throws {
        var random = SplitMix64(seed: 21)
        for _ in 0..<6 {
            let population = Population.generated(&random, minds: 1 + random.index(4000), days: 25)
            let run = try PopulationRun(population, on: pool)
            let start = run.scores()
            let report = try run.advance(25)
            let (end, traits, minds) = (run.scores(), population.traits.count, Double(population.minds))
            for trait in 0..<traits {
                let values = stride(from: trait, to: end.count, by: traits).map { end[$0] }.sorted()
                let statistics = report.traits[trait]
                let mean = values.reduce(0, +) / minds
                #expect(abs(statistics.scores.mean - mean) < 1e-12)
                let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / minds
                #expect(abs(statistics.scores.variance - variance) < 1e-12)
                for (probability, quantile) in zip(population.quantiles, statistics.scores.quantiles) {
                    let place = probability * (minds - 1)
                    let lower = Int(place)
                    let upper = min(lower + 1, values.count - 1)
                    let expected = values[lower] + (values[upper] - values[lower]) * (place - Double(lower))
                    #expect(abs(quantile - expected) < 1e-12)
                }
                let changes = stride(from: trait, to: end.count, by: traits).map { end[$0] - start[$0] }
                #expect(abs((statistics.velocity ?? 9) - changes.reduce(0, +) / minds / 25) < 1e-12)
                let rule = population.traits[trait].rule
                let classes = changes.map { change in
                    StabilityClass(velocityPerDay: FourDecimals.rounded(change) / 25, rule: rule)
                }
                #expect(
                    statistics.stability == StabilityClass.allCases.map { name in classes.count { $0 == name } })
                #expect(statistics.histogram.reduce(0, +) == population.minds)
            }
        }
    }

    @Test("coherence is each mind's own") func coherence() throws {
        var random = SplitMix64(seed: 31)
        var population = Population.generated(&random, minds: 500, days: 25)
        for trait in population.traits.indices {
            (population.traits[trait].rule.lowerBound, population.traits[trait].rule.upperBound) = (0.1, 0.9)
        }
        let run = try PopulationRun(population, on: pool)
        let (before, traits) = (run.scores(), population.traits.count)
        let report = try run.advance(25)
        let after = run.scores()
        let values = try (0..<500).map { mind in
            FourDecimals.rounded(
                try ProfileCoherence.coherence(
                    before: Array(before[mind * traits..<(mind + 1) * traits]),
                    after: Array(after[mind * traits..<(mind + 1) * traits]), range: 0.8))
        }
        // The last bit of a coherence near a tie may round it the other way.
        #expect(abs(report.coherence.mean - values.reduce(0, +) / 500) < 1e-6)
    }

    @Test("a stop is obeyed") func cancellation() throws {
        let population = Population(
            minds: 1000, traits: [.init("x")], groups: [.init(probability: 1, deltas: [.constant(1)])], days: 1_000_000)
        let cancellation = Cancellation()
        cancellation.cancel()
        let run = try PopulationRun(population, on: pool)
        #expect(throws: CancelledError.self) { try run.advance(1_000_000, cancellation: cancellation) }
    }
}
