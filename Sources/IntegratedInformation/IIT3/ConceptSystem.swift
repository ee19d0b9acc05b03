import Analysis
import Compute
import Graphs

/// A candidate system as IIT 3.0 sees it: its units' probabilities with the background held in its current state, in the
/// past as in the future, and its concepts, whole or cut.
struct ConceptSystem: Sendable {
    let layout: SubsetLayout
    let likelihoods: UnitLikelihoods
    let effects: EffectProbabilities
    private let connectivity: Connectivity

    /// - Complexity: O(n·3^n + n·4^n).
    init(_ system: CandidateSystem) {
        layout = SubsetLayout(unitCount: system.unitCount)
        likelihoods = UnitLikelihoods(columns: system.effectColumns, state: system.state, layout: layout)
        effects = EffectProbabilities(
            columns: system.effectColumns, state: system.state, unitCount: system.unitCount)
        connectivity = system.connectivity
    }

    var unitCount: Int { layout.unitCount }

    /// The bytes that the analysis occupies: the whole system's repertoires, and each worker's of a cut one.
    static func bytes(units: Int, workers: Int) -> Int {
        let repertoires = CauseRepertoires.bytes(units: units)
        guard repertoires < .max / 1024 else { return .max }
        return (workers + 1) * (repertoires + 2 * CoreCauseSearch.bytes(units: units))
    }

    /// The units that feed some unit of the mechanism, after the cut: the others make a purview reducible.
    func causes(of mechanism: Int, under cut: CutMasks) -> Int {
        (0..<unitCount).reduce(0) { units, unit in
            mechanism >> unit & 1 == 1 ? units | cut.left(of: Int(connectivity.inputs[unit]), for: unit) : units
        }
    }

    /// The concept of a mechanism of the whole system, where it has one.
    ///
    /// - Throws: `CancelledError` once a stop was asked for.
    func concept(
        of mechanism: Int, _ repertoires: CauseRepertoires, _ search: CoreCauseSearch, _ cancellation: Cancellation
    ) throws(CancelledError) -> ConceptSketch? {
        guard let effect = CoreEffectSearch(effects: effects, cut: .none).core(of: mechanism),
            let cause = try search.core(
                of: mechanism, within: causes(of: mechanism, under: .none), in: repertoires, cancellation)
        else { return nil }
        return ConceptSketch(mechanism: mechanism, cause: cause, effect: effect)
    }

    /// The concepts of the system under a cut.
    ///
    /// A mechanism on one side of the cut can only lose: with its units all in `from`, its causes stay as they are; in
    /// `to`, it loses the purviews that reach into `from`, and the rest stay. So it has no concept where the whole
    /// system has none, and its core cause is known unless it reached across.
    ///
    /// - Parameters:
    ///   - whole: the concepts of the whole system.
    ///   - repertoires: the cause repertoires under the cut.
    /// - Throws: `CancelledError` once a stop was asked for.
    func concepts(
        under cut: CutMasks, whole: [ConceptSketch], _ repertoires: CauseRepertoires, _ search: CoreCauseSearch,
        _ cancellation: Cancellation
    ) throws(CancelledError) -> [ConceptSketch] {
        var known = [ConceptSketch?](repeating: nil, count: layout.everything + 1)
        for concept in whole { known[concept.mechanism] = concept }
        var concepts: [ConceptSketch] = []
        for mechanism in 1...layout.everything {
            let isSplit = mechanism & cut.from != 0 && mechanism & cut.to != 0
            let before = known[mechanism]
            guard isSplit || before != nil,
                let effect = CoreEffectSearch(effects: effects, cut: cut).core(of: mechanism)
            else { continue }
            var cause: Core?
            if let before, !isSplit, mechanism & cut.to == 0 || before.cause.purview & cut.from == 0 {
                cause = before.cause
            } else {
                cause = try search.core(
                    of: mechanism, within: causes(of: mechanism, under: cut), in: repertoires, cancellation)
            }
            if let cause { concepts.append(ConceptSketch(mechanism: mechanism, cause: cause, effect: effect)) }
        }
        return concepts
    }
}

extension ConceptSystem {
    /// A concept in full.
    ///
    /// - Parameter units: the system's units in the substrate.
    /// - Complexity: the search for the partitions over its two purviews.
    func described(
        _ sketch: ConceptSketch, of units: [Int], in state: State, under cut: CutMasks,
        _ repertoires: CauseRepertoires, _ search: CoreCauseSearch
    ) -> Concept? {
        let effects = CoreEffectSearch(effects: effects, cut: cut)
        guard
            let cause = search.partition(
                of: sketch.mechanism, over: sketch.cause.purview, attaining: sketch.cause.phi, in: repertoires),
            let effect = effects.partition(
                of: sketch.mechanism, over: sketch.effect.purview, attaining: sketch.effect.phi)
        else { return nil }
        func core(
            _ core: Core, _ direction: CausalDirection, _ minimum: MinimumPartition, _ repertoire: [Double]
        ) -> CorePurview {
            let parts = [minimum.partition.first, minimum.partition.second].map { part in
                JointPartition.Part(
                    mechanism: part.mechanism.places.map { units[$0] },
                    purview: part.purview.places.map { units[$0] })
            }
            return CorePurview(
                direction: direction, purview: core.purview.places.map { units[$0] }, phi: core.phi,
                repertoire: repertoire, partition: JointPartition(parts: parts),
                ties: CorePurview.Ties(purviews: core.ties, partitions: minimum.ties))
        }
        let past = repertoires.repertoire(sketch.mechanism, sketch.cause.purview)
        let causeRepertoire = (0..<(1 << sketch.cause.purview.nonzeroBitCount)).map { past[$0] }
        let mechanism = sketch.mechanism.places
        return Concept(
            mechanism: mechanism.map { units[$0] }, state: state.restricted(to: mechanism),
            cause: core(sketch.cause, .cause, cause, causeRepertoire),
            effect: core(
                sketch.effect, .effect, effect, effects.repertoire(of: sketch.mechanism, over: sketch.effect.purview)))
    }
}
