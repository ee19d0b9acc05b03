/// The matrix of Pearson's correlations between the nodes' courses.
public struct FunctionalConnectivity: Sendable, Hashable {
    public let nodes: Int
    /// nodes × nodes, row by row, 1 on the diagonal; NaN where one of two nodes does not vary.
    public let matrix: [Double]

    /// The first node that does not vary; nil where all do.
    ///
    /// - Complexity: O(nodes).
    public var constantNode: Int? { (0..<nodes).first { matrix[$0 * nodes + $0].isNaN } }

    /// - Parameters:
    ///   - samples: samples × nodes, sample by sample; at least two samples.
    /// - Throws: `DynamicsError` where there are fewer than two samples; `LinearAlgebraError` where BLAS is not to be had.
    /// - Complexity: O(samples · nodes²), by BLAS.
    public init(samples: [Double], nodes: Int) throws {
        var gathered = StreamingConnectivity(nodes: nodes)
        try gathered.add(samples)
        try self.init(gathered)
    }

    /// Of what was gathered.
    ///
    /// - Throws: `DynamicsError` where there are fewer than two samples.
    /// - Complexity: O(nodes²).
    public init(_ gathered: StreamingConnectivity) throws(DynamicsError) {
        guard let connectivity = gathered.connectivity else {
            throw DynamicsError(
                .badSetting, key: "duration",
                problem: "\(gathered.count == 1 ? "one sample has" : "no samples have") no correlations",
                remedy: "simulate long enough for two samples at least")
        }
        self = connectivity
    }

    /// Pearson's correlation of two matrices above their diagonals; nil where either does not vary or has a NaN.
    ///
    /// - Complexity: O(nodes²).
    public static func fit(_ simulated: [Double], _ empirical: [Double], nodes: Int) -> Double? {
        var pairs: [(Double, Double)] = []
        for row in 0..<nodes {
            for column in row + 1..<max(nodes, row + 1) {
                pairs.append((simulated[row * nodes + column], empirical[row * nodes + column]))
            }
        }
        let count = Double(pairs.count)
        let means = pairs.reduce((0, 0)) { ($0.0 + $1.0 / count, $0.1 + $1.1 / count) }
        var (product, first, second) = (0.0, 0.0, 0.0)
        for (a, b) in pairs {
            product += (a - means.0) * (b - means.1)
            first += (a - means.0) * (a - means.0)
            second += (b - means.1) * (b - means.1)
        }
        let scale = (first * second).squareRoot()
        return scale > 0 ? product / scale : nil
    }
}
