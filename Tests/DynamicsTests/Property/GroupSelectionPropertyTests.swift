import Analysis
import Compute
import Dynamics
import Foundation
import GeneratedInput
import Kernels
import Testing

/// What holds for every model of neuronal group selection.
@Suite struct GroupSelectionPropertyTests {
    /// Mass is conserved: a population's shares add up to 1 within the rounding of one sum, however long the run, and
    /// none is negative.
    @Test(arguments: UInt64(0)..<40)
    func everyPopulationsMassStaysOne(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let model = try GroupSelection.generated(&random)
        var state = GroupSelectionState<Double>(model)
        for _ in 0..<20 {
            _ = state.advance(50, of: model, every: 50)
            for population in 0..<model.populations {
                let own = state.shares[(population * model.groups)..<((population + 1) * model.groups)]
                // The kernel's sum and this one's, each of G roundings at the most.
                #expect(abs(own.reduce(0, +) - 1) <= Double(2 * model.groups + 10) * 0x1p-53)
                #expect(own.allSatisfy { $0 >= 0 })
            }
        }
    }

    /// Fisher: under constant fitness and without mutation the mean fitness never falls, each share grows by its
    /// fitness over the mean, so that of any two groups the fitter gains on the other, and the fittest group alone is a fixed point.
    @Test(arguments: UInt64(0)..<20)
    func selectionIsMonotoneInFitness(seed: UInt64) throws {
        let groups = 3 + Int(seed)
        let model = try GroupSelection.plain(groups: groups, tuningWidth: 0.3, seed: seed)
        var state = GroupSelectionState<Double>(model)
        let fitness = state.fitness(model)
        var before = 0.0
        for _ in 0..<300 {
            let shares = state.shares
            let mean = state.advance(1, of: model)[0].populations[0].meanFitness
            #expect(mean >= before * (1 - 0x1p-50))
            before = mean
            // A share that falls below 2⁻¹⁰⁰ is extinct.
            for group in 0..<groups where state.shares[group] > 0 {
                #expect(abs(state.shares[group] / shares[group] - fitness[group] / mean) <= 1e-14)
            }
        }
        let fittest = fitness.indices.max { fitness[$0] < fitness[$1] } ?? 0
        var alone = try GroupSelectionState<Double>(
            model, generation: 0, shares: (0..<groups).map { $0 == fittest ? 1 : 0 }, activations: state.activations,
            weights: state.weights)
        _ = alone.advance(10, of: model)
        #expect(alone.shares[fittest] == 1)
    }

