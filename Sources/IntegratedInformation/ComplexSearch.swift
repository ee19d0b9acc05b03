public import Analysis
import Compute
public import Graphs

/// Every complex of a substrate in one state, by exclusion over all subsets of its units (iit4.md §7).
///
/// Candidates are ruled out by connectivity, then by an upper bound of φ_s; the others are computed. A candidate that
/// was bounded below the best of its shard is computed after all where a later step of the exclusion could need it.
///
/// - Complexity: O(5^m) time for m units, less what is ruled out, and O(m · 2^(m + N)) for the backgrounds.
public struct ComplexSearch: Analysis {
    /// What is known of one candidate: φ_s, or no more than an upper bound.
    struct Verdict: Codable, Sendable {
        var units: UInt64
        var phi: Double
        var isExact: Bool
    }

    /// What the rounds so far have found.
    struct Tally: Codable, Sendable {
        var evaluated = 0
        var ruledOutByConnectivity = 0
        var reducibleByBound = 0
        /// Candidates with φ_s > 0, and those of which only a bound is known.
        var verdicts: [Verdict] = []

        mutating func add(_ other: Tally) {
            evaluated += other.evaluated
            ruledOutByConnectivity += other.ruledOutByConnectivity
            reducibleByBound += other.reducibleByBound
            verdicts += other.verdicts
        }
    }

    public struct Shard: Codable, Sendable {
        let candidates: [UInt64]
        /// Whether a bound below the shard's best suffices, or φ_s itself is needed.
        let acceptsBounds: Bool
        /// What earlier rounds found: carried by one shard of each later round.
        let known: Tally
    }

    public struct Partial: Codable, Sendable {
        let tally: Tally
    }

    private let question: Question

    /// - Parameters:
    ///   - state: the current state of the whole substrate.
    ///   - units: the units whose subsets are the candidates; nil for all but the substrate's background.
    /// - Throws: `IntegratedInformationError`, as `SystemPhiAnalysis.init`.
    public init(
        substrate: Substrate, state: State, units: [Int]? = nil, formalism: Formalism = .iit4In2023,
        limits: Limits = Limits()
    ) throws(IntegratedInformationError) {
        let units = units ?? (0..<substrate.unitCount).filter { !substrate.background.contains($0) }
        question = try Question(
            substrate: substrate, state: state, units: units, formalism: formalism, limits: limits,
            isOneOfMany: true)
    }

    public func prepare(in context: RunContext) throws -> StateLikelihood {
        try question.likelihood()
    }

    /// Every nonempty subset, the largest first, in shards of 64.
    public func shards(_ likelihood: StateLikelihood) throws -> [Shard] {
        let scatter = BitScatter(units: question.units, of: question.substrate.unitCount)
        let candidates = scatter.global.dropFirst().map { UInt64($0) }
            .sorted { ($1.nonzeroBitCount, $1) < ($0.nonzeroBitCount, $0) }
        return shards(of: candidates, acceptsBounds: true)
    }

    private func shards(of candidates: [UInt64], acceptsBounds: Bool) -> [Shard] {
        stride(from: 0, to: candidates.count, by: 64).map { first in
            Shard(
                candidates: Array(candidates[first..<min(candidates.count, first + 64)]), acceptsBounds: acceptsBounds,
                known: Tally())
        }
    }

    public func work(_ shard: Shard, _ likelihood: StateLikelihood) -> Int {
        shard.candidates.reduce(0) { $0 + 1 << ($1.nonzeroBitCount + question.substrate.unitCount / 2) }
    }

    public func run(_ shard: Shard, _ likelihood: StateLikelihood, in context: RunContext) throws -> Partial {
        var tally = shard.known
        var best = 0.0
        for candidate in shard.candidates {
            try context.cancellation.check()
            guard question.substrate.connectivity.structuralReason(units: candidate) == nil else {
                tally.ruledOutByConnectivity += 1
                continue
            }
            let system = CandidateSystem(
                substrate: question.substrate, state: question.state, units: indices(candidate))
            let floor = shard.acceptsBounds ? best - equalityTolerance : 0
            let floorOrZero = max(equalityTolerance, floor)
            switch try judge(system, likelihood, floor: floorOrZero, context.cancellation) {
            case .bounded(let bound):
                if bound == 0 {
                    tally.reducibleByBound += 1
                } else {
                    tally.verdicts.append(Verdict(units: candidate, phi: bound, isExact: false))
                }
            case .computed(let phi):
                tally.evaluated += 1
                best = max(best, phi)
                if phi > equalityTolerance {
                    tally.verdicts.append(Verdict(units: candidate, phi: phi, isExact: true))
                }
            }
        }
        return Partial(tally: tally)
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

    private func indices(_ candidate: UInt64) -> [Int] {
        (0..<question.substrate.unitCount).filter { candidate >> UInt64($0) & 1 == 1 }
    }

    public func nextRound(after partials: [Partial], _ likelihood: StateLikelihood) throws -> [Shard]? {
        let tally = total(partials)
        let pending = Exclusion(tally.verdicts).pending
        let isPending = Set(pending)
        guard !pending.isEmpty else { return nil }
        var known = tally
        known.verdicts.removeAll { !$0.isExact && isPending.contains($0.units) }
        return [Shard(candidates: [], acceptsBounds: false, known: known)]
            + shards(of: pending, acceptsBounds: false)
    }

    public func merge(_ partials: [Partial], _ likelihood: StateLikelihood) throws -> Complexes {
        let tally = total(partials)
        let exclusion = Exclusion(tally.verdicts)
        return Complexes(
            complexes: exclusion.complexes.map { question.answer(candidate: indices($0), likelihood) {} },
            candidates: (1 << question.units.count) - 1, evaluated: tally.evaluated,
            ruledOutByConnectivity: tally.ruledOutByConnectivity,
            ruledOutByBounds: tally.reducibleByBound + tally.verdicts.count { !$0.isExact },
            unresolvedTies: exclusion.unresolvedTies.map { $0.map(indices) })
    }

    private func total(_ partials: [Partial]) -> Tally {
        partials.reduce(into: Tally()) { $0.add($1.tally) }
    }
}
