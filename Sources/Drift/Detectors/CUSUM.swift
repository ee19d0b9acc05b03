/// The one-sided cumulative sum: Sₙ = max(0, Sₙ₋₁ + xₙ − x̄ₙ − δ), drift where Sₙ > λ.
///
/// x̄ₙ is the mean of the values so far, xₙ included, in the place of a known mean. It finds increases. After drift it
/// starts anew. δ and λ are in the values' units.
///
/// Source: Page, Biometrika 41 (1954) 100, section 2; the running mean and the defaults are frouros's.
public struct CUSUM: CataloguedDetector {
    public let delta: Double
    public let lambda: Double
    public let minInstances: Int

    @usableFromInline var mean = RunningMean()
    @usableFromInline var sum = 0.0
    @usableFromInline let leastCount: Double

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(delta: Double = 0.005, lambda: Double = 50, minInstances: Int = 30) throws {
        try Self.require(delta >= 0 && delta <= 1e150, "delta", delta)
        try Self.require(lambda > 0 && lambda <= 1e150, "lambda", lambda)
        try Self.require(minInstances >= 1, "min_num_instances", minInstances)
        self.delta = delta
        self.lambda = lambda
        self.minInstances = minInstances
        leastCount = Double(minInstances)
    }

    /// - Complexity: O(1).
    @inlinable
    @inline(__always)
    public mutating func update(_ value: Double) -> Signal {
        mean.add(value)
        sum = max(0, sum + (value - mean.mean - delta))
        guard mean.count >= leastCount else { return .warmingUp }
        guard sum > lambda else { return .stable }
        reset()
        return .drift
    }

    @inlinable
    public mutating func reset() {
        mean = RunningMean()
        sum = 0
    }
}

extension CUSUM {
    public static var name: String { "cusum" }
    public static var summary: String { "a sustained increase of the mean, by a sum that never falls below 0" }
    public static var input: DetectorInput { .real }
    public static var hasWarnings: Bool { false }

    public static var options: [MethodOption] {
        [
            MethodOption(
                "delta", default: "0.005", domain: "a number from 0 to 10¹⁵⁰",
                meaning: "the deviation to tolerate, in the values' units"),
            MethodOption(
                "lambda", default: "50.0", domain: "a number above 0, up to 10¹⁵⁰",
                meaning: "the sum that is drift, in the values' units"),
            .minInstances(30),
        ]
    }

    public init(options: DetectorOptions) throws {
        try self.init(
            delta: options.number("delta"), lambda: options.number("lambda"),
            minInstances: options.whole("min_num_instances"))
    }

    public var optionTexts: [String] { [delta.description, lambda.description, minInstances.description] }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try exchange.mean("mean", &mean)
        try exchange.number("sum", &sum, "0 or more") { $0 >= 0 }
    }
}

extension MethodOption {
    /// How many values a detector takes before it may detect.
    static func minInstances(_ standard: Int) -> MethodOption {
        MethodOption(
            "min_num_instances", default: standard.description, domain: "a whole number from 1",
            meaning: "values before it may detect")
    }
}
