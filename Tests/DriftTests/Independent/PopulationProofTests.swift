import Compute
import Drift
import GeneratedInput
import Kernels
import Testing

/// Listed effects on single minds and on all of them, against the rule followed statement by statement with exact
/// rounding for each mind on its own.
@Suite("Populations against exact decimals")
struct PopulationProofTests {
    private static let minds = 203
    private static let days = 60

    /// Sixteen traits, each with a rule of its own, and effects of every kind that `TraitLife` draws.
    private static func population(seed: UInt64) -> (population: Population, lives: [TraitLife]) {
        var numbers = SplitMix64(seed: seed)
        let lives = (0..<16).map { _ in TraitLife(&numbers, effects: 80) }
        let traits = lives.enumerated().map { index, life in
            Population.Trait(
                "trait\(index)",
                rule: TraitDriftRule(
                    inertia: life.inertia, maximumDelta: life.maximumDelta, cooldownDays: life.cooldownDays,
                    eventSensitivity: life.sensitivity, lowerBound: life.lowerBound, upperBound: life.upperBound),
                isLocked: index == 5, initial: .uniform(low: life.lowerBound, high: life.upperBound))
        }
        let effects = (0..<6000).map { _ in
            let trait = numbers.index(lives.count)
            let drawn = lives[trait].effects[numbers.index(80)]
            return Population.Effect(
                day: numbers.index(days), mind: numbers.chance(0.03) ? nil : numbers.index(minds), trait: trait,
                delta: drawn.delta, confidence: drawn.confidence)
        }
        let population = Population(
            minds: minds, traits: traits, effects: effects, firstDay: 20_000, days: days, seed: seed)
        return (population, lives)
    }

    /// What the definition makes of the scores at the beginning.
    private static func expected(
        _ start: [Double], _ population: Population, _ lives: [TraitLife]
    ) -> [TraitState] {
        var states = start.map { TraitState(score: $0, confidence: population.initialConfidence) }
        let count = population.traits.count
        for day in 0..<days {
            for effect in population.effects where effect.day == day && !population.traits[effect.trait].isLocked {
                let today = TraitLife.Effect(
                    day: population.firstDay + day, delta: effect.delta, confidence: effect.confidence)
                for mind in effect.mind.map({ $0...$0 }) ?? 0...(minds - 1) {
                    states[mind * count + effect.trait].take(today, in: lives[effect.trait])
                }
            }
        }
        return states
    }

    @Test("every mind's state at every instruction-set level and in windows of any length", arguments: UInt64(1)...4)
    func levels(seed: UInt64) throws {
        let (population, lives) = Self.population(seed: seed)
        for level in InstructionSet.supported {
            let run = try PopulationRun(
                population, on: ThreadPool(threads: 2), kernels: TraitDriftKernels(level: level))
            let expected = Self.expected(run.scores(), population, lives)
            for window in [1, 0, 17, 40, 2] { try run.advance(window) }
            let states = run.states()
            #expect(states.map(\.value.bitPattern) == expected.map(\.score.bitPattern), "\(level)")
            #expect(states.map(\.confidence) == expected.map(\.confidence), "\(level)")
            #expect(states.map(\.lastDriftDay) == expected.map(\.lastDay), "\(level)")
        }
    }

    @Test(
        "the same scores on an OpenCL device",
        .enabled(if: openCLDoubleDevice != nil, "no OpenCL device with double precision"))
    func openCL() throws {
        let (population, lives) = Self.population(seed: 5)
        let pool = ThreadPool(threads: 2)
        let expected = Self.expected(
            try PopulationRun(population, on: pool).scores(), population, lives)
        let run = try OpenCLPopulationRun(population, on: OpenCLContext(#require(openCLDoubleDevice)), pool: pool)
        for window in [3, 57] { try run.advance(window) }
        let scores = try run.scores()
        #expect(scores.map(\.bitPattern) == expected.map(\.score.bitPattern))
    }
}
