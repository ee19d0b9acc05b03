// Standard normal deviates by Box and Muller's transform of Philox blocks: √(−2 ln u)·(cos 2πv, sin 2πv), u from the first
// 64-bit word of a block and v from the second. A block serves two variables: an even one has the cosine, the odd one after
// it the sine.
//
// In double precision u = (k + ½)·2⁻⁵², k the upper 52 bits, and v = m·2⁻⁵³, m the upper 53, as in Compute/Philox4x32, and
// |z| ≤ 8.573. In single precision u = (k + ½)·2⁻³² and v = m·2⁻³² from the upper 32 bits, rounded once each, and |z| ≤ 6.77:
// the same deviates with an error of 6·10⁻⁸ (root mean square), above 4·10⁻⁶ for fewer than one in 10⁵. Those are radii near
// 0, where u near 1 has few digits (error below 4·10⁻⁴), and, once in 10⁸, radii beyond 5.8.
//
// Source: Box & Muller, Ann. Math. Statist. 29 (1958) 610.

enum Circle {
    #if SINGLE
        /// A quarter turn is 2³⁰.
        static let eighthTurn: UInt32 = 0x2000_0000
        /// π/2·2⁻³⁰.
        static let radiansPerUnit: Real = 0x1.921fb6p-30
    #else
        static let eighthTurn: UInt64 = 0x2000_0000_0000_0000
        /// π/2·2⁻⁵¹: a quarter turn is 2⁵¹ once the low eleven bits are gone.
        static let radiansPerUnit: Real = 0x1.921fb54442d18p-51
    #endif
}

/// Two normal deviates of a block each, from its two words, of which single precision takes the upper halves.
@inline(__always)
func normalPair(_ first: LaneBits, _ second: LaneBits) -> (even: Lanes, odd: Lanes) {
    // The whole turn's bits, moved by an eighth: the top two count quarter turns to the nearest one, the others hold the
    // distance from it, moved by half a quarter turn.
    let turn = second &+ Circle.eighthTurn
    #if SINGLE
        let whole = lanes((first &>> 16) | LogarithmSeries.wholeBits) - 0x1p23
        let part = lanes((first & 0xFFFF) | LogarithmSeries.wholeBits) - (0x1p23 - 0.5)
        let u = whole * 0x1p-16 + part * 0x1p-32
        let upper = lanes(((turn &>> 15) & 0x7FFF) | LogarithmSeries.wholeBits) - 0x1.008p23
        let lower = lanes((turn & 0x7FFF) | LogarithmSeries.wholeBits) - 0x1p23
        let distance = upper * 0x1p15 + lower
        let quarters = turn &>> 30
    #else
        let u = lanes((first &>> 12) | RealFormat.oneBits) - (1 - 0x1p-53)
        let distance = lanes(((turn &<< 2) &>> 13) | LogarithmSeries.wholeBits) - 0x1.4p52
        let quarters = turn &>> 62
    #endif
    let (sine, cosine) = sineCosine(distance * Circle.radiansPerUnit, quarters)
    let radius = squareRoot(-2 * normalLogarithm(u))
    return (radius * cosine, radius * sine)
}

#if SINGLE
    /// Sixteen pairs of normal deviates, of the nodes and runs given.
    @inline(__always)
    func normalPair(
        _ seed: UInt64, _ step: UInt32, _ draw: UInt32, _ nodes: UnsafePointer<UInt32>, _ runs: UnsafePointer<UInt32>
    ) -> (even: Lanes, odd: Lanes) {
        // The nodes in even places side by side with a word between them, and those in odd places likewise.
        let (node, run) = (load64(nodes), load64(runs))
        let even = philoxWords(seed, step, draw, node & Philox.word, run & Philox.word)
        let odd = philoxWords(seed, step, draw, node &>> 32, run &>> 32)
        let first = (even.first &>> 32) | (odd.first & ~Philox.word)
        let second = (even.second &>> 32) | (odd.second & ~Philox.word)
        return normalPair(unsafeBitCast(first, to: LaneBits.self), unsafeBitCast(second, to: LaneBits.self))
    }

    @inline(__always)
    private func load64(_ words: UnsafePointer<UInt32>) -> BlockLanes {
        unsafeBitCast(UnsafeRawPointer(words).loadUnaligned(as: SIMD16<UInt32>.self), to: BlockLanes.self)
    }
#else
    /// Eight pairs of normal deviates, of the nodes and runs given.
    @inline(__always)
    func normalPair(
        _ seed: UInt64, _ step: UInt32, _ draw: UInt32, _ nodes: UnsafePointer<UInt32>, _ runs: UnsafePointer<UInt32>
    ) -> (even: Lanes, odd: Lanes) {
        let words = philoxWords(seed, step, draw, load64(nodes), load64(runs))
        return normalPair(words.first, words.second)
    }

    @inline(__always)
    private func load64(_ words: UnsafePointer<UInt32>) -> BlockLanes {
        BlockLanes(truncatingIfNeeded: UnsafeRawPointer(words).loadUnaligned(as: SIMD8<UInt32>.self))
    }
#endif

/// The normal deviates of variables 2·draw and 2·draw + 1 at one step, for `count` nodes of runs.
///
/// The numbers depend on the seed and a node's own (step, node, draw, run) alone.
///
/// - Parameters:
///   - seed: The key.
///   - step: The step.
///   - draw: The pair of variables.
///   - nodes: Each entry's node.
///   - runs: Each entry's run.
///   - count: Entries, a multiple of 16.
///   - even: The deviates of variable 2·draw.
///   - odd: The deviates of variable 2·draw + 1.
/// - Complexity: O(count).
public func fillNormals(
    _ seed: UInt64, _ step: UInt32, _ draw: UInt32, _ nodes: UnsafePointer<UInt32>, _ runs: UnsafePointer<UInt32>,
    _ count: Int, _ even: UnsafeMutablePointer<Real>, _ odd: UnsafeMutablePointer<Real>
) {
    var index = 0
    while index < count {
        let pair = normalPair(seed, step, draw, nodes + index, runs + index)
        storeLanes(pair.even, even + index)
        storeLanes(pair.odd, odd + index)
        index += laneCount
    }
}
