public import Dynamics
internal import Graphs

/// What is kept of a simulation while its samples pass: moments, the functional connectivity, and a few nodes' courses.
/// Its size does not grow with the simulation's duration.
public struct SimulationObservation: Sendable {
    /// Moments and extremes of one series over all nodes and samples.
    public struct Summary: Sendable, Hashable {
        public let series: Series
        public let mean: Double
        public let standardDeviation: Double
        public let minimum: Double
        public let maximum: Double
    }

    /// The nodes whose courses are kept, spread evenly.
    public let shownNodes: [Int]
    private let nodes: Int
    private let series: [Series]
    private var moments: [RunningMoments]
    private var extremes: [(low: Double, high: Double)]
    private var connectivity: StreamingConnectivity?
    private let compared: Int?
    /// By series, then by shown node.
    private(set) var courses: [[CourseSketch]] = []

    /// - Parameters:
    ///   - compared: the series whose connectivity is wanted; nil: none.
    ///   - keepsCourses: whether courses are wanted.
    /// - Complexity: O(nodes²) memory where a connectivity is wanted.
    public init(_ simulation: Simulation, connectivityOf compared: String?, keepsCourses: Bool) {
        nodes = simulation.connectome.nodeCount
        series = simulation.series
        moments = series.map { _ in RunningMoments() }
        extremes = series.map { _ in (.infinity, -.infinity) }
        self.compared = compared.flatMap { name in simulation.series.firstIndex { $0.name == name } }
        connectivity = self.compared == nil ? nil : StreamingConnectivity(nodes: nodes)
        let shown = min(nodes, Self.mostShownNodes)
        let count = simulation.connectome.nodeCount
        shownNodes = keepsCourses ? (0..<shown).map { $0 * count / shown } : []
        if keepsCourses {
            courses = simulation.series.map { series in
                Array(repeating: CourseSketch(samples: series.sampleCount), count: shown)
            }
        }
    }

    private static let mostShownNodes = 6

    /// Takes in a piece of a series.
    ///
    /// - Throws: `LinearAlgebraError` where BLAS is not to be had.
    /// - Complexity: O(values), and O(values · nodes) where the connectivity is wanted.
    public mutating func add(_ block: SampleBlock) throws {
        for value in block.values {
            moments[block.series].add(value)
            extremes[block.series].low = min(extremes[block.series].low, value)
            extremes[block.series].high = max(extremes[block.series].high, value)
        }
        if block.series == compared { try connectivity?.add(block.values) }
        guard !courses.isEmpty, nodes > 0 else { return }
        for (place, node) in shownNodes.enumerated() {
            for sample in 0..<block.values.count / nodes {
                courses[block.series][place].add(block.values[sample * nodes + node])
            }
        }
    }

    /// The moments so far.
    public var summaries: [Summary] {
        series.indices.map { index in
            Summary(
                series: series[index], mean: moments[index].mean,
                standardDeviation: moments[index].standardDeviation, minimum: extremes[index].low,
                maximum: extremes[index].high)
        }
    }

    /// The connectivity that was asked for; nil where none was, or there are fewer than two samples.
    public var functionalConnectivity: FunctionalConnectivity? { connectivity?.connectivity }
}

/// A course in as many points as a picture has room for: the least and greatest value of each of some equal stretches,
/// and the last samples as they are.
struct CourseSketch: Sendable {
    /// The stretches of the whole, each with its least and greatest value.
    private(set) var envelope: [(low: Double, high: Double)] = []
    /// Samples in a stretch.
    let stretch: Int
    /// The last samples, in order once `tail` is asked for.
    private var ring: [Double] = []
    private var count = 0

    private static let stretches = 400
    static let tailLength = 400

    init(samples: Int) {
        stretch = max(1, (samples + Self.stretches - 1) / Self.stretches)
    }

    mutating func add(_ value: Double) {
        if count % stretch == 0 {
            envelope.append((value, value))
        } else {
            let last = envelope.count - 1
            envelope[last] = (min(envelope[last].low, value), max(envelope[last].high, value))
        }
        if ring.count < Self.tailLength { ring.append(value) } else { ring[count % Self.tailLength] = value }
        count += 1
    }

    /// The last samples, the oldest first.
    var tail: [Double] {
        guard count > ring.count else { return ring }
        let start = count % Self.tailLength
        return Array(ring[start...] + ring[..<start])
    }
}
