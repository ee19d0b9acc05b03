import Foundation

/// ADWIN as it is defined, without bounds: rows of buckets as lists, and the whole formula at every boundary.
struct AllCutsWindow {
    let delta: Double
    let clock: Int
    let maxBuckets: Int
    let shrinks: Bool
    private(set) var rows: [[(sum: Double, squares: Double)]] = [[]]
    private var width = 0.0
    private var total = 0.0
    private var squares = 0.0
    private var ticks = 0

    init(delta: Double, clock: Int, maxBuckets: Int, shrinks: Bool) {
        (self.delta, self.clock, self.maxBuckets, self.shrinks) = (delta, clock, maxBuckets, shrinks)
    }

    mutating func update(_ value: Double) -> Bool {
        if width > 0 {
            let deviation = value - total / width
            squares += width / (width + 1) * deviation * deviation
        }
        width += 1
        total += value
        rows[0].append((value, 0))
        for row in 0... where row < rows.count {
            guard rows[row].count > maxBuckets else { break }
            let (a, b) = (rows[row][0], rows[row][1])
            let size = pow(2, Double(row))
            rows[row].removeFirst(2)
            if row + 1 == rows.count { rows.append([]) }
            rows[row + 1].append((a.sum + b.sum, a.squares + b.squares + pow(a.sum - b.sum, 2) / (2 * size)))
        }
        ticks += 1
        guard ticks.isMultiple(of: clock), width > 10, hasCut() else { return false }
        if shrinks {
            repeat { removeOldest() } while width > 10 && hasCut()
        } else {
            self = AllCutsWindow(delta: delta, clock: clock, maxBuckets: maxBuckets, shrinks: false)
        }
        return true
    }

    private func hasCut() -> Bool {
        var (before, sum) = (0.0, 0.0)
        let deltaPrime = log(2 * log(width) / delta)
        for row in rows.indices.reversed() {
            for bucket in rows[row] {
                before += pow(2, Double(row))
                sum += bucket.sum
                let after = width - before
                guard before >= 5, after >= 5 else { continue }
                let share = 1 / (before - 4) + 1 / (after - 4)
                let bound =
                    (2 * share * max(0, squares) / width * deltaPrime).squareRoot() + 2 / 3 * deltaPrime * share
                if abs(sum / before - (total - sum) / after) > bound { return true }
            }
        }
        return false
    }

    private mutating func removeOldest() {
        let bucket = rows[rows.count - 1].removeFirst()
        let size = pow(2, Double(rows.count - 1))
        width -= size
        total -= bucket.sum
        squares -= bucket.squares + size * width / (size + width) * pow(bucket.sum / size - total / width, 2)
        while rows.count > 1, rows[rows.count - 1].isEmpty { rows.removeLast() }
    }
}
