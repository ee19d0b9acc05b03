import Foundation

/// Bayesian online change-point detection: the posterior of how long ago the stream last changed.
///
/// Between changes values are normal with unknown mean and variance, whose prior is normal-inverse-gamma (μ₀, κ₀, α₀, β₀); at
/// each value the stream changes with probability `hazard`. The posterior of the run length, the number of values since
/// the last change, grows by one entry a value. Drift where the probability that there was a change since the detector
/// started exceeds `threshold`, a warning where it exceeds ½; then it starts anew. The values should be of the prior's
/// scale: with the defaults near 0, with a standard deviation near 1.
///
/// A run length whose probability falls below `pruning` is dropped and the others are scaled to sum to 1, so no more than
/// 1/pruning + 2 are kept and each one dropped changes the posterior by less than `pruning` in total variation. These add up:
/// after 160 values the probability of a change was found up to 0.025 away with the default. The run since the start is never
/// dropped. With `pruning` 0 the posterior is exact and memory grows with the stream.
///
/// Source: Adams & MacKay, arXiv:0710.3742 (2007), eqs. 3–5 and algorithm 1; Student's predictive distribution and updates:
/// Murphy, "Conjugate Bayesian analysis of the Gaussian distribution" (2007), eqs. 85–89 and 110. The paper leaves open what
/// an alarm is.
public struct BayesianChangePoint: CataloguedDetector {
    public let hazard: Double
    public let threshold: Double
    public let priorMean: Double
    public let priorMeanWeight: Double
    public let priorShape: Double
    public let priorScale: Double
    public let minInstances: Int
    public let pruning: Double

    /// What a run of some length knows: its probability, and the posterior of its mean and variance.
    struct Run: Sendable, Hashable {
        /// The number of values of the run.
        var length: Double
        var probability: Double
        var mean: Double
        /// β, half the sum of squares.
        var scale: Double
        /// ln Γ(α + ½) − ln Γ(α) for the run's α.
        var gammaRatio: Double
    }

    private var count = 0.0
    /// From the longest, which began with the stream, to the one that begins with the next value.
    private(set) var runs: [Run] = []
    private var logLikelihoods: [Double] = []
    private var weights: [Double] = []
    private let priorGammaRatio: Double

    /// - Throws: `DriftError.badParameter` with the option that is outside its domain.
    public init(
        hazard: Double = 0.004, threshold: Double = 0.9, priorMean: Double = 0, priorMeanWeight: Double = 1,
        priorShape: Double = 1, priorScale: Double = 1, minInstances: Int = 30, pruning: Double = 1e-5
    ) throws {
        try Self.require(hazard >= 1e-12 && hazard < 1, "hazard", hazard)
        try Self.require(threshold > 0 && threshold < 1, "threshold", threshold)
        try Self.require(abs(priorMean) <= 1e150, "prior_mean", priorMean)
        try Self.require(priorMeanWeight >= 1e-9 && priorMeanWeight <= 1e9, "prior_mean_weight", priorMeanWeight)
        try Self.require(priorShape >= 1e-3 && priorShape <= 1e9, "prior_shape", priorShape)
        try Self.require(priorScale >= 1e-300 && priorScale <= 1e300, "prior_scale", priorScale)
        try Self.require(minInstances >= 1, "min_num_instances", minInstances)
        try Self.require(pruning == 0 || pruning >= 1e-9 && pruning <= 0.01, "pruning", pruning)
        self.hazard = hazard
        self.threshold = threshold
        self.priorMean = priorMean
        self.priorMeanWeight = priorMeanWeight
        self.priorShape = priorShape
        self.priorScale = priorScale
        self.minInstances = minInstances
        self.pruning = pruning
        priorGammaRatio = lgamma(priorShape + 0.5) - lgamma(priorShape)
        reset()
    }

    /// The number of run lengths that are kept.
    public var runCount: Int { runs.count }

    /// The probability that there was a change since the detector started.
    public var changeProbability: Double { count == 0 ? 0 : max(0, 1 - runs[0].probability) }

    /// The run length of greatest probability, the longest of equal ones: values since the likeliest last change.
    public var likeliestRunLength: Int {
        Int((runs.max { $0.probability < $1.probability } ?? runs[0]).length)
    }

    /// - Complexity: O(runs kept), at most 1/pruning + 2, with three logarithms and an exponential each.
    public mutating func update(_ value: Double) -> Signal {
        count += 1
        weigh(value)
        prune()
        guard count >= Double(minInstances) else { return .warmingUp }
        if changeProbability > threshold {
            reset()
            return .drift
        }
        return changeProbability > 0.5 ? .warning : .stable
    }

    /// Multiplies each run by what it predicted for `value`, moves `hazard` of the whole to a new run, and lets the runs
    /// learn the value.
    private mutating func weigh(_ value: Double) {
        var greatest = -Double.infinity
        logLikelihoods.removeAll(keepingCapacity: true)
        for index in runs.indices {
            var run = runs[index]
            let likelihood = learn(value, &run)
            runs[index] = run
            logLikelihoods.append(likelihood)
            greatest = max(greatest, likelihood)
        }
        weights.removeAll(keepingCapacity: true)
        var sum = 0.0
        for index in runs.indices {
            weights.append(runs[index].probability * exp(logLikelihoods[index] - greatest))
            sum += weights[index]
        }
        if sum < 0x1p-500 { sum = weighInLogarithms() }
        let growth = (1 - hazard) / sum
        for index in runs.indices { runs[index].probability = weights[index] * growth }
        runs.append(newRun(probability: hazard))
    }

