import Compute
import Graphs

/// Whether two candidate systems are the same but for their units' names: some renaming turns the transition
/// probabilities of both directions, the connections and the state of one into those of the other.
///
/// All that follows from a candidate, Φ included, then is the same. Renamings are searched for unit by unit, pairs of
/// units having to agree in what one says about the other, and the tables are compared where all pairs do.
struct CandidateLikeness {
    private let unitCount: Int
    private let state: Int
    private let inputs: [UInt64]
    private let columns: [AlignedBuffer]
    /// For the ordered pair (i, j), at i · n + j, in each direction: the mean of P(unit i = 1) where unit j is as now,
    /// and the mean difference that unit j makes to it.
    private let pairs: [[Double]]

    /// How many complete renamings are tried: symmetric networks succeed with the first few.
    private static let mostRenamings = 20_000

    /// - Complexity: O(n² · 2^n) for n units.
    init(_ system: CandidateSystem, causeColumns: AlignedBuffer) {
        let count = system.unitCount
        unitCount = count
        state = system.state
        inputs = system.connectivity.inputs
        columns = [system.effectColumns, causeColumns]
        let current = system.state
        pairs = columns.flatMap { columns in
            var means: [Double] = []
            var differences: [Double] = []
            for unit in 0..<count {
                let column = columns.base + unit << count
                for source in 0..<count {
                    var mean = 0.0
                    var difference = 0.0
                    for row in 0..<(1 << count) where (row ^ current) >> source & 1 == 0 {
                        mean += column[row]
                        difference += abs(column[row] - column[row ^ 1 << source])
                    }
                    means.append(mean / Double(1 << (count - 1)))
                    differences.append(difference / Double(1 << (count - 1)))
                }
            }
            return [means, differences]
        }
    }

    /// Whether `other` is an image of this candidate. False also where that was not found out in `mostRenamings`.
    func isImage(of other: CandidateLikeness) -> Bool {
        guard unitCount == other.unitCount, state.nonzeroBitCount == other.state.nonzeroBitCount else { return false }
        var images: [Int] = []
        var renamings = 0
        return isImage(of: other, &images, &renamings)
    }

    /// `images[i]` is the unit of `other` that unit i becomes.
    private func isImage(of other: CandidateLikeness, _ images: inout [Int], _ renamings: inout Int) -> Bool {
        let unit = images.count
        guard unit < unitCount else {
            renamings += 1
            return agrees(with: other, images)
        }
        for image in 0..<unitCount where !images.contains(image) {
            guard renamings < Self.mostRenamings else { return false }
            images.append(image)
            if agrees(with: other, lastOf: images), isImage(of: other, &images, &renamings) { return true }
            images.removeLast()
        }
        return false
    }

    /// Whether the last unit renamed agrees with its image, and with each unit before it.
    private func agrees(with other: CandidateLikeness, lastOf images: [Int]) -> Bool {
        let unit = images.count - 1
        guard state >> unit & 1 == other.state >> images[unit] & 1 else { return false }
        return (0...unit).allSatisfy { before in
            [(unit, before), (before, unit)].allSatisfy { target, source in
                let isInput = inputs[target] >> UInt64(source) & 1
                guard isInput == other.inputs[images[target]] >> UInt64(images[source]) & 1 else { return false }
                return zip(pairs, other.pairs).allSatisfy { own, its in
                    let difference =
                        own[target * unitCount + source] - its[images[target] * unitCount + images[source]]
                    return abs(difference) <= roundingTolerance
                }
            }
        }
    }

    /// Whether all transition probabilities agree.
    private func agrees(with other: CandidateLikeness, _ images: [Int]) -> Bool {
        for row in 0..<(1 << unitCount) {
            let image = images.indices.reduce(0) { $0 | (row >> $1 & 1) << images[$1] }
            for (own, its) in zip(columns, other.columns) {
                for unit in 0..<unitCount
                where abs(own[unit << unitCount | row] - its[images[unit] << unitCount | image]) > roundingTolerance {
                    return false
                }
            }
        }
        return true
    }
}
