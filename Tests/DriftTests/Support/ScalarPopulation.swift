import Compute
import Drift
import GeneratedInput
import Kernels

/// A population run mind by mind and trait by trait with the scalar rule: what the kernels must come to, bit for bit.
struct ScalarPopulation {
    let population: Population
    /// A row a mind.
    var states: [[TraitDriftRule.Score]] = []
    /// By trait.
    var effects: [EffectCounts]
    private let kernels = TraitDriftKernels(level: .baseline)

    init(_ population: Population) {
        self.population = population
        effects = population.traits.map { _ in EffectCounts() }
        for mind in 0..<population.minds {
            states.append(
                population.traits.enumerated().map { index, trait in
                    let drawn = value(of: trait.initial, mind, day: 0, trait: index, normal: 4, uniform: 5)
                    let score = FourDecimals.rounded(
                        max(min(drawn, trait.rule.upperBound), trait.rule.lowerBound))
                    return .init(value: score, confidence: population.initialConfidence)
                })
        }
    }

    var scores: [Double] { states.flatMap { $0.map(\.value) } }

    mutating func advance(_ days: Range<Int>) {
        for day in days {
            for mind in states.indices { advance(mind, day: day) }
        }
    }

    private mutating func advance(_ mind: Int, day: Int) {
        let before = states[mind].map(\.value)
        for effect in population.effects where effect.day == day && (effect.mind ?? mind) == mind {
            apply(effect.delta, effect.confidence, trait: effect.trait, mind, day: day)
        }
        if let group = group(of: mind) { chance(group, mind, day: day) }
        diffuse(mind, from: before)
        if (day + 1) % population.setPointInterval == 0 { pull(mind, day: day) }
    }

    private func group(of mind: Int) -> Population.Group? {
        var share = 0.0
        for group in population.groups.dropLast() {
            share += group.share
            if mind < Int((share * Double(population.minds)).rounded()) { return group }
        }
        return population.groups.last
    }

    private mutating func chance(_ group: Population.Group, _ mind: Int, day: Int) {
        let words = uniforms(mind, day: day, draw: 0)
        guard words.0 < group.probability else { return }
        var confidence: Double
        if case .uniform(let low, let high) = group.confidence {
            confidence = low + (high - low) * words.1
        } else {
            confidence = value(of: group.confidence, mind, day: day, trait: 0, normal: 6, uniform: 6)
        }
        confidence = max(0, min(1, confidence))
        for (trait, delta) in group.deltas.enumerated() {
            guard let delta else { continue }
            apply(
                value(of: delta, mind, day: day, trait: trait, normal: 1, uniform: 2), confidence, trait: trait, mind,
                day: day)
        }
    }

    private mutating func apply(_ delta: Double, _ confidence: Double, trait: Int, _ mind: Int, day: Int) {
        guard delta != 0 else { return }
        let settings = population.traits[trait]
        guard !settings.isLocked else { return effects[trait].locked += 1 }
        let today = population.firstDay + day
        let before = states[mind][trait]
        if settings.rule.apply(delta: delta, confidence: confidence, to: &states[mind][trait], today: today) {
            effects[trait].applied += 1
        } else if let last = before.lastDriftDay, today - last < settings.rule.cooldownDays {
            effects[trait].cooling += 1
        } else if abs(delta * (1 - settings.rule.inertia) * settings.rule.eventSensitivity) < 1e-9 {
            effects[trait].negligible += 1
        } else {
            effects[trait].bounded += 1
        }
    }

    private mutating func diffuse(_ mind: Int, from before: [Double]) {
        guard !population.couplings.isEmpty else { return }
        let traits = population.traits
        let changes = zip(states[mind], before).map { $0.value - $1 }
        var given = changes.map { _ in 0.0 }
        for edge in population.couplings where !traits[edge.from].isLocked && !traits[edge.to].isLocked {
            states[mind][edge.to].value += edge.weight * changes[edge.from]
            given[edge.from] += abs(edge.weight)
        }
        for trait in traits.indices where !traits[trait].isLocked {
            let moved = states[mind][trait].value + -given[trait] * changes[trait]
            states[mind][trait].value = settled(moved, traits[trait].rule)
        }
    }

    private mutating func pull(_ mind: Int, day: Int) {
        for (index, trait) in population.traits.enumerated() {
            guard let point = trait.setPoint, !trait.isLocked else { continue }
            let step = ExactStep(point, days: population.setPointInterval)
            let z =
                step.noise == 0 ? 0 : normals(mind, day: day, draw: 3 << 16 | UInt32(index / 2), odd: index % 2 == 1)
            let pulled = point.mean + (states[mind][index].value - point.mean) * step.decay
            states[mind][index].value = settled(pulled + step.noise * z, trait.rule)
        }
    }

    private func settled(_ score: Double, _ rule: TraitDriftRule) -> Double {
        FourDecimals.rounded(max(min(score, rule.upperBound), rule.lowerBound))
    }

    private func value(
        of distribution: Population.Distribution, _ mind: Int, day: Int, trait: Int, normal: UInt32, uniform: UInt32
    ) -> Double {
        switch distribution {
        case .constant(let value): return value
        case .normal(let mean, let deviation):
            let draw = normal << 16 | UInt32(trait / 2)
            return mean + deviation * normals(mind, day: day, draw: draw, odd: trait % 2 == 1)
        case .uniform(let low, let high):
            let pair = uniforms(mind, day: day, draw: uniform << 16 | UInt32(trait / 2))
            return low + (high - low) * (trait % 2 == 1 ? pair.1 : pair.0)
        }
    }

    private func uniforms(_ mind: Int, day: Int, draw: UInt32) -> (Double, Double) {
        let words = Philox4x32(seed: population.seed, stream: UInt64(draw)).wordPair(UInt64(mind) << 32 | UInt64(day))
        return (Philox4x32.openUniform(words[0]), Philox4x32.openUniform(words[1]))
    }

    private func normals(_ mind: Int, day: Int, draw: UInt32, odd wantsOdd: Bool) -> Double {
        let minds = Array(repeating: UInt32(mind), count: 16)
        let runs = Array(repeating: UInt32(0), count: 16)
        var (even, odd) = (Array(repeating: 0.0, count: 16), Array(repeating: 0.0, count: 16))
        kernels.dynamics.fillNormals(population.seed, UInt32(day), draw, minds, runs, 16, &even, &odd)
        return wantsOdd ? odd[0] : even[0]
    }
}
