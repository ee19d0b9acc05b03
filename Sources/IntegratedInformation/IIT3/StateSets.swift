/// Sets of the states of k units, as bits in words of 64, with what a search over the hypercube keeps in them. A state's
/// neighbour by a bit is the state in which that unit differs.
///
/// It holds scratch memory only, for one thread at a time.
final class StateSets {
    typealias Words = UnsafeMutablePointer<UInt64>

    let surplus: Words
    let deficit: Words
    /// By bit: the states whose potential is 1 above their neighbour's.
    let above: Words
    /// By bit: the states whose potential is 1 below their neighbour's.
    let below: Words
    /// By bit: the states into which their neighbour moves something, so that it can be moved back.
    let returns: Words
    let reached: Words
    /// The states that each step of a search was the first to reach.
    let layers: Words

    init(units: Int) {
        let words = Self.words(units)
        surplus = .allocate(capacity: words)
        deficit = .allocate(capacity: words)
        reached = .allocate(capacity: words)
        above = .allocate(capacity: max(1, units) * words)
        below = .allocate(capacity: max(1, units) * words)
        returns = .allocate(capacity: max(1, units) * words)
        layers = .allocate(capacity: words << units + words)
    }

    deinit {
        for set in [surplus, deficit, reached, above, below, returns, layers] { set.deallocate() }
    }

    /// The words that a set takes.
    static func words(_ units: Int) -> Int { max(1, (1 << units) >> 6) }

    static func insert(_ state: Int, into set: Words) { set[state >> 6] |= 1 << UInt64(state & 63) }
    static func remove(_ state: Int, from set: Words) { set[state >> 6] &= ~(1 << UInt64(state & 63)) }
    static func contains(_ state: Int, _ set: Words) -> Bool { set[state >> 6] >> UInt64(state & 63) & 1 == 1 }

    /// The states of a word with the given bit, 0…5, at 0.
    private static func low(_ bit: Int) -> UInt64 {
        switch bit {
        case 0: 0x5555_5555_5555_5555
        case 1: 0x3333_3333_3333_3333
        case 2: 0x0F0F_0F0F_0F0F_0F0F
        case 3: 0x00FF_00FF_00FF_00FF
        case 4: 0x0000_FFFF_0000_FFFF
        default: 0x0000_0000_FFFF_FFFF
        }
    }

    /// The word in which the neighbours by a bit of the states of `word` lie.
    static func neighbouringWord(_ word: Int, _ bit: Int) -> Int { bit < 6 ? word : word ^ 1 << (bit - 6) }

    /// The neighbours, by a bit, of the states in one word, as bits of `neighbouringWord`.
    static func neighbours(_ states: UInt64, _ bit: Int) -> UInt64 {
        guard bit < 6 else { return states }
        let distance = UInt64(1 << bit)
        return (states & low(bit)) << distance | states >> distance & low(bit)
    }

    /// Sets up the search for a potential and nothing moved.
    ///
    /// - Complexity: O(k·2^k).
    func start(_ units: Int, potential: UnsafePointer<Int>, excess: UnsafePointer<Double>, dust: Double) {
        let words = Self.words(units)
        for set in [surplus, deficit] { set.update(repeating: 0, count: words) }
        for sets in [above, below, returns] { sets.update(repeating: 0, count: units * words) }
        for state in 0..<(1 << units) {
            if excess[state] > dust { Self.insert(state, into: surplus) }
            if excess[state] < -dust { Self.insert(state, into: deficit) }
            for bit in 0..<units {
                let step = potential[state] - potential[state ^ 1 << bit]
                if step > 0 { Self.insert(state, into: above + bit * words) }
                if step < 0 { Self.insert(state, into: below + bit * words) }
            }
        }
    }

    /// Reaches from all surplus at once for a deficit, along edges that cost nothing, with the fewest edges.
    ///
    /// - Returns: the deficit and in which layer it is; nil where none can be reached, with all that can be in `reached`.
    func search(_ units: Int) -> (state: Int, layer: Int)? {
        let words = Self.words(units)
        reached.update(from: surplus, count: words)
        layers.update(from: surplus, count: words)
        var layer = 0
        while true {
            let frontier = layers + layer * words
            let next = frontier + words
            next.update(repeating: 0, count: words)
            for bit in 0..<units {
                for word in 0..<words {
                    let open = above[bit * words + word] | returns[bit * words + word]
                    next[Self.neighbouringWord(word, bit)] |= Self.neighbours(frontier[word] & open, bit)
                }
            }
            layer += 1
            var isEmpty = true
            for word in 0..<words {
                next[word] &= ~reached[word]
                reached[word] |= next[word]
                if next[word] & deficit[word] != 0 {
                    return (word << 6 | (next[word] & deficit[word]).trailingZeroBitCount, layer)
                }
                if next[word] != 0 { isEmpty = false }
            }
            if isEmpty { return nil }
        }
    }

    /// The bit by which a state of a layer was entered from the layer before.
    func entry(of state: Int, in layer: Int, _ units: Int) -> Int {
        let words = Self.words(units)
        let before = layers + (layer - 1) * words
        for bit in 0..<(units - 1) {
            let neighbour = state ^ 1 << bit
            if Self.contains(neighbour, before),
                Self.contains(neighbour, above + bit * words) || Self.contains(neighbour, returns + bit * words)
            {
                return bit
            }
        }
        return units - 1
    }

    /// Records that the potential rose by 1 on all that was reached: the edges that leave it become steeper by 1.
    func raise(_ units: Int) {
        let words = Self.words(units)
        for bit in 0..<units {
            for word in 0..<words {
                let place = bit * words + word
                let neighbours = Self.neighbours(reached[Self.neighbouringWord(word, bit)], bit)
                let leaving = reached[word] & ~neighbours
                let facing = neighbours & ~reached[word]
                let (wasAbove, wasBelow) = (above[place], below[place])
                above[place] = (wasAbove | leaving & ~wasBelow) & ~facing
                below[place] = (wasBelow & ~leaving) | facing & ~wasAbove
            }
        }
    }
}
