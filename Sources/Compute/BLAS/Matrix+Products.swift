internal import COpenBLAS

// Products by cblas_?gemm and cblas_?syrk, in blocks of rows of the result, each on one thread. The blocks depend on the
// shape alone, so the bits do not depend on the number of threads. They do depend on the processor: OpenBLAS chooses its
// kernels by it, and they fuse multiplication and addition.

extension Matrix where Element == Double {
    /// The product of this matrix, or its transpose, and `other`, or its transpose.
    ///
    /// - Parameters:
    ///   - other: The right factor.
    ///   - transposed: Whether to transpose the left factor.
    ///   - otherTransposed: Whether to transpose the right factor.
    ///   - pool: The threads to use; one inside a parallel region. The bits do not depend on it.
    /// - Throws: `LinearAlgebraError.wrongShape` where the inner counts differ; `.unavailable`.
    /// - Complexity: O(m·n·k).
    public func product(
        _ other: Matrix, transposed: Bool = false, otherTransposed: Bool = false,
        pool: ThreadPool = ThreadPool(threads: 1)
    ) throws(LinearAlgebraError) -> Matrix {
        let blas = try OpenBLAS.library()
        let shape = try ProductShape(self, other, transposed, otherTransposed)
        return Matrix(shape, self, other, pool: pool) { block, left, right, result in
            blas.routines.doubleProduct(
                CblasRowMajor, transposed ? CblasTrans : CblasNoTrans, otherTransposed ? CblasTrans : CblasNoTrans,
                block, shape.columns, shape.inner, 1, left, shape.leftStride, right, shape.rightStride, 0, result,
                shape.columns)
        }
    }

    /// The symmetric product of this matrix with its own transpose: rows with rows, `A·Aᵀ`.
    ///
    /// With the standardised series of a node in each row, and one over their length as the factor, it is the correlation
    /// matrix.
    ///
    /// - Parameters:
    ///   - factor: What every entry is multiplied by.
    ///   - pool: The threads to use; one inside a parallel region. The bits do not depend on it.
    /// - Throws: `LinearAlgebraError.unavailable`; `.wrongShape` above 2³¹ rows or columns.
    /// - Complexity: O(rows²·columns), half of what `product(_:)` takes.
    public func productWithTranspose(
        factor: Double = 1, pool: ThreadPool = ThreadPool(threads: 1)
    ) throws(LinearAlgebraError) -> Matrix {
        let blas = try OpenBLAS.library()
        let shape = try ProductShape(self, self, false, true)
        var result = Matrix(shape, self, self, pool: pool) { block, left, right, result in
            // What is left of the block on the diagonal, then that block's lower triangle.
            let before = Int32(clamping: (left - right) / Int(shape.leftStride))
            if before > 0 {
                blas.routines.doubleProduct(
                    CblasRowMajor, CblasNoTrans, CblasTrans, block, before, shape.inner, factor, left,
                    shape.leftStride, right, shape.rightStride, 0, result, shape.columns)
            }
            blas.routines.doubleSquare(
                CblasRowMajor, CblasLower, CblasNoTrans, block, shape.inner, factor, left, shape.leftStride, 0,
                result + Int(before), shape.columns)
        }
        result.mirrorLower()
        return result
    }
}

extension Matrix where Element == Float {
    /// The product of this matrix, or its transpose, and `other`, or its transpose, in single precision.
    ///
    /// - Parameters:
    ///   - other: The right factor.
    ///   - transposed: Whether to transpose the left factor.
    ///   - otherTransposed: Whether to transpose the right factor.
    ///   - pool: The threads to use; one inside a parallel region. The bits do not depend on it.
    /// - Throws: `LinearAlgebraError.wrongShape` where the inner counts differ; `.unavailable`.
    /// - Complexity: O(m·n·k).
    public func product(
        _ other: Matrix, transposed: Bool = false, otherTransposed: Bool = false,
        pool: ThreadPool = ThreadPool(threads: 1)
    ) throws(LinearAlgebraError) -> Matrix {
        let blas = try OpenBLAS.library()
        let shape = try ProductShape(self, other, transposed, otherTransposed)
        return Matrix(shape, self, other, pool: pool) { block, left, right, result in
            blas.routines.singleProduct(
                CblasRowMajor, transposed ? CblasTrans : CblasNoTrans, otherTransposed ? CblasTrans : CblasNoTrans,
                block, shape.columns, shape.inner, 1, left, shape.leftStride, right, shape.rightStride, 0, result,
                shape.columns)
        }
    }

