import GeneratedInput
import Graphs
import IntegratedInformation

extension Substrate {
    /// The cause–effect structure of `units`, or of all units, on the calling thread.
    func structure(
        in state: State, units: [Int]? = nil, formalism: Formalism = .iit4In2023
    ) throws -> CauseEffectStructure {
        try StructureAnalysis(
            substrate: self, state: state, units: units ?? Array(0..<unitCount), formalism: formalism
        ).inline()
    }

    /// The network with one more unit, the last, which feeds nobody and which nobody feeds: on with `probability`.
    func addingNullUnit(probability: Double) -> Substrate {
        let count = unitCount
        return Substrate(
            units: count + 1,
            connected: { source, target in max(source, target) < count && connectivity.feeds(source, target) },
            probability: { unit, row in
                unit < count ? transitions.probability(of: unit, after: row & (1 << count - 1)) : probability
            })
    }

    /// The network with every probability p moved by up to `amount`·p·(1 − p), and so its logarithm and that of 1 − p by
    /// up to `amount`; 0 and 1 stay.
    func jittered(by amount: Double, _ random: inout SplitMix64) -> Substrate {
        let columns = transitions.columns.map { $0 + random.value(-amount, amount) * $0 * (1 - $0) }
        return Substrate(
            units: unitCount, connected: { connectivity.feeds($0, $1) },
            probability: { unit, row in columns[unit << unitCount | row] })
    }
}
