import GeneratedInput
import Kernels
import KernelsBaseline
import Testing

@Suite struct MarginalBlocksTests {
    /// Probabilities that are multiples of 2⁻²⁰ make every sum exact.
    @Test(arguments: InstructionSet.supported, 1...8)
    func everyBlockIsTheMeanOverTheUnitsLeftOut(level: InstructionSet, units: Int) {
        var random = SplitMix64(seed: UInt64(units))
        let full = random.dyadicProbabilities(1 << units)
        let sets = (0..<1 << units).map { Int32($0) }
        var offsets: [Int32] = []
        var next: Int32 = 0
        for set in sets {
            offsets.append(next)
            next += 1 << Int32(set.nonzeroBitCount)
        }
        let table = Fenced(count: Int(next))
        for state in full.indices { table.base[Int(offsets[full.count - 1]) + state] = full[state] }
        KernelTable(level: level).meansOfBlocks(table.base, offsets, sets, sets.count)
        let blocks = table.finish()
        for set in sets {
            let positions = (0..<units).filter { set >> Int32($0) & 1 == 1 }
            for local in 0..<1 << positions.count {
                let state = positions.enumerated().reduce(0) { $0 | (local >> $1.offset & 1) << $1.element }
                let mean = meanOfBlockScalar(full, units: units, set: Int(set), state: state)
                #expect(blocks[Int(offsets[Int(set)]) + local] == mean, "set \(set), state \(local)")
            }
        }
    }

    @Test(arguments: InstructionSet.supported, [(1, 1), (4, 1), (16, 8), (64, 4), (64, 32)])
    func halvesAreSummedPairByPair(level: InstructionSet, shape: (half: Int, stride: Int)) {
        var random = SplitMix64(seed: 3)
        let source = random.probabilities(2 * shape.half)
        let out = Fenced(count: shape.half)
        KernelTable(level: level).sumHalves(source, 2 * shape.half, shape.stride, 0.5, out.base)
        let expected = (0..<shape.half).map { index in
            let from = index / shape.stride * 2 * shape.stride + index % shape.stride
            return (source[from] + source[from + shape.stride]) * 0.5
        }
        #expect(out.finish().bits == expected.bits)
    }

    @Test(arguments: InstructionSet.supported, [1, 4, 8, 64])
    func aUnitJoinsAProductAsItsHighestBit(level: InstructionSet, count: Int) {
        var random = SplitMix64(seed: 4)
        let product = random.probabilities(count)
        let out = Fenced(count: 2 * count)
        KernelTable(level: level).extendProduct(product, count, 0.3, out.base)
        #expect(out.finish().bits == (product.map { $0 * (1 - 0.3) } + product.map { $0 * 0.3 }).bits)
    }

    @Test(arguments: InstructionSet.supported)
    func aLaneIsGatheredWithItsStride(level: InstructionSet) {
        let source = (0..<10).map { Double($0) }
        let places: [Int32] = [3, 0, 9, 9, 1]
        let out = Fenced(count: 8 * 4 + 1)
        KernelTable(level: level).gatherLane(source, places, 5, 8, out.base)
        #expect((0..<5).map { out.base[8 * $0] } == places.map { Double($0) })
        #expect((0..<33).filter { $0 % 8 != 0 }.allSatisfy(out.isUntouched))
        _ = out.finish()
    }

    /// The greatest entry, the sum in `sumOfColumn`'s order, and the product entry by entry.
    @Test(arguments: InstructionSet.supported, [1, 2, 4, 8, 32, 256])
    func productsAreThoseOfTheColumns(level: InstructionSet, count: Int) {
        for factors in 1...5 { check(level, count: count, factors: factors) }
    }

    private func check(_ level: InstructionSet, count: Int, factors: Int) {
        var random = SplitMix64(seed: UInt64(count + factors))
        let columns = (0..<factors).map { _ in Fenced(copying: random.probabilities(count)) }
        let bases = columns.map { UnsafePointer($0.base) }
        let product = Fenced(count: count)
        var sum = 0.0
        let greatest = KernelTable(level: level).productOfColumns(bases, factors, count, product.base, &sum)
        let expected = (0..<count).map { index in
            bases.dropFirst().reduce(bases[0][index]) { $0 * $1[index] }
        }
        let values = product.finish()
        #expect(values.bits == expected.bits)
        #expect(greatest == expected.max())
        let total = count < 8 ? expected.reduce(0, +) : KernelTable(level: .baseline).sumOfColumn(expected, count)
        #expect(sum.bitPattern == total.bitPattern)
        for column in columns { _ = column.finish() }
    }

    @Test(arguments: InstructionSet.supported, [(1, 2), (4, 8), (3, 64)])
    func anOuterProductIsAdded(level: InstructionSet, shape: (high: Int, low: Int)) {
        var random = SplitMix64(seed: 5)
        let (high, low) = (random.probabilities(shape.high), random.probabilities(shape.low))
        let start = random.probabilities(shape.high * shape.low)
        let out = Fenced(copying: start)
        KernelTable(level: level).addOuterProduct(high, shape.high, low, shape.low, out.base)
        let expected = start.indices.map { start[$0] + high[$0 / shape.low] * low[$0 % shape.low] }
        #expect(out.finish().bits == expected.bits)
    }
}
