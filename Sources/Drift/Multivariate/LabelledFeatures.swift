internal import Analysis
internal import Compute
internal import Kernels

/// Everything that the methods need whose time grows with the number of rows and not with its square: the sums of a feature
/// map over the rows that each labelling gives to the reference.
///
/// They come some vectors of the map at a time, for all rows and labellings, so that what is held at one time grows with the
/// labellings alone; rows are copied in blocks.
struct LabelledFeatures: Sendable {
    enum Form {
        /// Cosines and sines of so many frequencies.
        case waves(Int)
        /// Gaussians around so many rows, or as many as there are.
        case gaussians(Int)
    }

    let source: RowSource
    let labels: RowLabellings
    let map: FeatureMap
    /// The kernel's.
    let width: Double
    private let product: BlockProduct

    /// - Parameter medianRows: the rows from which a median bandwidth is taken.
    /// - Throws: `DriftError` as `RowSource`, and where the median distance is 0; `LinearAlgebraError.unavailable`.
    init(
        _ form: Form, bandwidth: KernelBandwidth, medianRows: Int, plan: PermutationPlan, reference: Sample,
        sample: Sample, in context: RunContext
    ) throws {
        source = try RowSource(reference: reference, sample: sample)
        width = try bandwidth.single(ofSome: medianRows, of: source, seed: plan.seed, pool: context.pool)
        labels = try RowLabellings(source, plan, pool: context.pool)
        product = try BlockProduct()
        switch form {
        case .waves(let count):
            map = FeatureMap(waves: count, columns: source.columns, width: width, seed: plan.seed)
        case .gaussians(let count):
            let rows = source.someRows(count, seed: plan.seed, stream: Streams.centres)
            map = FeatureMap(centres: try PooledRows(source, rows: rows), width: width)
        }
    }

    /// The vectors of one shard each.
    var shards: [Range<Int>] {
        stride(from: 0, to: map.vectors.count, by: 64).map { $0..<min(map.vectors.count, $0 + 64) }
    }

    /// Rows whose features exist at one time.
    private static let rowsAtOnce = 256

    /// The sums of the features of `vectors`: a row of `map.part(vectors).features` a column of the labels.
    ///
    /// - Throws: `DriftError.tooLarge` where a feature is not finite; what `check`, called once a block of rows, throws.
    /// - Complexity: O(rows · vectors · (columns + labels)) time, O(labels · vectors) memory.
    func sums(_ vectors: Range<Int>, check: () throws -> Void) throws -> [Double] {
        let part = map.part(vectors)
        let values = AlignedBuffer(uninitialized: Self.rowsAtOnce * source.columns)
        let squaredNorms = AlignedBuffer(uninitialized: Self.rowsAtOnce)
        let products = AlignedBuffer(uninitialized: Self.rowsAtOnce * part.vectors.paddedCount)
        let features = AlignedBuffer(uninitialized: Self.rowsAtOnce * part.features)
        let marks = AlignedBuffer(uninitialized: Self.rowsAtOnce * labels.paddedColumns)
        let sums = AlignedBuffer(count: labels.columns * part.features)
        for first in stride(from: 0, to: source.count, by: Self.rowsAtOnce) {
            try check()
            let rows = first..<min(source.count, first + Self.rowsAtOnce)
            try source.copy(rows, into: values.base, squaredNorms: squaredNorms.base)
            part.write(
                values.base, squaredNorms: squaredNorms.base, count: rows.count, product: product,
                kernels: .selected, products: products.base, into: features.base)
            labels.write(rows, into: marks.base)
            product(
                .init(marks.base, stride: labels.paddedColumns, transposed: true),
                .init(features.base, stride: part.features), rows: labels.columns, columns: part.features,
                inner: rows.count, adding: true, into: sums.base, outStride: part.features)
        }
        guard sums.values.allSatisfy(\.isFinite) else {
            throw DriftError(
                .tooLarge, key: "bandwidth", problem: "\(width) is too small for these distances",
                remedy: "give a bandwidth nearer to the distances between rows, or median")
        }
        return sums.values
    }
}

extension KernelBandwidth {
    /// The one width that this comes to.
    ///
    /// - Throws: `DriftError.badParameter` where there are several; as `median(ofSome:of:seed:pool:)`.
    func single(ofSome rows: Int, of source: RowSource, seed: UInt64, pool: ThreadPool) throws -> Double {
        try requireSingle()
        switch self {
        case .median: return try Self.median(ofSome: rows, of: source, seed: seed, pool: pool)
        case .widths(let widths): return widths[0]
        }
    }

    /// - Throws: `DriftError.badParameter` as `validate()`, and where there are several widths.
    func requireSingle() throws {
        try validate()
        guard case .widths(let widths) = self, widths.count > 1 else { return }
        throw DriftError(
            .badParameter, key: "bandwidth", problem: "there are \(widths.count)",
            remedy: "give one width, or median; mmd takes several")
    }
}
