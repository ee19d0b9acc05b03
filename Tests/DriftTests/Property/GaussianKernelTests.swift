import Compute
import Foundation
import GeneratedInput
import Kernels
import Testing

/// The kernels of a Gaussian tile compute their formulas, with the same bits at every instruction-set level.
@Suite struct GaussianKernelTests {
    private let count = 64

    private func inputs() -> (products: AlignedBuffer, norms: AlignedBuffer) {
        var random = SplitMix64(seed: 1)
        let (products, norms) = (AlignedBuffer(count: count), AlignedBuffer(count: count))
        for index in 0..<count {
            norms[index] = random.value(0, 4)
            // A quarter of them are of equal points, up to rounding.
            let equal = (3 + norms[index]) / 2 * (1 + random.value(-1e-15, 1e-15))
            products[index] = index.isMultiple(of: 4) ? equal : random.value(-2, 2)
        }
        return (products, norms)
    }

    @Test func distancesAreFromProductsAndNorms() {
        let (products, norms) = inputs()
        let out = AlignedBuffer(count: count)
        for level in InstructionSet.supported {
            DynamicsKernelTable<Double>(level: level)
                .squaredDistances(products.base, 3, norms.base, 0x1p-45, count, out.base)
            for index in 0..<count {
                let distance = (norms[index] + 3) - 2 * products[index]
                let expected = distance <= (norms[index] + 3) * 0x1p-45 ? 0 : distance
                #expect(out[index].bitPattern == expected.bitPattern)
                if index.isMultiple(of: 4) { #expect(out[index] == 0) }
            }
        }
    }

    @Test func gaussiansAreExponentials() {
        let (_, norms) = inputs()
        let reference = AlignedBuffer(count: count)
        DynamicsKernelTable<Double>(level: .baseline).gaussians(norms.base, 0.75, count, reference.base)
        for index in 0..<count { #expect(abs(reference[index] / exp(-0.75 * norms[index]) - 1) < 0x1p-51) }
        let out = AlignedBuffer(count: count)
        for level in InstructionSet.supported {
            DynamicsKernelTable<Double>(level: level).gaussians(norms.base, 0.75, count, out.base)
            #expect(out.values.map(\.bitPattern) == reference.values.map(\.bitPattern))
        }
    }
}
