import GeneratedInput
import Kernels
import Testing

/// What cutting inputs costs each unit, `cost[i][c]` for unit i and cut set c, with the half tables that the kernel reads.
private struct CutCostTables {
    let units: Int
    let lowUnits: Int
    let cost: [[Double]]
    let whole: [Double]
    let low: [Double]
    let high: [Double]
    let ternary: [Int32]

    /// τ(x) = Σ_{k∈x} 3^k.
    static func tau(_ set: Int) -> Int {
        var sum = 0
        var weight = 1
        var rest = set
        while rest != 0 {
            sum += rest & 1 == 1 ? weight : 0
            weight *= 3
            rest >>= 1
        }
        return sum
    }

    /// - Parameter draw: a unit's cost, or a whole part's.
    init(units: Int, lowUnits: Int, draw: () -> Double) {
        let highUnits = units - lowUnits
        let lowRow = CutCostTables.tau((1 << lowUnits) - 1) * 2 + 1
        let cost = (0..<units).map { _ in (0..<(1 << units)).map { _ in draw() } }
        // Entries that no pair of disjoint sets reaches do not exist: each base-3 number is one pair.
        var low = [Double](repeating: .nan, count: lowRow << highUnits)
        for highCut in 0..<(1 << highUnits) {
            for lowCut in 0..<(1 << lowUnits) {
                for part in 0..<(1 << lowUnits) where part & lowCut == 0 {
                    low[highCut * lowRow + CutCostTables.tau(lowCut) + 2 * CutCostTables.tau(part)] =
                        CutCostTables.sum(cost, over: part, cut: highCut << lowUnits | lowCut)
                }
            }
        }
        let highRow = CutCostTables.tau((1 << highUnits) - 1) * 2 + 1
        var high = [Double](repeating: .nan, count: highRow << lowUnits)
        for highCut in 0..<(1 << highUnits) {
            for part in 0..<(1 << highUnits) where part & highCut == 0 {
                for lowCut in 0..<(1 << lowUnits) {
                    high[(CutCostTables.tau(highCut) + 2 * CutCostTables.tau(part)) << lowUnits | lowCut] =
                        CutCostTables.sum(cost, over: part << lowUnits, cut: highCut << lowUnits | lowCut)
                }
            }
        }
        self.units = units
        self.lowUnits = lowUnits
        self.cost = cost
        self.low = low
        self.high = high
        whole = (0..<(1 << units)).map { _ in draw() }
        ternary = (0..<(1 << max(lowUnits, highUnits))).map { Int32(CutCostTables.tau($0)) }
    }

    /// Σ_{i∈part} f_i(cut), the units ascending.
    static func sum(_ cost: [[Double]], over part: Int, cut: Int) -> Double {
        cost.indices.reduce(0) { part >> $1 & 1 == 1 ? $0 + cost[$1][cut] : $0 }
    }

    /// The output of `directedPartCosts` for one O in one lane, by compact index; the other lanes stay as they were.
    func costs(of set: Int, lambda: Double, lane: Int, kernels: KernelTable) -> [Double] {
        var scratch = [Int32](repeating: 0, count: 4 << lowUnits)
        return output(of: set, lambda: lambda, lane: lane) { penalty, out in
            kernels.directedPartCosts(low, high, whole, penalty, ternary, lowUnits, set, &scratch, out)
        }
    }

    /// The same of `directedPartCostsBySum`, each unit's cost times `scale`.
    func costsBySum(of set: Int, lambda: Double, scale: Double, lane: Int, kernels: KernelTable) -> [Double] {
        let table = cost.flatMap { $0 }
        var scratch = [Int32](repeating: 0, count: 1 << set.nonzeroBitCount)
        return table.withUnsafeBufferPointer { table in
            let start = table.baseAddress.unsafelyUnwrapped
            let columns = (0..<units).map { start + ($0 << units) }
            return output(of: set, lambda: lambda, lane: lane) { penalty, out in
                kernels.directedPartCostsBySum(columns, scale, whole, penalty, set, &scratch, out)
            }
        }
    }

    private func output(
        of set: Int, lambda: Double, lane: Int, _ kernel: ([Double], UnsafeMutablePointer<Double>) -> Void
    ) -> [Double] {
        let size = set.nonzeroBitCount
        let out = Fenced(count: 8 << size)
        kernel((0...size).map { lambda * Double($0 * (size - $0)) }, out.base + lane)
        #expect((0..<out.count).allSatisfy { out.isUntouched($0) == ($0 & 7 != lane) }, "lanes other than \(lane)")
        let all = out.finish()
        return stride(from: lane, to: all.count, by: 8).map { all[$0] }
    }

    /// The definition with the units' costs added in ascending order and scaled at the end.
    func expectedBySum(of set: Int, lambda: Double, scale: Double) -> [Double] {
        (0..<(1 << units)).filter { $0 & ~set == 0 }.map { part in
            let size = part.nonzeroBitCount
            let kept =
                scale * CutCostTables.sum(cost, over: part, cut: set ^ part)
                - lambda * Double(size * (set.nonzeroBitCount - size))
            return kept < whole[part] ? kept : whole[part]
        }
    }

