import Compute
import Foundation
import GeneratedInput
import Testing

@Suite struct Philox4x32Tests {
    @Test func skippingIsDrawingAndForgetting() {
        for words in [UInt64(0), 1, 2, 3, 7, 1000] {
            for start in [UInt64(0), 1, 12345] {
                var drawn = Philox4x32.Generator(Philox4x32(seed: 5, stream: 9), position: start)
                var skipped = drawn
                for _ in 0..<words { _ = drawn.next() }
                skipped.skip(words)
                #expect(drawn == skipped)
                #expect(drawn.next() == skipped.next())
            }
        }
    }

    @Test func aStreamIsReachedAnywhereAndEndsWhereItBegan() {
        let philox = Philox4x32(seed: 3, stream: 1)
        var last = Philox4x32.Generator(philox, position: .max)
        #expect(last.next() == philox.wordPair(.max >> 1)[1])
        #expect(last.position == 0)
        #expect(last.next() == philox.wordPair(0)[0])
    }

    /// Distinct (seed, stream, counter) are distinct inputs of a bijection for each key: within a seed no block repeats,
    /// and two seeds agree by chance only (10⁴ blocks of 128 bits: 10⁻³¹).
    @Test func seedsStreamsAndCountersAreDistinct() {
        var blocks: Set<SIMD4<UInt32>> = []
        let values: [UInt64] = [0, 1, 2, 1 << 31, 1 << 32, 1 << 33, 1 << 63, .max]
        for seed in values {
            for stream in values {
                for counter in values { blocks.insert(Philox4x32(seed: seed, stream: stream).block(counter)) }
            }
        }
        #expect(blocks.count == values.count * values.count * values.count)
    }

    @Test func uniformDeviatesCoverTheirIntervalAndNoMore() {
        #expect(Philox4x32.uniform(0) == 0)
        #expect(Philox4x32.uniform(.max) == 1 - 0x1p-53)
        #expect(Philox4x32.uniform(1 << 63) == 0.5)
        #expect(Philox4x32.uniform(1 << 11) == 0x1p-53)
        #expect(Philox4x32.openUniform(0) == 0x1p-53)
        #expect(Philox4x32.openUniform(.max) == 1 - 0x1p-53)
        var words = SplitMix64(seed: 1)
        for _ in 0..<1000 {
            let word = words.next()
            #expect(Philox4x32.openUniform(word) + Philox4x32.openUniform(~word) == 1)
        }
    }

    /// Pearson's χ² over 256 equal bins of 2¹⁸ draws; 255 degrees of freedom, so 99.99 % of seeds are below 347.7 and as
    /// many above 178.7. The leading and the trailing byte of each word in turn.
    @Test(arguments: [(seed: UInt64(1), stream: UInt64(0)), (1, 1), (2, 0), (.max, .max)])
    func wordsAreEvenlySpread(key: (seed: UInt64, stream: UInt64)) {
        var generator = Philox4x32(seed: key.seed, stream: key.stream).makeGenerator()
        var leading = [Int](repeating: 0, count: 256)
        var trailing = leading
        let draws = 1 << 18
        for _ in 0..<draws {
            let word = generator.next()
            leading[Int(word >> 56)] += 1
            trailing[Int(word & 255)] += 1
        }
        for bins in [leading, trailing] {
            let expected = Double(draws) / 256
            let chiSquared = bins.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
            #expect((178.7...347.7).contains(chiSquared), "seed \(key.seed), stream \(key.stream)")
        }
    }

    /// Neighbouring streams are uncorrelated: the mean of products of centred uniforms has standard deviation 1/(12√N).
    @Test func neighbouringStreamsAreUncorrelated() {
        let draws: UInt64 = 1 << 18
        let (one, other) = (Philox4x32(seed: 8, stream: 0), Philox4x32(seed: 8, stream: 1))
        var sum = 0.0
        for counter in 0..<draws {
            sum += (one.uniformPair(counter)[0] - 0.5) * (other.uniformPair(counter)[0] - 0.5)
        }
        #expect(abs(sum / Double(draws)) < 4 / (12 * Double(draws).squareRoot()))
    }

    /// Kolmogorov and Smirnov's distance of both coordinates from the normal distribution. √N·D exceeds 2.23 for one
    /// seed in 10⁴ (2·exp(−2x²)).
    @Test func normalDeviatesFollowTheNormalDistribution() {
        let philox = Philox4x32(seed: 20, stream: 4)
        let pairs = (0..<UInt64(1 << 15)).map(philox.normalPair)
        for coordinate in 0..<2 {
            let sorted = pairs.map { $0[coordinate] }.sorted()
            let count = Double(sorted.count)
            let distance = sorted.enumerated().map { rank, value in
                let share = erfc(-value / 2.0.squareRoot()) / 2
                return max(Double(rank + 1) / count - share, share - Double(rank) / count)
            }.max()
            #expect((distance ?? 1) * count.squareRoot() < 2.23, "coordinate \(coordinate)")
        }
        let product = pairs.reduce(0) { $0 + $1[0] * $1[1] } / Double(pairs.count)
        #expect(abs(product) < 4 / Double(pairs.count).squareRoot(), "the two of a pair are uncorrelated")
    }

    /// r² = −2 ln u, so the pair gives u back: exp(−r²/2), to a few ulp.
    @Test func aNormalPairsRadiusIsItsUniformDeviates() {
        let philox = Philox4x32(seed: 21, stream: 0)
        for counter in UInt64(0)..<1000 {
            let words = philox.wordPair(counter)
            let normal = philox.normalPair(counter)
            let recovered = exp(-(normal[0] * normal[0] + normal[1] * normal[1]) / 2)
            let uniform = Philox4x32.openUniform(words[0])
            #expect(abs(recovered - uniform) < 64 * uniform.ulp)
            let turn = atan2(normal[1], normal[0]) / (2 * Double.pi)
            #expect(abs((turn < 0 ? turn + 1 : turn) - Philox4x32.uniform(words[1])) < 0x1p-50)
        }
    }

    @Test func generatorsDeviatesAreThoseOfItsSource() {
        let philox = Philox4x32(seed: 6, stream: 2)
        var generator = philox.makeGenerator()
        #expect(generator.normalPair() == philox.normalPair(0))
        #expect(generator.uniform() == philox.uniformPair(1)[0])
        #expect(generator.openUniform() == Philox4x32.openUniform(philox.wordPair(1)[1]))
        #expect(generator.position == 4)
    }

    /// The standard library's algorithms accept it, and give the same for equal seeds.
    @Test func itShufflesReproducibly() {
        var one = Philox4x32(seed: 4, stream: 0).makeGenerator()
        var same = one
        var other = Philox4x32(seed: 4, stream: 1).makeGenerator()
        let order = Array(0..<100).shuffled(using: &one)
        #expect(order == Array(0..<100).shuffled(using: &same))
        #expect(order != Array(0..<100).shuffled(using: &other))
        #expect(order.sorted() == Array(0..<100))
    }
}
