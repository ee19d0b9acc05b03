public import Analysis
import Compute
public import Graphs

/// The conceptual structure of one candidate system in one state and its Φ, by IIT 3.0, exactly.
///
/// The concepts of the whole system are found while preparing; a shard is one unidirectional cut. The definitions and the
/// algorithm are in `docs/iit3.md`. Source: Oizumi, Albantakis & Tononi 2014, PLoS Comput Biol 10(5): e1003588.
///
/// - Complexity: each of 2^n − 2 cuts looks at up to 9^n bounds a direction, and at the distances (of up to 2^n states)
///   that they leave; O(6^n) space a worker.
public struct ConceptualStructureAnalysis: Analysis {
    /// One cut.
    public struct Shard: Codable, Sendable {
        /// The source set, as a mask over the system's units.
        let from: Int
    }

    /// What one cut does.
    public struct Partial: Codable, Sendable {
        let from: Int
        let distance: Double
        let concepts: [ConceptSketch]
    }

    /// What the cuts share: the whole system's concepts and tables.
    public struct Prepared: Sendable {
        let reasons: [ConceptualZeroReason]
        let system: ConceptSystem
        let sketches: [ConceptSketch]
        let concepts: [Concept]
        let constellation: Constellation
    }

    private let question: Question

    /// - Parameters:
    ///   - state: the current state of the whole substrate; the background is held in it, in the past too.
    ///   - units: the candidate system's unit indices, in any order.
    /// - Throws: `IntegratedInformationError` for units that are not there or named twice, a state of the wrong length,
    ///   or a system whose tables exceed `limits`. A state that nothing leads to is found when the analysis runs.
    public init(
        substrate: Substrate, state: State, units: [Int], limits: Limits = Limits()
    ) throws(IntegratedInformationError) {
        let bytes = ConceptSystem.bytes(units: units.count, workers: limits.workers)
        guard bytes <= limits.memoryBytes else {
            throw .tooLarge(units: units.count, bytes: bytes, limit: limits.memoryBytes)
        }
        // The formalism is that of φ_s, which is not asked for.
        question = try Question(
            substrate: substrate, state: state, units: units, formalism: .iit4In2023, limits: limits)
    }

    public func prepare(in context: RunContext) throws -> Prepared {
        let candidate = CandidateSystem(substrate: question.substrate, state: question.state, units: question.units)
        let system = ConceptSystem(candidate)
        guard let repertoires = CauseRepertoires(system.likelihoods, cut: .none) else { throw unreachable() }
        let mechanisms = Array(1..<(1 << system.unitCount))
        context.progress.expect(mechanisms.count)
        let units = question.units
        let state = question.state.restricted(to: units)
        let found = try context.pool.map(count: mechanisms.count) { index -> (ConceptSketch, Concept)? in
            let search = CoreCauseSearch(layout: system.layout)
            // The largest first, so that no thread is left with one at the end.
            let mechanism = mechanisms[mechanisms.count - 1 - index]
            let sketch = try system.concept(of: mechanism, repertoires, search, context.cancellation)
            context.progress.finish(1)
            return sketch.flatMap { sketch in
                system.described(sketch, of: units, in: state, under: .none, repertoires, search).map { (sketch, $0) }
            }
        }.compactMap { $0 }
        let sketches = found.map(\.0).sorted { $0.mechanism < $1.mechanism }
        return Prepared(
            reasons: reasons(candidate, hasConcepts: !sketches.isEmpty), system: system, sketches: sketches,
            concepts: found.map(\.1).inReadingOrder,
            constellation: Constellation(sketches, of: system, under: .none, repertoires))
    }

    public func shards(_ prepared: Prepared) throws -> [Shard] {
        guard prepared.reasons.isEmpty else { return [] }
        return (1..<prepared.system.layout.everything).map { Shard(from: $0) }
    }

