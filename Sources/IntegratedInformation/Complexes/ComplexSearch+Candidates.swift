import Analysis
import Compute
import Graphs

/// What single candidate systems come to.
extension ComplexSearch {
    /// φ_s of each candidate, or why it need not be known.
    ///
    /// - Parameter acceptsBounds: whether a bound below the best of these suffices, or φ_s itself is needed.
    func judge(
        _ candidates: [UInt64], _ likelihood: StateLikelihood, acceptsBounds: Bool, _ cancellation: Cancellation
    ) throws -> Tally {
        var tally = Tally()
        var best = 0.0
        for candidate in candidates {
            try cancellation.check()
            guard question.substrate.connectivity.structuralReason(units: candidate) == nil else {
                tally.ruledOutByConnectivity += 1
                continue
            }
            let system = CandidateSystem(
                substrate: question.substrate, state: question.state, units: candidate.places)
            let floor = acceptsBounds ? best - equalityTolerance : 0
            switch try judge(system, likelihood, floor: max(equalityTolerance, floor), cancellation) {
            case .bounded(let bound):
                if bound == 0 {
                    tally.reducibleByBound += 1
                } else {
                    tally.verdicts.append(Exclusion.Verdict(units: candidate, phi: bound, isExact: false))
                }
            case .computed(let phi):
                tally.evaluated += 1
                best = max(best, phi)
                if phi > equalityTolerance {
                    tally.verdicts.append(Exclusion.Verdict(units: candidate, phi: phi, isExact: true))
                }
            }
        }
        return tally
    }

    private enum Judgement {
        case computed(Double)
        case bounded(Double)
    }

    /// φ_s, or an upper bound of it that is at most `floor`. The effect side needs no averaging over the background, so
    /// it is bounded first.
    private func judge(
        _ system: CandidateSystem, _ likelihood: StateLikelihood, floor: Double, _ cancellation: Cancellation
    ) throws(CancelledError) -> Judgement {
        let pool = ThreadPool(threads: 1)
        let effects = system.specifiedEffects(on: pool)
        let isBounded = system.unitCount > 1
        if isBounded {
            let bound = upperBound(system, system.effectColumns, effects, isCause: false)
            if bound <= floor { return .bounded(bound) }
        }
        let specification = Specification(system, effects: effects, likelihood: likelihood, on: pool)
        if isBounded, case .specified(let specified) = specification {
            let bound = upperBound(system, specified.causeColumns, specified.causes, isCause: true)
            if bound <= floor { return .bounded(bound) }
        }
        let search = SystemSearch(
            specification, formalism: question.formalism, limits: question.limits, on: pool)
        let result = try search.result(
            formalism: question.formalism, limits: question.limits, cancellation.check)
        return .computed(result.phi)
    }

    /// The greatest over the specified states of one direction; 0 where there is none.
    private func upperBound(
        _ system: CandidateSystem, _ columns: AlignedBuffer, _ states: SpecifiedStates, isCause: Bool
    ) -> Double {
        CandidateBound(columns: columns, unitCount: system.unitCount)
            .upperBounds(states, current: system.state, isCause: isCause).reduce(0, max)
    }

    /// Φ of one candidate's cause–effect structure, on the calling thread.
    func bigPhi(
        of candidate: UInt64, _ likelihood: StateLikelihood, _ cancellation: Cancellation
    ) throws -> LargeReal {
        var limits = question.limits
        limits.memoryBytes /= max(1, limits.workers)
        limits.workers = 1
        let analysis = try StructureAnalysis(
            substrate: question.substrate, state: question.state, units: candidate.places,
            formalism: question.formalism, limits: limits, likelihood: likelihood)
        return try InlineExecutor().run(analysis, cancellation: cancellation, progress: Progress()).bigPhi
    }

    /// Tied candidates in groups of images of each other, whose Φ is the same.
    ///
    /// One Φ then serves a group: a symmetric network would have it computed for each image, and ties of purviews, which
    /// go by the units' order, could tell equals apart.
    func images(_ tied: [Exclusion.Verdict], _ likelihood: StateLikelihood) -> [[Exclusion.Verdict]] {
        var groups: [(likeness: CandidateLikeness, members: [Exclusion.Verdict])] = []
        for var verdict in tied {
            let system = CandidateSystem(
                substrate: question.substrate, state: question.state, units: verdict.units.places)
            let likeness = CandidateLikeness(system, causeColumns: system.causeColumns(likelihood))
            if let index = groups.firstIndex(where: { $0.likeness.isImage(of: likeness) }) {
                verdict.image = groups[index].members[0].units
                groups[index].members.append(verdict)
            } else {
                verdict.image = verdict.units
                groups.append((likeness, [verdict]))
            }
        }
        return groups.map(\.members)
    }
}
