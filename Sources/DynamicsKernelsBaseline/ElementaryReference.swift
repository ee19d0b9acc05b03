// The elementary functions of one number: the reference that lanes and OpenCL are tested against, with the same operations
// in the same order. Elementary.swift says how accurate they are and what they do at the ends of their domains.

private typealias RealBits = LaneBits.Scalar

@inline(__always)
private func powerOfTwo(_ rounded: RealBits) -> Real {
    Real(bitPattern: (rounded &+ RealFormat.exponentBias) &<< RealFormat.significandBits)
}

@inline(__always)
private func reducedExponential(_ x: Real) -> (rounded: Real, excess: Real) {
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

/// e^x.
public func exponential(_ x: Real) -> Real {
    typealias E = ExponentialSeries
    let below = x > E.highest ? E.highest : x
    let bounded = below < E.lowest ? E.lowest : below
    let (rounded, excess) = reducedExponential(bounded)
    let half = (rounded - RealFormat.rounding) * 0.5 + RealFormat.rounding
    return (1 + excess) * powerOfTwo(half.bitPattern) * powerOfTwo(rounded.bitPattern &- half.bitPattern)
}

/// tanh x.
public func hyperbolicTangent(_ x: Real) -> Real {
    typealias E = ExponentialSeries
    let size = x.magnitude
    let bounded = size > E.tangentSaturation ? E.tangentSaturation : size
    let (rounded, excess) = reducedExponential(bounded + bounded)
    let power = powerOfTwo(rounded.bitPattern)
    let growth = (power - 1) + power * excess
    let ratio = growth / (growth + 2)
    return Real(bitPattern: ratio.bitPattern | (x.bitPattern & RealFormat.signBit))
}

/// 1/(1 + e^−x).
public func sigmoid(_ x: Real) -> Real {
    let decay = exponential(Real(bitPattern: x.bitPattern | RealFormat.signBit))
    return (x < 0 ? decay : 1) / (1 + decay)
}

/// ln x of positive normal numbers, `shift` subtracted from the exponent.
func normalLogarithm(_ x: Real, _ shift: Real) -> Real {
    typealias L = LogarithmSeries
    let moved = x.bitPattern &+ L.oneLessRootHalfBits
    let k = (Real(bitPattern: (moved &>> RealFormat.significandBits) | L.wholeBits) - L.wholeBias) - shift
    let f = Real(bitPattern: (moved & L.significandMask) &+ L.rootHalfBits) - 1
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

/// ln x.
public func logarithm(_ x: Real) -> Real {
    typealias L = LogarithmSeries
    if x == 0 { return -Real.infinity }
    if x < 0 { return Real.nan }
    guard x < Real.infinity else { return x }
    return x < L.leastNormal
        ? normalLogarithm(x * L.subnormalScale, L.subnormalShift) : normalLogarithm(x, 0)
}

/// sin r and cos r for |r| ≤ π/4, turned on by `quarters` quarter turns.
func sineCosine(_ r: Real, _ quarters: LaneBits.Scalar) -> (sine: Real, cosine: Real) {
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
    return switch quarters & 3 {
    case 0: (sine, cosine)
    case 1: (cosine, -sine)
    case 2: (-sine, -cosine)
    default: (-cosine, sine)
    }
}

/// sin x and cos x.
public func sineCosine(_ x: Real) -> (sine: Real, cosine: Real) {
    typealias C = CircularSeries
    guard x.magnitude <= C.limit else { return (Real.nan, Real.nan) }
    let rounded = x * C.twoOverPi + RealFormat.rounding
    let n = rounded - RealFormat.rounding
    #if SINGLE
        let most = (x - n * C.halfPi1) - n * C.halfPi2
        let next = n * C.halfPi3
        let last = n * C.halfPi4
    #else
        let most = x - n * C.halfPi1
        let next = n * C.halfPi2
        let last = n * C.halfPi3
    #endif
    let r = most - next
    let rest = last - ((most - r) - next)
    return sineCosine(r - rest, rounded.bitPattern)
}

/// √x, correctly rounded.
public func squareRoot(_ x: Real) -> Real { x.squareRoot() }
