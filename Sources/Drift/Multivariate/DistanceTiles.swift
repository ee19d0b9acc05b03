internal import Compute
internal import Kernels

/// The squared distances between all rows, a square tile at a time, so that the whole matrix never exists.
///
/// A panel is the tiles of one row of tiles on and above the diagonal. Inner products are BLAS's.
struct DistanceTiles: Sendable {
    let pooled: PooledRows
    /// Rows and columns of a tile, a multiple of 16.
    let side: Int
    let product: BlockProduct
    let kernels: DynamicsKernelTable<Double>

    /// - Throws: `LinearAlgebraError.unavailable`.
    init(_ pooled: PooledRows, side: Int, kernels: DynamicsKernelTable<Double> = .selected) throws {
        self.pooled = pooled
        self.side = side
        self.kernels = kernels
        product = try BlockProduct()
    }

    var panels: Int { (pooled.count + side - 1) / side }

    /// The rows of a panel, or the columns of a tile in it.
    func range(_ panel: Int) -> Range<Int> { panel * side..<min(pooled.count, (panel + 1) * side) }

    /// Pairs of different rows that a panel compares.
    func pairs(_ panel: Int) -> Int {
        let rows = range(panel)
        return rows.count * (pooled.count - rows.upperBound) + rows.count * (rows.count - 1) / 2
    }

    /// Columns of a tile with its padding.
    func paddedColumns(_ tile: Int) -> Int { (range(tile).count + 15) / 16 * 16 }

    /// Writes the squared distances of the rows of `panel` to those of `tile`, `side` a row.
    ///
    /// - Complexity: O(side² · columns).
    func write(_ panel: Int, _ tile: Int, into out: UnsafeMutablePointer<Double>) {
        let (rows, first, columns) = (range(panel), tile * side, paddedColumns(tile))
        let values = pooled.values.base
        product(
            .init(values + rows.lowerBound * pooled.columns, stride: pooled.columns),
            .init(values + first * pooled.columns, stride: pooled.columns, transposed: true),
            rows: rows.count, columns: columns, inner: pooled.columns, into: out, outStride: side)
        for row in 0..<rows.count {
            kernels.squaredDistances(
                out + row * side, pooled.squaredNorms[rows.lowerBound + row], pooled.squaredNorms.base + first,
                pooled.resolution, columns, out + row * side)
        }
    }
}
