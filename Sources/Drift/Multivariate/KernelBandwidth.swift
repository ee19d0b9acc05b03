internal import Compute

/// The width σ of the Gaussian kernel k(x, y) = exp(−|x − y|²/(2σ²)), in the unit of the features.
public enum KernelBandwidth: Sendable, Codable, Hashable {
    /// The median distance between two different rows of both samples (Gretton et al., JMLR 13 (2012) 723, section 8): the
    /// usual choice where nothing else is known. It does not look at which sample a row is of, so p-values stay exact.
    case median
    /// These widths. The kernel is the mean of one kernel each, which keeps k(x, x) = 1: several widths see differences
    /// at several scales.
    case widths([Double])

    /// The widths whose squares are far from the ends of double precision.
    static let domain = 1e-150...1e150

    /// - Throws: `DriftError.badParameter` where a width is outside `domain`, or there is none.
    func validate() throws {
        guard case .widths(let widths) = self else { return }
        guard let bad = widths.first(where: { !Self.domain.contains($0) }) ?? (widths.isEmpty ? .nan : nil) else {
            return
        }
        throw DriftError(
            .badParameter, key: "bandwidth", problem: widths.isEmpty ? "there is none" : "it is \(bad)",
            remedy: "give numbers from 1e-150 to 1e150, or median")
    }

    /// What a result says of the width.
    static func note(_ widths: [Double], median: Bool) -> String {
        let list = widths.map { "\($0)" }.joined(separator: ", ")
        return median
            ? "the kernel's bandwidth is the median distance, \(list)"
            : "the kernel's bandwidth was given: \(list)"
    }

    static func tooFewMedianRows(_ rows: Int) -> DriftError {
        DriftError(.badParameter, key: "median-rows", problem: "there are \(rows)", remedy: "take at least 2 rows")
    }

    static func zeroMedian() -> DriftError {
        DriftError(
            .badSample, key: "bandwidth",
            problem: "the median distance between rows is 0: at least half of all pairs of rows are the same",
            remedy: "give the bandwidth, or leave out constant data")
    }
}

extension KernelBandwidth: LosslessStringConvertible {
    /// `median`, or widths with commas between them; nil for anything else.
    public init?(_ description: String) {
        if description == "median" {
            self = .median
            return
        }
        let parts = description.split(separator: ",", omittingEmptySubsequences: false)
        let widths = parts.compactMap { Double($0) }
        guard !parts.isEmpty, widths.count == parts.count, widths.allSatisfy(Self.domain.contains) else {
            return nil
        }
        self = .widths(widths)
    }

    public var description: String {
        switch self {
        case .median: "median"
        case .widths(let widths): widths.map { "\($0)" }.joined(separator: ",")
        }
    }
}

extension KernelBandwidth {
    /// The median distance over all pairs of `pooled`'s rows, for tables small enough to go through several times.
    ///
    /// - Throws: `DriftError.badSample` where it is 0; `LinearAlgebraError.unavailable`.
    /// - Complexity: O(rows² · columns), some three times.
    static func median(
        of pooled: PooledRows, from bracket: MedianBracket? = nil, pool: ThreadPool
    ) throws -> Double {
        let tiles = try DistanceTiles(pooled, side: 256)
        var search = MedianSearch(tiles, in: bracket ?? .sampled(pooled))
        while true {
            let bracket = search.bracket
            let tallies = try pool.map(count: tiles.panels) { panel in
                MedianTally(tiles, panel: panel, in: bracket, check: {})
            }
            switch search.narrowed(by: tallies) {
            case .found(let median):
                guard median > 0 else { throw zeroMedian() }
                return median
            case .within(let next): search = next
            }
        }
    }

    /// The median distance between the rows of both samples, looked for first among the squared distances in `range`, which
    /// need not hold it.
    ///
    /// - Throws: as `median(of:from:pool:)`; `DriftError` as `RowSource`.
    package static func median(
        reference: Sample, sample: Sample, from range: ClosedRange<Double>
    ) throws -> Double {
        let pooled = try PooledRows(RowSource(reference: reference, sample: sample))
        let bracket = MedianBracket(range.lowerBound.bitPattern, range.upperBound.bitPattern)
        return try median(of: pooled, from: bracket, pool: ThreadPool(threads: 1))
    }

    /// The median distance over a random choice of the rows: that of all of them to within some per cent, in time that
    /// does not grow with their number.
    static func median(ofSome rows: Int, of source: RowSource, seed: UInt64, pool: ThreadPool) throws -> Double {
        let some = source.someRows(rows, seed: seed, stream: Streams.rows)
        return try median(of: PooledRows(source, rows: some), pool: pool)
    }
}

/// Streams of a seed beside those of the permutations, which have the numbers from 0.
enum Streams {
    /// The rows from which a median distance or a model's centres are taken.
    static let rows = 1 << 62
    /// The pairs from which the first bracket of a median is taken.
    static let pairs = rows + 1
    /// The frequencies of random features.
    static let frequencies = rows + 2
    /// The rows that are a model's centres.
    static let centres = rows + 3
}
