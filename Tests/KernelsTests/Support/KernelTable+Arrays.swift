import Kernels
import KernelsBaseline
import Testing

/// Memory a kernel may write, between two fences that it may not. It starts 8 bytes off the cache line.
struct Fenced {
    private static let fence = 24
    private static let mark = Double(bitPattern: 0x7FF4_DEAD_BEEF_0001)
    private let entries: UnsafeMutableBufferPointer<Double>
    let count: Int

    init(count: Int) {
        self.count = count
        let total = count + 2 * Fenced.fence + 1
        let raw = UnsafeMutableRawBufferPointer.allocate(byteCount: total * 8, alignment: 64)
        entries = raw.bindMemory(to: Double.self)
        entries.initialize(repeating: Fenced.mark)
    }

    init(copying values: [Double]) {
        self.init(count: values.count)
        for index in values.indices { base[index] = values[index] }
    }

    var base: UnsafeMutablePointer<Double> { entries.baseAddress.unsafelyUnwrapped + Fenced.fence + 1 }

    func isUntouched(_ index: Int) -> Bool { base[index].bitPattern == Fenced.mark.bitPattern }

    /// The entries, once the fences are seen to stand.
    func finish(_ location: SourceLocation = #_sourceLocation) -> [Double] {
        let before = (-Fenced.fence - 1)..<0
        let after = count..<(count + Fenced.fence)
        #expect(before.allSatisfy(isUntouched), "the kernel wrote before its output", sourceLocation: location)
        #expect(after.allSatisfy(isUntouched), "the kernel wrote after its output", sourceLocation: location)
        let values = (0..<count).map { base[$0] }
        entries.deallocate()
        return values
    }
}

extension KernelTable {
    /// The minima of the 8 problems of `cost`, and of every subset without the highest unit (`table[x · 8 + lane]`).
    func partitionMinima(_ cost: [Double], units: Int) -> (minima: [Double], table: [Double]) {
        let best = Fenced(count: 8 << (units - 1))
        let result = Fenced(count: 8)
        partitionMinima(cost, units, best.base, result.base)
        return (result.finish(), best.finish())
    }

    func partitionTable(_ cost: [Double], units: Int) -> [Double] {
        let shifted = Fenced(count: 64)
        let best = Fenced(count: 1 << units)
        partitionTable(cost, units, shifted.base, best.base)
        _ = shifted.finish()
        return best.finish()
    }

    func subsetMeans(_ column: [Double], units: Int, reference: Int) -> [Double] {
        let means = Fenced(count: 1 << units)
        subsetMeans(column, units, reference, means.base)
        return means.finish()
    }

    func subsetMinima(_ values: [Double], units: Int) -> [Double] {
        let table = Fenced(copying: values)
        subsetMinima(table.base, units)
        return table.finish()
    }

    func multiplied(_ product: [Double], by column: [Double], complement: Bool) -> [Double] {
        let result = Fenced(copying: product)
        multiplyColumn(column, complement, product.count, result.base)
        return result.finish()
    }
}

/// The scalar reference for one problem, every subset kept.
func partitionMinimaScalar(_ cost: [Double], units: Int) -> [Double] {
    let best = Fenced(count: 1 << units)
    KernelsBaseline.partitionMinimaScalar(cost: cost, units: units, best: best.base)
    return best.finish()
}

/// Eight problems as one batch: `batch[x · 8 + lane]`.
func interleaved(_ lanes: [[Double]]) -> [Double] {
    lanes[0].indices.flatMap { entry in lanes.map { $0[entry] } }
}

/// One lane of a batch.
func lane(_ lane: Int, of batch: [Double]) -> [Double] {
    stride(from: lane, to: batch.count, by: 8).map { batch[$0] }
}
