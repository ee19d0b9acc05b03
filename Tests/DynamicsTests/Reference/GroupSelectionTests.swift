import Compute
import Dynamics
import Foundation
import Testing

/// Neuronal group selection against what its equations give in closed form.
@Suite struct GroupSelectionTests {
    /// Without mutation and under constant fitness, x_g(t) ∝ f_g^t·x_g(0): the discrete replicator equation's solution.
    @Test func pureSelectionIsThePowerOfFitness() throws {
        let model = try GroupSelection.plain(groups: 20)
        var state = GroupSelectionState<Double>(model)
        let fitness = state.fitness(model)
        for generation in 1...60 {
            _ = state.advance(1, of: model)
            let powers = fitness.map { pow($0, Double(generation)) }
            let sum = powers.reduce(0, +)
            for (share, power) in zip(state.shares, powers) {
                #expect(abs(share - power / sum) <= 1e-13 * Double(generation))
            }
        }
    }

    /// The equilibrium of two groups that mutate into each other at rate μ: the root in (0, 1) of
    /// (f₁ − f₂)·x² + (f₂ − (1 − μ)·f₁ + μ·f₂)·x − μ·f₂ = 0.
    @Test(arguments: [0.001, 0.02, 0.3, 1])
    func twoGroupsSettleAtTheReplicatorMutatorEquilibrium(rate: Double) throws {
        // On a ring of two both neighbours are the other group. At μ = 1 the groups change places every generation.
        let model = try GroupSelection.plain(groups: 2, tuningWidth: 0.2, shareMutation: min(rate, 0.9))
        var state = GroupSelectionState<Double>(model)
        let (fitness, mutation) = (state.fitness(model), model.shareMutation)
        _ = state.advance(4000, of: model, every: 4000)
        let a = fitness[0] - fitness[1]
        let b = fitness[1] - (1 - mutation) * fitness[0] + mutation * fitness[1]
        let c = -mutation * fitness[1]
        let root = (-b + (b * b - 4 * a * c).squareRoot()) / (2 * a)
        let other = (-b - (b * b - 4 * a * c).squareRoot()) / (2 * a)
        let expected = root >= 0 && root <= 1 ? root : other
        #expect(abs(state.shares[0] - expected) <= 1e-12)
    }

    /// Between groups of equal fitness mutation is a walk on the ring: the k-th Fourier mode of the shares shrinks by
    /// 1 − μ·(1 − cos 2πk/G) a generation.
    @Test func mutationIsDiffusionOnTheRing() throws {
        let groups = 24
        let model = try GroupSelection.plain(groups: groups, stimulusGain: 0, shareMutation: 0.3)
        let start = (0..<groups).map { (1 + 0.5 * cos(2 * .pi * Double(3 * $0) / Double(groups))) / Double(groups) }
        var state = try GroupSelectionState<Double>(
            model, generation: 0, shares: start, activations: Array(repeating: 0, count: groups),
            weights: Array(repeating: 0, count: 2 * groups))
        for generation in 1...40 {
            _ = state.advance(1, of: model)
            let mode = pow(1 - 0.3 * (1 - cos(2 * .pi * 3 / Double(groups))), Double(generation))
            for group in 0..<groups {
                let wave = 0.5 * mode * cos(2 * .pi * Double(3 * group) / Double(groups))
                #expect(abs(state.shares[group] - (1 + wave) / Double(groups)) <= 1e-15)
            }
        }
    }

    /// Without a stimulus a_t = (1 − δ)^t·a_0.
    @Test func activationFallsByItsDecay() throws {
        let model = try GroupSelection.plain(groups: 3, stimulusGain: 0, activationDecay: 0.25)
        var state = try GroupSelectionState<Double>(
            model, generation: 0, shares: [0.25, 0.25, 0.5], activations: [1, 2, 0.5],
            weights: Array(repeating: 0, count: 6))
        _ = state.advance(40, of: model)
        for (activation, start) in zip(state.activations, [1, 2, 0.5]) {
            #expect(abs(activation - pow(0.75, 40) * start) <= 1e-14 * start)
        }
    }

    /// With a stimulus and fixed weights, activation settles at β·match/δ.
    @Test func activationSettlesWhereDecayMeetsTheStimulus() throws {
        let model = try GroupSelection.plain(groups: 5, stimulusGain: 2, activationDecay: 0.5)
        var state = GroupSelectionState<Double>(model)
        let expected = state.fitness(model).map { ($0 - 1) / 0.5 }
        _ = state.advance(100, of: model)
        for (activation, value) in zip(state.activations, expected) {
            #expect(abs(activation - value) <= 1e-14 * value)
        }
    }

