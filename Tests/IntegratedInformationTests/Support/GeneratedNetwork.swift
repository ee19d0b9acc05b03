import GeneratedInput
import Graphs

/// A random network with a state that can be reached, and a candidate system in it.
struct GeneratedNetwork {
    var substrate: Substrate
    var state: State
    var units: [Int]

    /// The kinds of network that the fast path is held to the reference on.
    enum Family: String, CaseIterable {
        /// Every probability uniform in [0, 1).
        case dense
        /// Logistic units, a third of the weights 0, both signs.
        case sparseLogistic
        /// Logistic units that all excite each other: mostly irreducible.
        case coupledLogistic
        /// Logistic units with weights −1, 0, 1: symmetric, so that partitions tie.
        case integerLogistic
        /// Logistic units in a ring, each with the same weights to the units one, two, three… places on and, in half of
        /// the networks, all in one state: the rotations of a partition tie.
        case circulant
        /// Boolean functions of one to three inputs: probabilities 0 and 1, specified states tie by the dozen.
        case deterministic
        /// Boolean functions whose every output is flipped with one probability: ties without zeros.
        case noisyBoolean
        /// Exact zeros and ones among interior probabilities.
        case mixed
        /// Multiples of 1/4: many equal values, and units that depend on nothing.
        case quantised
    }

    /// A network made by hand, all of whose units are the candidate system.
    init(_ substrate: Substrate, state: State) {
        self.substrate = substrate
        self.state = state
        units = Array(0..<substrate.unitCount)
    }

    /// A network of `family` with `count` units whose candidate system is `systemCount` of them (all, where nil).
    init(_ family: Family, units count: Int, system systemCount: Int? = nil, _ random: inout SplitMix64) {
        substrate = Self.substrate(family, count, &random)
        state = Self.successor(of: random.index(1 << count), in: substrate, &random)
        if family == .circulant && random.chance(0.5) {
            state = State(Array(repeating: random.chance(0.5), count: count))
        }
        units = random.permutation(count).prefix(systemCount ?? count).sorted()
    }

    private static func substrate(_ family: Family, _ count: Int, _ random: inout SplitMix64) -> Substrate {
        switch family {
        case .dense: return table(count, &random) { $0.fraction() }
        case .sparseLogistic:
            return logistic(count, &random) { source, target, random in
                random.chance(0.35) ? 0 : random.value(-1.5, 1.5)
            }
        case .coupledLogistic:
            return logistic(count, &random) { source, target, random in
                source == target ? random.value(0, 0.2) : random.value(0.2, 1.2)
            }
        case .integerLogistic:
            return logistic(count, &random) { _, _, random in Double(random.index(3) - 1) }
        case .circulant:
            let steps = (0..<count).map { _ in random.chance(0.25) ? 0 : random.value(-0.3, 1.2) }
            return logistic(count, &random) { source, target, _ in steps[(target - source + count) % count] }
        case .deterministic: return boolean(count, flip: 0, &random)
        case .noisyBoolean: return boolean(count, flip: [0.05, 0.1, 0.25][random.index(3)], &random)
        case .mixed:
            return table(count, &random) { $0.chance(0.4) ? Double($0.index(2)) : $0.fraction() }
        case .quantised:
            return table(count, &random) { Double($0.index(5)) / 4 }
        }
    }

    private static func table(
        _ count: Int, _ random: inout SplitMix64, _ entry: (inout SplitMix64) -> Double
    ) -> Substrate {
        // Half of the tables ignore about a third of the connections, so that cut sets without effect occur; half of
        // those are declared connected all the same, so that systems without cause or effect do.
        let isSparse = random.chance(0.5)
        let isDeclared = isSparse && random.chance(0.5)
        let heard = (0..<count).map { _ in
            (0..<count).reduce(0) { isSparse && random.chance(0.35) ? $0 : $0 | 1 << $1 }
        }
        let entries = (0..<(count << count)).map { _ in entry(&random) }
        return Substrate(units: count, connected: isDeclared ? { _, _ in true } : nil) { unit, row in
            entries[unit << count | (row & heard[unit])]
        }
    }

    private static func logistic(
        _ count: Int, _ random: inout SplitMix64, _ weight: (Int, Int, inout SplitMix64) -> Double
    ) -> Substrate {
        let slope = [1.0, 2, 4][random.index(3)]
        let weights = (0..<count).map { source in (0..<count).map { weight(source, $0, &random) } }
        return Substrate(weights: weights, slope: slope)
    }

    private static func boolean(_ count: Int, flip: Double, _ random: inout SplitMix64) -> Substrate {
        // Three in four networks contain a ring, or hardly any would be strongly connected.
        let ring = random.permutation(count)
        let hasRing = random.chance(0.75)
        var inputs = (0..<count).map { _ in
            random.permutation(count).prefix(1 + random.index(min(2, count))).reduce(0) { $0 | 1 << $1 }
        }
        if hasRing {
            for (position, unit) in ring.enumerated() { inputs[unit] |= 1 << ring[(position + 1) % count] }
        }
        let outputs = (0..<(count << count)).map { _ in random.chance(0.5) }
        let connected = { (source: Int, target: Int) in inputs[target] >> source & 1 == 1 }
        return Substrate(units: count, connected: random.chance(0.5) ? connected : nil) { unit, row in
            outputs[unit << count | (row & inputs[unit])] ? 1 - flip : flip
        }
    }

    /// A state drawn from those that `row` leads to, so that it is reachable.
    private static func successor(of row: Int, in substrate: Substrate, _ random: inout SplitMix64) -> State {
        State((0..<substrate.unitCount).map { random.chance(substrate.transitions.probability(of: $0, after: row)) })
    }
}
