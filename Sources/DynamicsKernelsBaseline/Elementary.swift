// Elementary functions on lanes, of basic operations alone, in one order: every instruction-set level, the scalar forms in
// ElementaryReference.swift and kernels/elementary.cl return the same bits. Errors are in units in the last place of the
// result, measured against 80-bit arithmetic (Tests/DynamicsKernelsTests).
//
// Lanes are chosen by floating-point comparisons or by masks of bits: the compiler makes a loop over lanes of a comparison
// of whole numbers.

import CPlatform

@inline(__always)
func bits(_ x: Lanes) -> LaneBits { unsafeBitCast(x, to: LaneBits.self) }

@inline(__always)
func lanes(_ bits: LaneBits) -> Lanes { unsafeBitCast(bits, to: Lanes.self) }

/// `chosen` where a mask's bits are set and `other` where they are not.
@inline(__always)
func blend(_ mask: LaneBits, _ chosen: Lanes, _ other: Lanes) -> Lanes {
    lanes((bits(chosen) & mask) | (bits(other) & ~mask))
}

@inline(__always)
func magnitude(_ x: Lanes) -> Lanes { lanes(bits(x) & ~RealFormat.signBit) }

/// 2^k, k in the low bits of `rounded`, which may have `RealFormat.rounding` in the high ones.
@inline(__always)
func powerOfTwo(_ rounded: LaneBits) -> Lanes {
    lanes((rounded &+ RealFormat.exponentBias) &<< RealFormat.significandBits)
}

/// √x, correctly rounded.
@inline(__always)
func squareRoot(_ x: Lanes) -> Lanes {
    #if SINGLE
        claustrum_square_roots_16(x)
    #else
        claustrum_square_roots_8(x)
    #endif
}

/// k = round(x/ln 2), and e^x·2^−k − 1.
@inline(__always)
private func reducedExponential(_ x: Lanes) -> (rounded: Lanes, excess: Lanes) {
    typealias E = ExponentialSeries
    let rounded = x * E.log2e + RealFormat.rounding
    let k = rounded - RealFormat.rounding
    let high = x - k * E.ln2High
    let low = k * E.ln2Low
    let r = high - low
    let z = r * r
    #if SINGLE
        let even = (E.c6 * z + E.c4) * z + E.c2
        let odd = E.c5 * z + E.c3
    #else
        let even = (((E.c10 * z + E.c8) * z + E.c6) * z + E.c4) * z + E.c2
        let odd = (((E.c11 * z + E.c9) * z + E.c7) * z + E.c5) * z + E.c3
    #endif
    return (rounded, high + (z * (even + r * odd) - low))
}

/// e^x. 0 at −∞, ∞ at ∞ and beyond the greatest finite result, NaN at NaN; subnormal results are rounded once.
///
/// Error below 1 ulp.
@inline(__always)
func exponential(_ x: Lanes) -> Lanes {
    typealias E = ExponentialSeries
    let below = x.replacing(with: E.highest, where: x .> E.highest)
    let bounded = below.replacing(with: E.lowest, where: below .< E.lowest)
    let (rounded, excess) = reducedExponential(bounded)
    // 2^k in two factors, since it may lie outside the range where the result does not.
    let half = (rounded - RealFormat.rounding) * 0.5 + RealFormat.rounding
    return (1 + excess) * powerOfTwo(bits(half)) * powerOfTwo(bits(rounded) &- bits(half))
}

/// tanh x = (e^{2x} − 1)/(e^{2x} + 1), odd to the last bit; ±1 at ±∞, NaN at NaN.
///
/// Error below 2.5 ulp.
@inline(__always)
func hyperbolicTangent(_ x: Lanes) -> Lanes {
    typealias E = ExponentialSeries
    let size = magnitude(x)
    let bounded = size.replacing(with: E.tangentSaturation, where: size .> E.tangentSaturation)
    let (rounded, excess) = reducedExponential(bounded + bounded)
    let power = powerOfTwo(bits(rounded))
    let growth = (power - 1) + power * excess
    return lanes(bits(growth / (growth + 2)) | (bits(x) & RealFormat.signBit))
}

/// The logistic function 1/(1 + e^{−x}); 0 at −∞, 1 at ∞, NaN at NaN, and small results keep their precision.
///
/// Error below 2.5 ulp.
@inline(__always)
func sigmoid(_ x: Lanes) -> Lanes {
    let decay = exponential(lanes(bits(x) | RealFormat.signBit))
    let one = Lanes(repeating: 1)
    return one.replacing(with: decay, where: x .< 0) / (1 + decay)
}