    /// The weights where the run that predicted best had been all but ruled out: their products vanish, their logarithms do
    /// not. The newest run's probability is `hazard`, so the greatest weight is a number, and the sum at least 1.
    ///
    /// - Returns: the weights' sum.
    private mutating func weighInLogarithms() -> Double {
        for index in runs.indices { weights[index] = logLikelihoods[index] + log(runs[index].probability) }
        let greatest = weights.reduce(-.infinity, max)
        var sum = 0.0
        for index in weights.indices {
            weights[index] = exp(weights[index] - greatest)
            sum += weights[index]
        }
        return sum
    }

    /// The logarithm of Student's density of `value` with 2α degrees of freedom, centre μ and squared scale β(κ + 1)/(ακ); then
    /// the posterior with it.
    private func learn(_ value: Double, _ run: inout Run) -> Double {
        let weight = priorMeanWeight + run.length
        let shape = priorShape + run.length / 2
        let difference = value - run.mean
        let share = weight / (weight + 1)
        let square = difference * difference * share / 2
        let likelihood =
            run.gammaRatio - 0.5 * log(2 * Double.pi * run.scale / share) - (shape + 0.5) * log1p(square / run.scale)
        run.length += 1
        run.mean += difference / (weight + 1)
        run.scale += square
        run.gammaRatio = log(shape) - run.gammaRatio
        return likelihood
    }

    private func newRun(probability: Double) -> Run {
        Run(length: 0, probability: probability, mean: priorMean, scale: priorScale, gammaRatio: priorGammaRatio)
    }

    private mutating func prune() {
        guard pruning > 0 else { return }
        var kept = 1
        var sum = runs[0].probability
        for index in 1..<runs.count where runs[index].probability >= pruning || index == runs.count - 1 {
            runs[kept] = runs[index]
            sum += runs[index].probability
            kept += 1
        }
        guard kept < runs.count else { return }
        runs.removeLast(runs.count - kept)
        for index in runs.indices { runs[index].probability /= sum }
    }

    public mutating func reset() {
        count = 0
        runs.removeAll(keepingCapacity: true)
        runs.append(newRun(probability: 1))
    }

    public mutating func exchangeState(_ exchange: inout StateExchange) throws {
        try exchange.count("count", &count)
        let most = pruning == 0 ? Int.max : Int(1 / pruning) + 2
        var columns = Columns(runs)
        try columns.exchange(&exchange, count: 1...most)
        runs = columns.runs
        try exchange.require(
            runs[0].length == count && zip(runs, runs.dropFirst()).allSatisfy { $0.length > $1.length }
                && runs[runs.count - 1].length == 0,
            "lengths", "they do not fall from count to 0", "run lengths from the longest to 0")
        try exchange.require(
            abs(runs.reduce(0) { $0 + $1.probability } - 1) < 1e-6, "probabilities", "they do not sum to 1",
            "the probabilities of the run lengths")
    }
}

extension BayesianChangePoint {
    /// The runs as they are saved: a list for each quantity.
    private struct Columns {
        var lengths, probabilities, means, scales, gammaRatios: [Double]

        init(_ runs: [Run]) {
            lengths = runs.map(\.length)
            probabilities = runs.map(\.probability)
            means = runs.map(\.mean)
            scales = runs.map(\.scale)
            gammaRatios = runs.map(\.gammaRatio)
        }

        var runs: [Run] {
            lengths.indices.map { index in
                Run(
                    length: lengths[index], probability: probabilities[index], mean: means[index],
                    scale: scales[index], gammaRatio: gammaRatios[index])
            }
        }

        mutating func exchange(_ exchange: inout StateExchange, count: ClosedRange<Int>) throws {
            try exchange.numbers("lengths", &lengths, count: count)
            let same = lengths.count...lengths.count
            try exchange.numbers("probabilities", &probabilities, count: same)
            try exchange.numbers("means", &means, count: same)
            try exchange.numbers("scales", &scales, count: same)
            try exchange.numbers("gamma_ratios", &gammaRatios, count: same)
            try exchange.require(
                lengths.allSatisfy { $0 >= 0 && $0 <= 0x1p53 && $0 == $0.rounded() }, "lengths",
                "one is no whole number", "whole numbers from 0 to 2⁵³")
            try exchange.require(
                probabilities.allSatisfy { $0 >= 0 && $0 <= 1 }, "probabilities", "one is outside 0 to 1",
                "probabilities")
            try exchange.require(
                scales.allSatisfy { $0 > 0 } && means.allSatisfy(\.isFinite) && gammaRatios.allSatisfy(\.isFinite),
                "scales", "a mean, scale or gamma ratio is out of its domain", "finite numbers, and scales above 0")
        }
    }
}
