import Foundation

/// The exponential histogram of a window: its oldest values in large buckets, its newest in small ones.
///
/// Row r has buckets of 2ʳ values, each with the sum of its values and the sum of their squared deviations from its mean. A
/// row that has one more than `maxBuckets` gives its two oldest to the next as one. All rows lie in one array: a row is
/// `stride` sums and then `stride` squares, used as rings, so that nothing moves when its oldest go.
@usableFromInline
struct BucketWindow: Sendable {
    /// Of a row in `cells`: where its oldest bucket is, in `0..<stride`, and how many buckets it has.
    @usableFromInline
    struct Row: Sendable {
        var oldest = 0
        var count = 0
    }

    @usableFromInline let maxBuckets: Int
    /// The least power of two above `maxBuckets`.
    @usableFromInline let stride: Int
    @usableFromInline var cells: [Double]
    /// From the row of pairs on: the row of single values changes with every value, and has its own variables.
    private var rows: [Row] = []
    @usableFromInline var oldestSingle = 0
    @usableFromInline var singles = 0
    /// The number of values, a whole number, and one by it.
    @usableFromInline var width = 0.0
    @usableFromInline var reciprocal = 0.0
    @usableFromInline var total = 0.0
    /// The sum of squared deviations from the mean, never negative.
    @usableFromInline var squares = 0.0

    init(maxBuckets: Int) {
        self.maxBuckets = maxBuckets
        stride = 1 << (Int.bitWidth - maxBuckets.leadingZeroBitCount)
        cells = Array(repeating: 0, count: 2 * stride)
    }

    /// Takes a value, and its share of the squared deviations: (n − 1)/n·(x − μₙ₋₁)².
    ///
    /// - Complexity: O(1) amortised.
    @inlinable
    @inline(__always)
    mutating func append(_ value: Double) {
        let deviation = value - total * reciprocal
        let before = width
        width += 1
        reciprocal = 1 / width
        squares += before * reciprocal * (deviation * deviation)
        total += value
        cells[(oldestSingle + singles) & (stride - 1)] = value
        singles += 1
        if singles > maxBuckets { mergeSingles() }
    }

    /// Gives the two oldest single values to the row of pairs as one bucket, and on from row to row.
    @usableFromInline
    @inline(never)
    mutating func mergeSingles() {
        let most = maxBuckets
        if (rows.last?.count ?? most) >= most {
            // The last row may have one to give, too.
            rows.append(Row())
            cells.append(contentsOf: repeatElement(0, count: 2 * stride))
        }
        let (stride, mask, first) = (self.stride, self.stride - 1, oldestSingle)
        cells.withUnsafeMutableBufferPointer { cells in
            rows.withUnsafeMutableBufferPointer { rows in
                let (a, b) = (cells[first], cells[(first + 1) & mask])
                var sum = a + b
                var square = (a - b) * (a - b) * 0.5
                var halfSize = 0.25
                var base = 2 * stride
                for index in 0..<rows.count {
                    var row = rows[index]
                    let place = base + (row.oldest + row.count) & mask
                    cells[place] = sum
                    cells[place + stride] = square
                    row.count += 1
                    if row.count <= most {
                        rows[index] = row
                        return
                    }
                    let (one, other) = (base + row.oldest, base + (row.oldest + 1) & mask)
                    let difference = cells[one] - cells[other]
                    // Two buckets of n values each: their means differ by d/n, which adds d²/(2n).
                    square = cells[one + stride] + cells[other + stride] + difference * difference * halfSize
                    sum = cells[one] + cells[other]
                    rows[index] = Row(oldest: (row.oldest + 2) & mask, count: row.count - 2)
                    halfSize *= 0.5
                    base += 2 * stride
                }
            }
        }
        oldestSingle = (oldestSingle + 2) & mask
        singles -= 2
    }

    /// Whether the means before and after some boundary between buckets differ by more than the bound.
    ///
    /// The bound is above √(2σ²δ′n/(n₀n₁)), its first term with k = 1, so a boundary that does not exceed that is passed
    /// over with neither a division nor a root; the rounding of either side is allowed for.
    ///
    /// - Complexity: O(buckets).
    func hasCut(delta: Double, leastLength: Double) -> Bool {
        let deltaPrime = log(2 * log(width) / delta)
        let variance = squares / width
        let least = 2 * squares * deltaPrime * (1 - 1e-9)
        return cells.withUnsafeBufferPointer { cells in
            var (before, sum) = (0.0, 0.0)
            for row in (0...rows.count).reversed() {
                let (oldest, count) = ring(row)
                let size = Double(sign: .plus, exponent: row, significand: 1)
                for bucket in 0..<count {
                    before += size
                    sum += cells[2 * stride * row + (oldest + bucket) & (stride - 1)]
                    let after = width - before
                    let (left, right) = (sum * width, total * before)
                    let difference = abs(left - right) + 1e-14 * (abs(left) + abs(right))
                    guard difference * difference > least * (before * after) else { continue }
                    guard before >= leastLength, after >= leastLength else { continue }
                    let share = 1 / (before - leastLength + 1) + 1 / (after - leastLength + 1)
                    let bound = (2 * share * variance * deltaPrime).squareRoot() + 2 / 3 * deltaPrime * share
                    if abs(sum / before - (total - sum) / after) > bound { return true }
                }
            }
            return false
        }
    }

