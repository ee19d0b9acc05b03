/// A conceptual structure as masses in concept space: each concept's φ at the point that its cause and effect repertoires
/// make, expanded to the whole system by the unconstrained repertoires of the other units.
///
/// Expanding changes no distance (a factor that two distributions share cancels), so cause repertoires stay on their
/// purviews, and effect repertoires are n probabilities.
struct Constellation: Sendable {
    struct Star: Sendable {
        let mechanism: Int
        var mass: Double
        let purview: Int
        /// The probabilities of the purview's past states.
        let cause: [Double]
        /// For each unit of the system, P(it is 1 next).
        let effect: [Double]
    }

    let stars: [Star]

    /// The concepts of a system under a cut.
    init(_ concepts: [ConceptSketch], of system: ConceptSystem, under cut: CutMasks, _ repertoires: CauseRepertoires) {
        stars = concepts.map { concept in
            let past = repertoires.repertoire(concept.mechanism, concept.cause.purview)
            let effect = (0..<system.unitCount).map { unit in
                system.effects.probability(
                    of: unit, given: concept.effect.purview >> unit & 1 == 1 ? concept.mechanism : 0, under: cut)
            }
            return Star(
                mechanism: concept.mechanism, mass: concept.phi, purview: concept.cause.purview,
                cause: (0..<(1 << concept.cause.purview.nonzeroBitCount)).map { past[$0] }, effect: effect)
        }
    }
}

/// Distances between concepts, and between constellations of them (Oizumi et al. 2014, Text S2: the extended earth
/// mover's distance).
///
/// It holds scratch memory, for one thread at a time.
final class ConceptSpace {
    private let layout: SubsetLayout
    private let transport: HypercubeTransport
    /// The null concept: the unconstrained repertoires. No cut changes them.
    private let null: Constellation.Star
    private let scratch: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>)

    init(_ system: ConceptSystem) {
        layout = system.layout
        transport = HypercubeTransport(units: system.unitCount)
        null = Constellation.Star(
            mechanism: 0, mass: 0, purview: 0, cause: [1],
            effect: (0..<system.unitCount).map { system.effects.probability(of: $0, given: 0, under: .none) })
        let count = 1 << system.unitCount
        scratch = (.allocate(capacity: count), .allocate(capacity: count))
    }

    deinit {
        scratch.0.deallocate()
        scratch.1.deallocate()
    }

    /// CI: the cost of moving every concept's φ to the null concept (Fig. 11).
    func distanceFromNull(_ constellation: Constellation) -> Double {
        constellation.stars.reduce(0) { $0 + $1.mass * distance($1, null) }
    }

    /// The least cost of moving the φ of one constellation to the places of the other's; what one has more of comes from
    /// or goes to the null concept.
    ///
    /// Where both have mass at the same place the common part stays: distances obey the triangle inequality.
    ///
    /// - Complexity: O(stars²) distances and O(stars³).
    func distance(_ one: Constellation, _ other: Constellation) -> Double {
        var (supply, demand) = differing(one.stars, other.stars)
        let surplus = supply.reduce(0) { $0 + $1.mass } - demand.reduce(0) { $0 + $1.mass }
        var null = null
        null.mass = abs(surplus)
        if surplus > 0 { demand.append(null) } else if surplus < 0 { supply.append(null) }
        let costs = supply.flatMap { source in demand.map { distance(source, $0) } }
        var masses = MassTransport(supply: supply.map(\.mass), demand: demand.map(\.mass), costs: costs)
        return masses.leastCost()
    }

    /// The two, less what each mechanism has at the same place in both.
    private func differing(
        _ one: [Constellation.Star], _ other: [Constellation.Star]
    ) -> ([Constellation.Star], [Constellation.Star]) {
        var supply: [Constellation.Star] = []
        var demand = other
        for var star in one {
            if let place = demand.firstIndex(where: { $0.mechanism == star.mechanism }),
                Self.areTogether(star, demand[place])
            {
                let common = min(star.mass, demand[place].mass)
                star.mass -= common
                demand[place].mass -= common
            }
            supply.append(star)
        }
        return (supply.filter { $0.mass > 0 }, demand.filter { $0.mass > 0 })
    }

    private static func areTogether(_ one: Constellation.Star, _ other: Constellation.Star) -> Bool {
        one.purview == other.purview && one.cause == other.cause && one.effect == other.effect
    }

    /// The distance between the cause repertoires plus that between the effect repertoires.
    private func distance(_ one: Constellation.Star, _ other: Constellation.Star) -> Double {
        let effect = zip(one.effect, other.effect).reduce(0) { $0 + abs($1.0 - $1.1) }
        let union = one.purview | other.purview
        expand(one, to: union, into: scratch.0)
        expand(other, to: union, into: scratch.1)
        return effect + transport.distance(scratch.0, scratch.1, units: union.nonzeroBitCount)
    }

    /// A cause repertoire over more units, those that it did not have uniform.
    private func expand(_ star: Constellation.Star, to purview: Int, into result: UnsafeMutablePointer<Double>) {
        let size = purview.nonzeroBitCount
        let share = 1 / Double(1 << (size - star.purview.nonzeroBitCount))
        let packing = layout.packing(of: layout.places(of: star.purview, in: purview), among: size)
        for (past, packed) in packing.enumerated() { result[past] = star.cause[Int(packed)] * share }
    }
}
