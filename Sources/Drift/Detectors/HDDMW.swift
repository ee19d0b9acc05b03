import Foundation

/// Hoeffding's drift detection method by weighted averages: McDiarmid's bound on exponentially weighted means.
///
/// A mean x̂ ← λx + (1 − λ)x̂ starts at its first value, and b ← λ² + (1 − λ)²b, b₀ = 1, is the sum of its squared weights. A
/// cut keeps the mean x̂₁ of all values where x̂₁ + √(b₁ ln(1/α_d)/2) is least; x̂₂ is the mean since. An increase is drift where
/// x̂₂ − x̂₁ > √((b₁ + b₂) ln(1/α_d)/2), and a warning with α_w; decreases likewise where asked for. After drift it starts anew.
///
/// Source: Frías-Blanco et al., IEEE TKDE 27 (2015) 810, section 3.2, corollary 4 and algorithm 2; defaults and the start of
/// b as in river.
public struct HDDMW: CataloguedDetector {
    public let driftConfidence: Double
    public let warningConfidence: Double
    public let lambda: Double
    public let isTwoSided: Bool

    private var total = WeightedMean()
    private var lowest = Cut()
    private var highest = Cut()
    private let driftLogarithm: Double
    private let warningLogarithm: Double

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(
        driftConfidence: Double = 0.001, warningConfidence: Double = 0.005, lambda: Double = 0.05,
        isTwoSided: Bool = false
    ) throws {
        try Self.require(driftConfidence > 0 && driftConfidence < 1, "drift_confidence", driftConfidence)
        try Self.require(
            warningConfidence >= driftConfidence && warningConfidence < 1, "warning_confidence", warningConfidence)
        try Self.require(lambda > 0 && lambda <= 1, "lambda_val", lambda)
        self.driftConfidence = driftConfidence
        self.warningConfidence = warningConfidence
        self.lambda = lambda
        self.isTwoSided = isTwoSided
        driftLogarithm = -log(driftConfidence)
        warningLogarithm = -log(warningConfidence)
    }

    /// - Parameter value: from 0 to 1, such as 1 for an error.
    /// - Complexity: O(1).
    public mutating func update(_ value: Double) -> Signal {
        total.add(value, weight: lambda)
        let bound = (total.squaredWeights * driftLogarithm / 2).squareRoot()
        lowest.add(value, weight: lambda, total, place: total.mean + bound)
        // Decreases are increases of −x, and the same arithmetic with every sign turned.
        highest.add(value, weight: lambda, total, place: bound - total.mean)
        let increase = signal(of: lowest, difference: lowest.since.mean - lowest.before.mean)
        guard isTwoSided, increase != .drift else { return settled(increase) }
        let decrease = signal(of: highest, difference: highest.before.mean - highest.since.mean)
        return settled(decrease == .stable ? increase : decrease)
    }

    private func signal(of cut: Cut, difference: Double) -> Signal {
        guard cut.since.isStarted else { return .stable }
        let weights = cut.before.squaredWeights + cut.since.squaredWeights
        if difference > (weights * driftLogarithm / 2).squareRoot() { return .drift }
        return difference > (weights * warningLogarithm / 2).squareRoot() ? .warning : .stable
    }

    private mutating func settled(_ signal: Signal) -> Signal {
        if signal == .drift { reset() }
        return signal
    }

    public mutating func reset() {
        total = WeightedMean()
        lowest = Cut()
        highest = Cut()
    }
}

extension HDDMW {
    /// An exponentially weighted mean and the sum of its squared weights.
    private struct WeightedMean: Sendable, Hashable {
        var mean = 0.0
        var squaredWeights = 1.0
        var isStarted = false

        mutating func add(_ value: Double, weight: Double) {
            mean = isStarted ? weight * value + (1 - weight) * mean : value
            squaredWeights = weight * weight + (1 - weight) * (1 - weight) * squaredWeights
            isStarted = true
        }

        mutating func exchange(_ key: String, _ exchange: inout StateExchange) throws {
            try exchange.truth(key + "_is_started", &isStarted)
            try exchange.number(key + "_mean", &mean, "a number from 0 to 1") { $0 >= 0 && $0 <= 1 }
            try exchange.number(key + "_squared_weights", &squaredWeights, "a number above 0, up to 1") {
                $0 > 0 && $0 <= 1
            }
        }
    }

    /// The mean before the best cut and the mean since.
    private struct Cut: Sendable, Hashable {
        var before = WeightedMean()
        var since = WeightedMean()
        /// Where the best cut lies: the least end of the interval around the mean.
        var place = Double.infinity

        mutating func add(_ value: Double, weight: Double, _ total: WeightedMean, place: Double) {
            if place < self.place {
                self.place = place
                before = total
                since = WeightedMean()
            } else {
                since.add(value, weight: weight)
            }
        }

        mutating func exchange(_ key: String, _ exchange: inout StateExchange) throws {
            try before.exchange(key + "_before", &exchange)
            try since.exchange(key + "_since", &exchange)
            try exchange.number(key + "_place", &place)
        }
    }

    public static var name: String { "hddm-w" }
    public static var summary: String {
        "weighted means before and after the best cut, by McDiarmid's bound; gradual change"
    }
    public static var input: DetectorInput { .fraction }
    public static var hasWarnings: Bool { true }

    public static var options: [MethodOption] {
        [
            .driftConfidence, .warningConfidence,
            MethodOption(
                "lambda_val", default: "0.05", domain: "a number above 0, up to 1",
                meaning: "the weight of the newest value"),
            .twoSided,
        ]
    }

    public init(options: DetectorOptions) throws {
        try self.init(
            driftConfidence: options.number("drift_confidence"),
            warningConfidence: options.number("warning_confidence"), lambda: options.number("lambda_val"),
            isTwoSided: options.truth("two_sided_test"))
    }

    public var optionTexts: [String] {
        [driftConfidence.description, warningConfidence.description, lambda.description, isTwoSided.description]
    }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try total.exchange("total", &exchange)
        try lowest.exchange("lowest", &exchange)
        try highest.exchange("highest", &exchange)
    }
}
