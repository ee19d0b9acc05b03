import Analysis
import Compute
import Drift
import GeneratedInput
import Kernels
import Testing

/// Lanes, blocks, threads, windows, executors and devices leave no trace in the results.
@Suite struct PopulationSameBitsTests {
    @Test("the scalar rule, at every instruction-set level and on any number of threads", arguments: UInt64(0)..<24)
    func scalar(seed: UInt64) throws {
        var random = SplitMix64(seed: 500 + seed)
        let population = Population.generated(&random, minds: 1 + random.index(300), days: 12)
        var reference = ScalarPopulation(population)
        reference.advance(0..<12)
        for level in InstructionSet.supported {
            for threads in [1, 3] {
                let run = try PopulationRun(
                    population, on: ThreadPool(threads: threads), kernels: TraitDriftKernels(level: level))
                let report = try run.advance(12)
                #expect(run.states() == reference.states.flatMap { $0 }, "seed \(seed), \(level)")
                #expect(report.traits.map(\.effects) == reference.effects, "seed \(seed), \(level)")
                #expect(run.scores().map(\.bitPattern) == reference.scores.map(\.bitPattern), "seed \(seed), \(level)")
            }
        }
    }

    @Test("10 and 20 days are 30, in the statistics that do not tell of a window", arguments: UInt64(0)..<6)
    func windows(seed: UInt64) throws {
        var random = SplitMix64(seed: 900 + seed)
        let population = Population.generated(&random, minds: 5000, days: 30)
        let pool = ThreadPool(threads: 2)
        let (whole, split) = (try PopulationRun(population, on: pool), try PopulationRun(population, on: pool))
        let atOnce = try whole.advance(30)
        let first = try split.advance(10)
        let second = try split.advance(20)
        #expect(whole.states() == split.states())
        for (trait, once) in atOnce.traits.enumerated() {
            #expect(once.scores == second.traits[trait].scores)
            #expect(once.stability == second.traits[trait].stability)
            #expect(once.effects.total == first.traits[trait].effects.total + second.traits[trait].effects.total)
        }
        #expect(atOnce.coherence == second.coherence)
    }

    @Test("reports are the same from one run and from shards, on any executor", arguments: UInt64(0)..<4)
    func shards(seed: UInt64) throws {
        var random = SplitMix64(seed: 1300 + seed)
        let population = Population.generated(&random, minds: 9000, days: 20)
        let run = try PopulationRun(population, on: ThreadPool(threads: 2))
        var reports = [try run.report()]
        for day in population.reportDays { reports.append(try run.advance(day - run.day)) }
        let analysis = try PopulationAnalysis(population)
        #expect(try InlineExecutor().run(analysis) == reports)
        #expect(try PoolExecutor(pool: ThreadPool(threads: 3)).run(analysis) == reports)
    }

