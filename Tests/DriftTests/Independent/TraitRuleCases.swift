import GeneratedInput

/// Generated lives of single traits: a rule, a start and a run of effects, with bounds, cooldowns, exact ties of the
/// fourth decimal and steps about the least one. The same draws from the same generator in Python made the digests
/// of `TraitRuleProofTests`.
struct TraitLife {
    struct Effect {
        let day: Int
        let delta: Double
        let confidence: Double
    }

    let inertia: Double
    let sensitivity: Double
    let maximumDelta: Double
    let cooldownDays: Int
    let lowerBound: Double
    let upperBound: Double
    let score: Double
    let confidence: Double
    let effects: [Effect]

    init(_ numbers: inout SplitMix64, effects count: Int = 16) {
        var drawn = numbers.fraction()
        inertia = [0.9, 0, 0.5, drawn][numbers.index(4)]
        drawn = numbers.fraction()
        sensitivity = [0.4, 1, 0.5, drawn][numbers.index(4)]
        drawn = numbers.value(0.0001, 0.2)
        maximumDelta = [0.02, 1, 0.03125, drawn][numbers.index(4)]
        cooldownDays = numbers.index(4) * 3
        var ticks = [(500, 9500), (0, 10_000), (0, 0)][numbers.index(3)]
        if ticks == (0, 0) {
            ticks.0 = numbers.index(9000)
            ticks.1 = ticks.0 + 1 + numbers.index(10_000 - ticks.0)
        }
        lowerBound = Double(ticks.0) / 10_000
        upperBound = Double(ticks.1) / 10_000
        let onGrid = Double(ticks.0 + numbers.index(ticks.1 - ticks.0 + 1)) / 10_000
        let offGrid = numbers.fraction()
        score =
            offGrid < 0.2
            ? numbers.value(lowerBound, upperBound) : offGrid < 0.25 ? numbers.fraction() : onGrid
        confidence = numbers.fraction()
        var day = 20_000
        var effects: [Effect] = []
        for _ in 0..<count {
            day += numbers.index(5)
            let delta = Self.delta(&numbers)
            effects.append(Effect(day: day, delta: delta, confidence: numbers.fraction()))
        }
        self.effects = effects
    }

    private static func delta(_ numbers: inout SplitMix64) -> Double {
        switch numbers.index(6) {
        case 0: return numbers.value(-1, 1)
        case 1: return numbers.value(-0.02, 0.02)
        case 2: return numbers.chance(0.5) ? -0.0 : 0
        case 3:
            // A tie of the fourth decimal as written, and the doubles next to it.
            var delta = Double(2 * numbers.index(400) + 1) / 20_000
            let nudge = numbers.index(5) - 2
            for _ in 0..<abs(nudge) { delta = nudge > 0 ? delta.nextUp : delta.nextDown }
            return numbers.chance(0.5) ? -delta : delta
        case 4:
            // Odd multiples of 1/32 are the doubles that are exact ties.
            let delta = Double(2 * numbers.index(8) + 1) / 32
            return numbers.chance(0.5) ? -delta : delta
        default: return numbers.value(-1, 1) * 1e-7
        }
    }
}

/// A trait as the rule leaves it.
struct TraitState: Equatable {
    var score: Double
    var confidence: Double
    var lastDay: Int?
    var hasMoved = false

    /// The rule of trait drift, statement by statement, with the exact rounding.
    mutating func take(_ effect: TraitLife.Effect, in life: TraitLife) {
        hasMoved = false
        guard effect.delta != 0 else { return }
        if let lastDay, effect.day - lastDay < life.cooldownDays { return }
        var step = effect.delta * (1 - life.inertia) * life.sensitivity
        if step > life.maximumDelta { step = life.maximumDelta }
        if step < -life.maximumDelta { step = -life.maximumDelta }
        if abs(step) < 1e-9 { return }
        var moved = score + step
        if moved > life.upperBound { moved = life.upperBound }
        if moved < life.lowerBound { moved = life.lowerBound }
        if abs(moved - score) < 1e-9 { return }
        score = ExactDecimal.rounded(moved) ?? .nan
        lastDay = effect.day
        if effect.confidence > confidence { confidence = effect.confidence }
        hasMoved = true
    }
}

/// A running FNV-1a digest of 64-bit words.
struct Digest: Equatable {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ word: UInt64) { value = (value ^ word) &* 0x100_0000_01B3 }

    mutating func add(_ state: TraitState) {
        add(state.score.bitPattern)
        add(state.confidence.bitPattern)
        add(UInt64(bitPattern: Int64(state.lastDay ?? -1)))
        add(state.hasMoved ? 1 : 0)
    }
}
