import Foundation

/// An exponentially weighted chart of the error rate, with a control limit that follows the rate.
///
/// With the mean p̂ of all outcomes and zₙ = λxₙ + (1 − λ)zₙ₋₁, z₀ = 0, the chart's standard deviation is
/// σ = √(p̂(1 − p̂)·λ/(2 − λ)·(1 − (1 − λ)²ⁿ)). Drift where z > p̂ + L·σ, a warning where z > p̂ + w·L·σ; the limit L(p̂) is the
/// published polynomial for an average of 100, 400 or 1000 outcomes between false alarms. After drift it starts anew.
///
/// Source: Ross, Adams, Tasoulis & Hand, Pattern Recognition Letters 33 (2012) 191, eqs. 4–6 and table 1. z starts at 0 as in
/// frouros (the paper: at the rate, which is not known then).
public struct ECDDWT: CataloguedDetector {
    public let lambda: Double
    /// 100, 400 or 1000.
    public let averageRunLength: Int
    public let warningLevel: Double
    public let minInstances: Int

    private var rate = ErrorRate()
    private var average = 0.0
    private let limit: ControlLimit

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(
        lambda: Double = 0.2, averageRunLength: Int = 400, warningLevel: Double = 0.5, minInstances: Int = 30
    ) throws {
        try Self.require(lambda > 0 && lambda <= 1, "lambda", lambda)
        guard let limit = ControlLimit(averageRunLength: averageRunLength) else {
            throw Self.refusal("average_run_length", averageRunLength)
        }
        try Self.require(warningLevel > 0 && warningLevel < 1, "warning_level", warningLevel)
        try Self.require(minInstances >= 1, "min_num_instances", minInstances)
        self.lambda = lambda
        self.averageRunLength = averageRunLength
        self.warningLevel = warningLevel
        self.minInstances = minInstances
        self.limit = limit
    }

    /// - Parameter value: 0, or 1 for an error.
    /// - Complexity: O(1).
    public mutating func update(_ value: Double) -> Signal {
        rate.add(value == 1)
        average = lambda * value + (1 - lambda) * average
        guard rate.count >= minInstances else { return .warmingUp }
        let p = rate.rate
        let forgotten = pow(1 - lambda, 2 * Double(rate.count))
        let deviation = (p * (1 - p) * lambda / (2 - lambda) * (1 - forgotten)).squareRoot()
        let margin = limit(p) * deviation
        if average > p + margin {
            reset()
            return .drift
        }
        return average > p + warningLevel * margin ? .warning : .stable
    }

    public mutating func reset() {
        rate = ErrorRate()
        average = 0
    }
}

extension ECDDWT {
    /// L(p) = a + b·p + c·p³ + d·p⁵ + e·p⁷.
    private struct ControlLimit: Sendable {
        private let coefficients: SIMD4<Double>
        private let constant: Double

        init?(averageRunLength: Int) {
            switch averageRunLength {
            case 100: (constant, coefficients) = (2.76, SIMD4(-6.23, 18.12, -312.45, 1002.18))
            case 400: (constant, coefficients) = (3.97, SIMD4(-6.56, 48.73, -330.13, 848.18))
            case 1000: (constant, coefficients) = (1.17, SIMD4(7.56, -21.24, 112.12, -987.23))
            default: return nil
            }
        }

        func callAsFunction(_ p: Double) -> Double {
            let square = p * p
            let inner = coefficients[1] + square * (coefficients[2] + square * coefficients[3])
            return constant + p * (coefficients[0] + square * inner)
        }
    }

    public static var name: String { "ecdd-wt" }
    public static var summary: String { "a recent rise of the error rate, by an exponentially weighted chart" }
    public static var input: DetectorInput { .outcome }
    public static var hasWarnings: Bool { true }

    public static var options: [MethodOption] {
        [
            MethodOption(
                "lambda", default: "0.2", domain: "a number above 0, up to 1",
                meaning: "the weight of the newest outcome"),
            MethodOption(
                "average_run_length", default: "400", domain: "one of 100, 400, 1000",
                meaning: "the mean number of outcomes between false alarms that the limit is made for"),
            MethodOption(
                "warning_level", default: "0.5", domain: "a number above 0 and below 1",
                meaning: "the share of the limit that is a warning"),
            .minInstances(30),
        ]
    }

    public init(options: DetectorOptions) throws {
        try self.init(
            lambda: options.number("lambda"), averageRunLength: options.whole("average_run_length"),
            warningLevel: options.number("warning_level"), minInstances: options.whole("min_num_instances"))
    }

    public var optionTexts: [String] {
        [lambda.description, averageRunLength.description, warningLevel.description, minInstances.description]
    }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try exchange.errorRate(&rate)
        try exchange.number("average", &average, "a number from 0 to 1") { $0 >= 0 && $0 <= 1 }
    }
}
