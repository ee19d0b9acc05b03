import Compute

/// Kolmogorov and Smirnov's test of the newest values of a sliding window against a sample of the older ones.
///
/// Of the last w values, the newest r are compared with r drawn from the other w − r without replacement, at every value.
/// Drift where the test's exact two-sided p-value is at most α and the statistic D above 0.1. After drift it starts anew,
/// with an empty window.
///
/// The window is kept in order of size, so that one pass over it gives D; and as both samples have r values, the p-value is
/// at most α from one number of r·D on, which is found once.
///
/// Source: Raab, Heusinger & Schleif, Neurocomputing 416 (2020) 340, algorithm 1. The exact test, the condition D > 0.1, the
/// defaults and the empty window after drift (the paper keeps the newest r) are river's. The sample is drawn by a Philox
/// generator of its own: so indices are not river's, but rates of false alarms and delays are.
public struct KSWIN: CataloguedDetector {
    public let alpha: Double
    public let windowSize: Int
    public let statSize: Int
    public let seed: UInt64

    private var window: OrderedWindow
    private let source: Philox4x32
    /// The block of random numbers that the next sample begins with.
    private var block: UInt64 = 0
    /// r·D from which on it is drift.
    private let criticalCount: Int

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(alpha: Double = 0.005, windowSize: Int = 100, statSize: Int = 30, seed: UInt64 = 0) throws {
        try Self.require(alpha > 0 && alpha < 1, "alpha", alpha)
        try Self.require((1...1_000_000).contains(statSize), "stat_size", statSize)
        try Self.require(windowSize >= 2 * statSize && windowSize <= 10_000_000, "window_size", windowSize)
        self.alpha = alpha
        self.windowSize = windowSize
        self.statSize = statSize
        self.seed = seed
        window = OrderedWindow(size: windowSize, newest: statSize)
        source = Philox4x32(seed: seed, stream: Self.stream)
        criticalCount = Self.criticalCount(alpha: alpha, size: statSize)
    }

    /// Of the samples: apart from the streams of `DetectorCalibration`, so that no value decides on its own sample.
    private static let stream: UInt64 = 1 << 61

    /// - Complexity: O(w), with r random numbers.
    public mutating func update(_ value: Double) -> Signal {
        window.append(value)
        guard window.isFull else { return .warmingUp }
        drawSample()
        guard window.greatestDifference() >= criticalCount else { return .stable }
        window.removeAll()
        return .drift
    }

    /// Draws r of the older values, every subset as likely.
    ///
    /// Source: Floyd, in Bentley & Floyd, Comm. ACM 30 (1987) 754.
    private mutating func drawSample() {
        window.beginSample()
        var words = SIMD2<UInt64>()
        for drawn in 0..<statSize {
            if drawn & 1 == 0 {
                words = source.wordPair(block)
                block &+= 1
            }
            let last = windowSize - 2 * statSize + drawn
            // The upper half of the product is uniform in 0...last, to within 2⁻⁶⁴ of each.
            window.sample(Int(words[drawn & 1].multipliedFullWidth(by: UInt64(last + 1)).high), else: last)
        }
    }

    public mutating func reset() {
        window.removeAll()
    }

    /// The least c for which P(D ≥ c/r) ≤ α and c/r > 0.1, D of two samples of r values of one continuous distribution;
    /// r + 1 where there is none.
    ///
    /// P(D ≥ c/r) = 2 Σₖ (−1)ᵏ⁻¹ C(2r, r − kc)/C(2r, r), by reflection of the paths that reach c.
    ///
    /// Source: Gnedenko & Korolyuk, Dokl. Akad. Nauk SSSR 80 (1951) 525.
    package static func criticalCount(alpha: Double, size: Int) -> Int {
        // C(2r, r − j)/C(2r, r) for j = 0...r.
        var shares = [1.0]
        for j in 0..<size { shares.append(shares[j] * (Double(size - j) / Double(size + j + 1))) }
        func probability(_ count: Int) -> Double {
            var sum = 0.0
            for (k, shift) in Swift.stride(from: count, through: size, by: count).enumerated() {
                sum += k.isMultiple(of: 2) ? shares[shift] : -shares[shift]
            }
            return 2 * sum
        }
        // The probability falls with the count.
        var (low, high) = (size / 10 + 1, size + 1)
        while low < high {
            let middle = (low + high) / 2
            if probability(middle) <= alpha { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension KSWIN {
    public static var name: String { "kswin" }
    public static var summary: String { "any change of the distribution, by a sliding Kolmogorov–Smirnov test" }
    public static var input: DetectorInput { .real }
    public static var hasWarnings: Bool { false }

    public static var options: [MethodOption] {
        [
            MethodOption(
                "alpha", default: "0.005", domain: "a number above 0 and below 1",
                meaning: "the p-value of one test that is drift"),
            MethodOption(
                "window_size", default: "100", domain: "a whole number from 2·stat_size to 10000000",
                meaning: "values in the window"),
            MethodOption(
                "stat_size", default: "30", domain: "a whole number from 1 to 1000000",
                meaning: "values in either sample"),
            MethodOption(
                "seed", default: "0", domain: "a whole number from 0 to 18446744073709551615",
                meaning: "of the samples of older values"),
        ]
    }

    public init(options: DetectorOptions) throws {
        try self.init(
            alpha: options.number("alpha"), windowSize: options.whole("window_size"),
            statSize: options.whole("stat_size"), seed: options.seed("seed"))
    }

    public var optionTexts: [String] {
        [alpha.description, windowSize.description, statSize.description, seed.description]
    }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try exchange.word("block", &block)
        var values = window.values
        try exchange.numbers("window", &values, count: 0...windowSize)
        window = OrderedWindow(size: windowSize, newest: statSize, values: values)
    }
}