    /// Two single-group populations of one map feed each other: the sum of their activations shrinks by 1 − δ + κ, the
    /// difference by 1 − δ − κ.
    @Test func reentryCouplesThePopulationsOfAMap() throws {
        let model = try GroupSelection.plain(
            populations: 2, groups: 1, populationsPerMap: 2, stimulusGain: 0, activationDecay: 0.5, reentry: 0.3)
        var state = try GroupSelectionState<Double>(
            model, generation: 0, shares: [1, 1], activations: [3, 1], weights: [0, 0, 0, 0])
        _ = state.advance(20, of: model)
        #expect(abs(state.activations[0] + state.activations[1] - 4 * pow(0.8, 20)) <= 1e-13)
        #expect(abs(state.activations[0] - state.activations[1] - 2 * pow(0.2, 20)) <= 1e-13)
    }

    /// Three populations of a map: a group is fed the mean of the others.
    @Test func reentryIsAMeanOverTheOthers() throws {
        let model = try GroupSelection.plain(
            populations: 3, groups: 1, populationsPerMap: 3, stimulusGain: 0, activationDecay: 0.5, reentry: 0.4)
        var state = try GroupSelectionState<Double>(
            model, generation: 0, shares: [1, 1, 1], activations: [1, 2, 6], weights: Array(repeating: 0, count: 6))
        _ = state.advance(1, of: model)
        for (activation, expected) in zip(state.activations, [0.5 + 0.2 * 8, 1 + 0.2 * 7, 3 + 0.2 * 3]) {
            #expect(abs(activation - expected) <= 1e-15 * 8)
        }
    }

    /// Without noise a weight's distance from rest shrinks by 1 − λ each time its pair's turn comes.
    @Test func weightsRelaxInRotation() throws {
        let model = try GroupSelection.plain(
            groups: 4, stimuli: [[0, 0, 0, 0, 0]], weightDecay: 0.2, weightRest: 2, mutationInterval: 3)
        let start = GroupSelectionState<Double>(model)
        var state = start
        // Mutations at generations 0, 3, 6, … of the pairs (0, 1), (2, 3), (4, –) in turn: after 30, ten of them.
        _ = state.advance(30, of: model)
        for input in 0..<5 {
            let visits = input < 2 ? 4.0 : 3.0
            for group in 0..<4 {
                let before = start.weights[input * 4 + group] - 2
                let after = state.weights[input * 4 + group] - 2
                #expect(abs(after - pow(0.8, visits) * before) <= 1e-14)
            }
        }
    }

    /// The first mutation adds σ·ξ with ξ the normal deviates of (generation, group, 0, population).
    @Test func mutationsAreTheDocumentedDeviates() throws {
        let model = try GroupSelection.plain(populations: 3, groups: 5, weightMutation: 0.1, seed: 77)
        let start = GroupSelectionState<Double>(model)
        var state = start
        _ = state.advance(1, of: model)
        for population in 0..<3 {
            for group in 0..<5 {
                let deviates = Philox4x32(seed: 77, stream: UInt64(population) << 32).normalPair(UInt64(group) << 32)
                for input in 0..<2 {
                    let place = (population * 2 + input) * 5 + group
                    #expect(abs(state.weights[place] - start.weights[place] - 0.1 * deviates[input]) <= 1e-15)
                }
            }
        }
    }

    /// An Ornstein–Uhlenbeck walk's stationary variance is σ²/(1 − (1 − λ)²), here about 0.0357, its mean the rest.
    @Test func weightsSpreadAsTheOrnsteinUhlenbeckProcessDoes() throws {
        let model = try GroupSelection.plain(
            populations: 400, groups: 50, weightMutation: 0.1, weightDecay: 0.15, weightRest: -1)
        var state = GroupSelectionState<Double>(model)
        _ = state.advance(100, of: model, every: 100)
        let count = Double(state.weights.count)
        let mean = state.weights.reduce(0, +) / count
        let variance = state.weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        let expected = 0.01 / (1 - 0.85 * 0.85)
        // Five standard errors of 40 000 independent weights.
        #expect(abs(mean + 1) <= 5 * (expected / count).squareRoot())
        #expect(abs(variance - expected) <= 5 * expected * (2 / count).squareRoot())
    }

    /// A group whose weights equal the stimulus is the fittest, and takes over.
    @Test func theStimulusSelectsTheGroupTunedToIt() throws {
        let start = GroupSelectionState<Double>(try .plain(groups: 30))
        let tuned = [start.weights[17], start.weights[30 + 17]]
        let model = try GroupSelection.plain(groups: 30, stimuli: [tuned], shareMutation: 0.001)
        var state = GroupSelectionState<Double>(model)
        let samples = state.advance(5000, of: model, every: 5000)
        #expect(samples.last?.populations[0].dominantGroup == 17)
        #expect(samples.last.map { $0.populations[0].dominantShare > 0.9 } == true)
    }
}
