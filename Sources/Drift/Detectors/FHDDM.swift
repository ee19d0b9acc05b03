import Foundation

/// The fast Hoeffding drift detection method: a window's accuracy that has fallen below the best it ever was.
///
/// With the share p of correct outcomes among the last n, drift where p_max − p > ε, ε = √(ln(1/δ)/(2n)). With a short
/// window as well, drift where either falls (stacking). After drift it starts anew.
///
/// Source: Pesaranghader & Viktor, ECML PKDD 2016, section 3 and theorem 1; the short window: Pesaranghader, Viktor &
/// Paquet, Machine Learning 107 (2018) 1711. An outcome of 1 is an error here, as for every detector of error rates;
/// river takes 1 for correct, so that its indices are those of the stream of 1 − x.
public struct FHDDM: CataloguedDetector {
    public let slidingWindowSize: Int
    public let confidenceLevel: Double
    /// nil where there is no short window.
    public let shortWindowSize: Int?

    private var recent: RecentOutcomes
    private var fewest = Int.max
    private var fewestShort = Int.max
    private let bound: Double
    private let shortBound: Double

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(
        slidingWindowSize: Int = 100, confidenceLevel: Double = 0.000001, shortWindowSize: Int? = nil
    ) throws {
        try Self.require((1...10_000_000).contains(slidingWindowSize), "sliding_window_size", slidingWindowSize)
        try Self.require(confidenceLevel > 0 && confidenceLevel < 1, "confidence_level", confidenceLevel)
        if let shortWindowSize {
            try Self.require(
                (1...slidingWindowSize).contains(shortWindowSize), "short_window_size", shortWindowSize)
        }
        self.slidingWindowSize = slidingWindowSize
        self.confidenceLevel = confidenceLevel
        self.shortWindowSize = shortWindowSize
        recent = RecentOutcomes(capacity: slidingWindowSize)
        bound = Self.epsilon(confidenceLevel, slidingWindowSize)
        shortBound = Self.epsilon(confidenceLevel, shortWindowSize ?? slidingWindowSize)
    }

    private static func epsilon(_ confidence: Double, _ size: Int) -> Double {
        (-log(confidence) / (2 * Double(size))).squareRoot()
    }

    /// - Parameter value: 0, or 1 for an error.
    /// - Complexity: O(1); O(m) with a short window of m outcomes.
    public mutating func update(_ value: Double) -> Signal {
        recent.append(value == 1)
        guard recent.isFull else { return .warmingUp }
        // The best accuracy is where errors are fewest, and p_max − p is their difference by the window's size.
        fewest = min(fewest, recent.ones)
        var isDrift = Double(recent.ones - fewest) > bound * Double(slidingWindowSize)
        if let shortWindowSize {
            let errors = recent.ones(ofLast: shortWindowSize)
            fewestShort = min(fewestShort, errors)
            isDrift = isDrift || Double(errors - fewestShort) > shortBound * Double(shortWindowSize)
        }
        guard isDrift else { return .stable }
        reset()
        return .drift
    }

    public mutating func reset() {
        recent.removeAll()
        (fewest, fewestShort) = (.max, .max)
    }
}

extension FHDDM {
    public static var name: String { "fhddm" }
    public static var summary: String { "a window's accuracy below its best, by Hoeffding's bound" }
    public static var input: DetectorInput { .outcome }
    public static var hasWarnings: Bool { false }

    public static var options: [MethodOption] {
        [
            MethodOption(
                "sliding_window_size", default: "100", domain: "a whole number from 1 to 10000000",
                meaning: "outcomes in the window"),
            MethodOption(
                "confidence_level", default: "1e-06", domain: "a number above 0 and below 1",
                meaning: "the probability δ that a window falls so far by chance"),
            MethodOption(
                "short_window_size", default: "none", domain: "a whole number from 1 to sliding_window_size, or none",
                meaning: "outcomes in the short window that is looked at as well"),
        ]
    }

    public init(options: DetectorOptions) throws {
        try self.init(
            slidingWindowSize: options.whole("sliding_window_size"),
            confidenceLevel: options.number("confidence_level"),
            shortWindowSize: options.wholeOrNone("short_window_size"))
    }

    public var optionTexts: [String] {
        [slidingWindowSize.description, confidenceLevel.description, shortWindowSize?.description ?? "none"]
    }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try exchange.outcomes("recent", &recent)
        try exchange.whole("fewest", &fewest, in: 0...Int.max)
        try exchange.whole("fewest_short", &fewestShort, in: 0...Int.max)
    }
}
