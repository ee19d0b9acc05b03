internal import Compute

/// The functional connectivity of samples that come in pieces: the memory is that of the matrix, whatever the number
/// of samples.
///
/// Each piece is centred on its own means and added to what was there by the update of Chan, Golub & LeVeque (Am. Stat.
/// 37 (1983) 242, eq. 2.1), so that a large common offset loses no digits.
public struct StreamingConnectivity: Sendable {
    public let nodes: Int
    /// Samples taken in.
    public private(set) var count = 0
    private var means: [Double]
    /// The first sample, and whether a node has had any other value: rounding of the mean would hide a constant.
    private var first: [Double] = []
    private var varies: [Bool]
    /// Sums of products of differences from the means, nodes × nodes.
    private var products: [Double]

    /// - Complexity: O(nodes²) memory.
    public init(nodes: Int) {
        self.nodes = nodes
        means = [Double](repeating: 0, count: nodes)
        varies = [Bool](repeating: false, count: nodes)
        products = [Double](repeating: 0, count: nodes * nodes)
    }

    /// Takes in a piece.
    ///
    /// - Parameter samples: samples × nodes, sample by sample.
    /// - Throws: `LinearAlgebraError` where BLAS is not to be had.
    /// - Complexity: O(samples · nodes²), by BLAS.
    public mutating func add(_ samples: [Double]) throws {
        let added = nodes == 0 ? 0 : samples.count / nodes
        guard added > 0 else { return }
        if count == 0 { first = Array(samples[..<nodes]) }
        var sums = [Double](repeating: 0, count: nodes)
        for sample in 0..<added {
            for node in 0..<nodes {
                let value = samples[sample * nodes + node]
                sums[node] += value
                if value != first[node] { varies[node] = true }
            }
        }
        let centre = sums.map { $0 / Double(added) }
        var courses = Matrix<Double>.zero(nodes, added)
        for node in 0..<nodes {
            for sample in 0..<added { courses[node, sample] = samples[sample * nodes + node] - centre[node] }
        }
        let piece = try courses.productWithTranspose().elements
        let weight = Double(count) * Double(added) / Double(count + added)
        let differences = zip(centre, means).map { $0 - $1 }
        for row in 0..<nodes {
            for column in 0..<nodes {
                let place = row * nodes + column
                products[place] += piece[place] + weight * differences[row] * differences[column]
            }
        }
        count += added
        for node in 0..<nodes { means[node] += differences[node] * Double(added) / Double(count) }
    }

    /// The correlations of what was taken in; nil before the second sample.
    ///
    /// - Complexity: O(nodes²).
    public var connectivity: FunctionalConnectivity? {
        guard count >= 2 else { return nil }
        let lengths = (0..<nodes).map { varies[$0] ? products[$0 * nodes + $0].squareRoot() : .nan }
        return FunctionalConnectivity(
            nodes: nodes,
            matrix: (0..<nodes * nodes).map { place in
                let (row, column) = (place / nodes, place % nodes)
                if row == column, lengths[row] > 0, lengths[row].isFinite { return 1 }
                return products[place] / (lengths[row] * lengths[column])
            })
    }
}

extension FunctionalConnectivity {
    /// A matrix that is known already.
    fileprivate init(nodes: Int, matrix: [Double]) {
        self.nodes = nodes
        self.matrix = matrix
    }
}
