/// The last outcomes, 0 or 1, up to a number of them, with their sum.
struct RecentOutcomes: Sendable, Hashable {
    let capacity: Int
    private(set) var count = 0
    /// How many of them are 1.
    private(set) var ones = 0
    private var outcomes: [Bool]
    private var oldest = 0

    /// - Parameter capacity: 1 or more.
    init(capacity: Int) {
        self.capacity = capacity
        outcomes = Array(repeating: false, count: capacity)
    }

    var isFull: Bool { count == capacity }

    /// Takes an outcome and lets go of the oldest where there is no room.
    ///
    /// - Complexity: O(1).
    mutating func append(_ outcome: Bool) {
        var place = oldest + count
        if place >= capacity { place -= capacity }
        if isFull {
            if outcomes[oldest] { ones -= 1 }
            oldest = oldest + 1 == capacity ? 0 : oldest + 1
        } else {
            count += 1
        }
        outcomes[place] = outcome
        if outcome { ones += 1 }
    }

    /// The sum of the last `length` of them, `length` at most `count`.
    ///
    /// - Complexity: O(length).
    func ones(ofLast length: Int) -> Int {
        (count - length..<count).reduce(0) { $0 + (self[$1] ? 1 : 0) }
    }

    /// The outcome at `index`, the oldest at 0.
    subscript(index: Int) -> Bool {
        let place = oldest + index
        return outcomes[place >= capacity ? place - capacity : place]
    }

    mutating func removeAll() {
        (count, ones, oldest) = (0, 0, 0)
    }

    /// The outcomes as digits, the oldest first.
    var digits: String {
        String(decoding: (0..<count).map { self[$0] ? UInt8(ascii: "1") : UInt8(ascii: "0") }, as: UTF8.self)
    }

    /// nil where `digits` has others than 0 and 1, or more than `capacity`.
    init?(digits: String, capacity: Int) {
        self.init(capacity: capacity)
        guard digits.utf8.count <= capacity else { return nil }
        for digit in digits.utf8 {
            guard digit == UInt8(ascii: "0") || digit == UInt8(ascii: "1") else { return nil }
            append(digit == UInt8(ascii: "1"))
        }
    }
}
