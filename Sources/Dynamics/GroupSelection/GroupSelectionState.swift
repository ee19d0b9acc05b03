import Compute

/// The groups of a run of populations, whole maps of them, after some generations: a value that can be kept and gone
/// on from, with the same bits as if the run had not stopped.
public struct GroupSelectionState<Real: GroupSelectionReal>: Hashable, Codable, Sendable {
    /// Generations completed.
    public internal(set) var generation: Int
    /// Which of the model's populations these are.
    public let populations: Range<Int>
    /// `shares[p · G + g]`, p counted from the first population here: of each population's mass, which is 1.
    public internal(set) var shares: [Real]
    /// `activations[p · G + g]`.
    public internal(set) var activations: [Real]
    /// `weights[(p · D + j) · G + g]`, for input j.
    public internal(set) var weights: [Real]

    /// The state before the first generation.
    ///
    /// - Parameter populations: whole maps of the model; all of its populations where nil.
    /// - Precondition: `populations` begins and ends with a map of the model.
    /// - Complexity: O(populations · groups · inputs).
    @_specialize(where Real == Double)
    @_specialize(where Real == Float)
    public init(_ model: GroupSelection, populations: Range<Int>? = nil) {
        let populations = populations ?? 0..<model.populations
        precondition(
            populations.lowerBound % model.populationsPerMap == 0 && populations.count % model.populationsPerMap == 0
                && populations.lowerBound >= 0 && populations.upperBound <= model.populations)
        self.populations = populations
        generation = 0
        let (groups, inputs) = (model.groups, model.inputs)
        shares = Array(repeating: 1 / Real(groups), count: populations.count * groups)
        activations = Array(repeating: 0, count: populations.count * groups)
        weights = Array(repeating: 0, count: populations.count * inputs * groups)
        for (member, population) in populations.enumerated() {
            for pair in 0..<((inputs + 1) / 2) {
                // The counter's words are (generation, group, draw, population); draw 0 is the mutations'.
                let random = Philox4x32(seed: model.seed, stream: UInt64(pair + 1) | UInt64(population) << 32)
                for group in 0..<groups {
                    let deviates = random.uniformPair(UInt64(group) << 32)
                    for input in (2 * pair)..<min(inputs, 2 * pair + 2) {
                        weights[(member * inputs + input) * groups + group] = Real(deviates[input & 1])
                    }
                }
            }
        }
    }

    /// A state from elsewhere, such as one to test with.
    ///
    /// - Throws: `DynamicsError` where an array's count is not the model's, a share is negative, or a population's
    ///   shares do not add up to 1 within 10⁻⁶.
    /// - Complexity: O(populations · groups · inputs).
    public init(
        _ model: GroupSelection, generation: Int, shares: [Real], activations: [Real], weights: [Real]
    ) throws(DynamicsError) {
        let count = model.populations * model.groups
        let counts = [
            ("shares", shares.count, count), ("activations", activations.count, count),
            ("weights", weights.count, count * model.inputs),
        ]
        for (name, given, expected) in counts where given != expected {
            throw DynamicsError(
                .badSetting, key: name, problem: "the state has \(given) of them",
                remedy: "the model needs \(expected): a state goes on with the model that made it")
        }
        for population in 0..<model.populations {
            let own = shares[(population * model.groups)..<((population + 1) * model.groups)]
            guard own.allSatisfy({ $0 >= 0 }), abs(own.reduce(0, +) - 1) <= 1e-6 else {
                throw DynamicsError(
                    .badSetting, key: "shares", problem: "those of population \(population) do not add up to 1",
                    remedy: "give shares of 0 or more that do")
            }
        }
        for (name, values) in [("activations", activations), ("weights", weights)] {
            if let index = values.firstIndex(where: { !$0.isFinite }) {
                throw DynamicsError(
                    .badSetting, key: "\(name)[\(index)]", problem: "it is \(values[index])",
                    remedy: "it must be a finite number")
            }
        }
        self.generation = generation
        populations = 0..<model.populations
        self.shares = shares
        self.activations = activations
        self.weights = weights
    }
}

extension GroupSelectionState {
    /// The states of consecutive populations as one.
    init(joining parts: [GroupSelectionState]) {
        generation = parts.first?.generation ?? 0
        populations = (parts.first?.populations.lowerBound ?? 0)..<(parts.last?.populations.upperBound ?? 0)
        shares = parts.flatMap(\.shares)
        activations = parts.flatMap(\.activations)
        weights = parts.flatMap(\.weights)
    }

    /// Some of the populations alone.
    func part(_ range: Range<Int>, of model: GroupSelection) -> GroupSelectionState {
        let first = range.lowerBound - populations.lowerBound
        let entries = (first * model.groups)..<((first + range.count) * model.groups)
        return GroupSelectionState(
            generation: generation, populations: range, shares: Array(shares[entries]),
            activations: Array(activations[entries]),
            weights: Array(weights[(entries.lowerBound * model.inputs)..<(entries.upperBound * model.inputs)]))
    }

    init(
        generation: Int, populations: Range<Int>, shares: [Real], activations: [Real], weights: [Real]
    ) {
        self.generation = generation
        self.populations = populations
        self.shares = shares
        self.activations = activations
        self.weights = weights
    }
}
