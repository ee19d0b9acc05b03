/// Where the states of subsets of n units lie in a table of all of them: subset after subset in binary order, each with
/// 2^(its size) entries, 3^n in all. A subset's own states are counted over its units in ascending order.
struct SubsetLayout: Sendable {
    let unitCount: Int
    /// `offsets[Z]` is where subset Z begins; one more entry ends the table.
    let offsets: [Int]
    /// `packs[k][part << k | state]`: the bits of `state`, of k units, at the places in `part`, moved together.
    private let packs: [[Int32]]

    /// - Complexity: O(n·4^n) time, O(4^n) space.
    init(unitCount: Int) {
        self.unitCount = unitCount
        var offsets = [0]
        offsets.reserveCapacity(1 << unitCount + 1)
        for subset in 0..<(1 << unitCount) { offsets.append(offsets[subset] + 1 << subset.nonzeroBitCount) }
        self.offsets = offsets
        packs = (0...unitCount).map { size in
            (0..<(1 << (2 * size))).map { Int32(Self.pack($0 & (1 << size - 1), at: $0 >> size)) }
        }
    }

    /// The number of entries, 3^n.
    var count: Int { offsets[1 << unitCount] }

    /// The units' common set.
    var everything: Int { 1 << unitCount - 1 }

    /// For each state of k units, the state of those of them that are in `part`.
    ///
    /// - Parameter part: bits over the k units.
    func packing(of part: Int, among size: Int) -> ArraySlice<Int32> {
        packs[size][(part << size)..<((part + 1) << size)]
    }

    /// `part`'s places among the units of `whole`.
    func places(of part: Int, in whole: Int) -> Int { Self.pack(part, at: whole) }

    /// The bits of `bits` at the places in `mask`, moved together.
    static func pack(_ bits: Int, at mask: Int) -> Int {
        var result = 0
        var place = 0
        var rest = mask
        while rest != 0 {
            result |= (bits >> rest.trailingZeroBitCount & 1) << place
            place += 1
            rest &= rest - 1
        }
        return result
    }

    /// The subsets of `whole` in binary order: the k-th has the bits of k at the places in `whole`.
    static func subsets(of whole: Int) -> [Int] {
        var subsets = [0]
        subsets.reserveCapacity(1 << whole.nonzeroBitCount)
        var rest = whole
        while rest != 0 {
            let unit = rest & -rest
            subsets += subsets.map { $0 | unit }
            rest &= rest - 1
        }
        return subsets
    }
}
