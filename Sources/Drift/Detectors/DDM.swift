/// The drift detection method: an error rate that has risen above the least it ever was.
///
/// After n outcomes the rate p has standard deviation s = √(p(1 − p)/n). Where p + s is least so far, both are kept; a
/// warning where p + s > p_min + 2·s_min, drift where it is above p_min + 3·s_min. After drift it starts anew.
///
/// A stream without errors has p_min = s_min = 0, and its first error after the warm-up is drift: so by definition.
///
/// Source: Gama, Medas, Castillo & Rodrigues, SBIA 2004, section 3. As in river, a tie moves the minimum, thresholds are
/// exceeded rather than reached, and nothing is recorded before more than `warm_start` outcomes.
public struct DDM: CataloguedDetector {
    public let warmStart: Int
    public let warningThreshold: Double
    public let driftThreshold: Double

    private var rate = ErrorRate()
    private var least = LeastErrorRate()

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(warmStart: Int = 30, warningThreshold: Double = 2, driftThreshold: Double = 3) throws {
        try Self.require(warmStart >= 0, "warm_start", warmStart)
        try Self.require(warningThreshold > 0 && warningThreshold <= 1e6, "warning_threshold", warningThreshold)
        try Self.require(
            driftThreshold >= warningThreshold && driftThreshold <= 1e6, "drift_threshold", driftThreshold)
        self.warmStart = warmStart
        self.warningThreshold = warningThreshold
        self.driftThreshold = driftThreshold
    }

    /// - Parameter value: 0, or 1 for an error.
    /// - Complexity: O(1).
    public mutating func update(_ value: Double) -> Signal {
        rate.add(value == 1)
        guard rate.count > warmStart else { return .warmingUp }
        let (p, s) = (rate.rate, rate.standardDeviation)
        if p + s <= least.sum { least.set(rate: p, standardDeviation: s) }
        if least.isExceeded(by: p + s, level: driftThreshold) {
            reset()
            return .drift
        }
        return least.isExceeded(by: p + s, level: warningThreshold) ? .warning : .stable
    }

    public mutating func reset() {
        rate = ErrorRate()
        least = LeastErrorRate()
    }
}

extension DDM {
    public static var name: String { "ddm" }
    public static var summary: String { "an error rate above its least, by its standard deviation" }
    public static var input: DetectorInput { .outcome }
    public static var hasWarnings: Bool { true }

    public static var options: [MethodOption] {
        [
            .warmStart("outcomes before it may detect", domain: "a whole number from 0"),
            MethodOption(
                "warning_threshold", default: "2.0", domain: "a number above 0, up to 10⁶",
                meaning: "standard deviations above the least rate that are a warning"),
            MethodOption(
                "drift_threshold", default: "3.0", domain: "a number from warning_threshold, up to 10⁶",
                meaning: "standard deviations above the least rate that are drift"),
        ]
    }

    public init(options: DetectorOptions) throws {
        try self.init(
            warmStart: options.whole("warm_start"), warningThreshold: options.number("warning_threshold"),
            driftThreshold: options.number("drift_threshold"))
    }

    public var optionTexts: [String] {
        [warmStart.description, warningThreshold.description, driftThreshold.description]
    }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try exchange.errorRate(&rate)
        try exchange.least(&least)
    }
}

extension MethodOption {
    static func warmStart(_ meaning: String, domain: String) -> MethodOption {
        MethodOption("warm_start", default: "30", domain: domain, meaning: meaning)
    }
}
