import Analysis
import Compute
import Dynamics
import Foundation
import Testing

/// What is wrong with a model of neuronal group selection is told by its key.
@Suite struct GroupSelectionFailureTests {
    private static let wrong: [(String, String)] = [
        ("populations", #""populations":0"#), ("groups", #""groups":-3"#), ("groups", #""groups":70000"#),
        ("populations_per_map", #""populations_per_map":3"#), ("stimuli", #""stimuli":[]"#),
        ("stimuli[1]", #""stimuli":[[1,2],[3]]"#), ("stimuli[0][1]", #""stimuli":[[1,1e300]]"#),
        ("generations_per_stimulus", #""generations_per_stimulus":0"#), ("stimulus_gain", #""stimulus_gain":-1"#),
        ("tuning_width", #""tuning_width":0"#), ("activation_decay", #""activation_decay":1.5"#),
        ("reentry", #""reentry":0.2"#), ("reentry", #""reentry":0.9,"populations_per_map":2"#),
        ("baseline_fitness", #""baseline_fitness":0"#), ("share_mutation", #""share_mutation":2"#),
        ("weight_mutation", #""weight_mutation":-0.1"#), ("weight_decay", #""weight_decay":-0.1"#),
        ("weight_rest", #""weight_rest":1e200"#), ("mutation_interval", #""mutation_interval":0"#),
        ("generations", #""generations":-1"#), ("generations", #""generations":5000000000"#),
        ("every", #""every":0"#), ("stimuli", #""stimulus_count":3"#), ("pressure", #""pressure":3"#),
    ]

    private func decode(_ changes: String) throws -> GroupSelection.Configuration {
        let changed = try JSONSerialization.jsonObject(with: Data("{\(changes)}".utf8)) as? [String: Any] ?? [:]
        let standard: [String: Any] = ["populations": 4, "groups": 5, "stimuli": [[1, 2]], "generations": 10]
        let document = try JSONSerialization.data(withJSONObject: standard.merging(changed) { $1 })
        return try JSONDecoder().decode(GroupSelection.Configuration.self, from: document)
    }

    @Test(arguments: wrong)
    func aWrongParameterIsNamed(key: String, change: String) {
        #expect { try decode(change) } throws: { error in
            guard let error = error as? DynamicsError else { return false }
            return error.key == key && error.exitStatus == .badData && error.message.hasPrefix(key)
        }
    }

    @Test func nothingIsANumberButNumbers() {
        #expect(throws: DynamicsError.self) { try GroupSelection(populations: 1, groups: 2, stimuli: [[.nan]]) }
        #expect(throws: DynamicsError.self) {
            try GroupSelection(populations: 1, groups: 2, stimuli: [[0]], shareMutation: .nan)
        }
        #expect(throws: DynamicsError.self) {
            try GroupSelection(populations: 1, groups: 2, stimuli: [[0]], weightMutation: .infinity)
        }
    }

    @Test func documentsHaveTheirDefaultsAndRoundTrip() throws {
        let configuration = try decode("")
        #expect(configuration.every == 1 && configuration.precision == .double)
        #expect(configuration.model == (try GroupSelection(populations: 4, groups: 5, stimuli: [[1, 2]])))
        let full = try decode(
            #""populations_per_map":2,"reentry":0.25,"generations_per_stimulus":3,"stimulus_gain":2,"#
                + #""tuning_width":0.75,"activation_decay":0.375,"baseline_fitness":0.5,"share_mutation":0.125,"#
                + #""weight_mutation":0.0625,"weight_decay":0.03125,"weight_rest":-1,"mutation_interval":4,"#
                + #""seed":18446744073709551615,"every":5,"precision":"single""#)
        #expect(full.model.seed == .max && full.model.reentry == 0.25 && full.precision == .single)
        #expect(
            try JSONDecoder().decode(GroupSelection.Configuration.self, from: JSONEncoder().encode(full)) == full)
    }

    @Test func generatedStimuliFollowTheSeed() throws {
        let document = Data(
            #"{"populations":1,"groups":2,"generations":1,"stimulus_count":3,"inputs":4,"seed":9}"#.utf8)
        let model = try JSONDecoder().decode(GroupSelection.Configuration.self, from: document).model
        #expect(model.stimuli.count == 3 && model.stimuli.allSatisfy { $0.count == 4 })
        #expect(model.stimuli == (try GroupSelection.generatedStimuli(count: 3, inputs: 4, seed: 9)))
        #expect(model.stimuli != (try GroupSelection.generatedStimuli(count: 3, inputs: 4, seed: 10)))
    }

    @Test func aStateThatDoesNotFitIsRefused() throws {
        let model = try GroupSelection(populations: 1000, groups: 1000, stimuli: [[1, 2]])
        let pool = ThreadPool(threads: 1)
        #expect {
            try GroupSelectionSimulation<Double>(model, memoryBytes: 1 << 20, on: pool)
        } throws: { ($0 as? DynamicsError)?.kind == .tooLarge }
        let small = try GroupSelection(populations: 1, groups: 2, stimuli: [[1]])
        #expect {
            try GroupSelectionState<Double>(
                small, generation: 0, shares: [1], activations: [0, 0], weights: [0, 0])
        } throws: { ($0 as? DynamicsError)?.key == "shares" }
        #expect {
            try GroupSelectionState<Double>(
                small, generation: 0, shares: [0.5, 0.6], activations: [0, 0], weights: [0, 0])
        } throws: { ($0 as? DynamicsError)?.key == "shares" }
        #expect {
            try GroupSelectionState<Double>(
                small, generation: 0, shares: [0.5, 0.5], activations: [0, .nan], weights: [0, 0])
        } throws: { ($0 as? DynamicsError)?.key == "activations[1]" }
    }

    @Test func aRunStopsWhenAsked() throws {
        let model = try GroupSelection(populations: 4, groups: 5, stimuli: [[1, 2]])
        let pool = ThreadPool(threads: 2)
        var simulation = try GroupSelectionSimulation<Double>(model, on: pool)
        let cancellation = Cancellation()
        #expect(throws: CancelledError.self) {
            try simulation.advance(GroupSelection.mostGenerations, every: 100, on: pool, cancellation: cancellation) {
                if $0.generation == 1000 { cancellation.cancel() }
            }
        }
        #expect(simulation.generation >= 1000)
    }

    /// Goes past the last generation that its random numbers can tell apart: refused before it starts.
    @Test func generationsEndWithTheCounter() throws {
        let model = try GroupSelection(populations: 1, groups: 2, stimuli: [[1]])
        let pool = ThreadPool(threads: 1)
        var simulation = try GroupSelectionSimulation<Double>(model, on: pool)
        try simulation.advance(1, on: pool)
        #expect { try simulation.advance(GroupSelection.mostGenerations, on: pool) } throws: {
            ($0 as? DynamicsError)?.key == "generations"
        }
        #expect { try simulation.advance(1, every: 0, on: pool) } throws: { ($0 as? DynamicsError)?.key == "every" }
    }
}
