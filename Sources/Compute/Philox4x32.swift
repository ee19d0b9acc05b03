/// Philox4x32-10: a random number generator without state. A seed, a stream and a counter give four 32-bit words, so any
/// number can be had without those before it, and on any device.
///
/// `seed` is the key and `stream` the upper half of the 128-bit counter: each seed has 2⁶⁴ streams of 2⁶⁴ blocks, none
/// of which share a block. Words are numbered from the least significant, as in Random123: the key is (seed's low word,
/// seed's high word), the counter (counter low, counter high, stream low, stream high). Not for cryptography.
///
/// Source: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011); its known-answer
/// vectors are a test.
public struct Philox4x32: Hashable, Sendable {
    /// The key.
    public let seed: UInt64
    /// The upper half of the counter.
    public let stream: UInt64

    public init(seed: UInt64, stream: UInt64 = 0) {
        self.seed = seed
        self.stream = stream
    }

    /// The four words at `counter`.
    ///
    /// - Complexity: O(1): ten rounds of two 32 × 32-bit products.
    @inlinable
    public func block(_ counter: UInt64) -> SIMD4<UInt32> {
        var key = (low: UInt32(truncatingIfNeeded: seed), high: UInt32(truncatingIfNeeded: seed >> 32))
        var words = SIMD4(
            UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32),
            UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
        for _ in 0..<10 {
            let first = UInt64(words[0]) &* 0xD251_1F53
            let second = UInt64(words[2]) &* 0xCD9E_8D57
            words = SIMD4(
                UInt32(truncatingIfNeeded: second >> 32) ^ words[1] ^ key.low, UInt32(truncatingIfNeeded: second),
                UInt32(truncatingIfNeeded: first >> 32) ^ words[3] ^ key.high, UInt32(truncatingIfNeeded: first))
            // The golden ratio and √3 − 1, in 32 bits.
            key = (key.low &+ 0x9E37_79B9, key.high &+ 0xBB67_AE85)
        }
        return words
    }

    /// The block at `counter` as two 64-bit words, the earlier of a pair less significant.
    ///
    /// - Complexity: O(1).
    @inlinable
    public func wordPair(_ counter: UInt64) -> SIMD2<UInt64> {
        let words = block(counter)
        return SIMD2(UInt64(words[0]) | UInt64(words[1]) << 32, UInt64(words[2]) | UInt64(words[3]) << 32)
    }
}
