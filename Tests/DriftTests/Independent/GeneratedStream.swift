import GeneratedInput

/// Streams with jumps and ramps of the level. They are drawn with additions and multiplications alone (a bell-shaped
/// deviate is the sum of twelve uniform ones), so that Python draws the same bits.
enum GeneratedStream {
    static func values(seed: UInt64, isBinary: Bool) -> [Double] {
        var numbers = SplitMix64(seed: seed)
        let length = 800 + numbers.index(1200)
        let segments = 1 + numbers.index(4)
        let hasRamps = numbers.chance(0.3)
        var values: [Double] = []
        values.reserveCapacity(length)
        var before: Double?
        for segment in 0..<segments {
            let level = isBinary ? numbers.value(0.02, 0.6) : numbers.value(-3, 3)
            let spread = numbers.value(0.2, 2)
            let first = length * segment / segments
            let end = length * (segment + 1) / segments
            for index in first..<end {
                var here = level
                if hasRamps, let before {
                    here = before + (level - before) * (Double(index - first) / Double(end - first))
                }
                values.append(isBinary ? (numbers.chance(here) ? 1 : 0) : here + spread * bell(&numbers))
            }
            before = level
        }
        return values
    }

    /// The sum of twelve uniform deviates less 6: mean 0, variance 1, within ±6.
    static func bell(_ numbers: inout SplitMix64) -> Double {
        var sum = 0.0
        for _ in 0..<12 { sum += numbers.fraction() }
        return sum - 6
    }
}
