import Foundation
import Graphs

/// A network of logistic units, all on, whose φ_s has to be searched for.
///
/// A random state of a random network is mostly reducible, and the search would end at its first bound; here all units
/// excite each other and are on, a state that the network holds itself in.
struct ExcitatoryNetwork: Sendable {
    static let slope = 4.0

    /// `weights[i][j]` from unit i to unit j.
    let weights: [[Double]]

    /// Every unit feeds every unit, itself included, with a weight uniform in (0, 1)/√n. Bounds rule out almost every
    /// set of units before it is searched.
    init(dense count: Int, seed: UInt64 = 20_231_011_465) {
        var random = SplitMix64(seed: seed &+ UInt64(count))
        let scale = 1 / Double(count).squareRoot()
        weights = (0..<count).map { _ in (0..<count).map { _ in (random.fraction() + 0x1p-54) * scale } }
    }

    /// Every unit feeds the next one only, by ½. So symmetric that bounds rule out little: the search's hard case.
    init(ring count: Int) {
        weights = (0..<count).map { source in (0..<count).map { $0 == (source + 1) % count ? 0.5 : 0 } }
    }

    /// Every unit feeds the next two, by ½ and ¾.
    init(neighbours count: Int) {
        weights = (0..<count).map { source in
            (0..<count).map { $0 == (source + 1) % count ? 0.5 : $0 == (source + 2) % count ? 0.75 : 0 }
        }
    }

    var units: [Int] { Array(weights.indices) }

    /// All units on.
    var state: State { State(weights.map { _ in true }) }

    /// Tables and connectivity, built anew: a part of every whole analysis that is timed.
    func substrate() -> Substrate {
        let count = weights.count
        let inputs = weights.indices.map { target in
            weights.indices.reduce(UInt64(0)) { weights[$1][target] == 0 ? $0 : $0 | 1 << UInt64($1) }
        }
        return Substrate(
            labels: weights.indices.map { "U\($0)" },
            transitions: TransitionProbabilities(
                unitCount: count, columns: LogisticUnits.columns(weights: weights, slope: Self.slope)),
            connectivity: Connectivity(inputs: inputs), weights: weights)
    }
}
