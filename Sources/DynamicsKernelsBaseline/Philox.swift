// Philox4x32-10 for eight counters at once, a 32-bit word in each 64-bit lane. Compute/Philox4x32.swift is the scalar form
// and names the source; kernels/philox.cl is the OpenCL one. The key is a seed, and the counter's words are
// (step, node, draw, run).

typealias BlockLanes = SIMD8<UInt64>

enum Philox {
    static let firstMultiplier: UInt64 = 0xD251_1F53
    static let secondMultiplier: UInt64 = 0xCD9E_8D57
    static let firstKeyStep: UInt32 = 0x9E37_79B9
    static let secondKeyStep: UInt32 = 0xBB67_AE85
    static let word: UInt64 = 0xFFFF_FFFF
}

/// The two 64-bit words of each of eight blocks, which differ in node and run.
///
/// The upper halves of `nodes` and `runs` are 0.
@inline(__always)
func philoxWords(
    _ seed: UInt64, _ step: UInt32, _ draw: UInt32, _ nodes: BlockLanes, _ runs: BlockLanes
) -> (first: BlockLanes, second: BlockLanes) {
    var low = UInt32(truncatingIfNeeded: seed)
    var high = UInt32(truncatingIfNeeded: seed &>> 32)
    // In the first round both products are of words that all lanes share.
    let ofStep = UInt64(step) &* Philox.firstMultiplier
    let ofDraw = UInt64(draw) &* Philox.secondMultiplier
    // Only the lower halves of lanes count; what products leave above them is masked where it is read.
    var (first, second) = (nodes ^ ((ofDraw &>> 32) ^ UInt64(low)), BlockLanes(repeating: ofDraw))
    var (third, fourth) = (runs ^ ((ofStep &>> 32) ^ UInt64(high)), BlockLanes(repeating: ofStep))
    for _ in 0..<9 {
        low &+= Philox.firstKeyStep
        high &+= Philox.secondKeyStep
        let ofFirst = (first & Philox.word) &* Philox.firstMultiplier
        let ofThird = (third & Philox.word) &* Philox.secondMultiplier
        first = (ofThird &>> 32) ^ second ^ UInt64(low)
        third = (ofFirst &>> 32) ^ fourth ^ UInt64(high)
        second = ofThird
        fourth = ofFirst
    }
    return ((first & Philox.word) | (second &<< 32), (third & Philox.word) | (fourth &<< 32))
}
