public import Graphs

/// The causal account of a transition: every occurrence in it that has an actual cause or an actual effect.
///
/// Source: Albantakis, Marshall, Hoel & Tononi 2019, *Entropy* 21(5): 459, Section 2.4.
public struct CausalAccount: Hashable, Sendable, Codable {
    /// The state of the whole substrate at t − 1, and at t.
    public let before: State
    public let after: State
    /// The units whose states at t − 1 may be causes and have effects: indices in the substrate, ascending.
    public let sources: [Int]
    /// The units whose states at t may be effects and have causes: indices in the substrate, ascending.
    public let targets: [Int]
    /// The directions that were asked for, causes first.
    public let directions: [CausalDirection]
    /// The probability that the targets are as in `after` once the substrate is as in `before`.
    public let probability: Double
    /// Causes before effects; within each the stronger first (strengths that agree to nine decimals count as equal),
    /// then the smaller occurrence, then in the units' order.
    public let links: [CausalLink]

    public init(
        before: State, after: State, sources: [Int], targets: [Int], directions: [CausalDirection],
        probability: Double, links: [CausalLink]
    ) {
        self.before = before
        self.after = after
        self.sources = sources
        self.targets = targets
        self.directions = directions
        self.probability = probability
        self.links = links.sorted(by: Self.precedes)
    }

    /// The links of one direction.
    ///
    /// - Complexity: O(links).
    public func links(_ direction: CausalDirection) -> [CausalLink] {
        links.filter { $0.direction == direction }
    }

    /// How many occurrences could have a cause (the sets of targets) or an effect (the sets of sources).
    public func occurrenceCount(_ direction: CausalDirection) -> Int {
        (1 << (direction == .cause ? targets.count : sources.count)) - 1
    }

    /// Strengths are compared on a grid, so that rounding does not put equal ones in an order that means nothing.
    private static func precedes(_ a: CausalLink, _ b: CausalLink) -> Bool {
        if a.direction != b.direction { return a.direction == .cause }
        let strengths = [a.strength, b.strength].map { ($0 * 1e9).rounded() }
        if strengths[0] != strengths[1] { return strengths[0] > strengths[1] }
        return unitsPrecede(a.occurrence, b.occurrence)
    }
}

/// Smaller sets first, then in the units' order.
func unitsPrecede(_ a: [Int], _ b: [Int]) -> Bool {
    a.count != b.count ? a.count < b.count : a.lexicographicallyPrecedes(b)
}
