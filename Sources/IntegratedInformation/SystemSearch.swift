import Compute

/// How φ_s of one candidate system is found: by definition, by one search over partitions in both directions, or, where
/// specified states tie, by a search for each tied state that could matter.
enum SystemSearch: Sendable {
    case settled(SystemIntegratedInformation)
    case untied(SpecifiedSystem, PartitionSearch)
    case tied(SpecifiedSystem, CutLosses)

    init(_ specification: Specification, formalism: Formalism, limits: Limits, on pool: ThreadPool) {
        switch specification {
        case .zero(let result):
            self = .settled(result)
        case .specified(let specified) where specified.system.unitCount == 1:
            self = .settled(specified.singleUnit(formalism: formalism))
        case .specified(let specified):
            let losses = CutLosses(specified)
            guard specified.isUntied else {
                self = .tied(specified, losses)
                return
            }
            let problems = SystemSearch.directions.map { isCause in
                PartCostTables(
                    losses.costs(TiedState.Place(isCause: isCause, index: 0), on: pool), limits: limits, on: pool)
            }
            self = .untied(specified, PartitionSearch(problems: problems, limits: limits))
        }
    }

    /// Effects, then causes: the order of a search's problems.
    private static let directions = [false, true]

    /// The whole search on the calling thread.
    func result(formalism: Formalism, limits: Limits) -> SystemIntegratedInformation {
        switch self {
        case .settled(let result):
            return result
        case .untied(let specified, let search):
            return SystemSearch.result(specified, search, search.outcome(), formalism: formalism)
        case .tied(let specified, let losses):
            let first = specified.mostPromising.map { TiedState($0, losses: losses, limits: limits) }
            let more = specified.stillPossible(after: first).map { TiedState($0, losses: losses, limits: limits) }
            return SystemSearch.result(specified, losses, first + more, formalism: formalism)
        }
    }

    /// The result of a search over both directions.
    static func result(
        _ specified: SpecifiedSystem, _ search: PartitionSearch, _ outcome: PartitionSearch.Outcome,
        formalism: Formalism
    ) -> SystemIntegratedInformation {
        let costs = search.problems.map { $0.cost(of: outcome.partition.cutInputs) }
        return specified.result(outcome, phiCause: costs[1], phiEffect: costs[0], formalism: formalism)
    }

    /// The result where specified states tie: that of the pair with the greatest φ_s among those searched.
    static func result(
        _ specified: SpecifiedSystem, _ losses: CutLosses, _ searched: [TiedState], formalism: Formalism
    ) -> SystemIntegratedInformation {
        let best = TiedState.bestPair(of: searched)
        let outcome = TiedState.outcome(cause: best.cause, effect: best.effect).outcome
        let pool = ThreadPool(threads: 1)
        return specified.result(
            outcome, cause: best.cause.place.index, effect: best.effect.place.index,
            phiCause: losses.costs(best.cause.place, on: pool).cost(of: outcome.partition.cutInputs),
            phiEffect: losses.costs(best.effect.place, on: pool).cost(of: outcome.partition.cutInputs),
            formalism: formalism)
    }
}
