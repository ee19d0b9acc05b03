// What the processor can do at most at this level: memory by a triad, arithmetic by independent chains.

#if KERNELS_V4
    private typealias SingleVector = SIMD16<Float>
#elseif KERNELS_V3
    private typealias SingleVector = SIMD8<Float>
#else
    private typealias SingleVector = SIMD4<Float>
#endif

/// `out[i] = first[i] + scale · second[i]`.
///
/// - Complexity: O(count), 24 bytes and 2 operations an entry.
package func triad(
    _ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>, _ scale: Double, _ count: Int,
    _ out: UnsafeMutablePointer<Double>
) {
    let factor = Lanes(repeating: scale)
    var index = 0
    while index &+ 8 <= count {
        storeLanes(loadLanes(first + index) + factor * loadLanes(second + index), out + index)
        index &+= 8
    }
    while index < count {
        out[index] = first[index] + scale * second[index]
        index &+= 1
    }
}

/// The doubles that `multiplyAdd` advances a round: ten vectors, so that each operation's latency hides behind the others'.
package func chainLanes() -> Int { 10 &* vectorWidth }

/// Runs ten vectors of chains x ← x·m + a, which tend to a fixed point, and returns their sum.
///
/// - Complexity: O(rounds), two operations a lane and round, not fused.
package func multiplyAdd(_ rounds: Int, _ start: Double) -> Double {
    let m = Vector(repeating: 0.999)
    let a = Vector(repeating: 0.001)
    var c0 = Vector(repeating: start)
    var (c1, c2, c3, c4) = (c0 + a, c0 - a, c0 * m, c0 + m)
    var (c5, c6, c7, c8, c9) = (c0 - m, c1 + m, c2 + m, c3 + m, c4 + m)
    for _ in 0..<rounds {
        c0 = c0 * m + a
        c1 = c1 * m + a
        c2 = c2 * m + a
        c3 = c3 * m + a
        c4 = c4 * m + a
        c5 = c5 * m + a
        c6 = c6 * m + a
        c7 = c7 * m + a
        c8 = c8 * m + a
        c9 = c9 * m + a
    }
    let sum = ((c0 + c1) + (c2 + c3)) + ((c4 + c5) + (c6 + c7)) + (c8 + c9)
    var total = 0.0
    for lane in 0..<vectorWidth { total += sum[lane] }
    return total
}

/// The same in single precision, with twice the lanes.
package func multiplyAddSingle(_ rounds: Int, _ start: Double) -> Double {
    let m = SingleVector(repeating: 0.999)
    let a = SingleVector(repeating: 0.001)
    var c0 = SingleVector(repeating: Float(start))
    var (c1, c2, c3, c4) = (c0 + a, c0 - a, c0 * m, c0 + m)
    var (c5, c6, c7, c8, c9) = (c0 - m, c1 + m, c2 + m, c3 + m, c4 + m)
    for _ in 0..<rounds {
        c0 = c0 * m + a
        c1 = c1 * m + a
        c2 = c2 * m + a
        c3 = c3 * m + a
        c4 = c4 * m + a
        c5 = c5 * m + a
        c6 = c6 * m + a
        c7 = c7 * m + a
        c8 = c8 * m + a
        c9 = c9 * m + a
    }
    let sum = ((c0 + c1) + (c2 + c3)) + ((c4 + c5) + (c6 + c7)) + (c8 + c9)
    var total: Float = 0
    for lane in 0..<2 &* vectorWidth { total += sum[lane] }
    return Double(total)
}
