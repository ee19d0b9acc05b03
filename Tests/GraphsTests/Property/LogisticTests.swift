import Foundation
import GeneratedInput
import Graphs
import Testing

@Suite("Logistic units")
struct LogisticTests {
    @Test func doublingEqualsTheFormula() {
        var generator = SplitMix64(seed: 21)
        for units in 1...7 {
            let weights = (0..<units).map { _ in (0..<units).map { _ in Double.random(in: -2...2, using: &generator) } }
            let columns = LogisticUnits.columns(weights: weights, slope: 3)
            for unit in 0..<units {
                for state in 0..<(1 << units) {
                    let sum = (0..<units).reduce(0.0) {
                        $0 + (state >> $1 & 1 == 1 ? weights[$1][unit] : -weights[$1][unit])
                    }
                    #expect(columns[unit << units | state] == 1 / (1 + exp(-3 * sum)))
                }
            }
        }
    }

    /// P(s̄) = 1 − P(s) for the inverted state, since the sum changes its sign.
    @Test func invertedStatesMirrorProbabilities() {
        var generator = SplitMix64(seed: 22)
        let network = GeneratedNetworks.logistic(units: 8, density: 0.5, using: &generator)
        for unit in 0..<8 {
            for state in 0..<256 {
                let sum =
                    network.transitions.probability(of: unit, after: state)
                    + network.transitions.probability(of: unit, after: 255 ^ state)
                #expect(abs(sum - 1) < 1e-15)
            }
        }
    }
}