    public func run(_ shard: Shard, _ prepared: Prepared, in context: RunContext) throws -> Partial {
        let system = prepared.system
        guard (1..<system.layout.everything).contains(shard.from) else { throw IntegratedInformationError.foreignShard }
        let cut = CutMasks(from: shard.from, to: system.layout.everything & ~shard.from)
        guard let repertoires = CauseRepertoires(system.likelihoods, cut: cut) else { throw unreachable() }
        let concepts = try system.concepts(
            under: cut, whole: prepared.sketches, repertoires, CoreCauseSearch(layout: system.layout),
            context.cancellation)
        let constellation = Constellation(concepts, of: system, under: cut, repertoires)
        let distance = ConceptSpace(system).distance(prepared.constellation, constellation)
        return Partial(from: shard.from, distance: distance, concepts: concepts)
    }

    public func work(_ shard: Shard, _ prepared: Prepared) -> Int { prepared.system.layout.everything }

    public func merge(_ partials: [Partial], _ prepared: Prepared) throws -> ConceptualStructure {
        let least = partials.reduce(Double.infinity) { min($0, $1.distance) }
        let tied = partials.filter { $0.distance <= least + equalityTolerance }
        var leastCut: ConceptualCut?
        if let best = tied.first {
            leastCut = ConceptualCut(
                cut: UnidirectionalCut(
                    from: indices(best.from), to: indices(prepared.system.layout.everything & ~best.from)),
                ties: tied.count, concepts: try concepts(of: best, prepared))
        } else if prepared.reasons.isEmpty {
            throw IntegratedInformationError.foreignShard
        }
        return ConceptualStructure(
            units: question.units, state: question.state.restricted(to: question.units),
            phi: leastCut == nil || least <= equalityTolerance ? 0 : least,
            conceptualInformation: ConceptSpace(prepared.system).distanceFromNull(prepared.constellation),
            concepts: prepared.concepts, reasons: prepared.reasons, leastCut: leastCut)
    }

    /// The concepts of a cut system in full.
    private func concepts(of best: Partial, _ prepared: Prepared) throws -> [Concept] {
        let system = prepared.system
        let cut = CutMasks(from: best.from, to: system.layout.everything & ~best.from)
        guard let repertoires = CauseRepertoires(system.likelihoods, cut: cut) else { throw unreachable() }
        let search = CoreCauseSearch(layout: system.layout)
        let state = question.state.restricted(to: question.units)
        return best.concepts.compactMap {
            system.described($0, of: question.units, in: state, under: cut, repertoires, search)
        }.inReadingOrder
    }

    private func reasons(_ candidate: CandidateSystem, hasConcepts: Bool) -> [ConceptualZeroReason] {
        let count = candidate.unitCount
        if count == 0 { return [.noSystem] }
        if count == 1 { return [.singleUnit] }
        if !candidate.connectivity.isStronglyConnected(units: 1 << UInt64(count) - 1) { return [.notStronglyConnected] }
        return hasConcepts ? [] : [.noConcepts]
    }

    private func indices(_ mask: Int) -> [Int] {
        mask.places.map { question.units[$0] }
    }

    private func unreachable() -> ConceptualStructureError {
        let labels = question.substrate.labels
        let background = labels.indices.filter { !question.units.contains($0) }
        return .unreachable(
            state: question.units.map { String(question.state[$0]) }.joined(separator: ","),
            background: background.map { "\(labels[$0])=\(question.state[$0])" }.joined(separator: ", "))
    }
}

extension [Concept] {
    /// The smaller mechanisms first, then in the units' order.
    fileprivate var inReadingOrder: [Concept] {
        sorted {
            $0.mechanism.count != $1.mechanism.count
                ? $0.mechanism.count < $1.mechanism.count : $0.mechanism.lexicographicallyPrecedes($1.mechanism)
        }
    }
}

/// The conceptual structure of one candidate system in one state, on the calling thread: `ConceptualStructureAnalysis`,
/// run inline.
///
/// - Parameters:
///   - state: the current state of the whole substrate.
///   - units: the candidate system's unit indices, in any order.
/// - Throws: `IntegratedInformationError`, and `ConceptualStructureError` for a state that nothing leads to.
/// - Complexity: as `ConceptualStructureAnalysis`.
public func conceptualStructure(
    of substrate: Substrate, state: State, units: [Int], limits: Limits = Limits()
) throws -> ConceptualStructure {
    try InlineExecutor().run(
        ConceptualStructureAnalysis(substrate: substrate, state: state, units: units, limits: limits))
}
