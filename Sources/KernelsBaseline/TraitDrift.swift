// Drift of traits over a population: one mind a lane, without branches. Scores, confidences and days of the last drift
// are arrays of their own, one a trait, so that a pass reads and writes whole vectors. Every operation is that of the
// scalar rule in Drift/Traits, in the same order, so the bits are the same; kernels/trait_drift.cl is the OpenCL form.
//
// Masks are whole lanes of ones or zeros, joined as bits.

typealias LaneMask = SIMD8<Int64>

/// The places of a rule's numbers in `constants`.
private enum Rule {
    static let responsiveness = 0
    static let sensitivity = 1
    static let maximumDelta = 2
    static let lowerBound = 3
    static let upperBound = 4
    static let leastChange = 5
}

@inline(__always)
private func bits(_ mask: SIMDMask<LaneMask>) -> LaneMask { unsafeBitCast(mask, to: LaneMask.self) }

@inline(__always)
private func chosen(_ mask: LaneMask, _ yes: Lanes, _ no: Lanes) -> Lanes {
    unsafeBitCast(
        (unsafeBitCast(yes, to: LaneMask.self) & mask) | (unsafeBitCast(no, to: LaneMask.self) & ~mask), to: Lanes.self)
}

@inline(__always)
private func magnitude(_ x: Lanes) -> Lanes {
    unsafeBitCast(unsafeBitCast(x, to: LaneMask.self) & LaneMask(repeating: .max), to: Lanes.self)
}

@inline(__always)
private func clamped(_ x: Lanes, _ lower: Lanes, _ upper: Lanes) -> Lanes {
    let below = x.replacing(with: upper, where: upper .< x)
    return below.replacing(with: lower, where: lower .>= below)
}

/// Rounding to four decimals, ties to the even decimal: the operations of `FourDecimals.rounded`, which explains them.
@inline(__always)
private func roundedToFourDecimals(_ x: Lanes) -> Lanes {
    let product = x * 10_000
    let spread = 134_217_729 * x
    let high = spread - (spread - x)
    let low = x - high
    let error = (high * 10_000 - product) + low * 10_000
    let nearest = (product + 6_755_399_441_055_744) - 6_755_399_441_055_744
    let distance = product - nearest
    let up = bits(distance .== 0.5) & bits(error .> 0)
    let down = bits(distance .== -0.5) & bits(error .< 0)
    let settled = chosen(down, nearest - 1, chosen(up, nearest + 1, nearest))
    return settled / 10_000
}

