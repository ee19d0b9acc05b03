import Compute
import GeneratedInput
import Testing

@Suite struct NaturalTests {
    /// Sums, differences and products that fit in 128 bits are those of `UInt128`.
    @Test func agreesWithFullWidthArithmetic() {
        var random = SplitMix64(seed: 0x4A7)
        for _ in 0..<2000 {
            // Numbers of every length, so that carries run over limbs.
            let pair = (0..<2).map { _ in UInt128(random.next()) << 64 | UInt128(random.next()) }
                .map { $0 >> UInt128(2 + random.index(126)) }.sorted()
            let (small, large) = (pair[0], pair[1])
            var sum = Self.natural(large)
            sum += Self.natural(small)
            #expect(sum.description == (large + small).description)
            var difference = Self.natural(large)
            difference -= Self.natural(small)
            #expect(difference.description == (large - small).description)
            #expect((Self.natural(small) < Self.natural(large)) == (small < large))
            #expect(Self.natural(large) == Self.natural(large) * 1)
            let (a, b) = (random.next(), random.next() >> UInt64(random.index(64)))
            let product = a.multipliedFullWidth(by: b)
            #expect(
                (Natural(a) * b).description == (UInt128(product.high) << 64 | UInt128(product.low)).description)
        }
    }

    /// (a + b) − b = a and (a + b)·f = a·f + b·f, far beyond fixed width.
    @Test func identitiesOfLongNumbers() {
        var random = SplitMix64(seed: 0x10A6)
        for _ in 0..<200 {
            let (a, b) = (Self.long(&random), Self.long(&random))
            let factor = random.next() >> UInt64(random.index(64))
            var sum = a
            sum += b
            var distributed = a * factor
            distributed += b * factor
            #expect(sum * factor == distributed)
            #expect(a <= sum)
            sum -= b
            #expect(sum == a)
        }
    }

    @Test func carriesAndBorrowsRunThroughEveryLimb() {
        var ones = Natural(powerOfTwo: 640)
        ones -= Natural(1)
        #expect(ones < Natural(powerOfTwo: 640))
        ones += Natural(1)
        #expect(ones == Natural(powerOfTwo: 640))
        ones -= ones
        #expect(ones == .zero && ones.description == "0" && ones.uint64 == 0)
        #expect(Natural(powerOfTwo: 64).uint64 == nil)
        #expect(Natural(.max).uint64 == .max)
        #expect(Natural(powerOfTwo: 100) * 0 == .zero)
    }

    private static func natural(_ value: UInt128) -> Natural {
        let high = UInt64(value >> 64)
        var result = Natural(powerOfTwo: 64) * high
        result += Natural(UInt64(truncatingIfNeeded: value))
        return result
    }

    private static func long(_ random: inout SplitMix64) -> Natural {
        (0..<1 + random.index(20)).reduce(Natural.zero) { sum, _ in
            var next = sum * random.next()
            next += Natural(powerOfTwo: random.index(900)) * random.next()
            return next
        }
    }
}
