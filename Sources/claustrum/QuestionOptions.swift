import ArgumentParser
import Compute
import Experiments
import Graphs

/// Which units in which state.
struct QuestionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The state of all units, as 1,0,0 or 100; or attractor[:K], the first state of the K-th attractor.",
            valueName: "state"))
    var state: String?

    @Option(help: "The candidate system's units, by label or index: A,B or 0,1. Default: all but the background.")
    var units: String?

    var isEmpty: Bool { state == nil && units == nil }

    /// For provenance: what was asked, as it was asked.
    var question: [String: String] {
        var question: [String: String] = [:]
        question["state"] = state
        question["units"] = units
        return question
    }

    /// - Throws: a `CodedError` where no state is given, or an attractor that is not there.
    func state(of input: NetworkInput) throws -> State {
        let substrate = input.substrate
        guard let state else {
            if let own = substrate.state { return own }
            throw CommandError.usage(
                "\(input.path) gives no state; give one as --state "
                    + substrate.labels.map { _ in "0" }.joined(separator: ",")
                    + " (for units \(substrate.labels.joined(separator: ", "))), or --state attractor",
                code: "state-missing")
        }
        guard let rank = attractor else {
            return try input.placing(key: "--state") { try substrate.parseState(state) }
        }
        let attractors = try input.placing { try substrate.attractors() }
        guard attractors.indices.contains(rank - 1), let first = attractors[rank - 1].states.first else {
            throw CommandError.unknownAttractor(state, of: attractors.count)
        }
        return first
    }

    /// The number of the attractor that `--state` names, from 1; 0 where it names none that could be; nil where it is
    /// not given or gives a state.
    var attractor: Int? {
        guard let state, state == "attractor" || state.hasPrefix("attractor:") else { return nil }
        return state == "attractor" ? 1 : Int(state.dropFirst("attractor:".count)) ?? 0
    }

    /// The candidate system's unit indices, ascending.
    ///
    /// - Throws: a `CodedError` where the network has no such unit, or one is named twice.
    func units(of input: NetworkInput) throws -> [Int] {
        guard let units else { return input.substrate.defaultUnits }
        return try input.placing(key: "--units") { try input.substrate.parseUnits(units) }
    }
}

extension Substrate {
    /// The source's candidate system, else every unit that is not background.
    var defaultUnits: [Int] {
        units ?? labels.indices.filter { !background.contains($0) }
    }
}

extension CommandError {
    /// That `--state` names an attractor that is not there.
    static func unknownAttractor(_ state: String, of count: Int) -> CommandError {
        .usage(
            "--state \(state) names no attractor: there are \(count), so use attractor:1 to attractor:\(count), "
                + "largest basin first",
            code: "unknown-attractor")
    }
}
