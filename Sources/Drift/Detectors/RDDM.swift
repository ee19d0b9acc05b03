/// The reactive drift detection method: DDM that shortens long concepts and ends long warnings.
///
/// Rates and minima are DDM's, with a warning where p + s > p_min + 1.773·s_min and drift above p_min + 2.258·s_min. In
/// addition, (1) a concept of `max_concept_size` outcomes outside the warning level is cut: the rate is computed anew from
/// the last `min_concept_size` outcomes and the minima are forgotten; (2) a warning that has lasted
/// `max_num_instances_warning` outcomes is drift.
///
/// Source: Barros, Cabral, Gonçalves & Santos, Expert Systems with Applications 90 (2017) 344, algorithm 1. There the
/// outcomes since the warning began start the concept after a drift. Here drift starts anew without them, as in frouros
/// with a reset after each detection, by which its indices were pinned. Where a concept is cut, frouros divides the errors of
/// the outcomes that are left by one too few; the rate here is theirs, so its later indices may differ.
public struct RDDM: CataloguedDetector {
    public let warningLevel: Double
    public let driftLevel: Double
    public let maxConceptSize: Int
    public let minConceptSize: Int
    public let maxInstancesWarning: Int
    public let minInstances: Int

    private var rate = ErrorRate()
    private var least = LeastErrorRate()
    private var recent: RecentOutcomes
    private var warnings = 0

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(
        warningLevel: Double = 1.773, driftLevel: Double = 2.258, maxConceptSize: Int = 40_000,
        minConceptSize: Int = 7_000, maxInstancesWarning: Int = 1_400, minInstances: Int = 129
    ) throws {
        try Self.require(warningLevel > 0 && warningLevel <= 1e6, "warning_level", warningLevel)
        try Self.require(driftLevel > warningLevel && driftLevel <= 1e6, "drift_level", driftLevel)
        try Self.require((1...10_000_000).contains(minConceptSize), "min_concept_size", minConceptSize)
        try Self.require(maxConceptSize > minConceptSize, "max_concept_size", maxConceptSize)
        try Self.require(maxInstancesWarning >= 1, "max_num_instances_warning", maxInstancesWarning)
        try Self.require(minInstances >= 1, "min_num_instances", minInstances)
        self.warningLevel = warningLevel
        self.driftLevel = driftLevel
        self.maxConceptSize = maxConceptSize
        self.minConceptSize = minConceptSize
        self.maxInstancesWarning = maxInstancesWarning
        self.minInstances = minInstances
        recent = RecentOutcomes(capacity: minConceptSize)
    }

    /// - Parameter value: 0, or 1 for an error.
    /// - Complexity: O(1).
    public mutating func update(_ value: Double) -> Signal {
        recent.append(value == 1)
        rate.add(value == 1)
        guard rate.count >= minInstances else { return .warmingUp }
        let (p, s) = (rate.rate, rate.standardDeviation)
        if p + s < least.sum { least.set(rate: p, standardDeviation: s) }
        let isWarning = least.isExceeded(by: p + s, level: warningLevel)
        if least.isExceeded(by: p + s, level: driftLevel) || isWarning && warnings >= maxInstancesWarning {
            reset()
            return .drift
        }
        warnings = isWarning ? warnings + 1 : 0
        if !isWarning, rate.count >= maxConceptSize {
            rate = ErrorRate(recent)
            least = LeastErrorRate()
        }
        return isWarning ? .warning : .stable
    }

    public mutating func reset() {
        rate = ErrorRate()
        least = LeastErrorRate()
        recent.removeAll()
        warnings = 0
    }
}

extension RDDM {
    public static var name: String { "rddm" }
    public static var summary: String { "DDM for long streams: long concepts are shortened, long warnings are drift" }
    public static var input: DetectorInput { .outcome }
    public static var hasWarnings: Bool { true }

    public static var options: [MethodOption] {
        [
            MethodOption(
                "warning_level", default: "1.773", domain: "a number above 0, up to 10⁶",
                meaning: "standard deviations above the least rate that are a warning"),
            MethodOption(
                "drift_level", default: "2.258", domain: "a number above warning_level, up to 10⁶",
                meaning: "standard deviations above the least rate that are drift"),
            MethodOption(
                "max_concept_size", default: "40000", domain: "a whole number above min_concept_size",
                meaning: "outcomes at which a concept is cut"),
            MethodOption(
                "min_concept_size", default: "7000", domain: "a whole number from 1 to 10000000",
                meaning: "outcomes that a cut leaves"),
            MethodOption(
                "max_num_instances_warning", default: "1400", domain: "a whole number from 1",
                meaning: "outcomes at the warning level after which it is drift"),
            .minInstances(129),
        ]
    }

    public init(options: DetectorOptions) throws {
        try self.init(
            warningLevel: options.number("warning_level"), driftLevel: options.number("drift_level"),
            maxConceptSize: options.whole("max_concept_size"), minConceptSize: options.whole("min_concept_size"),
            maxInstancesWarning: options.whole("max_num_instances_warning"),
            minInstances: options.whole("min_num_instances"))
    }

    public var optionTexts: [String] {
        [
            warningLevel.description, driftLevel.description, maxConceptSize.description, minConceptSize.description,
            maxInstancesWarning.description, minInstances.description,
        ]
    }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try exchange.errorRate(&rate)
        try exchange.least(&least)
        try exchange.outcomes("recent", &recent)
        try exchange.whole("warnings", &warnings, in: 0...maxInstancesWarning)
        try exchange.require(
            recent.count == min(rate.count, minConceptSize), "recent", "it has \(recent.count) outcomes",
            "the last \(min(rate.count, minConceptSize))")
    }
}
