import Compute
public import Graphs

/// A question that has been checked: which units of which substrate, in which state, by which definition, at what expense.
struct Question: Codable, Sendable {
    let substrate: Substrate
    /// The current state of the whole substrate.
    let state: State
    /// Unit indices, ascending.
    let units: [Int]
    let formalism: Formalism
    let limits: Limits

    /// - Parameters:
    ///   - isOneOfMany: whether each worker holds a system of its own, rather than all sharing one.
    ///   - asksForStructure: whether the tables of the mechanisms are needed as well.
    /// - Throws: what is wrong with the units, the state or the size.
    init(
        substrate: Substrate, state: State, units: [Int], formalism: Formalism, limits: Limits,
        isOneOfMany: Bool = false, asksForStructure: Bool = false
    ) throws(IntegratedInformationError) {
        let count = substrate.unitCount
        guard state.count == count else { throw .stateLength(state.count, unitCount: count) }
        try substrate.checkUnits(units)
        let systems = isOneOfMany ? limits.workers : 1
        var each = bytesNeeded(units: units.count, limits: limits)
        if asksForStructure {
            each = max(each, try StructureAnalysis.bytesNeeded(substrate, units: units.sorted(), limits: limits))
        }
        let bytes = each > .max / systems ? .max : each * systems
        guard bytes <= limits.memoryBytes else {
            throw .tooLarge(units: units.count, bytes: bytes, limit: limits.memoryBytes)
        }
        self.substrate = substrate
        self.state = state
        self.units = units.sorted()
        self.formalism = formalism
        self.limits = limits
    }

    /// P(current state | each previous state).
    ///
    /// - Throws: `unreachableState`.
    func likelihood() throws(IntegratedInformationError) -> StateLikelihood {
        try StateLikelihood(substrate: substrate, state: state)
    }

    /// φ_s of one candidate system of the substrate, on the calling thread.
    func answer<Stop: Error>(
        candidate: [Int], _ likelihood: StateLikelihood, _ checkpoint: () throws(Stop) -> Void
    ) throws(Stop) -> SystemIntegratedInformation {
        let pool = ThreadPool(threads: 1)
        let system = CandidateSystem(substrate: substrate, state: state, units: candidate)
        let specification = Specification(system, likelihood: likelihood, on: pool)
        return try SystemSearch(specification, formalism: formalism, limits: limits, on: pool)
            .result(formalism: formalism, limits: limits, checkpoint)
    }
}

/// φ_s of one candidate system in one state, on the calling thread: `SystemPhiAnalysis`, run inline.
///
/// - Parameters:
///   - state: the current state of the whole substrate.
///   - units: the candidate system's unit indices, in any order.
/// - Throws: `IntegratedInformationError`, as `SystemPhiAnalysis.init`, and for a state that nothing leads to.
/// - Complexity: O(4^n) for n units.
public func systemIntegratedInformation(
    of substrate: Substrate, state: State, units: [Int], formalism: Formalism = .iit4In2023, limits: Limits = Limits()
) throws(IntegratedInformationError) -> SystemIntegratedInformation {
    let question = try Question(
        substrate: substrate, state: state, units: units, formalism: formalism, limits: limits)
    return question.answer(candidate: question.units, try question.likelihood()) {}
}

/// The bytes that the analysis of a system of `units` units occupies at its peak, beside its substrate's own: both
/// directions' tables, and each worker's batch of the largest sets O. An estimate, within about a tenth.
package func bytesNeeded(units: Int, limits: Limits) -> Int {
    guard units <= 48 else { return .max }
    return 2 * PartCostTables.bytes(units: units, limits: limits) + limits.workers * 8 * 12 << max(0, units - 1)
}

extension Substrate {
    /// - Throws: `unknownUnit`, `duplicateUnit`.
    func checkUnits(_ units: [Int]) throws(IntegratedInformationError) {
        var seen: Set<Int> = []
        for unit in units {
            guard (0..<unitCount).contains(unit) else { throw .unknownUnit(unit, unitCount: unitCount) }
            guard seen.insert(unit).inserted else { throw .duplicateUnit(unit) }
        }
    }
}
