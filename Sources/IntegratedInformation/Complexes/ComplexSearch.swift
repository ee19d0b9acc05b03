public import Analysis
import Compute
public import Graphs

/// Every complex of a substrate in one state, by exclusion over all subsets of its units (iit4.md §7).
///
/// Candidates are ruled out by connectivity, then by an upper bound of φ_s; the others are computed. A candidate that
/// was bounded below the best of its shard is computed after all where a later step of the exclusion could need it.
/// Where overlapping candidates tie in φ_s, a further round computes the cause–effect structures of those still active,
/// one for all that are images of each other under a symmetry, and exclusion goes on with their Φ. Where all are images of
/// one, none is needed.
///
/// - Complexity: O(5^m) time for m units, less what is ruled out, and O(m · 2^(m + N)) for the backgrounds; where
///   candidates tie, that of `StructureAnalysis` for each of them.
public struct ComplexSearch: Analysis {
    /// What the rounds so far have found.
    struct Tally: Codable, Sendable {
        var evaluated = 0
        var ruledOutByConnectivity = 0
        var reducibleByBound = 0
        /// Candidates with φ_s > 0, and those of which only a bound is known.
        var verdicts: [Exclusion.Verdict] = []

        mutating func add(_ other: Tally) {
            evaluated += other.evaluated
            ruledOutByConnectivity += other.ruledOutByConnectivity
            reducibleByBound += other.reducibleByBound
            verdicts += other.verdicts
        }
    }

    public struct Shard: Codable, Sendable {
        enum Work: Codable, Sendable {
            /// φ_s of each candidate, or a bound where it is below the best of the shard.
            case bound([UInt64])
            /// φ_s of each candidate.
            case evaluate([UInt64])
            /// Φ of the first of these candidates, which are images of each other.
            case structure([Exclusion.Verdict])
            /// What earlier rounds found, carried along.
            case known(Tally)
        }
        let work: Work
    }

    public struct Partial: Codable, Sendable {
        let tally: Tally
    }

    let question: Question

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
        return shards(of: candidates) { .bound($0) }
    }

    private func shards(of candidates: [UInt64], _ work: ([UInt64]) -> Shard.Work) -> [Shard] {
        stride(from: 0, to: candidates.count, by: 64).map { first in
            Shard(work: work(Array(candidates[first..<min(candidates.count, first + 64)])))
        }
    }

    /// Rough: a structure takes some 8^n times longer than φ_s.
    public func work(_ shard: Shard, _ likelihood: StateLikelihood) -> Int {
        func work(_ candidate: UInt64) -> Int { 1 << (candidate.nonzeroBitCount + question.substrate.unitCount / 2) }
        switch shard.work {
        case .bound(let candidates), .evaluate(let candidates): return candidates.reduce(0) { $0 + work($1) }
        case .structure(let images):
            let first = images.first?.units ?? 0
            return work(first) << min(30, max(0, 3 * first.nonzeroBitCount - 10))
        case .known: return 0
        }
    }

    public func run(_ shard: Shard, _ likelihood: StateLikelihood, in context: RunContext) throws -> Partial {
        let cancellation = context.cancellation
        switch shard.work {
        case .bound(let candidates):
            return Partial(tally: try judge(candidates, likelihood, acceptsBounds: true, cancellation))
        case .evaluate(let candidates):
            return Partial(tally: try judge(candidates, likelihood, acceptsBounds: false, cancellation))
        case .structure(let images):
            var tally = Tally()
            guard let first = images.first else { return Partial(tally: tally) }
            let bigPhi = StoredReal(try bigPhi(of: first.units, likelihood, cancellation))
            tally.verdicts = images
            for index in images.indices { tally.verdicts[index].bigPhi = bigPhi }
            return Partial(tally: tally)
        case .known(let tally):
            return Partial(tally: tally)
        }
    }

    public func nextRound(after partials: [Partial], _ likelihood: StateLikelihood) throws -> [Shard]? {
        var known = total(partials)
        let exclusion = Exclusion(known.verdicts)
        var next: [Shard] = []
        if exclusion.pending.isEmpty {
            guard !exclusion.undecided.isEmpty else { return nil }
            for group in exclusion.undecided {
                let tied = Set(group.map(\.units))
                known.verdicts.removeAll { tied.contains($0.units) }
                let images = images(group, likelihood)
                if images.count == 1 {
                    known.verdicts += images[0]
                } else {
                    next += images.map { Shard(work: .structure($0)) }
                }
            }
        } else {
            let pending = Set(exclusion.pending)
            known.verdicts.removeAll { pending.contains($0.units) }
            next = shards(of: exclusion.pending) { .evaluate($0) }
        }
        return [Shard(work: .known(known))] + next
    }

    public func merge(_ partials: [Partial], _ likelihood: StateLikelihood) throws -> Complexes {
        let tally = total(partials)
        let exclusion = Exclusion(tally.verdicts)
        return Complexes(
            complexes: exclusion.complexes.map { question.answer(candidate: $0.places, likelihood) {} },
            candidates: (1 << question.units.count) - 1, evaluated: tally.evaluated,
            ruledOutByConnectivity: tally.ruledOutByConnectivity,
            ruledOutByBounds: tally.reducibleByBound + tally.verdicts.count { !$0.isExact },
            ties: exclusion.ties.map { tie in
                ComplexTie(
                    phi: tie.phi,
                    candidates: tie.members.map {
                        ComplexTie.Candidate(units: $0.units.places, bigPhi: $0.bigPhi, outcome: $0.outcome)
                    })
            },
            unresolvedTies: exclusion.unresolvedTies.map { $0.map(\.places) })
    }

    private func total(_ partials: [Partial]) -> Tally {
        partials.reduce(into: Tally()) { $0.add($1.tally) }
    }
}
