internal import COpenBLAS

/// Products of blocks of matrices in memory that the caller holds, for what is computed a tile at a time because the
/// whole matrix would not fit. `Matrix.product` is the one for whole matrices.
///
/// Each product runs on the thread that calls it, so its bits depend on the shapes and the processor alone.
public struct BlockProduct: Sendable {
    /// A row-major block: entry (i, j) is `base[i * stride + j]`.
    package struct Block {
        let base: UnsafePointer<Double>
        let stride: Int
        let transposed: Bool

        package init(_ base: UnsafePointer<Double>, stride: Int, transposed: Bool = false) {
            self.base = base
            self.stride = stride
            self.transposed = transposed
        }
    }

    private let routine: Routines.DoubleProduct

    /// - Throws: `LinearAlgebraError.unavailable`.
    public init() throws(LinearAlgebraError) {
        routine = try OpenBLAS.library().routines.doubleProduct
    }

    /// out = A·B, or out + A·B, each factor as it lies or transposed.
    ///
    /// - Parameters:
    ///   - left: A, `rows` × `inner` after any transposition.
    ///   - right: B, `inner` × `columns` after any transposition.
    ///   - adding: Whether to add to what `out` holds.
    ///   - out: Row-major, its rows `outStride` apart, with no entry in either factor.
    /// - Precondition: the blocks lie in their memory and every count is between 1 and 2³¹ − 1.
    /// - Complexity: O(rows·columns·inner).
    package func callAsFunction(
        _ left: Block, _ right: Block, rows: Int, columns: Int, inner: Int, adding: Bool = false,
        into out: UnsafeMutablePointer<Double>, outStride: Int
    ) {
        routine(
            CblasRowMajor, left.transposed ? CblasTrans : CblasNoTrans, right.transposed ? CblasTrans : CblasNoTrans,
            Int32(rows), Int32(columns), Int32(inner), 1, left.base, Int32(left.stride), right.base,
            Int32(right.stride), adding ? 1 : 0, out, Int32(outStride))
    }
}
