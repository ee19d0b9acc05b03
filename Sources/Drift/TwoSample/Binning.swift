/// How values are put into bins, for methods that compare histograms.
public struct Binning: Sendable, Hashable {
    public enum Rule: String, Sendable, Codable, CaseIterable {
        /// Bins of equal shares of the reference, open at both ends: the edges are its quantiles at 1/k, 2/k, …, by
        /// linear interpolation (Hyndman & Fan, Amer. Statist. 50 (1996) 361, definition 7). An edge that ties make the
        /// same as the one before is left out, so there may be fewer bins.
        case quantiles
        /// Bins of equal width from the least to the greatest value of both samples.
        case width
        /// A bin for each distinct value of either sample.
        case categories
    }

    public static let counts = 2...100_000

    public let rule: Rule
    /// How many bins are asked for; of no meaning with `.categories`.
    public let count: Int
    /// How many values a sample counts as having in a bin that only the other one hits, for distances that would be
    /// infinite there.
    public let emptyBin: Double

    /// - Parameters:
    ///   - count: in `counts`.
    ///   - emptyBin: above 0 and at most 1.
    /// - Throws: `DriftError.badParameter` with any other value.
    public init(_ rule: Rule, count: Int = 10, emptyBin: Double = 0.5) throws {
        guard Self.counts.contains(count) else {
            throw DriftError(
                .badParameter, key: "bins", problem: "it is \(count)",
                remedy: "give a whole number from \(Self.counts.lowerBound) to \(Self.counts.upperBound)")
        }
        guard emptyBin > 0, emptyBin <= 1 else {
            throw DriftError(
                .badParameter, key: "empty_bin", problem: "it is \(emptyBin)", remedy: "give \(Self.emptyBinDomain)")
        }
        self.init(rule, count, emptyBin)
    }

    /// Ten bins.
    public static func ten(_ rule: Rule) -> Binning { Binning(rule, 10, 0.5) }

    private init(_ rule: Rule, _ count: Int, _ emptyBin: Double) {
        self.rule = rule
        self.count = count
        self.emptyBin = emptyBin
    }

    private static let emptyBinDomain = "a number above 0 and at most 1"

    init(_ options: MethodOptions, default rule: Rule) throws {
        try self.init(
            options.choice("binning", default: rule), count: options.whole("bins", default: 10, in: Self.counts),
            emptyBin: options.number("empty_bin", default: 0.5, domain: Self.emptyBinDomain) { $0 > 0 && $0 <= 1 })
    }

    static func options(default rule: Rule, emptyBins: Bool = false) -> [MethodOption] {
        let options = [
            MethodOption(
                "binning", default: rule.rawValue, domain: "quantiles, width or categories",
                meaning:
                    "bins of equal shares of the reference, of equal width over both samples, or one a distinct value"),
            MethodOption(
                "bins", default: "10", domain: "a whole number from \(counts.lowerBound) to \(counts.upperBound)",
                meaning: "how many bins; of no meaning with categories"),
        ]
        guard emptyBins else { return options }
        let emptyBin = MethodOption(
            "empty_bin", default: "0.5", domain: emptyBinDomain,
            meaning: "how many values a sample counts as having in a bin that only the other one hits")
        return options + [emptyBin]
    }

    /// The counts of both samples in the bins.
    ///
    /// A value on an edge belongs to the bin below it.
    ///
    /// - Complexity: O(m + n + bins).
    func histograms(_ pair: OrderedPair) -> Histograms {
        if rule == .categories {
            var result = Histograms()
            pair.forEachValue { result.append($1, $2) }
            return result
        }
        let edges = rule == .quantiles ? quantiles(pair.reference) : widths(pair)
        var result = Histograms()
        var (i, j) = (0, 0)
        for edge in edges + [.infinity] {
            let (firstI, firstJ) = (i, j)
            while i < pair.m, pair.reference[i] <= edge { i += 1 }
            while j < pair.n, pair.sample[j] <= edge { j += 1 }
            result.append(i - firstI, j - firstJ)
        }
        return result
    }

    /// The inner edges, ascending and distinct.
    private func quantiles(_ sorted: UnsafeBufferPointer<Double>) -> [Double] {
        var edges: [Double] = []
        for bin in 1..<count {
            // In whole numbers, so that a quantile that is one of the values is that value to the last bit.
            let (index, rest) = ((sorted.count - 1) * bin).quotientAndRemainder(dividingBy: count)
            let edge = Self.between(
                sorted[index], sorted[min(index + 1, sorted.count - 1)], share: Double(rest) / Double(count))
            if edges.last.map({ edge > $0 }) ?? true { edges.append(edge) }
        }
        return edges
    }

    private func widths(_ pair: OrderedPair) -> [Double] {
        let least = min(pair.reference[0], pair.sample[0])
        let greatest = max(pair.reference[pair.m - 1], pair.sample[pair.n - 1])
        guard least < greatest else { return [] }
        // Whole numbers fall on edges often; what rounding does to the edges must not part them.
        let rounding = 8 * max(abs(least), abs(greatest)).ulp
        return (1..<count).map { bin in
            Self.between(least, greatest, share: Double(bin) / Double(count)) + rounding
        }
    }

    /// The point a `share` of the way from `low` to `high`, from the nearer end.
    private static func between(_ low: Double, _ high: Double, share: Double) -> Double {
        let length = high - low
        // Too far apart for a difference: then as a mean of the two.
        guard length.isFinite else { return low * (1 - share) + high * share }
        return share < 0.5 ? low + length * share : high - length * (1 - share)
    }
}

/// How often each of the bins is hit by the reference and by the sample.
struct Histograms {
    private(set) var reference: [Int] = []
    private(set) var sample: [Int] = []

    /// Adds a bin; one that neither sample hits says nothing and is left out.
    mutating func append(_ inReference: Int, _ inSample: Int) {
        guard inReference + inSample > 0 else { return }
        reference.append(inReference)
        sample.append(inSample)
    }

    /// The counts as shares of their totals.
    var shares: (reference: [Double], sample: [Double]) {
        (Self.shares(reference.map(Double.init)), Self.shares(sample.map(Double.init)))
    }

    /// The counts as shares, where a bin that only one sample hits counts as `emptyBin` values of the other: logarithms
    /// of 0 are thereby avoided, and where no bin is empty nothing changes.
    func shares(emptyBin: Double) -> (reference: [Double], sample: [Double]) {
        func filled(_ counts: [Int]) -> [Double] { Self.shares(counts.map { $0 == 0 ? emptyBin : Double($0) }) }
        return (filled(reference), filled(sample))
    }

    var hasEmptyBins: Bool { reference.contains(0) || sample.contains(0) }

    private static func shares(_ counts: [Double]) -> [Double] {
        let total = counts.reduce(0, +)
        return counts.map { $0 / total }
    }
}