    /// The symmetric product of this matrix with its own transpose, `A·Aᵀ`, in single precision.
    ///
    /// - Parameters:
    ///   - factor: What every entry is multiplied by.
    ///   - pool: The threads to use; one inside a parallel region. The bits do not depend on it.
    /// - Throws: `LinearAlgebraError.unavailable`; `.wrongShape` above 2³¹ rows or columns.
    /// - Complexity: O(rows²·columns).
    public func productWithTranspose(
        factor: Float = 1, pool: ThreadPool = ThreadPool(threads: 1)
    ) throws(LinearAlgebraError) -> Matrix {
        let blas = try OpenBLAS.library()
        let shape = try ProductShape(self, self, false, true)
        var result = Matrix(shape, self, self, pool: pool) { block, left, right, result in
            let before = Int32(clamping: (left - right) / Int(shape.leftStride))
            if before > 0 {
                blas.routines.singleProduct(
                    CblasRowMajor, CblasNoTrans, CblasTrans, block, before, shape.inner, factor, left,
                    shape.leftStride, right, shape.rightStride, 0, result, shape.columns)
            }
            blas.routines.singleSquare(
                CblasRowMajor, CblasLower, CblasNoTrans, block, shape.inner, factor, left, shape.leftStride, 0,
                result + Int(before), shape.columns)
        }
        result.mirrorLower()
        return result
    }
}

extension Matrix {
    /// Rows of a result that are computed at once: enough for OpenBLAS's kernels, few enough to share out.
    private static var rowsPerBlock: Int { 256 }

    /// The product of that shape, block by block: `compute` gets the rows of a block, where they start in the left factor,
    /// the right factor, and where the block starts in the result.
    fileprivate init(
        _ shape: ProductShape, _ left: Matrix, _ right: Matrix, pool: ThreadPool,
        _ compute:
            @Sendable (Int32, UnsafePointer<Element>, UnsafePointer<Element>, UnsafeMutablePointer<Element>) -> Void
    ) {
        self = .zero(Int(shape.rows), Int(shape.columns))
        guard shape.rows > 0, shape.columns > 0, shape.inner > 0 else { return }
        let (rows, columns) = (rows, columns)
        left.elements.withUnsafeBufferPointer { leftEntries in
            right.elements.withUnsafeBufferPointer { rightEntries in
                elements.withUnsafeMutableBufferPointer { entries in
                    // Blocks write disjoint rows of the result, and only read the factors.
                    guard let leftBase = leftEntries.baseAddress, let rightBase = rightEntries.baseAddress,
                        let base = entries.baseAddress
                    else { return }
                    nonisolated(unsafe) let (left, right, result) = (leftBase, rightBase, base)
                    pool.forEach(count: (rows + Self.rowsPerBlock - 1) / Self.rowsPerBlock) { block in
                        let first = block * Self.rowsPerBlock
                        compute(
                            Int32(clamping: min(Self.rowsPerBlock, rows - first)), left + first * shape.rowStep, right,
                            result + first * columns)
                    }
                }
            }
        }
    }

    /// Copies what is below the diagonal to above it.
    fileprivate mutating func mirrorLower() {
        for row in 0..<rows {
            for column in 0..<row { elements[column * columns + row] = elements[row * columns + column] }
        }
    }
}

/// The counts of a product, as BLAS takes them.
private struct ProductShape {
    let rows: Int32
    let columns: Int32
    let inner: Int32
    let leftStride: Int32
    let rightStride: Int32
    /// From one row of the result to the next, in the left factor.
    let rowStep: Int

    init<Element>(
        _ left: Matrix<Element>, _ right: Matrix<Element>, _ leftTransposed: Bool, _ rightTransposed: Bool
    ) throws(LinearAlgebraError) {
        let (outer, leftInner) = leftTransposed ? (left.columns, left.rows) : (left.rows, left.columns)
        let (rightInner, across) = rightTransposed ? (right.columns, right.rows) : (right.rows, right.columns)
        guard leftInner == rightInner else {
            throw .wrongShape(
                problem: "a product of \(outer) × \(leftInner) by \(rightInner) × \(across)",
                remedy: "the left factor needs as many columns as the right one has rows")
        }
        rows = try OpenBLAS.integer(outer)
        columns = try OpenBLAS.integer(across)
        inner = try OpenBLAS.integer(leftInner)
        leftStride = try OpenBLAS.integer(max(1, left.columns))
        rightStride = try OpenBLAS.integer(max(1, right.columns))
        rowStep = leftTransposed ? 1 : left.columns
    }
}
