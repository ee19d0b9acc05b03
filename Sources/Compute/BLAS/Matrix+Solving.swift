extension Matrix where Element == Double {
    /// The X with `A·X = B` for this square A, by elimination with row exchanges (LAPACK dgesv).
    ///
    /// - Parameter right: B, with as many rows as A.
    /// - Throws: `LinearAlgebraError.singular` where a pivot is exactly 0; `.wrongShape`, `.notFinite`, `.unavailable`. A
    ///   matrix that is nearly singular gives a result without an error, as accurate as its condition allows.
    /// - Complexity: O(n³ + n²·columns of B).
    public func solve(_ right: Matrix) throws(LinearAlgebraError) -> Matrix {
        try requireSquare("the matrix")
        try right.requireFinite("the right-hand side")
        guard right.rows == rows else {
            throw .wrongShape(
                problem: "a right-hand side of \(right.rows) rows for a matrix of \(rows)",
                remedy: "both need the same number of rows")
        }
        let blas = try OpenBLAS.library()
        guard rows > 0, right.columns > 0 else { return right }
        let (order, columns) = ([try OpenBLAS.integer(rows)], [try OpenBLAS.integer(right.columns)])
        // LAPACK stores column by column.
        var factors = transposed.elements
        var solution = right.transposed
        var exchanges = [Int32](repeating: 0, count: rows)
        var info: Int32 = 0
        blas.routines.solve(
            order, columns, &factors, order, &exchanges, &solution.elements, order, &info)
        try OpenBLAS.check(info, "dgesv")
        if info > 0 { throw .singular(matrix: "the matrix", pivot: Int(info) - 1) }
        return solution.transposed
    }

    /// The lower triangle L with `L·Lᵀ = A` for this symmetric positive definite A (LAPACK dpotrf).
    ///
    /// - Throws: `LinearAlgebraError.notPositiveDefinite` with the order of the first leading block that is not;
    ///   `.notSymmetric`, `.wrongShape`, `.notFinite`, `.unavailable`.
    /// - Complexity: O(n³).
    public func cholesky() throws(LinearAlgebraError) -> Matrix {
        try requireSymmetric("the matrix")
        let blas = try OpenBLAS.library()
        guard rows > 0 else { return self }
        let order = [try OpenBLAS.integer(rows)]
        var factor = self
        var info: Int32 = 0
        // A's rows are the columns of Aᵀ = A, whose upper factor is Lᵀ column by column: L row by row.
        blas.routines.cholesky("U", order, &factor.elements, order, &info, 1)
        try OpenBLAS.check(info, "dpotrf")
        if info > 0 { throw .notPositiveDefinite(matrix: "the matrix", order: Int(info)) }
        for row in 0..<rows {
            for column in (row + 1)..<max(rows, row + 1) { factor.elements[row * columns + column] = 0 }
        }
        return factor
    }
}