    @Test(
        "an OpenCL device", .enabled(if: openCLDoubleDevice != nil, "no OpenCL device with double precision"),
        arguments: UInt64(0)..<12)
    func opencl(seed: UInt64) throws {
        var random = SplitMix64(seed: 1700 + seed)
        let population = Population.generated(&random, minds: 1 + random.index(5000), days: 15)
        let pool = ThreadPool(threads: 2)
        let context = try OpenCLContext(#require(openCLDoubleDevice))
        let (there, here) = (
            try OpenCLPopulationRun(population, on: context, pool: pool), try PopulationRun(population, on: pool)
        )
        #expect(try there.report() == here.report())
        for days in [1, 9, 5] { #expect(try there.advance(days) == here.advance(days), "seed \(seed)") }
        #expect(try there.scores() == here.scores(), "seed \(seed)")
    }

    /// Effects that put the exact score within rounding's reach of a tie, one a mind.
    @Test(
        "an OpenCL device, at ties", .enabled(if: openCLDoubleDevice != nil, "no OpenCL device with double precision"))
    func openclTies() throws {
        var random = SplitMix64(seed: 77)
        let rule = TraitDriftRule(
            inertia: 0, maximumDelta: 1, cooldownDays: 0, eventSensitivity: 1, lowerBound: 0, upperBound: 1)
        let effects = (0..<20_000).map { index in
            let tie = (Double(random.index(9000)) + 0.5) * 1e-4
            return Population.Effect(day: index / 10_000, mind: index % 10_000, trait: 0, delta: tie - 0.5)
        }
        let population = Population(
            minds: 10_000, traits: [.init("x", rule: rule)], effects: effects, days: 2)
        var reference = ScalarPopulation(population)
        // By hand, for the reference looks through all effects for every mind.
        for effect in effects {
            rule.apply(
                delta: effect.delta, confidence: effect.confidence, to: &reference.states[effect.mind ?? 0][0],
                today: effect.day)
        }
        let pool = ThreadPool(threads: 2)
        let there = try OpenCLPopulationRun(population, on: OpenCLContext(#require(openCLDoubleDevice)), pool: pool)
        let here = try PopulationRun(population, on: pool)
        #expect(try there.advance(2) == here.advance(2))
        #expect(try there.scores() == reference.scores)
        #expect(here.scores() == reference.scores)
    }

    /// One trait a call, with everything that can go wrong near a tie, a bound, the cooldown's end or zero.
    @Test("the rule itself, on millions of effects", arguments: InstructionSet.supported)
    func rule(level: InstructionSet) throws {
        let kernels = TraitDriftKernels(level: level)
        var random = SplitMix64(seed: 7)
        let count = 4096
        for _ in 0..<400 {
            let lower = FourDecimals.rounded(random.value(0, 0.3))
            let rule = TraitDriftRule(
                inertia: random.chance(0.3) ? 0 : random.fraction(), maximumDelta: random.value(1e-9, 0.1),
                cooldownDays: random.index(10), eventSensitivity: random.chance(0.3) ? 1 : random.fraction(),
                lowerBound: random.chance(0.3) ? 0 : lower, upperBound: FourDecimals.rounded(random.value(0.4, 1)))
            let today = 50 + random.index(1000)
            var states: [TraitDriftRule.Score] = []
            var deltas: [Double] = []
            for _ in 0..<count {
                let score = [
                    rule.lowerBound, rule.upperBound,
                    FourDecimals.rounded(random.value(rule.lowerBound, rule.upperBound)),
                ][random.index(3)]
                let last = [nil, today, today - rule.cooldownDays, today - rule.cooldownDays + 1, today - 40]
                states.append(
                    .init(value: score, confidence: random.fraction(), lastDriftDay: last[random.index(5)]))
                let scale = (1 - rule.inertia) * rule.eventSensitivity
                let tie = (Double(random.index(20_000)) - 10_000 + 0.5) * 1e-4
                switch random.index(8) {
                case 0: deltas.append(0)
                case 1: deltas.append(-0.0)
                case 2: deltas.append(random.value(-1e-8, 1e-8))
                case 3: deltas.append(tie / scale)
                case 4: deltas.append((tie - score) / scale)
                case 5: deltas.append((Double(random.index(64)) * 0x1p-5 + 0x1p-6 - score) / scale)
                case 6: deltas.append(1e-9 / scale * (random.chance(0.5) ? 1 : -1))
                default: deltas.append(random.value(-3, 3))
                }
                if !deltas[deltas.count - 1].isFinite { deltas[deltas.count - 1] = 1 }
            }
            let confidences = states.map { random.chance(0.2) ? $0.confidence : random.fraction() }
            var (scores, held) = (states.map(\.value), states.map(\.confidence))
            var days = states.map { $0.lastDriftDay.map { Int32($0) } ?? -(1 << 30) }
            var tally = Array(repeating: 0, count: 4)
            kernels.applyTraitDrift(
                deltas, confidences,
                [
                    1 - rule.inertia, rule.eventSensitivity, rule.maximumDelta, rule.lowerBound, rule.upperBound,
                    TraitDriftRule.leastChange,
                ], Int32(today), Int32(rule.cooldownDays), count, &scores, &held, &days, &tally)
            var applied = 0
            for index in 0..<count {
                if rule.apply(
                    delta: deltas[index], confidence: confidences[index], to: &states[index], today: today)
                {
                    applied += 1
                }
            }
            #expect(scores.map(\.bitPattern) == states.map(\.value.bitPattern))
            #expect(held.map(\.bitPattern) == states.map(\.confidence.bitPattern))
            #expect(days == states.map { $0.lastDriftDay.map { Int32($0) } ?? -(1 << 30) })
            #expect(tally[0] == deltas.filter { $0 != 0 }.count)
            #expect(tally[0] - tally[1] - tally[2] - tally[3] == applied)
        }
    }
}
