/// The last values of a stream in order of size, the newest of them marked, and a sample of the others.
struct OrderedWindow: Sendable {
    let size: Int
    /// How many of the values are the newest.
    let newest: Int

    private var ring: [Double]
    private var count = 0
    /// The place in `ring` for the next value, which the oldest has where the window is full.
    private var next = 0
    /// Places in `ring`, in the order of their values.
    private var order: [Int32]
    /// What a place counts in the difference of the two empirical distributions: 1 of the newest, −1 of the sample, else 0.
    private var marks: [Int32]
    private var sampled: [Int32]

    /// - Parameter values: at most `size`, from the oldest to the newest.
    /// - Complexity: O(size), and O(n log n) for n values.
    init(size: Int, newest: Int, values: [Double] = []) {
        self.size = size
        self.newest = newest
        count = values.count
        next = count == size ? 0 : count
        ring = values + Array(repeating: 0, count: size - count)
        marks = Array(repeating: 0, count: size)
        for place in max(0, count - newest)..<count { marks[place] = 1 }
        order = []
        order.reserveCapacity(size)
        // Of equal values the older is first, as `append` leaves them.
        order += values.indices.sorted { (values[$0], $0) < (values[$1], $1) }.map(Int32.init)
        sampled = []
        sampled.reserveCapacity(newest)
    }

    var isFull: Bool { count == size }

    /// The values from the oldest to the newest.
    var values: [Double] {
        (0..<count).map { ring[place(next - count + $0)] }
    }

    private func place(_ index: Int) -> Int {
        index < 0 ? index + size : index >= size ? index - size : index
    }

    /// Takes a value and lets go of the oldest where there is no room.
    ///
    /// - Complexity: O(size), of which the shifts are copies of memory.
    mutating func append(_ value: Double) {
        for place in sampled { marks[Int(place)] = 0 }
        sampled.removeAll(keepingCapacity: true)
        if isFull, let oldest = order.firstIndex(of: Int32(next)) {
            order.remove(at: oldest)
        }
        var (low, high) = (0, order.count)
        while low < high {
            let middle = (low + high) / 2
            if ring[Int(order[middle])] <= value { low = middle + 1 } else { high = middle }
        }
        order.insert(Int32(next), at: low)
        ring[next] = value
        marks[next] = 1
        if count >= newest { marks[place(next - newest)] = 0 }
        count = min(count + 1, size)
        next = place(next + 1)
    }

    /// Forgets the sample.
    mutating func beginSample() {
        for place in sampled { marks[Int(place)] = 0 }
        sampled.removeAll(keepingCapacity: true)
    }

    /// Adds the value of age rank `index`, 0 for the oldest, to the sample; where it is in it already, that of `other`.
    mutating func sample(_ index: Int, else other: Int) {
        let wanted = place(next + index)
        let chosen = marks[wanted] == 0 ? wanted : place(next + other)
        marks[chosen] = -1
        sampled.append(Int32(chosen))
    }

    /// r·D of the newest r values and the sample of r others: the greatest difference of how many of either are at most x.
    ///
    /// - Complexity: O(size).
    func greatestDifference() -> Int {
        var (difference, greatest) = (Int32(0), Int32(0))
        var last = -Double.infinity
        for place in order {
            let value = ring[Int(place)]
            // Between equal values neither distribution has a step.
            if value != last { greatest = max(greatest, abs(difference)) }
            difference += marks[Int(place)]
            last = value
        }
        return Int(greatest)
    }

    mutating func removeAll() {
        count = 0
        next = 0
        order.removeAll(keepingCapacity: true)
        beginSample()
        for place in marks.indices { marks[place] = 0 }
    }
}
