public import Graphs

/// What `claustrum connectome show` prints of a connectome: its size, its structure, and what may be wrong with it.
public struct ConnectomeSummary: Sendable {
    public let connectome: Connectome
    /// mm/ms, for the delays.
    public let speed: Double
    /// The weights of the edges.
    public let weights: Spread?
    /// The lengths of the edges between different nodes, mm.
    public let lengths: Spread?
    /// The same over the speed, ms.
    public let delays: Spread?
    public let inStrengths: [Double]
    public let outStrengths: [Double]
    /// The largest |C[i][j] − C[j][i]| as a share of the largest weight.
    public let asymmetry: Double
    public let isSymmetric: Bool
    /// The numbers of nodes, largest first.
    public let weakComponentSizes: [Int]
    public let strongComponentSizes: [Int]
    /// What a simulation might trip over.
    public let warnings: [String]

    /// The extent of some numbers, and how they are spread over equal bins.
    public struct Spread: Sendable, Hashable {
        public let minimum: Double
        public let maximum: Double
        public let mean: Double
        /// How many fall in each of ten equal parts of the range, the maximum in the last; one part where all are equal.
        public let counts: [Int]

        /// - Complexity: O(numbers).
        init?(_ numbers: [Double]) {
            guard let first = numbers.first else { return nil }
            let (low, high) = numbers.reduce((first, first)) { (min($0.0, $1), max($0.1, $1)) }
            minimum = low
            maximum = high
            mean = numbers.reduce(0) { $0 + $1 / Double(numbers.count) }
            let bins = low < high ? 10 : 1
            var counts = [Int](repeating: 0, count: bins)
            for number in numbers {
                // Halves first: the range of very large numbers of either sign would overflow.
                let range = high / 2 - low / 2
                let share = range > 0 ? (number / 2 - low / 2) / range : 0
                counts[min(Int(share * Double(bins)), bins - 1)] += 1
            }
            self.counts = counts
        }
    }

    /// - Parameter speed: mm/ms, above 0.
    /// - Complexity: O(n log n + m log k) for m edges, k of them a node.
    public init(connectome: Connectome, speed: Double) {
        self.connectome = connectome
        self.speed = speed
        weights = Spread(connectome.weights)
        let tracts = connectome.lengths.map { lengths in
            (0..<connectome.nodeCount).flatMap { target in
                connectome.edges(into: target).filter { Int(connectome.sources[$0]) != target }.map { lengths[$0] }
            }
        }
        lengths = tracts.flatMap(Spread.init)
        delays = tracts.flatMap { Spread($0.map { $0 / speed }) }
        inStrengths = connectome.inStrengths
        outStrengths = connectome.outStrengths
        asymmetry = connectome.asymmetry
        isSymmetric = connectome.isSymmetric
        weakComponentSizes = connectome.weakComponents.map(\.count).sorted(by: >)
        strongComponentSizes = connectome.strongComponents.map(\.count).sorted(by: >)
        warnings = Self.warnings(connectome)
    }

    private static func warnings(_ connectome: Connectome) -> [String] {
        var warnings: [String] = []
        let labels = connectome.labels
        func names(_ nodes: [Int]) -> String {
            nodes.prefix(8).map { labels[$0] }.joined(separator: ", ") + (nodes.count > 8 ? ", …" : "")
        }
        let selfConnected = labels.indices.filter { connectome.edge(from: $0, to: $0) != nil }
        if !selfConnected.isEmpty {
            warnings.append(
                "\(selfConnected.count.counted("node")) connected to itself (\(names(selfConnected))); convert with "
                    + "--without-self-connections where that is not meant")
        }
        var hasOutput = [Bool](repeating: false, count: labels.count)
        for origin in connectome.sources { hasOutput[Int(origin)] = true }
        let unfed = labels.indices.filter { connectome.edges(into: $0).isEmpty }
        let isolated = unfed.filter { !hasOutput[$0] }
        if !isolated.isEmpty {
            warnings.append("\(isolated.count.counted("node")) without any connection: \(names(isolated))")
        }
        if unfed.count > isolated.count {
            let rest = unfed.filter { hasOutput[$0] }
            warnings.append("\(rest.count.counted("node")) without input: \(names(rest))")
        }
        let negative = connectome.weights.count { $0 < 0 }
        if negative > 0 { warnings.append("\(negative.counted("negative weight"))") }
        if let lengths = connectome.lengths {
            var (zero, short) = (0, 0)
            for target in labels.indices {
                for edge in connectome.edges(into: target) where Int(connectome.sources[edge]) != target {
                    if lengths[edge] == 0 { zero += 1 }
                    guard let positions = connectome.positions else { continue }
                    let step = positions[Int(connectome.sources[edge])] - positions[target]
                    if lengths[edge] > 0, lengths[edge] < 0.99 * (step * step).sum().squareRoot() { short += 1 }
                }
            }
            if zero > 0 {
                warnings.append("\(zero.counted("edge")) of length 0 between different nodes: no delay there")
            }
            if short > 0 {
                warnings.append("\(short.counted("edge")) shorter than the straight line between the nodes' positions")
            }
        }
        return warnings
    }
}
