import GeneratedInput
import Kernels
import KernelsBaseline
import Testing

@Suite struct SubsetMinimaTests {
    private func reference(_ values: [Double], units: Int) -> [Double] {
        let minima = Fenced(count: 1 << units)
        subsetMinimaScalar(values, units: units, minima: minima.base)
        return minima.finish()
    }

    /// Of +0 and −0 either may be the minimum, so costs with both are compared as numbers.
    @Test(arguments: InstructionSet.supported, 0...12)
    func everySubsetsMinimumIsTheScalarReferences(level: InstructionSet, units: Int) {
        for seed in UInt64(0)..<(units > 9 ? 1 : 5) {
            var random = SplitMix64(seed: seed)
            for kind in CostKind.allCases {
                let values = (0..<(1 << units)).map { _ in random.cost(kind) }
                let minima = KernelTable(level: level).subsetMinima(values, units: units)
                let expected = reference(values, units: units)
                #expect(minima == expected, "\(kind) costs, seed \(seed)")
                if kind != .tying { #expect(minima.bits == expected.bits, "\(kind) costs, seed \(seed)") }
                #expect(minima.bits == KernelTable(level: .baseline).subsetMinima(values, units: units).bits)
            }
        }
    }

    /// A minimum already taken stays: the transform is idempotent. And a larger set's is never greater.
    @Test(arguments: InstructionSet.supported)
    func minimaFallAsSetsGrow(level: InstructionSet) {
        var random = SplitMix64(seed: 5)
        let values = (0..<256).map { _ in random.cost(.forbidding) }
        let minima = KernelTable(level: level).subsetMinima(values, units: 8)
        for set in minima.indices {
            for unit in 0..<8 { #expect(minima[set | 1 << unit] <= minima[set]) }
        }
        #expect(KernelTable(level: level).subsetMinima(minima, units: 8) == minima)
    }
}
