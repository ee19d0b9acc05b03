/// Steele, Lea & Flood's SplitMix64: the same sequence for a seed on every machine and with every standard library.
package struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Uniform in [0, 1).
    package mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Uniform in [low, high).
    package mutating func value(_ low: Double, _ high: Double) -> Double { low + (high - low) * fraction() }

    /// Uniform in `0..<count`, to within 2⁻⁵³.
    package mutating func index(_ count: Int) -> Int { min(count - 1, Int(fraction() * Double(count))) }

    package mutating func chance(_ probability: Double) -> Bool { fraction() < probability }

    /// A uniformly random order of `0..<count` (Fisher–Yates).
    package mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, index(last + 1)) }
        return order
    }
}
