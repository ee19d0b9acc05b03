import Graphs

/// The distinction that a mechanism specifies, if it does.
struct MechanismSearch {
    let tables: MechanismTables
    /// The system's units in the substrate.
    let units: [Int]
    let congruence: Congruence?
    let limits: Limits

    /// - Parameter mechanism: bits of the system's units; not empty.
    func distinction(of mechanism: Int, _ space: MechanismWorkspace) -> Distinction? {
        guard tables.mayBeIrreducible(mechanism) else { return nil }
        let effects = EffectSearch(tables, mechanism: mechanism, space)
        guard let effect = effects.irreduciblePurview(congruence, space) else { return nil }
        let causes = CauseSearch(tables, mechanism: mechanism, space)
        guard let cause = causes.irreduciblePurview(congruence, space),
            let causeSide = side(cause, causes, mechanism, space),
            let effectSide = side(effect, effects, mechanism, space)
        else { return nil }
        return Distinction(
            mechanism: named(mechanism), state: state(tables.state, of: mechanism), cause: causeSide,
            effect: effectSide, isCongruent: cause.value.isCongruent && effect.value.isCongruent)
    }

    /// One side as it is reported, with the partition that comes first among those that tie.
    private func side(
        _ choice: (value: PurviewValue, ties: Int), _ search: some MechanismDirection, _ mechanism: Int,
        _ space: MechanismWorkspace
    ) -> IrreduciblePurview? {
        let value = choice.value
        let problem = search.problem(purview: value.purview, state: value.state, probability: value.probability)
        guard let solution = problem.minimum(space, floor: 0) else { return nil }
        let tied = problem.ties(solution, space, limit: limits.tiedPartitions)
        let phi = solution.cost * value.probability
        return IrreduciblePurview(
            direction: search.direction, purview: named(value.purview), state: state(value.state, of: value.purview),
            phi: phi, normalizedPhi: phi / Double(solution.cuts),
            partition: partition(tied.kept, search.direction, mechanism: mechanism, purview: value.purview),
            ties: IrreduciblePurview.Ties(purviews: choice.ties, states: value.stateTies, partitions: tied.count))
    }

    /// The parts of a partition in which each target keeps a block of the inputs, or nothing.
    private func partition(
        _ kept: [Int], _ direction: CausalDirection, mechanism: Int, purview: Int
    ) -> JointPartition {
        let isEffect = direction == .effect
        let targets = (isEffect ? purview : mechanism).places
        let inputs = (isEffect ? mechanism : purview).places
        var keepers: [Int: Int] = [:]
        for (target, block) in zip(targets, kept) { keepers[scatter(block, inputs), default: 0] |= 1 << target }
        let used = keepers.keys.reduce(0, |)
        let unused = (isEffect ? mechanism : purview) & ~used
        if unused != 0 { keepers[unused] = 0 }
        let parts = keepers.filter { $0.key != 0 || $0.value != 0 }.map { block, keepers in
            isEffect ? (mechanism: block, purview: keepers) : (mechanism: keepers, purview: block)
        }
        func order(_ part: (mechanism: Int, purview: Int)) -> (Int, Int) {
            (part.mechanism == 0 ? 64 : part.mechanism.trailingZeroBitCount, part.purview)
        }
        return JointPartition(
            parts: parts.sorted { order($0) < order($1) }
                .map { JointPartition.Part(mechanism: named($0.mechanism), purview: named($0.purview)) })
    }

    private func named(_ set: Int) -> [Int] { set.places.map { units[$0] } }

    private func state(_ bits: Int, of set: Int) -> State {
        State(set.places.map { bits >> $0 & 1 == 1 })
    }
}

/// A state of some units, moved to their places in the system.
private func scatter(_ state: Int, _ units: [Int]) -> Int {
    var result = 0
    for (place, unit) in units.enumerated() { result |= (state >> place & 1) << unit }
    return result
}
