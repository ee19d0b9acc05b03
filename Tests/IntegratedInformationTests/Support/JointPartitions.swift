/// The joint partitions of a mechanism and a purview (Albantakis et al. 2023, Eq. 36–37), listed one by one. Sets of units
/// are masks, bit i = the candidate system's i-th unit.
enum JointPartitions {
    struct Part: Hashable {
        let mechanism: Int
        let purview: Int
    }

    /// The largest system whose partitions are listed.
    static let greatestCount = 5

    /// Every joint partition of the two sets, both not empty.
    static func all(mechanism: Int, purview: Int) -> [[Part]] { listed[mechanism << greatestCount | purview] }

    private static let listed: [[[Part]]] = (0..<(1 << (2 * greatestCount))).map { key in
        let (mechanism, purview) = (key >> greatestCount, key & (1 << greatestCount - 1))
        return mechanism == 0 || purview == 0 ? [] : enumerate(mechanism, purview)
    }

    /// A set partition of the mechanism into blocks, one empty block besides, and each purview unit in one of them. The
    /// whole mechanism in one block with any purview unit assigned to it is no partition.
    private static func enumerate(_ mechanism: Int, _ purview: Int) -> [[Part]] {
        setPartitions(of: members(mechanism)).flatMap { blocks in
            let blocks = blocks + [0]
            return assignments(of: members(purview), to: blocks.count).compactMap { purviews in
                let parts = zip(blocks, purviews).map { Part(mechanism: $0, purview: $1) }
                return parts.contains { $0.mechanism == mechanism && $0.purview != 0 } ? nil : parts
            }
        }
    }

    static func members(_ mask: Int) -> [Int] { (0..<greatestCount).filter { mask >> $0 & 1 == 1 } }

    /// Every set partition, as masks: each unit joins a block that exists or founds one.
    private static func setPartitions(of units: [Int]) -> [[Int]] {
        guard let unit = units.last else { return [[]] }
        return setPartitions(of: units.dropLast()).flatMap { blocks in
            blocks.indices.map { index in
                var grown = blocks
                grown[index] |= 1 << unit
                return grown
            } + [blocks + [1 << unit]]
        }
    }

    /// Every way to put each unit in one of `count` places: the places' masks.
    private static func assignments(of units: [Int], to count: Int) -> [[Int]] {
        guard let unit = units.last else { return [Array(repeating: 0, count: count)] }
        return assignments(of: units.dropLast(), to: count).flatMap { masks in
            masks.indices.map { index in
                var grown = masks
                grown[index] |= 1 << unit
                return grown
            }
        }
    }
}
