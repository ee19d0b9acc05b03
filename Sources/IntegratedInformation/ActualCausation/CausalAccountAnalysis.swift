public import Analysis
import Compute
public import Graphs

/// The causal account of a transition, exactly: the actual causes and effects of all its occurrences.
///
/// The tables that the occurrences share are most of the work and are made once; the shards are runs of occurrences of one
/// direction, each choosing the counterparts of greatest strength and their partitions.
/// Source: Albantakis, Marshall, Hoel & Tononi 2019, *Entropy* 21(5): 459; the algorithm is derived in
/// `docs/actual-causation.md`.
///
/// - Complexity: O(2^t · 3^s + 9^n) time at the most for s sources and t targets, n the greater of the two, far less where
///   few links are irreducible; 32 · 2^(s+t) bytes a direction at the most.
public struct CausalAccountAnalysis: Analysis {
    public struct Shard: Codable, Sendable {
        let direction: CausalDirection
        /// Sets of sources or targets, as bit masks.
        let occurrences: Range<Int>
    }

    public struct Partial: Codable, Sendable {
        let links: [CausalLink]
    }

    /// What the shards share: the strengths of all candidate links.
    public struct Prepared: Sendable {
        let links: [CausalDirection: CandidateLinks]
    }

    /// How many occurrences make a shard. Changes no result.
    private static let occurrencesPerShard = 64

    private let question: TransitionQuestion

    /// - Parameters:
    ///   - before: the state of the whole substrate at t − 1. Units that are not sources are held in it.
    ///   - after: the state of the whole substrate at t. That of units that are not targets is not looked at.
    ///   - sources: unit indices, in any order: whose states before may be causes and have effects.
    ///   - targets: unit indices, in any order: whose states after may be effects and have causes.
    ///   - directions: whether causes, effects or both are sought.
    /// - Throws: `IntegratedInformationError` for units that are not there or named twice, a state of the wrong length, a
    ///   transition that cannot happen, or one whose tables exceed `limits`.
    public init(
        substrate: Substrate, before: State, after: State, sources: [Int], targets: [Int],
        directions: Set<CausalDirection> = Set(CausalDirection.allCases), limits: Limits = Limits()
    ) throws(IntegratedInformationError) {
        question = try TransitionQuestion(
            substrate: substrate, before: before, after: after, sources: sources, targets: targets,
            directions: directions, limits: limits)
    }

    public func prepare(in context: RunContext) throws -> Prepared {
        let likelihoods = TransitionLikelihoods(question)
        var links: [CausalDirection: CandidateLinks] = [:]
        for direction in question.directions {
            let isCause = direction == .cause
            links[direction] = try CandidateLinks(
                ratios: isCause ? likelihoods.causeRatios(in: context) : likelihoods.effectRatios(in: context),
                occurrenceUnits: (isCause ? question.targets : question.sources).count,
                counterpartUnits: (isCause ? question.sources : question.targets).count, in: context)
        }
        return Prepared(links: links)
    }

    public func shards(_ prepared: Prepared) throws -> [Shard] {
        question.directions.flatMap { direction in
            let end = 1 << (prepared.links[direction]?.occurrenceUnits ?? 0)
            return stride(from: 1, to: end, by: Self.occurrencesPerShard).map { start in
                Shard(direction: direction, occurrences: start..<min(end, start + Self.occurrencesPerShard))
            }
        }
    }

    public func run(_ shard: Shard, _ prepared: Prepared, in context: RunContext) throws -> Partial {
        guard let links = prepared.links[shard.direction], shard.occurrences.upperBound <= links.candidates.count else {
            throw IntegratedInformationError.foreignShard
        }
        return Partial(
            links: try shard.occurrences.compactMap { occurrence in
                try context.cancellation.check()
                return link(of: occurrence, shard.direction, in: links)
            })
    }

    public func work(_ shard: Shard, _ prepared: Prepared) -> Int { shard.occurrences.count }

    public func merge(_ partials: [Partial], _ prepared: Prepared) throws -> CausalAccount {
        CausalAccount(
            before: question.before, after: question.after, sources: question.sources, targets: question.targets,
            directions: question.directions, probability: question.probability, links: partials.flatMap(\.links))
    }

    /// The actual cause or effect of an occurrence: the sets of greatest α that contain no other such set (Albantakis et
    /// al. 2019, Definitions 1 and 2). Nil where no α exceeds 0.
    private func link(of occurrence: Int, _ direction: CausalDirection, in links: CandidateLinks) -> CausalLink? {
        let candidates = links.candidates[occurrence]
        let greatest = candidates.reduce(0) { max($0, $1.strength) }
        guard greatest > equalityTolerance else { return nil }
        let tied = candidates.filter { $0.strength >= greatest - equalityTolerance }
        let minimal = tied.filter { candidate in
            !tied.contains { $0.counterpart != candidate.counterpart && $0.counterpart & ~candidate.counterpart == 0 }
        }
        let (own, other) =
            direction == .cause ? (question.targets, question.sources) : (question.sources, question.targets)
        let counterparts = minimal.map { candidate in
            CausalLink.Counterpart(
                units: other.chosen(by: candidate.counterpart), ratio: candidate.ratio,
                partition: partition(occurrence, candidate.counterpart, of: own, other, in: links))
        }
        return CausalLink(
            direction: direction, occurrence: own.chosen(by: occurrence), strength: greatest,
            counterparts: counterparts.sorted { unitsPrecede($0.units, $1.units) })
    }

    /// The parts that lose least, then the units that keep no connection, on one side and on the other.
    private func partition(
        _ occurrence: Int, _ counterpart: Int, of own: [Int], _ other: [Int], in links: CandidateLinks
    ) -> JointPartition {
        let pairs = links.leastLoss(occurrence, counterpart)
        let idle = pairs.reduce(occurrence) { $0 & ~$1.occurrence }
        let cut = pairs.reduce(counterpart) { $0 & ~$1.counterpart }
        let blocks = (pairs + (idle != 0 ? [(idle, 0)] : []))
            .sorted { $0.occurrence.trailingZeroBitCount < $1.occurrence.trailingZeroBitCount }
        return JointPartition(
            parts: (blocks + (cut != 0 ? [(0, cut)] : [])).map {
                .init(mechanism: own.chosen(by: $0.occurrence), purview: other.chosen(by: $0.counterpart))
            })
    }
}

extension [Int] {
    /// The elements whose places are set in `mask`.
    fileprivate func chosen(by mask: Int) -> [Int] {
        indices.lazy.filter { mask >> $0 & 1 == 1 }.map { self[$0] }
    }
}