    /// The definition: min(Σ_{i∈p} f_i(O ∖ p) − λ·|p|·(|O| − |p|), whole[p]) for each p ⊂ O, ascending.
    func expected(of set: Int, lambda: Double) -> [Double] {
        let lowMask = (1 << lowUnits) - 1
        return (0..<(1 << units)).filter { $0 & ~set == 0 }.map { part in
            let cut = set ^ part
            let size = part.nonzeroBitCount
            let kept =
                (CutCostTables.sum(cost, over: part & lowMask, cut: cut)
                    + CutCostTables.sum(cost, over: part & ~lowMask, cut: cut))
                - lambda * Double(size * (set.nonzeroBitCount - size))
            return kept < whole[part] ? kept : whole[part]
        }
    }
}

@Suite struct DirectedPartCostsTests {
    @Test(arguments: InstructionSet.supported, 1...8)
    func everyPartOfEverySetHasItsDefinitionsBits(level: InstructionSet, units: Int) {
        let kernels = KernelTable(level: level)
        for kind in CostKind.allCases {
            var random = SplitMix64(seed: UInt64(units))
            let tables = CutCostTables(units: units, lowUnits: units / 2) { random.cost(kind) }
            for set in 1..<(1 << units) {
                let costs = tables.costs(of: set, lambda: 0.1875, lane: set & 7, kernels: kernels)
                #expect(
                    costs.bits == tables.expected(of: set, lambda: 0.1875).bits,
                    "\(kind) costs, seed \(units), set \(String(set, radix: 2))")
            }
        }
    }

    @Test(arguments: InstructionSet.supported, 9...12)
    func largerSystemsToo(level: InstructionSet, units: Int) {
        var random = SplitMix64(seed: UInt64(units))
        let tables = CutCostTables(units: units, lowUnits: units / 2) { random.cost(.real) }
        let everything = (1 << units) - 1
        let sets =
            [everything, everything >> 1, 1 << (units - 1), 1] + (0..<6).map { _ in 1 + random.index(everything) }
        for set in sets {
            let lambda = random.fraction()
            #expect(
                tables.costs(of: set, lambda: lambda, lane: 5, kernels: KernelTable(level: level)).bits
                    == tables.expected(of: set, lambda: lambda).bits, "set \(String(set, radix: 2))")
        }
    }

    @Test(arguments: InstructionSet.supported, [1, 2, 3, 5, 8, 11])
    func summedUnitByUnitEveryPartHasItsDefinitionsBits(level: InstructionSet, units: Int) {
        let kernels = KernelTable(level: level)
        for kind in CostKind.allCases {
            var random = SplitMix64(seed: UInt64(units))
            let tables = CutCostTables(units: units, lowUnits: units / 2) { random.cost(kind) }
            let everything = (1 << units) - 1
            for set in units < 9
                ? Array(1...everything) : [everything] + (0..<5).map({ _ in 1 + random.index(everything) })
            {
                #expect(
                    tables.costsBySum(of: set, lambda: 0.3, scale: 0.7, lane: set & 7, kernels: kernels).bits
                        == tables.expectedBySum(of: set, lambda: 0.3, scale: 0.7).bits,
                    "\(kind) costs, seed \(units), set \(String(set, radix: 2))")
            }
        }
    }

    /// Where the sums are exact the two ways of summing are one.
    @Test(arguments: InstructionSet.supported)
    func tabulatedAndSummedCostsAgree(level: InstructionSet) {
        let kernels = KernelTable(level: level)
        var random = SplitMix64(seed: 43)
        let tables = CutCostTables(units: 7, lowUnits: 3) { random.cost(.tying) }
        for set in 1..<(1 << 7) {
            #expect(
                tables.costsBySum(of: set, lambda: 0.5, scale: 1, lane: 2, kernels: kernels)
                    == tables.costs(of: set, lambda: 0.5, lane: 2, kernels: kernels), "set \(String(set, radix: 2))")
        }
    }

    /// Sums of multiples of 1/8 are exact, so where the units are split in halves cannot show.
    @Test(arguments: InstructionSet.supported, 0...6)
    func theSplitInHalvesDoesNotMatter(level: InstructionSet, lowUnits: Int) {
        let kernels = KernelTable(level: level)
        var random = SplitMix64(seed: 42)
        var even = SplitMix64(seed: 42)
        let tables = CutCostTables(units: 6, lowUnits: lowUnits) { random.cost(.tying) }
        let halves = CutCostTables(units: 6, lowUnits: 3) { even.cost(.tying) }
        for set in 1..<(1 << 6) {
            #expect(
                tables.costs(of: set, lambda: 0.25, lane: 0, kernels: kernels)
                    == halves.expected(of: set, lambda: 0.25), "set \(String(set, radix: 2))")
        }
    }
}
