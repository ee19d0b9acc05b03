import Experiments
import Graphs

/// Many questions of one network: states, and for each the subsets of the units in ascending order of their bit masks.
struct PhiSweep {
    let input: NetworkInput
    let states: [State]
    let units: [Int]
    let everySubset: Bool

    /// - Throws: `CommandError` where there are more subsets than can be counted.
    init(input: NetworkInput, states: [State], units: [Int], everySubset: Bool) throws {
        guard !everySubset || units.count < 40 else {
            throw CommandError.usage(
                "--all-subsets of \(units.count) units is more than anybody can wait for; choose fewer with --units",
                code: "too-many-subsets")
        }
        self.input = input
        self.states = states
        self.units = units
        self.everySubset = everySubset
    }

    /// The number of questions.
    var count: Int { states.count * (everySubset ? (1 << units.count) - 1 : 1) }

    var questions: some Sequence<PhiQuestion> {
        let sweep = self
        return states.lazy.flatMap { state in
            let substrate = sweep.input.substrate
            let likelihood = sweep.everySubset ? SharedLikelihood(substrate: substrate, state: state) : nil
            return sweep.candidates.lazy.map { units in
                PhiQuestion(
                    substrate: substrate, state: state, units: units, inputDigest: sweep.input.digest,
                    place: sweep.input.name, likelihood: likelihood, distinction: sweep.distinction(state))
            }
        }
    }

    private var candidates: AnyIterator<[Int]> {
        guard everySubset else {
            var only: [Int]? = units
            return AnyIterator {
                defer { only = nil }
                return only
            }
        }
        let units = self.units
        var mask = 0
        return AnyIterator {
            mask += 1
            guard mask < 1 << units.count else { return nil }
            return units.indices.filter { mask >> $0 & 1 == 1 }.map { units[$0] }
        }
    }

    /// The whole substrate's state, which the candidate system's does not tell where there is a background.
    private func distinction(_ state: State) -> [String: String] {
        var distinction = input.question
        distinction["state"] = state.values.map(String.init).joined(separator: ",")
        return distinction
    }
}