/// ln x of positive normal numbers; anything else is not defined. `shift` is subtracted from the exponent.
@inline(__always)
private func normalLogarithm(_ x: Lanes, _ shift: Lanes) -> Lanes {
    typealias L = LogarithmSeries
    let moved = bits(x) &+ L.oneLessRootHalfBits
    let k = (lanes((moved &>> RealFormat.significandBits) | L.wholeBits) - L.wholeBias) - shift
    let f = lanes((moved & L.significandMask) &+ L.rootHalfBits) - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    #if SINGLE
        let odd = L.c3 * w + L.c1
        let even = L.c4 * w + L.c2
    #else
        let odd = ((L.c7 * w + L.c5) * w + L.c3) * w + L.c1
        let even = (L.c6 * w + L.c4) * w + L.c2
    #endif
    let series = z * (odd + z * even)
    let half = 0.5 * f * f
    return k * ExponentialSeries.ln2High - ((half - (s * (half + series) + k * ExponentialSeries.ln2Low)) - f)
}

/// ln x of positive normal numbers; anything else is not defined. Error below 1 ulp.
@inline(__always)
func normalLogarithm(_ x: Lanes) -> Lanes { normalLogarithm(x, Lanes(repeating: 0)) }

/// ln x. −∞ at ±0, NaN below 0, ∞ at ∞, NaN at NaN; subnormal arguments too.
///
/// Error below 1 ulp.
@inline(__always)
func logarithm(_ x: Lanes) -> Lanes {
    typealias L = LogarithmSeries
    let subnormal = x .< L.leastNormal
    let scaled = x.replacing(with: x * L.subnormalScale, where: subnormal)
    let shift = Lanes(repeating: 0).replacing(with: L.subnormalShift, where: subnormal)
    let value = x.replacing(with: normalLogarithm(scaled, shift), where: x .< Real.infinity)
    let signed = value.replacing(with: Real.nan, where: x .< 0)
    return signed.replacing(with: -Real.infinity, where: x .== 0)
}

/// sin r and cos r for |r| ≤ π/4, turned on by as many quarter turns as the two lowest bits of `quarters` say.
@inline(__always)
func sineCosine(_ r: Lanes, _ quarters: LaneBits) -> (sine: Lanes, cosine: Lanes) {
    typealias C = CircularSeries
    let z = r * r
    let w = z * z
    #if SINGLE
        let sineSeries = (C.s3 * w + C.s1) + z * C.s2
        let cosineSeries = (C.c3 * w + C.c1) + z * C.c2
    #else
        let sineSeries = ((C.s5 * w + C.s3) * w + C.s1) + z * ((C.s6 * w + C.s4) * w + C.s2)
        let cosineSeries = ((C.c5 * w + C.c3) * w + C.c1) + z * ((C.c6 * w + C.c4) * w + C.c2)
    #endif
    let sine = r + r * z * sineSeries
    let cosine = 1 - (0.5 * z - w * cosineSeries)
    let swapped = 0 &- (quarters & 1)
    // Quarter turns 2 and 3 turn the sine's sign, 1 and 2 the cosine's.
    let sineSign = (quarters &<< RealFormat.quarterShift) & RealFormat.signBit
    let cosineSign = ((quarters &+ 1) &<< RealFormat.quarterShift) & RealFormat.signBit
    return (
        lanes(bits(blend(swapped, cosine, sine)) ^ sineSign),
        lanes(bits(blend(swapped, sine, cosine)) ^ cosineSign)
    )
}

/// sin x and cos x; +0 and 1 at ±0, NaN at ±∞, at NaN and beyond |x| = 2³⁰ (2²⁰ in single precision).
///
/// Error below 1.5 ulp, or 2⁻⁸⁰ (single: 2⁻³⁰) where that is more, for |x| up to 10⁶ (single: 10⁵); beyond, the sine and
/// cosine of a number within 1 ulp of x.
@inline(__always)
func sineCosine(_ x: Lanes) -> (sine: Lanes, cosine: Lanes) {
    typealias C = CircularSeries
    let bounded = Lanes(repeating: Real.nan).replacing(with: x, where: magnitude(x) .<= C.limit)
    let rounded = bounded * C.twoOverPi + RealFormat.rounding
    let n = rounded - RealFormat.rounding
    #if SINGLE
        let most = (bounded - n * C.halfPi1) - n * C.halfPi2
        let next = n * C.halfPi3
        let last = n * C.halfPi4
    #else
        let most = bounded - n * C.halfPi1
        let next = n * C.halfPi2
        let last = n * C.halfPi3
    #endif
    let r = most - next
    // What the last subtraction lost, beside the part of π/2 still missing.
    let rest = last - ((most - r) - next)
    return sineCosine(r - rest, bits(rounded))
}
