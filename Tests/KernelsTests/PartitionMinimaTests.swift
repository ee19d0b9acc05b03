import GeneratedInput
import Kernels
import Testing

@Suite struct PartitionMinimaTests {
    /// The number of set partitions of 1…8 units (OEIS A000110).
    private let bellNumbers = [1, 2, 5, 15, 52, 203, 877, 4140]

    /// Eight problems of every kind of cost, two of each.
    private func problems(units: Int, seed: UInt64) -> [[Double]] {
        var random = SplitMix64(seed: seed)
        return (CostKind.allCases + CostKind.allCases).map { random.costs($0, count: 1 << units) }
    }

    @Test(arguments: InstructionSet.supported, 1...12)
    func everyLaneHasTheBitsOfTheScalarReference(level: InstructionSet, units: Int) {
        for seed in UInt64(0)..<(units > 9 ? 1 : 6) {
            let lanes = problems(units: units, seed: seed)
            let (minima, table) = KernelTable(level: level).partitionMinima(interleaved(lanes), units: units)
            for (index, cost) in lanes.enumerated() {
                let expected = partitionMinimaScalar(cost, units: units)
                #expect(
                    minima[index].bitPattern == expected.last?.bitPattern, "lane \(index), seed \(seed)")
                #expect(
                    lane(index, of: table).bits == expected.prefix(1 << (units - 1)).map(\.bitPattern),
                    "the subsets without the highest unit: lane \(index), seed \(seed)")
            }
        }
    }

    /// The search has it so where all units together are no part; a single unit then has no partition.
    @Test(arguments: InstructionSet.supported, 1...8)
    func whereTheWholeCostsInfinityOnlyProperPartitionsCount(level: InstructionSet, units: Int) {
        let whole = (1 << units) - 1
        let proper = setPartitions(of: units).filter { $0 != [whole] }
        var random = SplitMix64(seed: 100)
        var lanes = (0..<8).map { _ in random.costs(.tying, count: 1 << units) }
        for index in lanes.indices { lanes[index][whole] = .infinity }
        let minima = KernelTable(level: level).partitionMinima(interleaved(lanes), units: units).minima
        for (index, cost) in lanes.enumerated() {
            let least = proper.map { $0.reduce(0) { $0 + cost[$1] } }.min() ?? .infinity
            #expect(minima[index] == least, "lane \(index), seed 100")
        }
    }

    @Test(arguments: InstructionSet.supported, [1, 3, 4, 7])
    func aLaneDoesNotAffectTheOthers(level: InstructionSet, units: Int) {
        let kernels = KernelTable(level: level)
        let lanes = problems(units: units, seed: 11)
        let alone = kernels.partitionMinima(interleaved(lanes), units: units)
        for disturbed in 0..<8 {
            for intruder in [Double.infinity, -1e9, 0] {
                var others = lanes
                others[disturbed] = [Double](repeating: intruder, count: 1 << units)
                let together = kernels.partitionMinima(interleaved(others), units: units)
                for index in 0..<8 where index != disturbed {
                    #expect(together.minima[index].bitPattern == alone.minima[index].bitPattern)
                    #expect(lane(index, of: together.table).bits == lane(index, of: alone.table).bits)
                }
            }
        }
    }

    @Test(arguments: InstructionSet.supported, 1...12)
    func theTableOfOneProblemHasTheBitsOfTheScalarReference(level: InstructionSet, units: Int) {
        for seed in UInt64(200)..<(units > 9 ? 201 : 206) {
            var random = SplitMix64(seed: seed)
            for kind in CostKind.allCases {
                let cost = random.costs(kind, count: 1 << units)
                #expect(
                    KernelTable(level: level).partitionTable(cost, units: units).bits
                        == partitionMinimaScalar(cost, units: units).bits, "\(kind) costs, seed \(seed)")
            }
        }
    }

    /// With parts of a given partition free and every other part at 1, the minimum is 0 exactly where that partition
    /// is among those compared. Doing it for all of them counts the partitions.
    @Test(arguments: InstructionSet.supported, 1...8)
    func allBellNumberOfPartitionsAreCompared(level: InstructionSet, units: Int) {
        let kernels = KernelTable(level: level)
        let partitions = setPartitions(of: units)
        #expect(Set(partitions).count == bellNumbers[units - 1])
        let whole = (1 << units) - 1
        for batch in stride(from: 0, to: partitions.count, by: 8) {
            let members = (0..<8).map { partitions[min(batch + $0, partitions.count - 1)] }
            let lanes = members.map { parts in
                (0..<(1 << units)).map { parts.contains($0) ? 0.0 : 1.0 }
            }
            #expect(
                kernels.partitionMinima(interleaved(lanes), units: units).minima
                    == [Double](repeating: 0, count: 8))
            if units < 7 {
                for cost in lanes { #expect(kernels.partitionTable(cost, units: units)[whole] == 0) }
            }
        }
    }

    /// Nothing but partitions is compared: the minimum is the one over the enumerated partitions.
    @Test(arguments: InstructionSet.supported, 1...7)
    func theMinimumIsThatOverEnumeratedPartitions(level: InstructionSet, units: Int) {
        let kernels = KernelTable(level: level)
        let partitions = setPartitions(of: units)
        var random = SplitMix64(seed: 300)
        let lanes = (0..<8).map { _ in random.costs(.tying, count: 1 << units) }
        let minima = kernels.partitionMinima(interleaved(lanes), units: units).minima
        for (index, cost) in lanes.enumerated() {
            let least = partitions.map { $0.reduce(0) { $0 + cost[$1] } }.min()
            #expect(minima[index] == least, "lane \(index)")
            #expect(kernels.partitionTable(cost, units: units).last == least, "problem \(index)")
        }
    }
}

/// Every set partition of `0..<units`, each as its parts' bit sets.
private func setPartitions(of units: Int) -> [[Int]] {
    (0..<units).reduce([[]]) { smaller, unit in
        smaller.flatMap { parts -> [[Int]] in
            parts.indices.map { chosen in
                parts.enumerated().map { $0.offset == chosen ? $0.element | 1 << unit : $0.element }
            } + [parts + [1 << unit]]
        }
    }
}
