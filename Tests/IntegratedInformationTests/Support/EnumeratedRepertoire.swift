import Graphs
import IntegratedInformation

/// Repertoires from the joint distribution of a substrate without background, by summing over whole states: written from
/// the definitions (Albantakis et al. 2023, Eq. 5–8) and nothing else. States are masks over the units.
struct EnumeratedRepertoire {
    let substrate: Substrate

    private var states: Range<Int> { 0..<(1 << substrate.unitCount) }

    /// P(unit = its value in `next` | the units of `kept` as in `state`, the others uniform).
    func probability(of unit: Int, in next: Int, kept: [Int], state: Int) -> Double {
        let rows = states.filter { row in kept.allSatisfy { row >> $0 & 1 == state >> $0 & 1 } }
        let on = rows.reduce(0) { $0 + substrate.transitions.probability(of: unit, after: $1) } / Double(rows.count)
        return next >> unit & 1 == 1 ? on : 1 - on
    }

    /// P(the units of `targets` as in `next` | the units of `kept` as in `state`), unit i keeping `kept(i)`.
    func probability(of targets: [Int], in next: Int, state: Int, kept: (Int) -> [Int]) -> Double {
        targets.reduce(1) { $0 * probability(of: $1, in: next, kept: kept($1), state: state) }
    }

    /// The whole states that differ in `units` only and are otherwise 0, in the order of a repertoire's rows.
    func states(of units: [Int]) -> [Int] {
        (0..<(1 << units.count)).map { local in
            units.enumerated().reduce(0) { $0 | (local >> $1.offset & 1) << $1.element }
        }
    }

    /// The inputs that a unit keeps: of a purview's unit the mechanism units in its part, and of a mechanism's the other
    /// way round.
    static func kept(_ partition: JointPartition, of direction: CausalDirection) -> (Int) -> [Int] {
        { unit in
            switch direction {
            case .effect: partition.parts.first { $0.purview.contains(unit) }?.mechanism ?? []
            case .cause: partition.parts.first { $0.mechanism.contains(unit) }?.purview ?? []
            }
        }
    }
}
