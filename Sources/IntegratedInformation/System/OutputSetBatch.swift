import Compute
import Kernels

/// Eight sets O of one size, searched side by side for one direction at one λ. O = S is not among them: there, cutting
/// every part's outputs cuts what O = ∅ cuts, every part's inputs.
final class OutputSetBatch {
    private let tables: PartCostTables
    private let penalized: PenalizedTables
    private let size: Int
    private let penalty: [Double]
    private let halves: HalfTables?
    private let columns: [UnsafePointer<Double>]
    private let cost: AlignedBuffer
    private let best: AlignedBuffer
    private let values = AlignedBuffer(count: 8)
    private let scratch: UnsafeMutableBufferPointer<Int32>
    private var sets: [Int] = []

    init(tables: PartCostTables, penalized: PenalizedTables, size: Int) {
        self.tables = tables
        self.penalized = penalized
        self.size = size
        penalty = penalized.penalties(size: size)
        // The lanes of a last batch that no set fills hold what was there before: zeros, or an earlier set's costs.
        cost = AlignedBuffer(count: 8 << size)
        best = AlignedBuffer(uninitialized: 8 << max(0, size - 1))
        columns = tables.costs.losses.map { UnsafePointer($0.base) }
        halves = penalized.wantsHalves ? tables.halves : nil
        scratch = .allocate(capacity: max(1 << size, 4 << (tables.unitCount / 2)))
    }

    deinit {
        scratch.deallocate()
    }

    private var everything: Int { (1 << tables.unitCount) - 1 }

    /// The least Σ(cost − λ·cuts) over the partitions with each O of `sets`, 1 to 8 of them.
    func minima(of sets: ArraySlice<Int>) -> [Double] {
        self.sets = Array(sets)
        guard size > 0 else { return [leastWithoutOutputs()] }
        for (lane, set) in sets.enumerated() { writeCosts(of: set, lane: lane) }
        KernelTable.selected.partitionMinima(cost.base, size, best.base, values.base)
        return self.sets.enumerated().map { values[$0.offset] + penalized.rest[everything ^ $0.element] }
    }

    private func writeCosts(of set: Int, lane: Int) {
        let kernels = KernelTable.selected
        let scratch = scratch.baseAddress.unsafelyUnwrapped
        guard let halves else {
            kernels.directedPartCostsBySum(
                columns, tables.costs.probability, penalized.whole.base, penalty, set, scratch, cost.base + lane)
            return
        }
        kernels.directedPartCosts(
            halves.low.base, halves.high.base, penalized.whole.base, penalty, halves.ternary, halves.lowUnits, set,
            scratch, cost.base + lane)
    }

    /// O = ∅: all parts cut their inputs, at least two parts.
    private func leastWithoutOutputs() -> Double {
        let top = 1 << (tables.unitCount - 1)
        return (0..<(top - 1)).reduce(Double.infinity) {
            min($0, penalized.whole[top | $1] + penalized.rest[top - 1 - $1])
        }
    }

    /// The cuts of every partition with the O of `lane` whose Σ(cost − λ·cuts) is at most `bound`, each given to
    /// `visit` until it returns false. `minima(of:)` has just run. The minima of the remaining units are exact, so no
    /// branch is a dead end.
    func forEachCut(lane: Int, upTo bound: Double, _ visit: ([UInt64]) -> Bool) {
        var cut = [UInt64](repeating: 0, count: tables.unitCount)
        let set = sets[lane]
        let outside = everything ^ set
        let scatter = (0..<tables.unitCount).filter { set >> $0 & 1 == 1 }
        var goOn = true

        func assign(_ part: Int, _ inputs: Int) {
            for unit in 0..<tables.unitCount where part >> unit & 1 == 1 { cut[unit] = UInt64(inputs) }
        }

        func partitionOutside(_ remaining: Int, _ spent: Double) {
            guard goOn else { return }
            guard remaining != 0 else {
                goOn = visit(cut)
                return
            }
            let top = highestBit(of: remaining)
            forEachSubmask(of: remaining ^ top) { lower in
                let part = top | lower
                guard goOn, part != everything else { return }
                let total = spent + penalized.whole[part]
                guard total + penalized.rest[remaining ^ part] <= bound else { return }
                assign(part, everything ^ part)
                partitionOutside(remaining ^ part, total)
            }
        }

        func partitionInside(_ remaining: Int, _ spent: Double) {
            guard goOn else { return }
            guard remaining != 0 else { return partitionOutside(outside, spent) }
            let top = highestBit(of: remaining)
            forEachSubmask(of: remaining ^ top) { lower in
                let compact = top | lower
                let rest = remaining ^ compact
                guard goOn,
                    spent + cost[compact << 3 | lane] + best[rest << 3 | lane] + penalized.rest[outside] <= bound
                else { return }
                let part = scatter.enumerated().reduce(0) { $0 | (compact >> $1.offset & 1) << $1.element }
                for inputs in [set ^ part, everything ^ part] {
                    let total = spent + penalizedCost(part, inputs)
                    guard goOn, total + best[rest << 3 | lane] + penalized.rest[outside] <= bound else { continue }
                    assign(part, inputs)
                    partitionInside(rest, total)
                }
            }
        }
        partitionInside((1 << size) - 1, 0)
    }

    /// Σ_{i ∈ part} cost(i, inputs) − λ·|part|·|inputs|.
    private func penalizedCost(_ part: Int, _ inputs: Int) -> Double {
        var cut = [UInt64](repeating: 0, count: tables.unitCount)
        for unit in 0..<tables.unitCount where part >> unit & 1 == 1 { cut[unit] = UInt64(inputs) }
        return tables.cost(of: cut) - penalized.lambda * Double(part.nonzeroBitCount * inputs.nonzeroBitCount)
    }
}

@inline(__always)
private func highestBit(of set: Int) -> Int { 1 << (Int.bitWidth - 1 - set.leadingZeroBitCount) }

/// Every submask of `set`, `set` itself and 0 included, descending.
@inline(__always)
private func forEachSubmask(of set: Int, _ body: (Int) -> Void) {
    var part = set
    while true {
        body(part)
        if part == 0 { return }
        part = (part - 1) & set
    }
}
