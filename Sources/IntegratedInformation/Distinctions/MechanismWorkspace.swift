import Compute

/// Scratch for one thread's search of mechanisms: allocated once a shard, every entry written before it is read.
final class MechanismWorkspace {
    /// The lanes of a partition problem: the targets, rounded up to a multiple of 8.
    static func lanes(_ targets: Int) -> Int { (targets + 7) & ~7 }

    /// A partition problem's table, its scores and their bounds: 2^n × lanes each.
    let table: AlignedBuffer
    let scores: AlignedBuffer
    let bounds: AlignedBuffer
    /// 2^(n−1) sums of bipartitions.
    let sums: AlignedBuffer
    /// (n + 1) × lanes.
    let best: AlignedBuffer
    /// The blocks of partitions: down a path, two at hand, those found, 16 each.
    let path = UnsafeMutablePointer<Int32>.allocate(capacity: 16)
    let pair = UnsafeMutablePointer<Int32>.allocate(capacity: 16)
    private(set) var found = UnsafeMutablePointer<Int32>.allocate(capacity: 16)
    private var foundCapacity = 1
    /// For each target of the last solution, the inputs it keeps.
    let kept = UnsafeMutablePointer<Int>.allocate(capacity: 64)

    /// Joint probabilities by state: 2^(n+1) each, room for one of each size down a path.
    let constrained: AlignedBuffer
    let unconstrained: AlignedBuffer
    /// 2^n each: two halves of an outer product.
    let low: AlignedBuffer
    let high: AlignedBuffer
    /// n × 2^n: columns spread over states of units that do not matter.
    let columns: AlignedBuffer
    /// The units of the two sides at hand.
    let inputs = UnsafeMutablePointer<Int>.allocate(capacity: 64)
    let targets = UnsafeMutablePointer<Int>.allocate(capacity: 64)
    /// 2^n each: sets of units, and places in a table.
    let sets: UnsafeMutablePointer<Int32>
    let places: UnsafeMutablePointer<Int32>

    /// The bytes that one takes.
    static func bytes(unitCount: Int) -> Int {
        (3 * lanes(unitCount) + unitCount + 8) * 8 << unitCount
    }

    init(unitCount: Int) {
        let count = 1 << unitCount
        let lanes = MechanismWorkspace.lanes(unitCount)
        table = AlignedBuffer(uninitialized: count * lanes)
        scores = AlignedBuffer(uninitialized: count * lanes)
        bounds = AlignedBuffer(uninitialized: count * lanes)
        sums = AlignedBuffer(uninitialized: max(1, count / 2))
        best = AlignedBuffer(uninitialized: (unitCount + 1) * lanes)
        constrained = AlignedBuffer(uninitialized: 2 * count)
        unconstrained = AlignedBuffer(uninitialized: 2 * count)
        low = AlignedBuffer(uninitialized: count)
        high = AlignedBuffer(uninitialized: count)
        columns = AlignedBuffer(uninitialized: unitCount * count)
        sets = .allocate(capacity: count)
        places = .allocate(capacity: count)
    }

    /// Makes room for `count` partitions.
    func reserveFound(_ count: Int) {
        guard count > foundCapacity else { return }
        found.deallocate()
        found = .allocate(capacity: 16 * count)
        foundCapacity = count
    }

    deinit {
        for blocks in [path, pair, found, sets, places] { blocks.deallocate() }
        for units in [kept, inputs, targets] { units.deallocate() }
    }
}

/// Writes the places of the bits of a set, ascending, and returns how many there are.
@inline(__always)
func list(_ set: Int, _ out: UnsafeMutablePointer<Int>) -> Int {
    var rest = set
    var count = 0
    while rest != 0 {
        out[count] = rest.trailingZeroBitCount
        rest &= rest &- 1
        count &+= 1
    }
    return count
}
