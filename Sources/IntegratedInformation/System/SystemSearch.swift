import Compute

/// How φ_s of one candidate system is found: by definition, by one search over partitions in both directions, or, where
/// specified states tie, by a search for each tied state that could matter.
enum SystemSearch: Sendable {
    case settled(SystemIntegratedInformation)
    case untied(SpecifiedSystem, PartitionSearch)
    case tied(TiedSearch)

    /// - Parameter device: where the minima of sets O are found instead of on the CPU.
    init(
        _ specification: Specification, formalism: Formalism, limits: Limits, on pool: ThreadPool,
        device: OpenCLPartitionDevice? = nil
    ) {
        switch specification {
        case .zero(let result):
            self = .settled(result)
        case .specified(let specified) where specified.system.unitCount == 1:
            self = .settled(specified.singleUnit(formalism: formalism))
        case .specified(let specified):
            let losses = CutLosses(specified, limits: limits)
            guard specified.isUntied else {
                self = .tied(TiedSearch(specified, losses: losses))
                return
            }
            let problems = SystemSearch.directions.map { isCause in
                PartCostTables(
                    losses.costs(TiedState.Place(isCause: isCause, index: 0), on: pool), limits: limits, on: pool)
            }
            self = .untied(specified, PartitionSearch(problems: problems, limits: limits, device: device))
        }
    }

    /// Effects, then causes: the order of a search's problems.
    private static let directions = [false, true]

    /// The whole search on the calling thread.
    ///
    /// - Parameter checkpoint: called now and then; what it throws ends the search.
    func result<Stop: Error>(
        formalism: Formalism, limits: Limits, _ checkpoint: () throws(Stop) -> Void
    ) throws(Stop) -> SystemIntegratedInformation {
        switch self {
        case .settled(let result):
            return result
        case .untied(let specified, let search):
            let outcome = try search.outcome { (_, _) throws(Stop) -> [Double]? in
                try checkpoint()
                return nil
            }
            return SystemSearch.result(specified, search, outcome, formalism: formalism)
        case .tied(let search):
            return try search.result(formalism: formalism, limits: limits, checkpoint)
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
}