    /// Where the oldest bucket of a row is in its ring, and how many the row has.
    private func ring(_ row: Int) -> (oldest: Int, count: Int) {
        row == 0 ? (oldestSingle, singles) : (rows[row - 1].oldest, rows[row - 1].count)
    }

    /// Lets go of the oldest bucket, where there are two or more.
    mutating func removeOldest() {
        dropEmptyRows()
        let (size, place): (Double, Int)
        if let last = rows.indices.last {
            size = Double(sign: .plus, exponent: last + 1, significand: 1)
            place = 2 * stride * (last + 1) + rows[last].oldest
            rows[last].oldest = (rows[last].oldest + 1) & (stride - 1)
            rows[last].count -= 1
        } else {
            guard singles > 1 else { return }
            (size, place) = (1, oldestSingle)
            oldestSingle = (oldestSingle + 1) & (stride - 1)
            singles -= 1
        }
        let (sum, square) = (cells[place], cells[place + stride])
        width -= size
        reciprocal = 1 / width
        total -= sum
        let difference = sum / size - total * reciprocal
        // What goes may be all there is, but for a rounding.
        squares = max(0, squares - (square + size * width * (difference * difference) / (size + width)))
        dropEmptyRows()
    }

    /// Lets go of the last rows that have no bucket: a row for what may come, or one whose last went.
    private mutating func dropEmptyRows() {
        while rows.last?.count == 0 {
            rows.removeLast()
            cells.removeLast(2 * stride)
        }
    }

    mutating func removeAll() {
        self = BucketWindow(maxBuckets: maxBuckets)
    }
}

extension BucketWindow {
    /// The buckets from the oldest to the newest, row by row.
    ///
    /// - Throws: `DriftError.badDetectorState` where what is read is no such window.
    mutating func exchangeState(_ exchange: inout StateExchange) throws {
        dropEmptyRows()
        var buckets = rows.reversed().map { Double($0.count) } + [Double(singles)]
        var (sums, deviations): ([Double], [Double]) = ([], [])
        for row in (0...rows.count).reversed() {
            let (oldest, count) = ring(row)
            let places = (0..<count).map { 2 * stride * row + (oldest + $0) & (stride - 1) }
            sums += places.map { cells[$0] }
            deviations += row == 0 ? [] : places.map { cells[$0 + stride] }
        }
        try exchange.count("width", &width)
        try exchange.number("total", &total, "a finite number") { $0.isFinite }
        try exchange.number("squares", &squares, "0 or more") { $0 >= 0 }
        try exchange.numbers("buckets", &buckets, count: 1...53)
        let most = Double(maxBuckets)
        try exchange.require(
            buckets.allSatisfy { $0 >= 0 && $0 <= most && $0 == $0.rounded() }, "buckets",
            "they are \(buckets)", "whole numbers from 0 to \(maxBuckets)")
        let counts = buckets.map { Int($0) }
        let values = counts.reduce(0.0) { 2 * $0 + Double($1) }
        try exchange.require(
            values == width && (counts.count == 1 || counts[0] > 0), "buckets", "they hold \(values) values",
            "buckets that hold width values, \(width), the largest first")
        let (all, merged) = (counts.reduce(0, +), counts.dropLast().reduce(0, +))
        try exchange.numbers("sums", &sums, count: all...all)
        try exchange.require(sums.allSatisfy(\.isFinite), "sums", "one is infinite", "finite numbers")
        try exchange.numbers("deviations", &deviations, count: merged...merged)
        try exchange.require(deviations.allSatisfy { $0 >= 0 }, "deviations", "one is below 0", "numbers from 0")
        restore(counts, sums, deviations)
    }

    private mutating func restore(_ counts: [Int], _ sums: [Double], _ deviations: [Double]) {
        reciprocal = width > 0 ? 1 / width : 0
        rows = counts.dropLast().reversed().map { Row(oldest: 0, count: $0) }
        (oldestSingle, singles) = (0, counts.last ?? 0)
        cells = Array(repeating: 0, count: 2 * stride * (rows.count + 1))
        var next = 0
        for (place, count) in counts.enumerated() {
            let base = 2 * stride * (counts.count - 1 - place)
            for bucket in 0..<count {
                cells[base + bucket] = sums[next]
                if next < deviations.count { cells[base + stride + bucket] = deviations[next] }
                next += 1
            }
        }
    }
}
