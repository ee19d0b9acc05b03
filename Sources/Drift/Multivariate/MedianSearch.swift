internal import Compute

/// The exact median of all squared distances without sorting or keeping them: passes over the tiles that count how many
/// lie in each of 4096 cells of a bracket, until the cell of the median holds one value.
///
/// A non-negative number and its bit pattern have the same order, so cells are ranges of bit patterns and one pass narrows
/// any bracket 4096-fold. The first bracket comes from a sample of pairs and holds the median almost always; where it does
/// not, the search goes on beside it. Two passes are usual.
struct MedianSearch: Sendable {
    /// Pairs of different rows.
    let pairs: Int
    let bracket: MedianBracket

    enum Step {
        /// The median distance: the square root of the middle squared distance, the mean of the two roots where there
        /// are two.
        case found(Double)
        case within(MedianSearch)
    }

    /// Ranks of the two middle values, from 0: the same one twice where the number of pairs is odd.
    private var ranks: (lower: Int, upper: Int) { ((pairs - 1) / 2, pairs / 2) }

    init(_ tiles: DistanceTiles, in bracket: MedianBracket) {
        self.init(pairs: tiles.pooled.count * (tiles.pooled.count - 1) / 2, bracket: bracket)
    }

    private init(pairs: Int, bracket: MedianBracket) {
        self.pairs = pairs
        self.bracket = bracket
    }

    /// - Parameter tallies: of every panel, for this bracket.
    func narrowed(by tallies: [MedianTally]) -> Step {
        let below = tallies.reduce(0) { $0 + $1.below }
        var cells: [Int: MedianTally.Cell] = [:]
        for cell in tallies.lazy.flatMap(\.cells) {
            cells[cell.index] = cells[cell.index].map { $0.joined(cell) } ?? cell
        }
        let sorted = cells.values.sorted { $0.index < $1.index }
        let inside = sorted.reduce(0) { $0 + $1.count }
        if ranks.lower < below { return .within(moved(to: MedianBracket(0, bracket.high))) }
        if ranks.upper >= below + inside { return .within(moved(to: MedianBracket(bracket.low, MedianBracket.top))) }
        let (lower, upper) = (
            Self.cell(ranks.lower - below, of: sorted), Self.cell(ranks.upper - below, of: sorted)
        )
        if lower.index != upper.index { return .found(Self.mean(lower.greatest, upper.least)) }
        if lower.least == lower.greatest { return .found(Self.mean(lower.least, lower.least)) }
        return .within(moved(to: MedianBracket(lower.least, lower.greatest)))
    }

    private func moved(to bracket: MedianBracket) -> MedianSearch { MedianSearch(pairs: pairs, bracket: bracket) }

    /// The cell with the value of that rank.
    private static func cell(_ rank: Int, of cells: [MedianTally.Cell]) -> MedianTally.Cell {
        var before = 0
        for cell in cells {
            before += cell.count
            if rank < before { return cell }
        }
        return cells[cells.count - 1]
    }

    private static func mean(_ first: UInt64, _ second: UInt64) -> Double {
        let roots = (Double(bitPattern: first).squareRoot(), Double(bitPattern: second).squareRoot())
        return first == second ? roots.0 : roots.0 + (roots.1 - roots.0) / 2
    }
}

/// The bit patterns of the squared distances that a pass tells apart.
struct MedianBracket: Sendable, Codable, Hashable {
    let low: UInt64
    /// The last one.
    let high: UInt64

    static let cells = 4096
    /// That of the greatest finite number.
    static let top = Double.greatestFiniteMagnitude.bitPattern

    init(_ low: UInt64, _ high: UInt64) {
        self.low = low
        self.high = high
    }

    /// Bits of a pattern, counted from `low`, that its cell leaves open.
    var shift: UInt64 {
        let width = UInt64.bitWidth - (high - low).leadingZeroBitCount
        return UInt64(max(0, width - 12))
    }

    /// Around the median of 2¹⁶ pairs drawn at random, five standard errors of its rank to either side; everything where
    /// there are few pairs anyway. A seed of its own, so that the median is a function of the rows alone.
    ///
    /// - Complexity: O(columns) beside the pairs.
    static func sampled(_ pooled: PooledRows) -> MedianBracket {
        let drawn = 1 << 16
        guard pooled.count > 1024 else { return MedianBracket(0, top) }
        let random = Philox4x32(seed: 0, stream: UInt64(Streams.pairs))
        let distances = (0..<drawn).map { index -> Double in
            let words = random.wordPair(UInt64(index))
            let first = Int(words[0].multipliedFullWidth(by: UInt64(pooled.count)).high)
            let other = Int(words[1].multipliedFullWidth(by: UInt64(pooled.count - 1)).high)
            return pooled.squaredDistance(first, other < first ? other : other + 1)
        }.sorted()
        let margin = 5 * 128
        return MedianBracket(distances[drawn / 2 - margin].bitPattern, distances[drawn / 2 + margin].bitPattern)
    }
}

/// How many squared distances of a panel lie below a bracket, and in each of its cells.
struct MedianTally: Sendable, Codable {
    /// A cell that holds any.
    struct Cell: Sendable, Codable {
        let index: Int
        let count: Int
        /// Bit patterns of the least and the greatest value in it.
        let least: UInt64
        let greatest: UInt64

        func joined(_ other: Cell) -> Cell {
            Cell(
                index: index, count: count + other.count, least: min(least, other.least),
                greatest: max(greatest, other.greatest))
        }
    }

    let below: Int
    let cells: [Cell]

    /// - Parameter check: called once a tile; what it throws ends the pass.
    /// - Complexity: O(pairs of the panel · columns).
    init(_ tiles: DistanceTiles, panel: Int, in bracket: MedianBracket, check: () throws -> Void) rethrows {
        let side = tiles.side
        let distances = AlignedBuffer(uninitialized: side * side)
        var counts = [Int](repeating: 0, count: MedianBracket.cells)
        var least = [UInt64](repeating: .max, count: MedianBracket.cells)
        var greatest = [UInt64](repeating: 0, count: MedianBracket.cells)
        let (low, span, shift) = (bracket.low, bracket.high - bracket.low, bracket.shift)
        var below = 0
        let rows = tiles.range(panel)
        for tile in panel..<tiles.panels {
            try check()
            tiles.write(panel, tile, into: distances.base)
            let columns = tiles.range(tile).count
            for row in 0..<rows.count {
                let line = distances.base + row * side
                for column in (tile == panel ? row + 1 : 0)..<max(columns, tile == panel ? row + 1 : 0) {
                    let bits = line[column].bitPattern
                    below &+= bits < low ? 1 : 0
                    let place = bits &- low
                    guard place <= span else { continue }
                    let cell = Int(place &>> shift)
                    counts[cell] &+= 1
                    least[cell] = min(least[cell], bits)
                    greatest[cell] = max(greatest[cell], bits)
                }
            }
        }
        self.below = below
        cells = counts.indices.filter { counts[$0] > 0 }.map {
            Cell(index: $0, count: counts[$0], least: least[$0], greatest: greatest[$0])
        }
    }
}
