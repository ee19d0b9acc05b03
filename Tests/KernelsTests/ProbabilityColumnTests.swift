import GeneratedInput
import Kernels
import KernelsBaseline
import Testing

@Suite struct SubsetMeansTests {
    /// With probabilities that are multiples of 2⁻²⁰ every sum and every halving is exact, so the order of adding
    /// cannot show and the bits must be the definition's.
    @Test(arguments: InstructionSet.supported, 1...12)
    func exactMeansHaveTheBitsOfTheDefinition(level: InstructionSet, units: Int) {
        for seed in UInt64(0)..<(units > 9 ? 1 : 5) {
            var random = SplitMix64(seed: seed)
            let column = random.dyadicProbabilities(1 << units)
            let everything = (1 << units) - 1
            for reference in Set([0, everything, random.index(1 << units)]) {
                let means = Fenced(count: 1 << units)
                subsetMeansScalar(column: column, units: units, reference: reference, means: means.base)
                #expect(
                    KernelTable(level: level).subsetMeans(column, units: units, reference: reference).bits
                        == means.finish().bits, "seed \(seed), reference \(reference)")
            }
        }
    }

    /// Halving is exact, so each of the `units` additions errs by half an ulp of a sum of non-negative numbers at most:
    /// relative error `units` · 2⁻⁵³. The mean it is held to is summed with compensation (Neumaier), to 2⁻⁵³.
    @Test(arguments: InstructionSet.supported, 1...9)
    func roundedMeansAreWithinTheirErrorBound(level: InstructionSet, units: Int) {
        var random = SplitMix64(seed: 77)
        let column = random.probabilities(1 << units)
        let reference = random.index(1 << units)
        let means = KernelTable(level: level).subsetMeans(column, units: units, reference: reference)
        for kept in means.indices {
            let states = column.indices.filter { ($0 ^ reference) & kept == 0 }
            let mean = compensatedSum(states.map { column[$0] }) / Double(states.count)
            #expect(abs(means[kept] - mean) <= Double(units + 1) * 0x1p-53 * mean, "kept \(kept)")
        }
    }

    @Test(arguments: InstructionSet.supported, 1...12)
    func everyLevelHasTheBitsOfTheBaseline(level: InstructionSet, units: Int) {
        var random = SplitMix64(seed: 78)
        let column = random.probabilities(1 << units)
        let reference = random.index(1 << units)
        #expect(
            KernelTable(level: level).subsetMeans(column, units: units, reference: reference).bits
                == KernelTable(level: .baseline).subsetMeans(column, units: units, reference: reference).bits)
    }

    @Test(arguments: InstructionSet.supported)
    func keepingEveryInputIsTheStateItselfAndKeepingNoneTheMeanOfAll(level: InstructionSet) {
        var random = SplitMix64(seed: 79)
        let column = random.dyadicProbabilities(32)
        for reference in 0..<32 {
            let means = KernelTable(level: level).subsetMeans(column, units: 5, reference: reference)
            #expect(means[31] == column[reference])
            #expect(means[0] == column.reduce(0, +) / 32)
        }
    }

    private func compensatedSum(_ terms: [Double]) -> Double {
        var sum = 0.0
        var lost = 0.0
        for term in terms {
            let next = sum + term
            lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
            sum = next
        }
        return sum + lost
    }
}

@Suite struct ProductColumnTests {
    @Test(arguments: InstructionSet.supported, [8, 16, 24, 64, 4096])
    func productsHaveTheBitsOfTheScalarReference(level: InstructionSet, count: Int) {
        var random = SplitMix64(seed: UInt64(count))
        for complement in [false, true] {
            let column = random.probabilities(count)
            let product = random.probabilities(count)
            var expected = product
            multiplyColumnScalar(column, complement: complement, count: count, product: &expected)
            #expect(
                KernelTable(level: level).multiplied(product, by: column, complement: complement).bits == expected.bits)
        }
    }

    /// A probability below 2⁻⁵³ has the complement 1, a denormal product stays one, and 0 and 1 are exact.
    @Test(arguments: InstructionSet.supported)
    func extremeProbabilities(level: InstructionSet) {
        let column = [0, 1, 0x1p-54, 0x1p-1074, 1 - 0x1p-53, 0.5, 0x1p-1022, 0.25]
        let product = [1, 1, 1, 1, 1, 0x1p-1074, 0.5, 0x1p-1074]
        #expect(
            KernelTable(level: level).multiplied(product, by: column, complement: false)
                == [0, 1, 0x1p-54, 0x1p-1074, 1 - 0x1p-53, 0, 0x1p-1023, 0])
        #expect(
            KernelTable(level: level).multiplied(product, by: column, complement: true)
                == [1, 0, 1, 1, 0x1p-53, 0, 0.5, 0x1p-1074])
    }

    @Test(arguments: InstructionSet.supported, [0, 8, 16, 24, 1024, 4096])
    func sumsHaveTheBitsOfTheDocumentedOrder(level: InstructionSet, count: Int) {
        var random = SplitMix64(seed: UInt64(count) + 1)
        let column = (0..<count).map { _ in random.cost(.real) }
        let partial = (0..<8).map { lane in stride(from: lane, to: count, by: 8).reduce(0.0) { $0 + column[$1] } }
        let pairs = (0..<4).map { partial[$0] + partial[$0 + 4] }
        let expected = (pairs[0] + pairs[2]) + (pairs[1] + pairs[3])
        #expect(KernelTable(level: level).sumOfColumn(column, count).bitPattern == expected.bitPattern)
        let exact = random.dyadicProbabilities(count)
        #expect(KernelTable(level: level).sumOfColumn(exact, count) == exact.reduce(0, +))
    }
}
