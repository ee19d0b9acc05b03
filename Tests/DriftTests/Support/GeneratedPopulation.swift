import Drift
import Foundation
import GeneratedInput

/// Gillespie's exact step of an Ornstein–Uhlenbeck process, as `Population.SetPoint` states it.
struct ExactStep {
    let decay: Double
    let noise: Double

    init(_ point: Population.SetPoint, days: Int) {
        let time = Double(days)
        decay = exp(-point.rate * time)
        let variance = point.rate > 0 ? -expm1(-2 * point.rate * time) / (2 * point.rate) : time
        noise = point.volatility * variance.squareRoot()
    }
}

extension Population {
    /// Of every feature something, with bounds, cooldowns and steps small enough for each reason to skip an effect.
    static func generated(_ random: inout SplitMix64, minds: Int, days: Int) -> Population {
        let count = 1 + random.index(6)
        func distribution(_ low: Double, _ high: Double) -> Distribution {
            let (first, second) = (random.value(low, high), random.value(low, high))
            switch random.index(3) {
            case 0: return .constant(random.chance(0.2) ? 0 : first)
            case 1: return .normal(mean: first, deviation: abs(second - first))
            default: return .uniform(low: min(first, second), high: max(first, second))
            }
        }
        let traits = (0..<count).map { index in
            let lower = FourDecimals.rounded(random.value(0, 0.5))
            let rule = TraitDriftRule(
                inertia: random.value(0, 0.99), maximumDelta: random.value(0.001, 0.3), cooldownDays: random.index(6),
                eventSensitivity: random.chance(0.1) ? 1e-9 : random.fraction(), lowerBound: lower,
                upperBound: FourDecimals.rounded(random.value(lower + 0.0002, 1)))
            return Trait(
                "trait-\(index)", rule: rule, isLocked: random.chance(0.15), initial: distribution(0, 1),
                setPoint: random.chance(0.4)
                    ? SetPoint(
                        mean: random.fraction(), rate: random.chance(0.2) ? 0 : random.value(0, 0.5),
                        volatility: random.chance(0.3) ? 0 : random.value(0, 0.1))
                    : nil)
        }
        let groupCount = random.index(4)
        let groups = (0..<groupCount).map { index in
            Group(
                name: "group-\(index)", share: 1 / Double(groupCount),
                probability: [0.02, 0.2, 0.6, 1][random.index(4)],
                deltas: traits.map { _ in random.chance(0.2) ? nil : distribution(-2, 2) },
                confidence: distribution(0, 1))
        }
        let effects = (0..<random.index(400)).map { _ in
            Effect(
                day: random.index(days), mind: random.chance(0.2) ? nil : random.index(minds),
                trait: random.index(count),
                delta: random.chance(0.1) ? 0 : random.value(-3, 3), confidence: random.fraction())
        }
        var couplings: [Coupling] = []
        for from in 0..<count {
            for to in 0..<count where from != to && random.chance(0.3) {
                couplings.append(Coupling(from: from, to: to, weight: random.value(-1, 1) / Double(count)))
            }
        }
        return Population(
            minds: minds, traits: traits, initialConfidence: random.fraction(), groups: groups, effects: effects,
            couplings: couplings, setPointInterval: 1 + random.index(3), firstDay: random.index(20_000), days: days,
            reportInterval: 1 + random.index(days), seed: random.next())
    }
}
