/// Neuronal group selection: populations (Edelman's *repertoires*) of competing neuronal groups, of which stimuli
/// select the ones that respond best.
///
/// A population p holds `groups` groups on a ring. Group g has receptive weights w_g ∈ ℝᴰ, D = the number of inputs, an
/// activation a_g, and a share x_g of the population, Σ_g x_g = 1. One generation t, every quantity on the right being
/// that of the generation before:
///
///     activation   a_g ← (1 − δ)·a_g + β / (1 + |w_g − s(t)|²/ω²) + κ/(M − 1) · Σ_{q≠p} x_{q,g}·a_{q,g}
///     fitness      f_g = b + a_g                                  (the activation of this generation)
///     competition  y_g = f_g·x_g
///     mutation     z_g = y_g + μ/2 · (y_{g−1} − 2·y_g + y_{g+1})      (g ± 1 on the ring)
///     selection    x_g ← z_g / Σ_h z_h
///     weights      w_gj ← w_gj + λ·(w₀ − w_gj) + σ·ξ           (one pair of inputs j a mutation, in rotation)
///
/// - s(t) is one of `stimuli`, each shown for `generationsPerStimulus` generations, in order and over again.
/// - β `stimulusGain`, ω `tuningWidth`: a group responds most to the stimulus its weights equal. Different weights
///   respond alike, which Edelman calls the degeneracy of a repertoire.
/// - δ `activationDecay`: without a stimulus (β = 0) and re-entry, activation falls by the factor 1 − δ a generation.
/// - κ `reentry`: `populationsPerMap` consecutive populations, M of them, make a map. What group g of each does is fed
///   to group g of the others, as a mean over them. Maps are independent of each other; with M = 1 all populations are.
/// - b `baselineFitness`, above 0: what a silent group multiplies by. The smaller, the harder the competition.
/// - μ `shareMutation`: the part of a group's offspring that is born into the neighbouring groups, half into each. The
///   mutation matrix is symmetric with unit column sums, so mutation moves shares and never makes or loses any.
/// - λ `weightDecay`, w₀ `weightRest`, σ `weightMutation`: every `mutationInterval` generations the weights of two
///   inputs, those after the ones of the time before, take a step of an Ornstein–Uhlenbeck process.
///
/// Competition, mutation and selection are the discrete replicator–mutator equation x' = Q·F·x / ⟨f⟩ with stepwise
/// mutation: under constant fitness and μ = 0 the mean fitness never falls (Fisher's theorem) and the fittest group's
/// share tends to 1.
///
/// **Mass.** Shares are divided by their own sum each generation, so a population's mass is 1 to within the rounding of
/// one sum, (groups/16 + 5) units in the last place, however long the run. A z_g below 2⁻¹⁰⁰ counts as 0: the group is extinct.
///
/// **Randomness.** ξ are standard normal, from Philox4x32-10 with key = seed and counter (generation, group, 0,
/// population). The initial weights are uniform in [0, 1) from the counters (0, group, 1 + pair of inputs, population);
/// initial shares are equal and activations 0. So the numbers do not depend on threads, chunks or maps' order.
///
/// Sources: Edelman, *Neural Darwinism* (1987), ch. 3 and 5; Izhikevich, Gally & Edelman, Cereb. Cortex 14 (2004) 933;
/// replicator–mutator equation: Page & Nowak, J. Theor. Biol. 219 (2002) 93; Nowak, *Evolutionary Dynamics* (2006),
/// ch. 4 and 14; stepwise mutation: Ohta & Kimura, Genet. Res. 22 (1973) 201; groups as replicators: Fernando,
/// Szathmáry & Husbands, Front. Comput. Neurosci. 6 (2012) 24.
public struct GroupSelection: Hashable, Sendable {
    /// P: a multiple of `populationsPerMap`.
    public let populations: Int
    /// G, in each population.
    public let groups: Int
    /// M: populations bound by re-entry.
    public let populationsPerMap: Int
    /// Patterns of D inputs, in the units of the weights.
    public let stimuli: [[Double]]
    /// Generations that each stimulus is shown before the next.
    public let generationsPerStimulus: Int
    /// β, 0 or more.
    public let stimulusGain: Double
    /// ω, above 0, in the units of the weights.
    public let tuningWidth: Double
    /// δ, in [0, 1], a generation.
    public let activationDecay: Double
    /// κ, 0 or more and less than δ, so that activations stay bounded, by β/(δ − κ).
    public let reentry: Double
    /// b, above 0.
    public let baselineFitness: Double
    /// μ, in [0, 1].
    public let shareMutation: Double
    /// σ, 0 or more, in the units of the weights.
    public let weightMutation: Double
    /// λ, in [0, 1].
    public let weightDecay: Double
    /// w₀, in the units of the weights.
    public let weightRest: Double
    /// Generations from one mutation of weights to the next.
    public let mutationInterval: Int
    /// Of all random numbers.
    public let seed: UInt64

    /// D: the inputs of every group.
    public var inputs: Int { stimuli[0].count }
    /// How many maps the populations make.
    public var maps: Int { populations / populationsPerMap }

    /// The defaults are those of the experiment document (`docs/group-selection.md`).
    ///
    /// - Throws: `DynamicsError` naming the parameter that is out of range, with what would be in it.
    /// - Complexity: O(stimuli · inputs).
    public init(
        populations: Int, groups: Int, stimuli: [[Double]], populationsPerMap: Int = 1,
        generationsPerStimulus: Int = 1, stimulusGain: Double = 1, tuningWidth: Double = 0.5,
        activationDecay: Double = 0.5, reentry: Double = 0, baselineFitness: Double = 1, shareMutation: Double = 0.01,
        weightMutation: Double = 0.01, weightDecay: Double = 0.01, weightRest: Double = 0.5, mutationInterval: Int = 1,
        seed: UInt64 = 0
    ) throws(DynamicsError) {
        self.populations = populations
        self.groups = groups
        self.stimuli = stimuli
        self.populationsPerMap = populationsPerMap
        self.generationsPerStimulus = generationsPerStimulus
        self.stimulusGain = stimulusGain
        self.tuningWidth = tuningWidth
        self.activationDecay = activationDecay
        self.reentry = reentry
        self.baselineFitness = baselineFitness
        self.shareMutation = shareMutation
        self.weightMutation = weightMutation
        self.weightDecay = weightDecay
        self.weightRest = weightRest
        self.mutationInterval = mutationInterval
        self.seed = seed
        try validate()
    }

    /// The bytes of a state of this model, in `Real` of the given size.
    public func stateBytes(ofReal size: Int) -> Int { populations * groups * (inputs + 2) * size }
}
