internal import Compute
internal import Foundation

/// What every block of a population, and its form on a device, take from its settings.
public struct PopulationPlan: Sendable {
    /// Minds of a block: all of its state stays in a core's second-level cache while days go by.
    static let blockMinds = 2048
    /// The last day of a drift where there was none: earlier than any cooldown reaches back.
    static let never: Int32 = -(1 << 30)

    /// Minds with consecutive numbers that share a group.
    struct Block: Sendable, Hashable {
        let minds: Range<Int>
        /// The group's place; nil where chance brings no events.
        let group: Int?
    }

    /// An affine form of a distribution: offset + scale·deviate, of a deviate of that kind.
    struct Draw: Sendable, Hashable {
        enum Kind: Int32, Sendable { case none, constant, normal, uniform }

        let kind: Kind
        let offset: Double
        let scale: Double

        init(_ distribution: Population.Distribution?) {
            switch distribution {
            case nil: (kind, offset, scale) = (.none, 0, 0)
            case .constant(let value)?: (kind, offset, scale) = (.constant, value, 0)
            case .normal(let mean, let deviation)?: (kind, offset, scale) = (.normal, mean, deviation)
            case .uniform(let low, let high)?: (kind, offset, scale) = (.uniform, low, high - low)
            }
        }
    }

    /// One exact step towards a set point.
    struct Pull: Sendable, Hashable {
        let mean: Double
        let decay: Double
        let noise: Double

        init(_ setPoint: Population.SetPoint, days: Int) {
            let time = Double(days)
            mean = setPoint.mean
            decay = exp(-setPoint.rate * time)
            // −expm1 keeps its digits where the rate is small; without a rate it is a random walk.
            let variance = setPoint.rate > 0 ? -expm1(-2 * setPoint.rate * time) / (2 * setPoint.rate) : time
            noise = setPoint.volatility * variance.squareRoot()
        }
    }

    struct GroupDraws: Sendable {
        let probability: Double
        let confidence: Draw
        let deltas: [Draw]
    }

    let population: Population
    let blocks: [Block]
    /// The first mind of each group, and the end of the last.
    let groupBounds: [Int]
    let groups: [GroupDraws]
    /// The rules' numbers as the kernels take them, six a trait.
    let constants: AlignedBuffer
    /// Edges between traits that are not locked.
    let couplings: [Population.Coupling]
    /// What each trait gives away along them: the sum of the absolute weights.
    let given: [Double]
    /// Nil where a trait has no set point, or is locked.
    let pulls: [Pull?]

    static let constantsPerTrait = 6

    /// - Precondition: the population is valid.
    init(_ population: Population) {
        let traits = population.traits
        self.population = population
        constants = AlignedBuffer(count: traits.count * Self.constantsPerTrait)
        for (index, trait) in traits.enumerated() {
            let rule = trait.rule
            let numbers = [
                1 - rule.inertia, rule.eventSensitivity, rule.maximumDelta, rule.lowerBound, rule.upperBound,
                TraitDriftRule.leastChange,
            ]
            for (place, number) in numbers.enumerated() { constants[index * Self.constantsPerTrait + place] = number }
        }
        couplings = population.couplings.filter { !traits[$0.from].isLocked && !traits[$0.to].isLocked }
        var given = Array(repeating: 0.0, count: traits.count)
        for edge in couplings { given[edge.from] += abs(edge.weight) }
        self.given = given
        pulls = traits.map { trait in
            trait.isLocked ? nil : trait.setPoint.map { Pull($0, days: population.setPointInterval) }
        }
        groups = population.groups.map { group in
            GroupDraws(
                probability: group.probability, confidence: Draw(group.confidence), deltas: group.deltas.map(Draw.init))
        }
        groupBounds = Self.bounds(population)
        var blocks: [Block] = []
        for group in 0..<max(1, groups.count) {
            let end = groupBounds[group + 1]
            for first in stride(from: groupBounds[group], to: end, by: Self.blockMinds) {
                blocks.append(
                    Block(
                        minds: first..<min(end, first + Self.blockMinds), group: groups.isEmpty ? nil : group))
            }
        }
        self.blocks = blocks
    }

    private static func bounds(_ population: Population) -> [Int] {
        var (bounds, share) = ([0], 0.0)
        for group in population.groups.dropLast() {
            share += group.share
            bounds.append(min(population.minds, Int((share * Double(population.minds)).rounded())))
        }
        return bounds + [population.minds]
    }
}

/// What a block of random numbers is for: part of its counter, so that no two uses share one. Draws of one kind are
/// told apart by the traits they serve, two a draw.
enum PopulationDraw: UInt32 {
    /// Whether an event happens, and the effects' confidence where it is uniform.
    case occurrence = 0
    case normalDelta = 1
    case uniformDelta = 2
    case setPoint = 3
    case normalStart = 4
    case uniformStart = 5
    case normalConfidence = 6

    /// The counter's word, for the traits 2·pair and 2·pair + 1.
    func word(pair: Int = 0) -> UInt32 { rawValue << 16 | UInt32(pair) }
}
