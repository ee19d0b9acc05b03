import Compute
import Foundation
import Graphs

/// A candidate system that specifies a cause and an effect: all that φ_s depends on but the costs of cuts.
struct SpecifiedSystem: Sendable {
    let system: CandidateSystem
    /// The transition probabilities with the background averaged out.
    let causeColumns: AlignedBuffer
    /// The specified states; neither is empty.
    let causes: SpecifiedStates
    let effects: SpecifiedStates

    /// Whether each direction specifies one state only.
    var isUntied: Bool { causes.states.count == 1 && effects.states.count == 1 }

    /// What IIT 4.0 (2026) caps φ_s at: the smallest, over both directions, of the specified intrinsic information and
    /// the intrinsic differentiation −log₂ π_e(s|s).
    var cap: Double {
        let differentiation = [system.effectColumns, causeColumns].map { columns -> Double in
            let persistence = (0..<system.unitCount).reduce(1.0) { product, unit in
                let on = columns[unit << system.unitCount | system.state]
                return product * (system.state >> unit & 1 == 1 ? on : 1 - on)
            }
            return persistence > 0 ? -log2(persistence) : 0
        }
        return max(
            0, min(differentiation[0], differentiation[1], causes.intrinsicInformation, effects.intrinsicInformation))
    }
}

/// What is left to be found of a candidate system: nothing, where φ_s is zero by definition.
enum Specification: Sendable {
    case zero(SystemIntegratedInformation)
    case specified(SpecifiedSystem)

    /// - Parameter effects: the specified effect states, where they are known already.
    init(
        _ system: CandidateSystem, effects known: SpecifiedStates? = nil, likelihood: StateLikelihood,
        on pool: ThreadPool
    ) {
        let everything: UInt64 = (1 << UInt64(system.unitCount)) - 1
        if let reason = system.connectivity.structuralReason(units: everything) {
            self = .zero(system.zero([reason], causes: nil, effects: nil))
            return
        }
        let columns = system.causeColumns(likelihood)
        let causes = system.specifiedCauses(columns)
        let effects = known ?? system.specifiedEffects(on: pool)
        if causes.states.isEmpty || effects.states.isEmpty {
            let reasons =
                (causes.states.isEmpty ? [ZeroReason.noCause] : []) + (effects.states.isEmpty ? [.noEffect] : [])
            self = .zero(system.zero(reasons, causes: causes, effects: effects))
        } else {
            self = .specified(
                SpecifiedSystem(system: system, causeColumns: columns, causes: causes, effects: effects))
        }
    }
}

/// The losses that cuts cause a specified system, in both directions.
struct CutLosses: Sendable {
    private let specified: SpecifiedSystem
    private let causes: CutCostColumns
    private let effects: CutCostColumns

    init(_ specified: SpecifiedSystem, limits: Limits) {
        self.specified = specified
        let units = specified.system.unitCount
        // What the limit leaves beside the tables of one search is for columns that tied states share.
        let spare = limits.memoryBytes - bytesNeeded(units: units, limits: limits)
        let capacity = max(2 * units, spare / 2 / (8 << units))
        causes = CutCostColumns(columns: specified.causeColumns, unitCount: units, capacity: capacity)
        effects = CutCostColumns(columns: specified.system.effectColumns, unitCount: units, capacity: capacity)
    }

    /// The costs of cuts in one direction, for one of its specified states.
    func costs(_ place: TiedState.Place, on pool: ThreadPool) -> CutCosts {
        let states = place.isCause ? specified.causes : specified.effects
        let chosen = states.states[place.index]
        let current = specified.system.state
        return CutCosts(
            place.isCause ? causes : effects, reference: place.isCause ? chosen : current,
            outcome: place.isCause ? current : chosen, probability: states.probabilities[place.index], on: pool)
    }
}

extension Connectivity {
    /// Why φ_s of the candidate system `units` (bit i = unit i) is zero whatever its mechanisms, where it is: no units, no
    /// strong connectivity, or a single unit that does not feed itself.
    func structuralReason(units: UInt64) -> ZeroReason? {
        if units == 0 { return .noSystem }
        if units.nonzeroBitCount == 1 {
            let unit = units.trailingZeroBitCount
            return feeds(unit, unit) ? nil : .singleUnitWithoutSelfConnection
        }
        return isStronglyConnected(units: units) ? nil : .notStronglyConnected
    }
}
