internal import Graphs

/// What is kept of each run of a sweep, beside the mean and standard deviation of every series.
public struct SweepReduction: Sendable, Hashable, Codable {
    /// Whether all samples are kept.
    public var keepsRecordings: Bool
    /// The series whose functional connectivity is compared with `empirical`; nil: `bold` where there is one, else the first.
    public var series: String?
    /// An empirical functional connectivity, nodes × nodes, row by row; nil: none to compare with.
    public var empirical: [Double]?

    public init(keepsRecordings: Bool = false, series: String? = nil, empirical: [Double]? = nil) {
        self.keepsRecordings = keepsRecordings
        self.series = series
        self.empirical = empirical
    }

    /// The series that is compared.
    func comparedSeries(of base: SimulationSettings) -> String {
        series ?? (base.bold == nil ? base.recordedNames.first ?? "bold" : "bold")
    }

    func check(nodes: Int, base: SimulationSettings) throws(DynamicsError) {
        let names = base.bold == nil ? base.recordedNames : base.recordedNames + ["bold"]
        if let series, !names.contains(series) {
            throw DynamicsError(
                .unknownVariable, key: "series", problem: "there is no series '\(series)'",
                remedy: "what is recorded is \(names.joined(separator: ", "))")
        }
        if empirical != nil, base.model == .kuramoto, comparedSeries(of: base) == "theta" {
            throw DynamicsError(
                .badSetting, key: "series", problem: "theta is a phase, whose correlations say nothing",
                remedy: "record sin_theta and compare that, or ask for bold")
        }
        guard let empirical, empirical.count != nodes * nodes else { return }
        throw DynamicsError(
            .badSetting, key: "empirical", problem: "it has \(empirical.count) entries",
            remedy: "give a matrix of \(nodes) × \(nodes), a row and column a node")
    }
}

/// What is kept of one run.
public struct SweepOutcome: Sendable, Hashable, Codable {
    /// Mean and standard deviation of one series over all nodes and samples.
    public struct Moments: Sendable, Hashable, Codable {
        public let series: String
        public let mean: Double
        public let standardDeviation: Double
    }

    public let moments: [Moments]
    /// The correlation of simulated and empirical functional connectivity above the diagonal; nil where none was given,
    /// or where a node did not vary.
    public let fit: Double?
    /// By series: samples × nodes; nil unless kept.
    public let values: [[Double]]?
    /// Why the run has no result; nil where it has.
    public let failure: String?

    init(moments: [Moments], fit: Double?, values: [[Double]]?) {
        (self.moments, self.fit, self.values) = (moments, fit, values)
        failure = nil
    }

    init(failure: String) {
        (moments, fit, values) = ([], nil, nil)
        self.failure = failure
    }
}

/// Reduces one run as it goes.
struct SweepObserver {
    private let reduction: SweepReduction
    private let series: [Series]
    private let nodes: Int
    private let compared: Int?
    private var sums: [RunningMoments]
    private var values: [[Double]]
    /// What is compared, in pieces: memory does not grow with the duration.
    private var connectivity: StreamingConnectivity
    private var piece: [Double] = []

    init(_ reduction: SweepReduction, _ simulation: Simulation) {
        self.reduction = reduction
        series = simulation.series
        nodes = simulation.connectome.nodeCount
        let name = reduction.comparedSeries(of: simulation.settings)
        compared = reduction.empirical == nil ? nil : series.firstIndex { $0.name == name }
        sums = series.map { _ in RunningMoments() }
        values = series.map { _ in [] }
        connectivity = StreamingConnectivity(nodes: nodes)
    }

    mutating func add(_ index: Int, _ sample: some Sequence<Double>) throws {
        let isCompared = index == compared
        for value in sample {
            sums[index].add(value)
            if reduction.keepsRecordings { values[index].append(value) }
            if isCompared { piece.append(value) }
        }
        guard isCompared, piece.count >= 256 * nodes else { return }
        try connectivity.add(piece)
        piece.removeAll(keepingCapacity: true)
    }

    mutating func outcome() throws -> SweepOutcome {
        var fit: Double?
        if let empirical = reduction.empirical, compared != nil {
            try connectivity.add(piece)
            fit = FunctionalConnectivity.fit(
                try FunctionalConnectivity(connectivity).matrix, empirical, nodes: nodes)
        }
        return SweepOutcome(
            moments: zip(series, sums).map { series, sums in
                SweepOutcome.Moments(
                    series: series.name, mean: sums.mean, standardDeviation: sums.standardDeviation)
            }, fit: fit, values: reduction.keepsRecordings ? values : nil)
    }
}

/// Mean and standard deviation of a stream of numbers.
///
/// Source: Welford, Technometrics 4 (1962) 419.
package struct RunningMoments: Sendable, Codable, Hashable {
    package private(set) var count = 0
    package private(set) var mean = 0.0
    private var squares = 0.0

    package init() {}

    package mutating func add(_ value: Double) {
        count += 1
        let difference = value - mean
        mean += difference / Double(count)
        squares += difference * (value - mean)
    }

    /// Of the population: the squares' sum over the count.
    package var standardDeviation: Double { count == 0 ? 0 : (squares / Double(count)).squareRoot() }
}
