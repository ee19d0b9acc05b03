// One block's words and normal deviates: the reference that lanes and OpenCL are tested against.

/// The two 64-bit words of the block of `seed` at (step, node, draw, run).
///
/// - Complexity: O(1).
public func philoxWords(
    _ seed: UInt64, _ step: UInt32, _ node: UInt32, _ draw: UInt32, _ run: UInt32
) -> (first: UInt64, second: UInt64) {
    var low = UInt32(truncatingIfNeeded: seed)
    var high = UInt32(truncatingIfNeeded: seed &>> 32)
    var (first, second, third, fourth) = (step, node, draw, run)
    for _ in 0..<10 {
        let ofFirst = UInt64(first) &* Philox.firstMultiplier
        let ofThird = UInt64(third) &* Philox.secondMultiplier
        first = UInt32(truncatingIfNeeded: ofThird &>> 32) ^ second ^ low
        third = UInt32(truncatingIfNeeded: ofFirst &>> 32) ^ fourth ^ high
        second = UInt32(truncatingIfNeeded: ofThird)
        fourth = UInt32(truncatingIfNeeded: ofFirst)
        low &+= Philox.firstKeyStep
        high &+= Philox.secondKeyStep
    }
    return (UInt64(first) | UInt64(second) &<< 32, UInt64(third) | UInt64(fourth) &<< 32)
}

/// The normal deviates of variables 2·draw and 2·draw + 1 of one node, as `fillNormals` writes them.
///
/// - Complexity: O(1).
public func normalPair(
    _ seed: UInt64, _ step: UInt32, _ node: UInt32, _ draw: UInt32, _ run: UInt32
) -> (even: Real, odd: Real) {
    let words = philoxWords(seed, step, node, draw, run)
    #if SINGLE
        let first = UInt32(truncatingIfNeeded: words.first &>> 32)
        let turn = UInt32(truncatingIfNeeded: words.second &>> 32) &+ Circle.eighthTurn
        let u = Real(first &>> 16) * 0x1p-16 + (Real(first & 0xFFFF) + 0.5) * 0x1p-32
        let distance = (Real((turn &>> 15) & 0x7FFF) - 0x1p14) * 0x1p15 + Real(turn & 0x7FFF)
        let quarters = turn &>> 30
    #else
        let turn = words.second &+ Circle.eighthTurn
        let u = (Real(words.first &>> 12) + 0.5) * 0x1p-52
        let distance = Real((turn &<< 2) &>> 13) - 0x1p50
        let quarters = turn &>> 62
    #endif
    let (sine, cosine) = sineCosine(distance * Circle.radiansPerUnit, quarters)
    let radius = squareRoot(-2 * normalLogarithm(u, 0))
    return (radius * cosine, radius * sine)
}
