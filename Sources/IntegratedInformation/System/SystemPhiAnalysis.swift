public import Analysis
public import Compute
public import Graphs

/// φ_s of one candidate system in one state, with its minimum-information partition, exactly.
///
/// Its shards are runs of sets O (`PartitionSearch`). Where specified states tie, each tied state is a shard: in a first
/// round the most promising of each direction, then those that could still do better. On an OpenCL device the minima of
/// the sets O are found there (`kernels/partition_search.cl`), with the same bits.
/// Source: Albantakis et al. 2023, Eq. 19–20; the algorithm is derived in `docs/phi.md`.
///
/// - Complexity: O(4^n) time after O(N · 2^N) for the background of N − n units; O(6^(n/2) + n · 2^n) space.
public struct SystemPhiAnalysis: Analysis {
    public struct Shard: Codable, Sendable {
        enum Work: Codable, Sendable {
            case search(PartitionSearch.Shard)
            case tiedState(TiedState.Place)
            /// An earlier round's result, carried along.
            case known(TiedState)
        }
        let work: Work
    }

    public struct Partial: Codable, Sendable {
        enum Result: Codable, Sendable {
            case search(PartitionSearch.Partial)
            case tiedState(TiedState)
        }
        let result: Result
    }

    /// What the shards share: the specified system's tables, and the device that the context names where it is not the
    /// CPU.
    public struct Prepared: Sendable {
        let search: SystemSearch
        let device: OpenCLPartitionDevice?
    }

    private let question: Question
    /// Not part of the question: it follows from it, and is kept to be shared between candidates.
    private var likelihood: StateLikelihood?

    private enum CodingKeys: CodingKey {
        case question
    }

    /// - Parameters:
    ///   - state: the current state of the whole substrate.
    ///   - units: the candidate system's unit indices, in any order.
    ///   - likelihood: that of `state` in `substrate`, where it is at hand: one serves every candidate system.
    /// - Throws: `IntegratedInformationError` for units that are not there or named twice, a state of the wrong length,
    ///   or a system whose tables exceed `limits`. A state that nothing leads to is found when the analysis runs.
    public init(
        substrate: Substrate, state: State, units: [Int], formalism: Formalism = .iit4In2023,
        limits: Limits = Limits(), likelihood: StateLikelihood? = nil
    ) throws(IntegratedInformationError) {
        self.likelihood = likelihood
        question = try Question(
            substrate: substrate, state: state, units: units, formalism: formalism, limits: limits)
    }

    /// What a device is chosen by: none was measured to be faster than the CPU, at any size.
    public static var deviceWorkload: DeviceWorkload {
        DeviceWorkload(size: 0, crossover: .infinity, unit: "sets", needsDoublePrecision: true)
    }

    public func prepare(in context: RunContext) throws -> Prepared {
        let system = CandidateSystem(substrate: question.substrate, state: question.state, units: question.units)
        let likelihood = try self.likelihood ?? question.likelihood()
        try context.cancellation.check()
        let specification = Specification(system, likelihood: likelihood, on: context.pool)
        try context.cancellation.check()
        let device = try OpenCLPartitionDevice.opened(context.device)
        return Prepared(
            search: SystemSearch(
                specification, formalism: question.formalism, limits: question.limits, on: context.pool,
                device: device), device: device)
    }

    public func shards(_ prepared: Prepared) throws -> [Shard] {
        switch prepared.search {
        case .settled:
            return []
        case .untied(_, let search):
            guard case .round(let shards) = search.start() else { return [] }
            return shards.map { Shard(work: .search($0)) }
        case .tied(let search):
            return search.mostPromising.map { Shard(work: .tiedState($0)) }
        }
    }

    public func run(_ shard: Shard, _ prepared: Prepared, in context: RunContext) throws -> Partial {
        switch (shard.work, prepared.search) {
        case (.search(let work), .untied(_, let search)):
            let known = try search.deviceMinima(of: work, cancellation: context.cancellation)
            return Partial(result: .search(search.run(work, known: known)))
        case (.tiedState(let place), .tied(let search)):
            let searched = try TiedState(
                place, losses: search.losses, limits: question.limits, device: prepared.device
            ) { partitions, shard in
                try context.cancellation.check()
                return try partitions.deviceMinima(of: shard, cancellation: context.cancellation)
            }
            return Partial(result: .tiedState(searched))
        case (.known(let state), _):
            return Partial(result: .tiedState(state))
        default:
            throw IntegratedInformationError.foreignShard
        }
    }

    public func work(_ shard: Shard, _ prepared: Prepared) -> Int {
        guard case .search(let work) = shard.work, case .untied(_, let search) = prepared.search else { return 1 }
        return search.work(work)
    }

    public func nextRound(after partials: [Partial], _ prepared: Prepared) throws -> [Shard]? {
        switch prepared.search {
        case .settled:
            return nil
        case .untied(_, let search):
            guard case .round(let shards)? = search.next(after: partials) else { return nil }
            return shards.map { Shard(work: .search($0)) }
        case .tied(let search):
            let searched = tiedStates(partials)
            // The first round is one state of each direction; the second leaves none that could matter.
            guard searched.count == 2 else { return nil }
            let more = search.stillPossible(after: searched)
            guard !more.isEmpty else { return nil }
            return searched.map { Shard(work: .known($0)) } + more.map { Shard(work: .tiedState($0)) }
        }
    }

    public func merge(_ partials: [Partial], _ prepared: Prepared) throws -> SystemIntegratedInformation {
        switch prepared.search {
        case .settled(let result):
            return result
        case .untied(let specified, let search):
            guard case .done(let outcome) = search.next(after: partials) ?? search.start() else {
                throw IntegratedInformationError.foreignShard
            }
            return SystemSearch.result(specified, search, outcome, formalism: question.formalism)
        case .tied(let search):
            return search.result(tiedStates(partials), formalism: question.formalism)
        }
    }

    private func tiedStates(_ partials: [Partial]) -> [TiedState] {
        partials.compactMap { if case .tiedState(let state) = $0.result { state } else { nil } }
    }
}

extension PartitionSearch {
    /// The step after these partials; nil where they are not a search's.
    fileprivate func next(after partials: [SystemPhiAnalysis.Partial]) -> Step? {
        let searched = partials.compactMap { partial -> Partial? in
            if case .search(let partial) = partial.result { partial } else { nil }
        }
        return searched.isEmpty ? nil : next(after: searched)
    }
}
