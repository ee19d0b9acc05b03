import Dynamics
import GeneratedInput

extension GroupSelection {
    /// A model of nothing but what is asked for: no mutation, no decay but that of activations, which forget at once.
    static func plain(
        populations: Int = 1, groups: Int, stimuli: [[Double]] = [[0.5, 0.5]], populationsPerMap: Int = 1,
        generationsPerStimulus: Int = 1, stimulusGain: Double = 1, tuningWidth: Double = 0.5,
        activationDecay: Double = 1, reentry: Double = 0, baselineFitness: Double = 1, shareMutation: Double = 0,
        weightMutation: Double = 0, weightDecay: Double = 0, weightRest: Double = 0.5, mutationInterval: Int = 1,
        seed: UInt64 = 1
    ) throws -> GroupSelection {
        try GroupSelection(
            populations: populations, groups: groups, stimuli: stimuli, populationsPerMap: populationsPerMap,
            generationsPerStimulus: generationsPerStimulus, stimulusGain: stimulusGain, tuningWidth: tuningWidth,
            activationDecay: activationDecay, reentry: reentry, baselineFitness: baselineFitness,
            shareMutation: shareMutation, weightMutation: weightMutation, weightDecay: weightDecay,
            weightRest: weightRest, mutationInterval: mutationInterval, seed: seed)
    }

    /// A model with everything at work.
    static func generated(_ random: inout SplitMix64) throws -> GroupSelection {
        let perMap = 1 + random.index(3)
        let inputs = 1 + random.index(7)
        let decay = random.value(0.2, 1)
        return try GroupSelection(
            populations: perMap * (1 + random.index(4)), groups: 1 + random.index(50),
            stimuli: (0...random.index(4)).map { _ in (0..<inputs).map { _ in random.fraction() } },
            populationsPerMap: perMap, generationsPerStimulus: 1 + random.index(3),
            stimulusGain: random.value(0, 5), tuningWidth: random.value(0.1, 2), activationDecay: decay,
            reentry: perMap == 1 ? 0 : decay * random.value(0, 0.9), baselineFitness: random.value(0.01, 2),
            shareMutation: random.chance(0.3) ? 0 : random.value(0, 0.5), weightMutation: random.value(0, 0.1),
            weightDecay: random.value(0, 0.3), weightRest: random.value(-1, 1),
            mutationInterval: 1 + random.index(3), seed: random.next())
    }
}

extension GroupSelectionState where Real == Double {
    /// The fitness of each group under the first stimulus, from the documented formula, where activations forget at once.
    func fitness(_ model: GroupSelection) -> [Double] {
        (0..<model.groups).map { group in
            let squares = model.stimuli[0].enumerated().map { input, value in
                let difference = weights[input * model.groups + group] - value
                return difference * difference
            }
            let distance = squares.reduce(0, +)
            return model.baselineFitness
                + model.stimulusGain / (1 + distance / (model.tuningWidth * model.tuningWidth))
        }
    }
}
