/// The directed set partitions of a system (Albantakis et al. 2023, Eq. 14–16), listed one by one.
enum DirectedSetPartitions {
    private enum Direction: CaseIterable {
        case inputs, outputs, both
    }

    /// The largest system whose partitions are listed.
    static let greatestCount = 6

    /// The distinct cuts of a system of `units` units: `[k][i]` = the inputs cut for unit `i`, bit `j` = unit `j`.
    static func distinct(units: Int) -> [[Int]] { listed[units] }

    private static let listed: [[[Int]]] = (0...greatestCount).map { enumerate(units: $0) }

    private static func enumerate(units: Int) -> [[Int]] {
        // A single unit has no other part to be cut from: its only partition cuts the connection to itself.
        guard units > 1 else { return units == 1 ? [[1]] : [] }
        var seen: Set<[Int]> = []
        var distinct: [[Int]] = []
        for parts in setPartitions(of: units) where parts.count >= 2 {
            for directions in assignments(of: parts.count) {
                let cuts = cutInputs(parts, directions, units)
                if seen.insert(cuts).inserted { distinct.append(cuts) }
            }
        }
        return distinct
    }

    /// A connection between two parts is cut where its target's inputs are cut or its source's outputs are.
    private static func cutInputs(_ parts: [[Int]], _ directions: [Direction], _ units: Int) -> [Int] {
        var cuts = Array(repeating: 0, count: units)
        for (target, targetDirection) in zip(parts.indices, directions) {
            for (source, sourceDirection) in zip(parts.indices, directions) where source != target {
                guard targetDirection != .outputs || sourceDirection != .inputs else { continue }
                for unit in parts[target] {
                    for input in parts[source] { cuts[unit] |= 1 << input }
                }
            }
        }
        return cuts
    }

    /// Every set partition of `0..<units`: each unit joins a part that exists or founds one.
    private static func setPartitions(of units: Int) -> [[[Int]]] {
        guard units > 0 else { return [[]] }
        let unit = units - 1
        return setPartitions(of: unit).flatMap { parts in
            parts.indices.map { index in
                var grown = parts
                grown[index].append(unit)
                return grown
            } + [parts + [[unit]]]
        }
    }

    private static func assignments(of parts: Int) -> [[Direction]] {
        guard parts > 0 else { return [[]] }
        return assignments(of: parts - 1).flatMap { rest in Direction.allCases.map { rest + [$0] } }
    }
}
