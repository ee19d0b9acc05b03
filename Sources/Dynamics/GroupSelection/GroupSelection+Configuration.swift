import Compute

extension GroupSelection {
    /// The model and how long to run it, as an experiment document gives it: the keys are listed and explained in
    /// `docs/group-selection.md`. `populations`, `groups`, `generations`, and `stimuli` or `stimulus_count` with
    /// `inputs`, must be there; an unknown key is refused.
    public struct Configuration: Hashable, Sendable, Codable {
        public let model: GroupSelection
        /// Generations to run.
        public let generations: Int
        /// Statistics are told of each generation whose number is a multiple of it.
        public let every: Int
        public let precision: Precision

        /// - Throws: `DynamicsError` where `generations` or `every` is out of range.
        public init(
            _ model: GroupSelection, generations: Int, every: Int = 1, precision: Precision = .double
        ) throws(DynamicsError) {
            _ = try model.lastGeneration(from: 0, generations, every: every)
            self.model = model
            self.generations = generations
            self.every = every
            self.precision = precision
        }

        /// The keys of the document.
        public static var keys: [String] { Key.allCases.map(\.rawValue) }

        private enum Key: String, CodingKey, CaseIterable {
            case populations, groups, stimuli, inputs, generations, every, precision, reentry, seed
            case stimulusCount = "stimulus_count"
            case populationsPerMap = "populations_per_map"
            case generationsPerStimulus = "generations_per_stimulus"
            case stimulusGain = "stimulus_gain"
            case tuningWidth = "tuning_width"
            case activationDecay = "activation_decay"
            case baselineFitness = "baseline_fitness"
            case shareMutation = "share_mutation"
            case weightMutation = "weight_mutation"
            case weightDecay = "weight_decay"
            case weightRest = "weight_rest"
            case mutationInterval = "mutation_interval"
        }

        private struct AnyKey: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        public init(from decoder: any Decoder) throws {
            for key in try decoder.container(keyedBy: AnyKey.self).allKeys
            where Key(stringValue: key.stringValue) == nil {
                throw DynamicsError(
                    .unknownParameter, key: key.stringValue, problem: "neuronal group selection has no such key",
                    remedy: "the keys are " + Self.keys.joined(separator: ", "))
            }
            let values = try decoder.container(keyedBy: Key.self)
            func optional<Value: Decodable>(_ key: Key, _ standard: Value) throws -> Value {
                try values.decodeIfPresent(Value.self, forKey: key) ?? standard
            }
            let seed = try optional(.seed, UInt64(0))
            let model = try GroupSelection(
                populations: try values.decode(Int.self, forKey: .populations),
                groups: try values.decode(Int.self, forKey: .groups),
                stimuli: try Self.stimuli(values, seed: seed),
                populationsPerMap: try optional(.populationsPerMap, 1),
                generationsPerStimulus: try optional(.generationsPerStimulus, 1),
                stimulusGain: try optional(.stimulusGain, 1), tuningWidth: try optional(.tuningWidth, 0.5),
                activationDecay: try optional(.activationDecay, 0.5), reentry: try optional(.reentry, 0),
                baselineFitness: try optional(.baselineFitness, 1), shareMutation: try optional(.shareMutation, 0.01),
                weightMutation: try optional(.weightMutation, 0.01), weightDecay: try optional(.weightDecay, 0.01),
                weightRest: try optional(.weightRest, 0.5), mutationInterval: try optional(.mutationInterval, 1),
                seed: seed)
            try self.init(
                model, generations: try values.decode(Int.self, forKey: .generations),
                every: try optional(.every, 1), precision: try optional(.precision, .double))
        }

        /// Those given, or as many as asked for, with inputs uniform in [0, 1).
        private static func stimuli(_ values: KeyedDecodingContainer<Key>, seed: UInt64) throws -> [[Double]] {
            let given = try values.decodeIfPresent([[Double]].self, forKey: .stimuli)
            let count = try values.decodeIfPresent(Int.self, forKey: .stimulusCount)
            let inputs = try values.decodeIfPresent(Int.self, forKey: .inputs)
            switch (given, count, inputs) {
            case (let given?, nil, nil): return given
            case (nil, let count?, let inputs?):
                return try GroupSelection.generatedStimuli(count: count, inputs: inputs, seed: seed)
            default:
                throw DynamicsError(
                    .badSetting, key: "stimuli", problem: "the stimuli are not told in one of the two ways",
                    remedy: "give stimuli, a list of patterns, or stimulus_count and inputs to have them generated")
            }
        }

        public func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: Key.self)
            try values.encode(model.populations, forKey: .populations)
            try values.encode(model.groups, forKey: .groups)
            try values.encode(model.stimuli, forKey: .stimuli)
            try values.encode(model.populationsPerMap, forKey: .populationsPerMap)
            try values.encode(model.generationsPerStimulus, forKey: .generationsPerStimulus)
            try values.encode(model.stimulusGain, forKey: .stimulusGain)
            try values.encode(model.tuningWidth, forKey: .tuningWidth)
            try values.encode(model.activationDecay, forKey: .activationDecay)
            try values.encode(model.reentry, forKey: .reentry)
            try values.encode(model.baselineFitness, forKey: .baselineFitness)
            try values.encode(model.shareMutation, forKey: .shareMutation)
            try values.encode(model.weightMutation, forKey: .weightMutation)
            try values.encode(model.weightDecay, forKey: .weightDecay)
            try values.encode(model.weightRest, forKey: .weightRest)
            try values.encode(model.mutationInterval, forKey: .mutationInterval)
            try values.encode(model.seed, forKey: .seed)
            try values.encode(generations, forKey: .generations)
            try values.encode(every, forKey: .every)
            try values.encode(precision, forKey: .precision)
        }
    }

    /// `count` patterns of `inputs` numbers uniform in [0, 1), of a stream of the seed that no group draws from.
    ///
    /// - Throws: `DynamicsError` where a count is not positive or too large.
    /// - Complexity: O(count · inputs).
    public static func generatedStimuli(count: Int, inputs: Int, seed: UInt64) throws(DynamicsError) -> [[Double]] {
        for (key, value, most) in [("stimulus_count", count, 1 << 16), ("inputs", inputs, mostInputs)]
        where !(1...most).contains(value) {
            throw DynamicsError(
                .badParameter, key: key, problem: "it is \(value)", remedy: "it must be from 1 to \(most)")
        }
        var random = Philox4x32(seed: seed, stream: .max).makeGenerator()
        return (0..<count).map { _ in (0..<inputs).map { _ in random.uniform() } }
    }
}
