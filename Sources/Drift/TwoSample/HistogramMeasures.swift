import Foundation

/// The population stability index, Σ (p − q) ln(p/q) over bins that each hold an equal share of the reference.
///
/// A rule of thumb of credit scoring: below 0.1 stable, from 0.25 on a major shift (Siddiqi, Credit Risk Scorecards
/// (2006)). It is its own effect size.
public typealias PopulationStabilityIndex = BinnedDistance<PopulationStability>

/// Kullback and Leibler's divergence of the sample from the reference, Σ q ln(q/p), p the reference's shares and q the
/// sample's, in nats: what is lost when the reference is used to describe the sample. It is its own effect size.
public typealias KullbackLeiblerDivergence = BinnedDistance<InformationLoss>

/// Jensen and Shannon's distance, the square root of their divergence in nats: a metric, in 0…√(ln 2).
///
/// The effect size is the divergence in bits, in 0…1: 1 where nothing overlaps.
///
/// Source: Lin, IEEE Trans. Inf. Theory 37 (1991) 145; Endres & Schindelin, IEEE Trans. Inf. Theory 49 (2003) 1858.
public typealias JensenShannonDistance = BinnedDistance<InformationRadius>

/// Hellinger's distance √(½ Σ (√p − √q)²): a metric, in 0…1, and its own effect size.
public typealias HellingerDistance = BinnedDistance<RootDifference>

/// Bhattacharyya's distance −ln Σ √(p q). The effect size is 1 − Σ √(p q), in 0…1, the square of Hellinger's distance.
public typealias BhattacharyyaDistance = BinnedDistance<LogarithmOfOverlap>

/// What `PopulationStabilityIndex` measures.
public enum PopulationStability: HistogramMeasure {
    public static let name = "psi"
    public static let aliases: [String] = []
    public static let summary = "the change of shares over bins of equal shares of the reference"
    public static let effectMeasure = "population stability index"
    public static let binning = Binning.Rule.quantiles
    public static let needsFilledBins = true

    public static func distance(_ reference: [Double], _ sample: [Double]) -> Double {
        ProbabilityDivergence.populationStabilityIndex(reference, sample)
    }
}

/// What `KullbackLeiblerDivergence` measures.
public enum InformationLoss: HistogramMeasure {
    public static let name = "kl"
    public static let aliases = ["kullback-leibler"]
    public static let summary = "the information lost when the reference describes the sample"
    public static let effectMeasure = "Kullback-Leibler divergence in nats"
    public static let binning = Binning.Rule.width
    public static let needsFilledBins = true

    public static func distance(_ reference: [Double], _ sample: [Double]) -> Double {
        ProbabilityDivergence.kullbackLeibler(sample, from: reference)
    }
}

/// What `JensenShannonDistance` measures.
public enum InformationRadius: HistogramMeasure {
    public static let name = "jensen-shannon"
    public static let aliases = ["js"]
    public static let summary = "a metric between histograms, bounded where nothing overlaps"
    public static let effectMeasure = "Jensen-Shannon divergence in bits"
    public static let binning = Binning.Rule.width
    public static let needsFilledBins = false

    public static func distance(_ reference: [Double], _ sample: [Double]) -> Double {
        ProbabilityDivergence.jensenShannon(reference, sample).squareRoot()
    }

    public static func effectSize(_ distance: Double) -> Double { min(1, distance * distance / log(2)) }
}

/// What `HellingerDistance` measures.
public enum RootDifference: HistogramMeasure {
    public static let name = "hellinger"
    public static let aliases: [String] = []
    public static let summary = "a metric between histograms, in 0 to 1"
    public static let effectMeasure = "Hellinger distance"
    public static let binning = Binning.Rule.width
    public static let needsFilledBins = false

    public static func distance(_ reference: [Double], _ sample: [Double]) -> Double {
        ProbabilityDivergence.hellinger(reference, sample)
    }
}

/// What `BhattacharyyaDistance` measures.
public enum LogarithmOfOverlap: HistogramMeasure {
    public static let name = "bhattacharyya"
    public static let aliases: [String] = []
    public static let summary = "the overlap of histograms, on a logarithmic scale"
    public static let effectMeasure = "squared Hellinger distance"
    public static let binning = Binning.Rule.width
    public static let needsFilledBins = true

    public static func distance(_ reference: [Double], _ sample: [Double]) -> Double {
        ProbabilityDivergence.bhattacharyya(reference, sample)
    }

    public static func effectSize(_ distance: Double) -> Double { -expm1(-distance) }
}

extension HistogramMeasure {
    public static func effectSize(_ distance: Double) -> Double { distance }
}
