extension BayesianChangePoint {
    public static var name: String { "bocd" }
    public static var summary: String { "a change of mean or variance, by the posterior of the run length" }
    public static var input: DetectorInput { .real }
    public static var hasWarnings: Bool { true }

    public static var options: [MethodOption] {
        [
            MethodOption(
                "hazard", default: "0.004", domain: "a number from 10⁻¹² on, below 1",
                meaning: "the probability of a change at each value"),
            MethodOption(
                "threshold", default: "0.9", domain: "a number above 0 and below 1",
                meaning: "the probability of a change since the start that is drift"),
            MethodOption(
                "prior_mean", default: "0.0", domain: "a number of magnitude 10¹⁵⁰ or less",
                meaning: "the mean expected of a stretch, μ₀"),
            MethodOption(
                "prior_mean_weight", default: "1.0", domain: "a number from 10⁻⁹ to 10⁹",
                meaning: "how many values that expectation is worth, κ₀"),
            MethodOption(
                "prior_shape", default: "1.0", domain: "a number from 10⁻³ to 10⁹",
                meaning: "half the values that the expected variance is worth, α₀"),
            MethodOption(
                "prior_scale", default: "1.0", domain: "a number from 10⁻³⁰⁰ to 10³⁰⁰",
                meaning: "prior_shape times the variance expected, β₀"),
            .minInstances(30),
            MethodOption(
                "pruning", default: "1e-05", domain: "0, or a number from 10⁻⁹ to 0.01",
                meaning: "the probability below which a run length is dropped; 0 keeps all"),
        ]
    }

    public init(options: DetectorOptions) throws {
        try self.init(
            hazard: options.number("hazard"), threshold: options.number("threshold"),
            priorMean: options.number("prior_mean"), priorMeanWeight: options.number("prior_mean_weight"),
            priorShape: options.number("prior_shape"), priorScale: options.number("prior_scale"),
            minInstances: options.whole("min_num_instances"), pruning: options.number("pruning"))
    }

    public var optionTexts: [String] {
        [
            hazard.description, threshold.description, priorMean.description, priorMeanWeight.description,
            priorShape.description, priorScale.description, minInstances.description, pruning.description,
        ]
    }
}
