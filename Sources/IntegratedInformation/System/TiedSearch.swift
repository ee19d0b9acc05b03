import Compute

/// The search where specified states tie: which of them to search, and the result of those that were.
struct TiedSearch: Sendable {
    let specified: SpecifiedSystem
    let losses: CutLosses
    /// An upper bound of φ_s for each tied state, in the order of `SpecifiedStates.states`.
    private let effectBounds: [Double]
    private let causeBounds: [Double]

    /// - Complexity: O(n · 2^n) and O(n²) a tied state.
    init(_ specified: SpecifiedSystem, losses: CutLosses) {
        self.specified = specified
        self.losses = losses
        let system = specified.system
        effectBounds = CandidateBound(columns: system.effectColumns, unitCount: system.unitCount)
            .upperBounds(specified.effects, current: system.state, isCause: false)
        causeBounds = CandidateBound(columns: specified.causeColumns, unitCount: system.unitCount)
            .upperBounds(specified.causes, current: system.state, isCause: true)
    }

    /// The tied state of each direction whose upper bound is greatest: searched first.
    var mostPromising: [TiedState.Place] {
        [(false, effectBounds), (true, causeBounds)].map { isCause, bounds in
            let index = bounds.indices.max { (bounds[$0], -$0) < (bounds[$1], -$1) } ?? 0
            return TiedState.Place(isCause: isCause, index: index)
        }
    }

    /// The tied states that could still take part in a greater or equal φ_s than the best pair of those searched.
    func stillPossible(after searched: [TiedState]) -> [TiedState.Place] {
        let floor = TiedState.bestPair(of: searched).phi - equalityTolerance
        let known = Set(searched.map(\.place))
        return [(false, effectBounds), (true, causeBounds)].flatMap { isCause, bounds in
            bounds.enumerated().compactMap { index, bound in
                let place = TiedState.Place(isCause: isCause, index: index)
                // Where every pair is reducible they all tie at 0, and the first of each direction is reported.
                let matters = bound >= max(floor, equalityTolerance) || (index == 0 && floor < equalityTolerance)
                return matters && !known.contains(place) ? place : nil
            }
        }
    }

    /// The pair with the greatest φ_s among those searched.
    func result(_ searched: [TiedState], formalism: Formalism) -> SystemIntegratedInformation {
        let best = TiedState.bestPair(of: searched)
        let outcome = TiedState.outcome(cause: best.cause, effect: best.effect).outcome
        let pool = ThreadPool(threads: 1)
        return specified.result(
            outcome, cause: best.cause.place.index, effect: best.effect.place.index,
            phiCause: losses.costs(best.cause.place, on: pool).cost(of: outcome.partition.cutInputs),
            phiEffect: losses.costs(best.effect.place, on: pool).cost(of: outcome.partition.cutInputs),
            formalism: formalism)
    }

    /// Every tied state that could matter, searched on the calling thread.
    func result<Stop: Error>(
        formalism: Formalism, limits: Limits, _ checkpoint: () throws(Stop) -> Void
    ) throws(Stop) -> SystemIntegratedInformation {
        func onCPU(_: PartitionSearch, _: PartitionSearch.Shard) throws(Stop) -> [Double]? {
            try checkpoint()
            return nil
        }
        var searched: [TiedState] = []
        for place in mostPromising {
            searched.append(try TiedState(place, losses: losses, limits: limits, onCPU))
        }
        for place in stillPossible(after: searched) {
            searched.append(try TiedState(place, losses: losses, limits: limits, onCPU))
        }
        return result(searched, formalism: formalism)
    }
}
