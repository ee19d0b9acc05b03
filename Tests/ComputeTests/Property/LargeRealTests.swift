import Compute
import GeneratedInput
import Testing

@Suite struct LargeRealTests {
    /// Within the range of `Double` a large real is one: the same sums to the bit, the same order, the same digits.
    @Test func agreesWithDouble() {
        var random = SplitMix64(seed: 0x1EA1)
        for _ in 0..<5000 {
            let a = random.value(0, 1) * Double(sign: .plus, exponent: random.index(200) - 100, significand: 1)
            let b = random.value(0, 1) * Double(sign: .plus, exponent: random.index(200) - 100, significand: 1)
            #expect((LargeReal(a) + LargeReal(b)).doubleValue == a + b)
            #expect(LargeReal(a) + LargeReal(b) == LargeReal(b) + LargeReal(a))
            #expect((LargeReal(a) < LargeReal(b)) == (a < b))
            #expect(LargeReal(a).description == a.description)
            #expect(LargeReal(a).doubleValue == a)
        }
    }

    /// What a power of two scales, it scales in every operation.
    @Test func scalesByPowersOfTwo() {
        var random = SplitMix64(seed: 0x5CA1E)
        for _ in 0..<1000 {
            let (a, b) = (random.value(0.1, 1), random.value(0.1, 1))
            let scale = 2000 + random.index(100_000)
            let sum = LargeReal(a, scaledBy: scale) + LargeReal(b, scaledBy: scale)
            #expect(sum == LargeReal(a + b, scaledBy: scale))
            #expect(sum.doubleValue == .infinity)
            #expect(LargeReal(a, scaledBy: scale) < sum)
            #expect(LargeReal(.greatestFiniteMagnitude) < sum)
        }
    }

    @Test func zeroIsTheLeastAndAddsNothing() {
        #expect(LargeReal.zero + LargeReal(3) == LargeReal(3))
        #expect(LargeReal(3) + LargeReal.zero == LargeReal(3))
        #expect(LargeReal.zero < LargeReal(.leastNonzeroMagnitude))
        #expect(LargeReal(0, scaledBy: 5000) == .zero)
        #expect(LargeReal.zero.description == "0.0" && LargeReal.zero.log2 == -.infinity)
    }

    /// Powers of two beyond the range of `Double` have the first digits of the exact integer.
    @Test(arguments: [1024, 1100, 1999, 4096, 10_000])
    func digitsAreThoseOfTheInteger(exponent: Int) throws {
        let digits = Natural(powerOfTwo: exponent).description
        let text = LargeReal(1, scaledBy: exponent).description
        let halves = text.split(separator: "e+")
        #expect(Int(halves[1]) == digits.count - 1)
        let shown = halves[0].filter { $0 != "." }
        let next = try #require(digits.dropFirst(17).first?.wholeNumberValue)
        let first = try #require(UInt64(digits.prefix(17)))
        // No power of two ends at a five there, so the next digit decides.
        #expect(try #require(UInt64(shown)) == Self.trimmed(next >= 5 ? first + 1 : first))
        #expect(abs(LargeReal(1, scaledBy: exponent).log2 - Double(exponent)) < 1e-9)
    }

    private static func trimmed(_ value: UInt64) -> UInt64 {
        value % 10 == 0 ? trimmed(value / 10) : value
    }
}
