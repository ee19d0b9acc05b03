import Kernels

/// Where a unit's table of marginal probabilities holds what: a block of 2^|K| entries, by state of K, for each set K of
/// the units that the unit depends on (`dependence`); 3^|dependence| entries in all.
///
/// Sendable without a lock: written once, in `init`.
final class BlockLayout: @unchecked Sendable {
    /// The system's units that matter, as bits.
    let dependence: Int
    /// 3^|dependence|.
    let entryCount: Int
    /// For each of the system's 2^n sets: the first entry of the block of those of its units that matter.
    let offsets: UnsafeMutablePointer<Int32>

    /// - Complexity: O(2^n).
    init(dependence: Int, unitCount: Int) {
        self.dependence = dependence
        let setCount = 1 << dependence.nonzeroBitCount
        var first: [Int32] = []
        first.reserveCapacity(setCount)
        var next: Int32 = 0
        for set in 0..<setCount {
            first.append(next)
            next += 1 << Int32(set.nonzeroBitCount)
        }
        entryCount = Int(next)
        offsets = .allocate(capacity: 1 << unitCount)
        var rank = [Int](repeating: 0, count: 1 << unitCount)
        var position = 0
        for unit in 0..<unitCount {
            let matters = dependence >> unit & 1 == 1
            for set in 0..<1 << unit { rank[1 << unit | set] = rank[set] | (matters ? 1 << position : 0) }
            if matters { position += 1 }
        }
        for set in 0..<1 << unitCount { offsets[set] = first[rank[set]] }
    }

    deinit {
        offsets.deallocate()
    }

    /// The marginal probabilities of a column that depends on no other unit: the full block is the column, and the block
    /// without a unit is the mean of the two halves of the block with it.
    ///
    /// - Parameters:
    ///   - column: 2^n probabilities, by state of the system.
    ///   - table: room for `entryCount`.
    /// - Complexity: O(3^|dependence|).
    func fill(_ table: UnsafeMutablePointer<Double>, from column: UnsafePointer<Double>) {
        var sets: [Int] = [0]
        for unit in 0..<Int.bitWidth where dependence >> unit & 1 == 1 {
            sets += sets.map { $0 | 1 << unit }
        }
        let whole = table + Int(offsets[dependence])
        for (index, state) in sets.enumerated() { whole[index] = column[state] }
        let ascending = sets.map { Int32($0) }
        ascending.withUnsafeBufferPointer { ascending in
            guard let first = ascending.baseAddress else { return }
            KernelTable.selected.meansOfBlocks(table, offsets, first, ascending.count)
        }
    }
}