/// Applies one effect to one trait of each mind.
///
/// - Parameters:
///   - deltas: what the effects suggest, finite; 0 where a mind has none.
///   - confidences: the effects', in [0, 1]; not looked at where the delta is 0.
///   - constants: 1 − inertia, sensitivity, maximum delta, lower bound, upper bound, least change.
///   - today: the day, from 0 up to 2³⁰ − 1.
///   - cooldown: in days, 0 up to 2²⁹.
///   - count: minds, a multiple of 8.
///   - scores: the trait's, within the bounds.
///   - held: the trait's confidences.
///   - lastDays: when the trait last drifted; −2³⁰ for never.
///   - tally: four counts that grow: effects, those within the cooldown, those whose step was below the least change,
///     and those that a bound kept from a change. The others were applied.
/// - Complexity: O(count); 16 bytes read a mind, and 20 read and written.
package func applyTraitDrift(
    _ deltas: UnsafePointer<Double>, _ confidences: UnsafePointer<Double>, _ constants: UnsafePointer<Double>,
    _ today: Int32, _ cooldown: Int32, _ count: Int, _ scores: UnsafeMutablePointer<Double>,
    _ held: UnsafeMutablePointer<Double>, _ lastDays: UnsafeMutablePointer<Int32>, _ tally: UnsafeMutablePointer<Int>
) {
    let responsiveness = Lanes(repeating: constants[Rule.responsiveness])
    let sensitivity = Lanes(repeating: constants[Rule.sensitivity])
    let largest = Lanes(repeating: constants[Rule.maximumDelta])
    let smallest = Lanes(repeating: -constants[Rule.maximumDelta])
    let lower = Lanes(repeating: constants[Rule.lowerBound])
    let upper = Lanes(repeating: constants[Rule.upperBound])
    let least = Lanes(repeating: constants[Rule.leastChange])
    let day = SIMD8<Int32>(repeating: today)
    let dueBefore = SIMD8<Int32>(repeating: today &- cooldown)
    var (effects, cooling) = (LaneMask(repeating: 0), LaneMask(repeating: 0))
    var (small, standing) = (effects, effects)
    var index = 0
    while index < count {
        let delta = loadLanes(deltas + index)
        let score = loadLanes(scores + index)
        let last = UnsafeRawPointer(lastDays + index).loadUnaligned(as: SIMD8<Int32>.self)
        let isEffect = bits(delta .!= 0)
        // Negative where fewer than the cooldown's days have passed.
        let isCooling = LaneMask(truncatingIfNeeded: (dueBefore &- last) &>> 31)
        let step = clamped(delta * responsiveness * sensitivity, smallest, largest)
        let isSmall = bits(magnitude(step) .< least)
        let moved = clamped(score + step, lower, upper)
        let isStanding = bits(magnitude(moved - score) .< least)
        let isApplied = isEffect & ~(isCooling | isSmall | isStanding)
        storeLanes(chosen(isApplied, roundedToFourDecimals(moved), score), scores + index)
        let old = loadLanes(held + index)
        let new = loadLanes(confidences + index)
        storeLanes(chosen(isApplied & bits(new .>= old), new, old), held + index)
        let isToday = SIMD8<Int32>(truncatingIfNeeded: isApplied)
        UnsafeMutableRawPointer(lastDays + index)
            .storeBytes(of: (day & isToday) | (last & ~isToday), as: SIMD8<Int32>.self)
        effects &-= isEffect
        cooling &-= isEffect & isCooling
        small &-= isEffect & isSmall & ~isCooling
        standing &-= isEffect & isStanding & ~(isCooling | isSmall)
        index &+= 8
    }
    tally[0] &+= total(effects)
    tally[1] &+= total(cooling)
    tally[2] &+= total(small)
    tally[3] &+= total(standing)
}

@inline(__always)
private func total(_ lanes: LaneMask) -> Int {
    var sum: Int64 = 0
    for lane in 0..<8 { sum &+= lanes[lane] }
    return Int(sum)
}

/// Brings scores back between the bounds and to four decimals.
///
/// - Parameter count: a multiple of 8.
/// - Complexity: O(count).
package func settleScores(
    _ lowerBound: Double, _ upperBound: Double, _ count: Int, _ scores: UnsafeMutablePointer<Double>
) {
    let (lower, upper) = (Lanes(repeating: lowerBound), Lanes(repeating: upperBound))
    var index = 0
    while index < count {
        storeLanes(roundedToFourDecimals(clamped(loadLanes(scores + index), lower, upper)), scores + index)
        index &+= 8
    }
}

/// One exact step of an Ornstein–Uhlenbeck process: score ← (mean + (score − mean)·decay) + noise·deviate.
///
/// - Parameters:
///   - deviates: standard normal, one a mind.
///   - count: a multiple of 8.
/// - Complexity: O(count).
package func moveToSetPoint(
    _ deviates: UnsafePointer<Double>, _ mean: Double, _ decay: Double, _ noise: Double, _ count: Int,
    _ scores: UnsafeMutablePointer<Double>
) {
    var index = 0
    while index < count {
        let pulled = mean + (loadLanes(scores + index) - mean) * decay
        storeLanes(pulled + noise * loadLanes(deviates + index), scores + index)
        index &+= 8
    }
}

/// out = offset + scale·deviate where chance is below the probability, and 0 elsewhere.
///
/// - Parameter count: a multiple of 8.
/// - Complexity: O(count).
package func effectsByChance(
    _ chances: UnsafePointer<Double>, _ probability: Double, _ deviates: UnsafePointer<Double>, _ offset: Double,
    _ scale: Double, _ count: Int, _ out: UnsafeMutablePointer<Double>
) {
    let limit = Lanes(repeating: probability)
    var index = 0
    while index < count {
        let happens = bits(loadLanes(chances + index) .< limit)
        storeLanes(
            chosen(happens, offset + scale * loadLanes(deviates + index), Lanes(repeating: 0)), out + index)
        index &+= 8
    }
}
