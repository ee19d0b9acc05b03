/// The statistical test of equal proportions: the last outcomes against all before them.
///
/// With r of n outcomes right before the window, r′ of n′ = `min_num_instances` in it, and p̂ of all,
/// T = (|r/n − r′/n′| − ½(1/n + 1/n′)) / √(p̂(1 − p̂)(1/n + 1/n′)); a warning where P(Z > T) < α_w, drift where it is below
/// α_d. It looks at either direction, from twice the window's outcomes on. After drift it starts anew.
///
/// Source: Nishida & Yamauchi, Discovery Science 2007, eq. 1. Where p̂ is 0 or 1 the two do not differ. frouros takes the
/// magnitude of T, by which a difference below the continuity correction, T < 0, can be drift too where errors are very
/// rare; here it never is.
public struct STEPD: CataloguedDetector {
    public let alphaDrift: Double
    public let alphaWarning: Double
    public let minInstances: Int

    private var rate = ErrorRate()
    private var recent: RecentOutcomes

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(alphaDrift: Double = 0.003, alphaWarning: Double = 0.05, minInstances: Int = 30) throws {
        try Self.require(alphaDrift > 0 && alphaDrift < 1, "alpha_d", alphaDrift)
        try Self.require(alphaWarning > alphaDrift && alphaWarning < 1, "alpha_w", alphaWarning)
        try Self.require((1...10_000_000).contains(minInstances), "min_num_instances", minInstances)
        self.alphaDrift = alphaDrift
        self.alphaWarning = alphaWarning
        self.minInstances = minInstances
        recent = RecentOutcomes(capacity: minInstances)
    }

    /// - Parameter value: 0, or 1 for an error.
    /// - Complexity: O(1).
    public mutating func update(_ value: Double) -> Signal {
        recent.append(value == 1)
        rate.add(value == 1)
        guard rate.count >= 2 * minInstances else { return .warmingUp }
        let p = NormalDistribution.upperTail(statistic)
        if p < alphaDrift {
            reset()
            return .drift
        }
        return p < alphaWarning ? .warning : .stable
    }

    private var statistic: Double {
        let variance = rate.rate * (1 - rate.rate)
        guard variance > 0 else { return 0 }
        let (before, window) = (Double(rate.count - recent.count), Double(recent.count))
        let inverse = 1 / before + 1 / window
        let difference = abs(Double(rate.errors - recent.ones) / before - Double(recent.ones) / window)
        return (difference - 0.5 * inverse) / (variance * inverse).squareRoot()
    }

    public mutating func reset() {
        rate = ErrorRate()
        recent.removeAll()
    }
}

extension STEPD {
    public static var name: String { "stepd" }
    public static var summary: String { "the last outcomes against all before, by a test of equal proportions" }
    public static var input: DetectorInput { .outcome }
    public static var hasWarnings: Bool { true }

    public static var options: [MethodOption] {
        [
            MethodOption(
                "alpha_d", default: "0.003", domain: "a number above 0 and below 1",
                meaning: "the p-value that is drift"),
            MethodOption(
                "alpha_w", default: "0.05", domain: "a number above alpha_d and below 1",
                meaning: "the p-value that is a warning"),
            MethodOption(
                "min_num_instances", default: "30", domain: "a whole number from 1 to 10000000",
                meaning: "outcomes in the window; it may detect from twice as many on"),
        ]
    }

    public init(options: DetectorOptions) throws {
        try self.init(
            alphaDrift: options.number("alpha_d"), alphaWarning: options.number("alpha_w"),
            minInstances: options.whole("min_num_instances"))
    }

    public var optionTexts: [String] { [alphaDrift.description, alphaWarning.description, minInstances.description] }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try exchange.errorRate(&rate)
        try exchange.outcomes("recent", &recent)
        try exchange.require(
            recent.count == min(rate.count, minInstances) && recent.ones <= rate.errors, "recent",
            "it has \(recent.count) outcomes, \(recent.ones) of them errors",
            "the last \(min(rate.count, minInstances)), with at most \(rate.errors) errors")
    }
}
