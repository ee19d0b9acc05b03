/// A cycle of the noise-free dynamics, and how much of the state space runs into it.
public struct Attractor: Hashable, Sendable {
    /// The cycle's states in the order they follow each other, from the smallest (little-endian) one on.
    public let states: [State]
    /// How many of the 2ⁿ states lead to it, its own included.
    public let basinSize: Int

    /// The number of steps in the cycle; 1 for a fixed point.
    public var period: Int { states.count }

    public init(states: [State], basinSize: Int) {
        self.states = states
        self.basinSize = basinSize
    }
}

extension Substrate {
    /// The attractors of the noise-free synchronous dynamics, in which a unit is on next where P(on) > ½: in order of
    /// basin size, largest first, equal ones by smallest state. Free inputs hold their value.
    ///
    /// - Throws: `GraphsError` of kind `undecidedSuccessor` where a probability is exactly ½.
    /// - Complexity: O(n · 2ⁿ) time; 12 bytes a state.
    public func attractors() throws -> [Attractor] {
        let successors = try successors()
        // 0: not visited; positive: on the path being walked, at that step; negative: belongs to attractor −(k + 1).
        var marks = [Int32](repeating: 0, count: successors.count)
        var cycles: [[Int]] = []
        var basins: [Int] = []
        for start in successors.indices where marks[start] == 0 {
            var path: [Int] = []
            var state = start
            while marks[state] == 0 {
                path.append(state)
                marks[state] = Int32(path.count)
                state = Int(successors[state])
            }
            let attractor: Int
            if marks[state] > 0 {
                attractor = cycles.count
                cycles.append(Array(path[(Int(marks[state]) - 1)...]))
                basins.append(0)
            } else {
                attractor = Int(-marks[state]) - 1
            }
            basins[attractor] += path.count
            for visited in path { marks[visited] = Int32(-(attractor + 1)) }
        }
        let found = cycles.indices.map { index -> (smallest: Int, attractor: Attractor) in
            let cycle = cycles[index]
            let first = cycle.indices.min { cycle[$0] < cycle[$1] } ?? 0
            let states = (cycle[first...] + cycle[..<first]).map { State(bits: UInt64($0), count: unitCount) }
            return (cycle[first], Attractor(states: states, basinSize: basins[index]))
        }
        return found.sorted {
            ($1.attractor.basinSize, $0.smallest) < ($0.attractor.basinSize, $1.smallest)
        }.map(\.attractor)
    }

    /// The next state of every state, noise-free.
    private func successors() throws -> [UInt32] {
        var successors = [UInt32](repeating: 0, count: transitions.stateCount)
        for unit in 0..<unitCount {
            for (state, probability) in transitions.column(unit).enumerated() {
                if probability > 0.5 {
                    successors[state] |= 1 << UInt32(unit)
                } else if probability == 0.5 {
                    let values = State(bits: UInt64(state), count: unitCount).values.map(String.init).joined()
                    throw GraphsError(
                        .undecidedSuccessor, key: labels[unit],
                        problem:
                            "after state \(values) its probability is exactly 1/2, so no next state is the likelier",
                        remedy: "attractors need units that lean one way in every state; give a state by hand")
                }
            }
        }
        return successors
    }
}
