import GeneratedInput
import Graphs
import IntegratedInformation

/// Distinctions as a structure might have them: of everything else, only their purviews and φ_d matter to relations.
struct GeneratedDistinctions {
    let distinctions: [Distinction]

    /// - Parameters:
    ///   - count: how many.
    ///   - units: of how many units.
    ///   - isCongruent: whether all causes agree with one state and all effects with another, as in a structure; else
    ///     every purview has a state of its own.
    ///   - density: how likely a purview has a unit.
    ///   - values: φ_d are drawn from so many values, so that some are equal; nil for all different.
    init(
        count: Int, units: Int, isCongruent: Bool = true, density: Double = 0.5, values: Int? = nil,
        _ random: inout SplitMix64
    ) {
        let specified = (0..<2).map { _ in (0..<units).map { _ in random.chance(0.5) } }
        distinctions = (0..<count).map { index in
            let phi = values.map { Double(1 + random.index($0)) / 8 } ?? 0.01 + random.fraction()
            let sides = (0..<2).map { side in
                var purview = (0..<units).filter { _ in random.chance(density) }
                if purview.isEmpty { purview = [random.index(units)] }
                let state = State(purview.map { isCongruent ? specified[side][$0] : random.chance(0.5) })
                return (purview, state)
            }
            return Distinction(
                mechanism: [index], cause: sides[0], effect: sides[1], phiCause: phi, phiEffect: phi + random.fraction()
            )
        }
    }
}

extension Distinction {
    /// A distinction whose partitions are left out.
    init(
        mechanism: [Int], cause: (purview: [Int], state: State), effect: (purview: [Int], state: State),
        phiCause: Double, phiEffect: Double
    ) {
        func side(
            _ direction: CausalDirection, _ side: (purview: [Int], state: State), _ phi: Double
        ) -> IrreduciblePurview {
            IrreduciblePurview(
                direction: direction, purview: side.purview, state: side.state, phi: phi, normalizedPhi: phi,
                partition: JointPartition(parts: []),
                ties: IrreduciblePurview.Ties(purviews: 1, states: 1, partitions: 1))
        }
        self.init(
            mechanism: mechanism, state: State(mechanism.map { _ in true }), cause: side(.cause, cause, phiCause),
            effect: side(.effect, effect, phiEffect), isCongruent: true)
    }

    /// The same with unit `order[k]` renamed `k`.
    func relabelled(_ order: [Int]) -> Distinction {
        func renamed(_ units: [Int], _ state: State) -> (purview: [Int], state: State) {
            let places = units.indices.sorted { renaming(units[$0]) < renaming(units[$1]) }
            return (places.map { renaming(units[$0]) }, state.restricted(to: places))
        }
        func renaming(_ unit: Int) -> Int { order.firstIndex(of: unit) ?? unit }
        return Distinction(
            mechanism: mechanism, cause: renamed(cause.purview, cause.state),
            effect: renamed(effect.purview, effect.state), phiCause: cause.phi, phiEffect: effect.phi)
    }
}
