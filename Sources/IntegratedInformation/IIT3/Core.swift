/// A core cause or effect, as masks over the system's units: the purview whose φ is the greatest.
struct Core: Hashable, Codable, Sendable {
    let purview: Int
    let phi: Double
    /// How many purviews attain φ within the tolerance.
    let ties: Int

    /// The greatest φ; among equals the largest purview, then the first in the units' order.
    ///
    /// - Returns: nil where no φ exceeds the tolerance.
    init?(of purviews: [(purview: Int, phi: Double)]) {
        let greatest = purviews.reduce(0) { max($0, $1.phi) }
        guard greatest > equalityTolerance else { return nil }
        let tied = purviews.filter { $0.phi >= greatest - equalityTolerance }
        guard var chosen = tied.first else { return nil }
        for other in tied.dropFirst() where Self.precedes(other.purview, chosen.purview) { chosen = other }
        purview = chosen.purview
        phi = chosen.phi
        ties = tied.count
    }

    private static func precedes(_ one: Int, _ other: Int) -> Bool {
        if one.nonzeroBitCount != other.nonzeroBitCount { return one.nonzeroBitCount > other.nonzeroBitCount }
        // Of equal size: where they first differ, the one that has the earlier unit.
        let differing = one ^ other
        return one & (differing & -differing) != 0
    }
}

/// A concept, as masks over the system's units.
struct ConceptSketch: Hashable, Codable, Sendable {
    let mechanism: Int
    let cause: Core
    let effect: Core

    var phi: Double { min(cause.phi, effect.phi) }
}

/// A bipartition {M1/Z1, M2/Z2} of a mechanism and a purview, as masks over the system's units. M1 holds the mechanism's
/// first unit; M2, Z1 and Z2 may be empty, but M1/Z1 is not the whole.
struct Bipartition: Hashable, Sendable {
    struct Part: Hashable, Sendable {
        let mechanism: Int
        let purview: Int
    }

    let first: Part
    let second: Part
}

/// What the reported partition of a mechanism and its core purview is chosen from.
struct MinimumPartition: Sendable {
    /// The first that attains φ, in binary order of M1, then of Z1.
    let partition: Bipartition
    let ties: Int
}
