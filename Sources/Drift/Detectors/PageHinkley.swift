/// Page and Hinkley's test: how far the sum of deviations from the running mean has come from its extreme.
///
/// With the mean x̄ₙ of the values so far, up: Uₙ = α·Uₙ₋₁ + (xₙ − x̄ₙ − δ), drift where Uₙ − minᵢ Uᵢ > λ; down:
/// Dₙ = α·Dₙ₋₁ + (xₙ − x̄ₙ + δ), drift where maxᵢ Dᵢ − Dₙ > λ. After drift it starts anew. δ and λ are in the values' units.
///
/// The mean is the sum by the count: the one division then depends on nothing but sums, so that a processor overlaps it
/// with the next value's. Down on x is up on −x, so both directions are one computation with two lanes.
///
/// Source: Page, Biometrika 41 (1954) 100, section 4; Hinkley, Biometrika 58 (1971) 509; the forgetting factor α and the
/// conventions (α on the sum and not on the mean, both directions by default) are river's.
public struct PageHinkley: CataloguedDetector {
    /// The direction of the changes to find.
    public enum Mode: String, Sendable, Codable, CaseIterable {
        case up, down, both
    }

    public let minInstances: Int
    public let delta: Double
    public let threshold: Double
    public let alpha: Double
    public let mode: Mode

    // What follows from the options, in the form that `update` needs: a direction not asked for is never reached.
    @usableFromInline let leastCount: Double
    @usableFromInline let thresholds: SIMD2<Double>

    @usableFromInline var count = 0.0
    @usableFromInline var sum = 0.0
    /// U and −D.
    @usableFromInline var deviations = SIMD2<Double>()
    @usableFromInline var least = SIMD2<Double>(repeating: .infinity)

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(
        minInstances: Int = 30, delta: Double = 0.005, threshold: Double = 50, alpha: Double = 0.9999,
        mode: Mode = .both
    ) throws {
        try Self.require(minInstances >= 1, "min_instances", minInstances)
        try Self.require(delta >= 0 && delta <= 1e150, "delta", delta)
        try Self.require(threshold > 0 && threshold <= 1e150, "threshold", threshold)
        try Self.require(alpha > 0 && alpha <= 1, "alpha", alpha)
        self.minInstances = minInstances
        self.delta = delta
        self.threshold = threshold
        self.alpha = alpha
        self.mode = mode
        leastCount = Double(minInstances)
        thresholds = SIMD2(mode == .down ? .infinity : threshold, mode == .up ? .infinity : threshold)
    }

    /// - Complexity: O(1).
    @inlinable
    @inline(__always)
    public mutating func update(_ value: Double) -> Signal {
        count += 1
        sum += value
        let deviation = value - sum / count
        deviations = alpha * deviations + (SIMD2(deviation, -deviation) - delta)
        least.replace(with: deviations, where: deviations .< least)
        guard count >= leastCount else { return .warmingUp }
        guard any(deviations - least .> thresholds) else { return .stable }
        reset()
        return .drift
    }

    @inlinable
    public mutating func reset() {
        count = 0
        sum = 0
        deviations = SIMD2()
        least = SIMD2(repeating: .infinity)
    }
}

extension PageHinkley {
    public static var name: String { "page-hinkley" }
    public static var summary: String { "a sustained change of the mean, by the sum of deviations from it" }
    public static var input: DetectorInput { .real }
    public static var hasWarnings: Bool { false }

    public static var options: [MethodOption] {
        [
            MethodOption(
                "min_instances", default: "30", domain: "a whole number from 1", meaning: "values before it may detect"),
            MethodOption(
                "delta", default: "0.005", domain: "a number from 0 to 10¹⁵⁰",
                meaning: "the deviation to tolerate, in the values' units"),
            MethodOption(
                "threshold", default: "50.0", domain: "a number above 0, up to 10¹⁵⁰",
                meaning: "the sum of deviations that is drift, λ, in the values' units"),
            MethodOption(
                "alpha", default: "0.9999", domain: "a number above 0, up to 1",
                meaning: "the forgetting factor of the sum; 1 forgets nothing"),
            MethodOption("mode", default: "both", domain: "one of up, down, both", meaning: "the changes to find"),
        ]
    }

    public init(options: DetectorOptions) throws {
        try self.init(
            minInstances: options.whole("min_instances"), delta: options.number("delta"),
            threshold: options.number("threshold"), alpha: options.number("alpha"), mode: options.choice("mode"))
    }

    public var optionTexts: [String] {
        [minInstances.description, delta.description, threshold.description, alpha.description, mode.rawValue]
    }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try exchange.count("count", &count)
        try exchange.number("sum", &sum, "a finite number") { $0.isFinite }
        for (lane, direction) in ["up", "down"].enumerated() {
            try exchange.number(direction, &deviations[lane])
            try exchange.number(direction + "_least", &least[lane])
            try exchange.require(
                !(least[lane] > deviations[lane]) || count == 0, direction + "_least", "it is \(least[lane])",
                "a number up to \(direction), \(deviations[lane])")
        }
    }
}
