/// Adaptive windowing: a window of variable length, cut where the means before and after the cut differ too much.
///
/// The window is kept in buckets of 1, 2, 4, … values, at most `max_buckets` of each size, and every `clock` values each
/// boundary between buckets is a possible cut. With n₀ and n₁ values before and after it, n = n₀ + n₁, means μ₀ and μ₁, and
/// the window's variance σ², it is one where |μ₀ − μ₁| > √(2mσ²δ′) + ⅔mδ′, δ′ = ln(2 ln n/δ), and
/// m = 1/(n₀ − k + 1) + 1/(n₁ − k + 1) for the least length k of either part.
///
/// Source: Bifet & Gavaldà, SDM 2007, section 3 and theorem 3.2; buckets: Datar, Gionis, Indyk & Motwani, SIAM J. Comput. 31
/// (2002) 1794; their variances: Babcock, Datar, Motwani & O'Callaghan, PODS 2003, lemma 1. δ′, m and the defaults are
/// river's. So is what follows a drift: the window is emptied. `afterDrift` `.shrink` is the published rule: the oldest
/// buckets go until no cut is left, and the window's mean is that of the values since the change.
public struct ADWIN: CataloguedDetector {
    /// What happens to the window when it is cut.
    public enum AfterDrift: String, Sendable, Codable, CaseIterable {
        /// It is emptied.
        case restart
        /// The buckets before the cut go, the oldest first, until there is no cut left.
        case shrink
    }

    public let delta: Double
    public let clock: Int
    public let maxBuckets: Int
    public let minWindowLength: Int
    public let gracePeriod: Int
    public let afterDrift: AfterDrift

    /// Values until the next look for a cut.
    @usableFromInline var untilCheck: Int
    @usableFromInline var window: BucketWindow

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(
        delta: Double = 0.002, clock: Int = 32, maxBuckets: Int = 5, minWindowLength: Int = 5, gracePeriod: Int = 10,
        afterDrift: AfterDrift = .restart
    ) throws {
        try Self.require(delta > 0 && delta < 1, "delta", delta)
        try Self.require((1...1_000_000_000).contains(clock), "clock", clock)
        try Self.require((2...1024).contains(maxBuckets), "max_buckets", maxBuckets)
        try Self.require((1...1_000_000_000).contains(minWindowLength), "min_window_length", minWindowLength)
        try Self.require((0...1_000_000_000).contains(gracePeriod), "grace_period", gracePeriod)
        self.delta = delta
        self.clock = clock
        self.maxBuckets = maxBuckets
        self.minWindowLength = minWindowLength
        self.gracePeriod = gracePeriod
        self.afterDrift = afterDrift
        untilCheck = clock
        window = BucketWindow(maxBuckets: maxBuckets)
    }

    /// The number of values in the window.
    public var width: Int { Int(window.width) }

    /// The mean of the values in the window; nil where there are none.
    public var mean: Double? { window.width > 0 ? window.total / window.width : nil }

    /// The variance of the values in the window, dividing by their number; nil where there are none.
    public var variance: Double? { window.width > 0 ? window.squares / window.width : nil }

    /// - Complexity: O(1) amortised, and every `clock` values O(max_buckets · log width): a multiplication or two a bucket.
    @inlinable
    @inline(__always)
    public mutating func update(_ value: Double) -> Signal {
        window.append(value)
        untilCheck -= 1
        if untilCheck == 0 { return check() }
        return window.width > Double(gracePeriod) ? .stable : .warmingUp
    }

    @usableFromInline
    @inline(never)
    mutating func check() -> Signal {
        untilCheck = clock
        guard window.width > Double(gracePeriod) else { return .warmingUp }
        guard window.hasCut(delta: delta, leastLength: Double(minWindowLength)) else { return .stable }
        switch afterDrift {
        case .restart:
            reset()
        case .shrink:
            repeat {
                window.removeOldest()
            } while window.width > Double(gracePeriod)
                && window.hasCut(delta: delta, leastLength: Double(minWindowLength))
        }
        return .drift
    }

    public mutating func reset() {
        untilCheck = clock
        window.removeAll()
    }
}

extension ADWIN {
    public static var name: String { "adwin" }
    public static var summary: String { "a change of the mean, by the cuts of a window that grows while there is none" }
    public static var input: DetectorInput { .real }
    public static var hasWarnings: Bool { false }

    public static var options: [MethodOption] {
        [
            MethodOption(
                "delta", default: "0.002", domain: "a number above 0 and below 1",
                meaning: "the confidence: the smaller, the fewer false alarms"),
            MethodOption(
                "clock", default: "32", domain: "a whole number from 1 to 10⁹",
                meaning: "values between two looks for a cut"),
            MethodOption(
                "max_buckets", default: "5", domain: "a whole number from 2 to 1024", meaning: "buckets of each size"),
            MethodOption(
                "min_window_length", default: "5", domain: "a whole number from 1 to 10⁹",
                meaning: "values on either side of a cut at least"),
            MethodOption(
                "grace_period", default: "10", domain: "a whole number from 0 to 10⁹",
                meaning: "values in the window before it may be cut"),
            MethodOption(
                "after_drift", default: "restart", domain: "one of restart, shrink",
                meaning: "whether the window is emptied, or only what lies before the cut goes"),
        ]
    }

    public init(options: DetectorOptions) throws {
        try self.init(
            delta: options.number("delta"), clock: options.whole("clock"), maxBuckets: options.whole("max_buckets"),
            minWindowLength: options.whole("min_window_length"), gracePeriod: options.whole("grace_period"),
            afterDrift: options.choice("after_drift"))
    }

    public var optionTexts: [String] {
        [
            delta.description, clock.description, maxBuckets.description, minWindowLength.description,
            gracePeriod.description, afterDrift.rawValue,
        ]
    }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try exchange.whole("until_check", &untilCheck, in: 1...clock)
        try window.exchangeState(&exchange)
    }
}
