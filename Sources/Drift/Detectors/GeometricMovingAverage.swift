/// The geometric moving average of deviations: Sₙ = α·Sₙ₋₁ + (1 − α)(xₙ − x̄ₙ), drift where Sₙ > λ.
///
/// x̄ₙ is the mean of the values so far, xₙ included, in the place of a known mean. It finds increases. After drift it
/// starts anew. λ is in the values' units.
///
/// Source: Roberts, Technometrics 1 (1959) 239, eq. 1; the running mean, the fixed limit and the defaults are frouros's.
public struct GeometricMovingAverage: CataloguedDetector {
    public let alpha: Double
    public let lambda: Double
    public let minInstances: Int

    @usableFromInline var mean = RunningMean()
    @usableFromInline var average = 0.0
    @usableFromInline let leastCount: Double

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(alpha: Double = 0.99, lambda: Double = 1, minInstances: Int = 30) throws {
        try Self.require(alpha >= 0 && alpha < 1, "alpha", alpha)
        try Self.require(lambda > 0 && lambda <= 1e150, "lambda", lambda)
        try Self.require(minInstances >= 1, "min_num_instances", minInstances)
        self.alpha = alpha
        self.lambda = lambda
        self.minInstances = minInstances
        leastCount = Double(minInstances)
    }

    /// - Complexity: O(1).
    @inlinable
    @inline(__always)
    public mutating func update(_ value: Double) -> Signal {
        mean.add(value)
        average = alpha * average + (1 - alpha) * (value - mean.mean)
        guard mean.count >= leastCount else { return .warmingUp }
        guard average > lambda else { return .stable }
        reset()
        return .drift
    }

    @inlinable
    public mutating func reset() {
        mean = RunningMean()
        average = 0
    }
}

extension GeometricMovingAverage {
    public static var name: String { "geometric-moving-average" }
    public static var summary: String { "a recent increase over the mean, by an exponentially weighted average" }
    public static var input: DetectorInput { .real }
    public static var hasWarnings: Bool { false }

    public static var options: [MethodOption] {
        [
            MethodOption(
                "alpha", default: "0.99", domain: "a number from 0, below 1", meaning: "the weight of the past"),
            MethodOption(
                "lambda", default: "1.0", domain: "a number above 0, up to 10¹⁵⁰",
                meaning: "the average that is drift, in the values' units"),
            .minInstances(30),
        ]
    }

    public init(options: DetectorOptions) throws {
        try self.init(
            alpha: options.number("alpha"), lambda: options.number("lambda"),
            minInstances: options.whole("min_num_instances"))
    }

    public var optionTexts: [String] { [alpha.description, lambda.description, minInstances.description] }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try exchange.mean("mean", &mean)
        try exchange.number("average", &average)
    }
}
