import Foundation

/// Hoeffding's drift detection method by averages: the mean of all against the mean up to the best cut.
///
/// A cut keeps the mean x̄ of the first n values where x̄ + ε(n) was least, ε(n) = √(ln(1/α)/(2n)). With the mean z̄ of all m
/// values, an increase is drift where z̄ − x̄ ≥ √((m − n)/(2nm)·ln(2/α_d)), and a warning with α_w; decreases likewise where
/// asked for. After drift it starts anew.
///
/// Source: Frías-Blanco et al., IEEE TKDE 27 (2015) 810, section 3.1, corollary 2 and algorithm 1; as in river, with
/// ln(2/α) in the bound of the difference also one-sidedly, and the cuts by α_d alone.
public struct HDDMA: CataloguedDetector {
    public let driftConfidence: Double
    public let warningConfidence: Double
    public let isTwoSided: Bool

    private var all = RunningMean()
    private var lowest = RunningMean()
    private var highest = RunningMean()
    private let cutLogarithm: Double
    private let driftLogarithm: Double
    private let warningLogarithm: Double

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(
        driftConfidence: Double = 0.001, warningConfidence: Double = 0.005, isTwoSided: Bool = false
    ) throws {
        try Self.require(driftConfidence > 0 && driftConfidence < 1, "drift_confidence", driftConfidence)
        try Self.require(
            warningConfidence >= driftConfidence && warningConfidence < 1, "warning_confidence", warningConfidence)
        self.driftConfidence = driftConfidence
        self.warningConfidence = warningConfidence
        self.isTwoSided = isTwoSided
        cutLogarithm = -log(driftConfidence)
        driftLogarithm = log(2 / driftConfidence)
        warningLogarithm = log(2 / warningConfidence)
    }

    /// - Parameter value: from 0 to 1, such as 1 for an error.
    /// - Complexity: O(1).
    public mutating func update(_ value: Double) -> Signal {
        all.add(value)
        let reach = cutBound(all)
        if lowest.count == 0 || lowest.mean + cutBound(lowest) >= all.mean + reach { lowest = all }
        if highest.count == 0 || highest.mean - cutBound(highest) <= all.mean - reach { highest = all }
        let increase = Signal.hoeffding(
            all.mean - lowest.mean, drift: bound(from: lowest, driftLogarithm),
            warning: bound(from: lowest, warningLogarithm))
        guard isTwoSided, increase != .drift else { return settled(increase) }
        let decrease = Signal.hoeffding(
            highest.mean - all.mean, drift: bound(from: highest, driftLogarithm),
            warning: bound(from: highest, warningLogarithm))
        return settled(decrease == .stable ? increase : decrease)
    }

    private mutating func settled(_ signal: Signal) -> Signal {
        if signal == .drift { reset() }
        return signal
    }

    private func cutBound(_ mean: RunningMean) -> Double {
        (cutLogarithm / (2 * mean.count)).squareRoot()
    }

    /// What the mean of all must differ from the mean up to `cut`: never reached where they are the same.
    private func bound(from cut: RunningMean, _ logarithm: Double) -> Double {
        guard cut.count < all.count else { return .infinity }
        return ((all.count - cut.count) / cut.count / all.count / 2 * logarithm).squareRoot()
    }

    public mutating func reset() {
        all = RunningMean()
        lowest = RunningMean()
        highest = RunningMean()
    }
}

extension Signal {
    /// Drift where `difference` reaches the one bound, a warning where it reaches the other.
    fileprivate static func hoeffding(_ difference: Double, drift: Double, warning: Double) -> Signal {
        difference >= drift ? .drift : difference >= warning ? .warning : .stable
    }
}

extension HDDMA {
    public static var name: String { "hddm-a" }
    public static var summary: String {
        "a mean above its mean up to the best cut, by Hoeffding's bound; abrupt change"
    }
    public static var input: DetectorInput { .fraction }
    public static var hasWarnings: Bool { true }

    public static var options: [MethodOption] { [.driftConfidence, .warningConfidence, .twoSided] }

    public init(options: DetectorOptions) throws {
        try self.init(
            driftConfidence: options.number("drift_confidence"),
            warningConfidence: options.number("warning_confidence"), isTwoSided: options.truth("two_sided_test"))
    }

    public var optionTexts: [String] {
        [driftConfidence.description, warningConfidence.description, isTwoSided.description]
    }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try exchange.mean("all", &all)
        try exchange.mean("lowest", &lowest)
        try exchange.mean("highest", &highest)
        for (key, cut) in [("lowest", lowest), ("highest", highest)] {
            try exchange.require(
                cut.count <= all.count && (cut.count > 0) == (all.count > 0), key + "_count", "it is \(cut.count)",
                "a whole number from 1 to all_count, \(all.count), or 0 where that is 0")
        }
    }
}

extension MethodOption {
    static var driftConfidence: MethodOption {
        MethodOption(
            "drift_confidence", default: "0.001", domain: "a number above 0 and below 1",
            meaning: "the probability of so great a difference by chance that is drift")
    }

    static var warningConfidence: MethodOption {
        MethodOption(
            "warning_confidence", default: "0.005", domain: "a number from drift_confidence, below 1",
            meaning: "the probability of so great a difference by chance that is a warning")
    }

    static var twoSided: MethodOption {
        MethodOption(
            "two_sided_test", default: "false", domain: "true or false", meaning: "whether decreases are found as well")
    }
}
