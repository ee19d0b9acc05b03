internal import Compute
internal import Foundation
internal import Kernels

/// A finite number of functions of a row, each made from one vector v: either cos v·x and sin v·x, or a Gaussian around v.
struct FeatureMap: Sendable {
    private enum Form {
        case waves
        /// With 1/(2σ²).
        case gaussians(rate: Double)
    }

    let vectors: PooledRows
    private let form: Form

    /// The features of one row, padding included: with waves the cosines of all vectors and then their sines.
    var features: Int {
        if case .waves = form { return 2 * vectors.paddedCount }
        return vectors.paddedCount
    }

    /// Waves whose vectors are drawn from the Fourier transform of the Gaussian kernel of width σ, a normal distribution
    /// of standard deviation 1/σ: the mean of cos v·(x − y) over many of them is k(x, y) (Rahimi & Recht, NIPS 20
    /// (2007), section 3).
    init(waves count: Int, columns: Int, width: Double, seed: UInt64) {
        let vectors = PooledRows(zeros: count, columns: columns)
        var random = Philox4x32(seed: seed, stream: UInt64(Streams.frequencies)).makeGenerator()
        for index in stride(from: 0, to: count * columns, by: 2) {
            let pair = random.normalPair()
            vectors.values[index] = pair[0] / width
            if index + 1 < count * columns { vectors.values[index + 1] = pair[1] / width }
        }
        self.vectors = vectors
        form = .waves
    }

    /// Gaussians of width σ around `centres`, rows of the source whose features are asked for.
    init(centres: PooledRows, width: Double) {
        vectors = centres
        form = .gaussians(rate: GaussianTile.rate(width))
    }

    /// The map of some of its vectors.
    ///
    /// - Complexity: O(vectors · columns).
    func part(_ some: Range<Int>) -> FeatureMap { FeatureMap(vectors: vectors.part(some), form: form) }

    private init(vectors: PooledRows, form: Form) {
        self.vectors = vectors
        self.form = form
    }

    /// Writes the features of some rows, `features` a row.
    ///
    /// - Parameters:
    ///   - rows: the rows one after the other, and their squared norms.
    ///   - products: room for a number a vector, padding included, and row.
    /// - Complexity: O(rows · vectors · columns).
    func write(
        _ rows: UnsafePointer<Double>, squaredNorms: UnsafePointer<Double>, count: Int, product: BlockProduct,
        kernels: DynamicsKernelTable<Double>, products: UnsafeMutablePointer<Double>,
        into out: UnsafeMutablePointer<Double>
    ) {
        let (columns, padded) = (vectors.columns, vectors.paddedCount)
        product(
            .init(rows, stride: columns), .init(vectors.values.base, stride: columns, transposed: true), rows: count,
            columns: padded, inner: columns, into: products, outStride: padded)
        for row in 0..<count {
            let (line, target) = (products + row * padded, out + row * features)
            switch form {
            case .waves: kernels.sinesAndCosines(line, padded, target + padded, target)
            case .gaussians(let rate):
                kernels.squaredDistances(
                    line, squaredNorms[row], vectors.squaredNorms.base, vectors.resolution, padded, line)
                kernels.gaussians(line, rate, padded, target)
            }
        }
    }
}