    /// Groups that are all alike stay alike, and the entropy is ln G.
    @Test(arguments: [1, 2, 7, 16, 33])
    func equalsStayEqual(groups: Int) throws {
        let model = try GroupSelection.plain(groups: groups, stimulusGain: 0, shareMutation: 0.2)
        var state = GroupSelectionState<Double>(model)
        let samples = state.advance(200, of: model)
        for sample in samples {
            #expect(abs(sample.populations[0].entropy - log(Double(groups))) <= 1e-14)
            #expect(abs(sample.populations[0].meanFitness - 1) <= 1e-14)
        }
        for share in state.shares { #expect(abs(share - 1 / Double(groups)) <= 1e-15) }
    }

    /// The statistics are those of the shares they come with.
    @Test(arguments: UInt64(100)..<110)
    func statisticsDescribeTheShares(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let model = try GroupSelection.generated(&random)
        var state = GroupSelectionState<Double>(model)
        for _ in 0..<10 {
            let sample = state.advance(7, of: model, every: 7)[0]
            for (population, told) in sample.populations.enumerated() {
                let own = Array(state.shares[(population * model.groups)..<((population + 1) * model.groups)])
                let entropy = own.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
                #expect(abs(told.entropy - entropy) <= 1e-13)
                #expect(told.dominantShare == own.max())
                #expect(told.dominantGroup == own.firstIndex(of: own.max() ?? 0))
            }
        }
    }

    /// Every instruction-set level gives the bits of the scalar reference, in both precisions.
    @Test(arguments: InstructionSet.supported, UInt64(0)..<30)
    func everyLevelIsTheScalarReference(level: InstructionSet, seed: UInt64) throws {
        var random = SplitMix64(seed: 1000 + seed)
        let model = try GroupSelection.generated(&random)
        func check<Real: GroupSelectionReal>(_ precision: Real.Type) {
            var (state, reference) = (GroupSelectionState<Real>(model), GroupSelectionState<Real>(model))
            let samples = state.advance(60, of: model, every: 3, with: .kernels(level))
            let expected = reference.advance(60, of: model, every: 3, with: .reference)
            #expect(samples == expected, "\(precision), seed \(seed)")
            #expect(state == reference, "\(precision), seed \(seed)")
        }
        check(Double.self)
        check(Float.self)
    }

    /// Single precision follows double precision while selection does not amplify the difference.
    @Test func singlePrecisionFollowsDouble() throws {
        var random = SplitMix64(seed: 8)
        let model = try GroupSelection.generated(&random)
        var (double, single) = (GroupSelectionState<Double>(model), GroupSelectionState<Float>(model))
        _ = double.advance(20, of: model)
        _ = single.advance(20, of: model)
        for (a, b) in zip(double.shares, single.shares) { #expect(abs(a - Double(b)) <= 1e-4) }
    }

    /// Neither threads nor the division into calls nor a copy kept as JSON changes a bit.
    @Test(arguments: UInt64(0)..<6)
    func threadsAndChunksChangeNothing(seed: UInt64) throws {
        var random = SplitMix64(seed: 50 + seed)
        let model = try GroupSelection.generated(&random)
        func run(_ chunks: [Int], threads: Int) throws -> (GroupSelectionState<Double>, [GroupSelectionSample]) {
            let pool = ThreadPool(threads: threads)
            var simulation = try GroupSelectionSimulation<Double>(model, on: pool)
            var samples: [GroupSelectionSample] = []
            for chunk in chunks { try simulation.advance(chunk, every: 5, on: pool) { samples.append($0) } }
            return (simulation.state, samples)
        }
        let whole = try run([60], threads: 1)
        #expect(whole.1.map(\.generation) == stride(from: 5, through: 60, by: 5).map { $0 })
        for (chunks, threads) in [([60], 2), ([60], 7), ([1, 2, 17, 40], 1), ([59, 1], 3)] {
            let other = try run(chunks, threads: threads)
            #expect(other.0 == whole.0)
            #expect(other.1 == whole.1)
        }
        let half = try run([30], threads: 1).0
        let kept = try JSONDecoder().decode(GroupSelectionState<Double>.self, from: JSONEncoder().encode(half))
        let pool = ThreadPool(threads: 2)
        var resumed = GroupSelectionSimulation(model, from: kept)
        try resumed.advance(30, every: 5, on: pool)
        #expect(resumed.state == whole.0)
    }

    /// Maps are independent: populations run alone as they do among others.
    @Test func mapsDoNotFeedEachOther() throws {
        let model = try GroupSelection(
            populations: 6, groups: 9, stimuli: [[0.2, 0.7, 0.1]], populationsPerMap: 2, activationDecay: 0.5,
            reentry: 0.3, seed: 4)
        var (all, some) = (GroupSelectionState<Double>(model), GroupSelectionState<Double>(model, populations: 2..<4))
        _ = all.advance(30, of: model)
        _ = some.advance(30, of: model)
        #expect(Array(all.shares[18..<36]) == some.shares)
    }

    /// As an analysis: the same for any executor and thread count, and the means of the simulation's statistics.
    @Test func theAnalysisIsTheSimulation() throws {
        let stimuli = try GroupSelection.generatedStimuli(count: 3, inputs: 64, seed: 5)
        let model = try GroupSelection(populations: 40, groups: 30, stimuli: stimuli, seed: 5)
        let analysis = GroupSelectionAnalysis(try GroupSelection.Configuration(model, generations: 50, every: 10))
        let summary = try InlineExecutor().run(analysis)
        #expect(try analysis.shards(()).count > 1)
        for threads in [2, 7] { #expect(try PoolExecutor(pool: ThreadPool(threads: threads)).run(analysis) == summary) }
        let pool = ThreadPool(threads: 2)
        var simulation = try GroupSelectionSimulation<Double>(model, on: pool)
        var samples: [GroupSelectionSample] = []
        try simulation.advance(50, every: 10, on: pool) { samples.append($0) }
        #expect(summary.populations == samples.last?.populations)
        for (point, sample) in zip(summary.series, samples) {
            #expect(point.generation == sample.generation)
            #expect(abs(point.meanFitness - sample.means.fitness) <= 1e-14)
            #expect(abs(point.entropy - sample.means.entropy) <= 1e-13)
        }
        #expect(summary.series.count == 5)
    }

    /// Another seed gives other weights, other mutations and another outcome.
    @Test func seedsDiffer() throws {
        func outcome(_ seed: UInt64) throws -> [Double] {
            let model = try GroupSelection(populations: 2, groups: 20, stimuli: [[0.5, 0.5]], seed: seed)
            var state = GroupSelectionState<Double>(model)
            _ = state.advance(20, of: model)
            return state.shares
        }
        #expect(try outcome(1) == outcome(1))
        #expect(try outcome(1) != outcome(2))
        #expect(try Array(outcome(1)[0..<20]) != Array(outcome(1)[20..<40]))
    }
}
