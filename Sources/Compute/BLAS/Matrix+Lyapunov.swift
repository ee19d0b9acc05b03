/// The real Schur form `A = U·T·Uᵀ`: U orthogonal, T upper triangular but for the 2 × 2 blocks of complex pairs.
private struct SchurForm {
    /// T, column by column.
    var triangle: [Double]
    let basis: Matrix<Double>
    let realParts: [Double]
    let imaginaryParts: [Double]

    init(_ matrix: Matrix<Double>, _ blas: OpenBLAS) throws(LinearAlgebraError) {
        let order = [try OpenBLAS.integer(matrix.rows)]
        var upper = matrix.transposed.elements
        var columns = matrix.elements
        var (reals, imaginaries) = (
            [Double](repeating: 0, count: matrix.rows), [Double](repeating: 0, count: matrix.rows)
        )
        var (selected, unused, info): (Int32, Int32, Int32) = (0, 0, 0)
        var size: Int32 = -1
        var work = [0.0]
        for _ in 0..<2 {
            blas.routines.schur(
                "V", "N", nil, order, &upper, order, &selected, &reals, &imaginaries, &columns, order, &work,
                [size], &unused, &info, 1, 1)
            try OpenBLAS.check(info, "dgees")
            guard size < 0 else { break }
            size = Int32(work[0])
            work = [Double](repeating: 0, count: Int(size))
        }
        if info > 0 { throw .notConverged(routine: "dgees", matrix: "the matrix") }
        triangle = upper
        (realParts, imaginaryParts) = (reals, imaginaries)
        basis = Matrix(matrix.rows, matrix.rows, columns).transposed
    }
}

extension Matrix where Element == Double {
    /// The X with `A·X + X·Aᵀ + Q = 0` for this stable A: the stationary covariance of dx = A·x dt + noise whose
    /// covariance is Q a unit of time.
    ///
    /// By the Schur form and back substitution (Bartels & Stewart 1972, Algorithm 432; LAPACK dgees and dtrsyl). Where Q is
    /// symmetric so is X, exactly.
    ///
    /// - Parameter noise: Q, of A's shape.
    /// - Throws: `LinearAlgebraError.notStable` with the eigenvalue, where one's real part is not below 0: no stationary
    ///   covariance exists; `.wrongShape`, `.notFinite`, `.notConverged`, `.overflow`, `.unavailable`.
    /// - Complexity: O(n³).
    public func stationaryCovariance(noise: Matrix) throws(LinearAlgebraError) -> Matrix {
        try requireSquare("the drift matrix")
        try noise.requireFinite("the noise covariance")
        guard noise.rows == rows, noise.columns == columns else {
            throw .wrongShape(
                problem: "a noise covariance of \(noise.rows) × \(noise.columns) for a drift of \(rows) × \(columns)",
                remedy: "both need the same shape")
        }
        let blas = try OpenBLAS.library()
        guard rows > 0 else { return self }
        var schur = try SchurForm(self, blas)
        if let bad = schur.realParts.indices.first(where: { !(schur.realParts[$0] < 0) }) {
            let imaginary = schur.imaginaryParts[bad]
            let tail = imaginary == 0 ? "" : imaginary > 0 ? " + \(imaginary)i" : " − \(-imaginary)i"
            throw .notStable(matrix: "the drift matrix", eigenvalue: "\(schur.realParts[bad])\(tail)")
        }
        let rotated = try schur.basis.product(
            try noise.product(schur.basis), transposed: true)
        let order = [try OpenBLAS.integer(rows)]
        var right = rotated.scaled(by: -1).transposed.elements
        var info: Int32 = 0
        var scale = 1.0
        // dtrsyl takes two matrices, and only reads them.
        var triangle = schur.triangle
        blas.routines.sylvester(
            "N", "T", [1], order, order, &schur.triangle, order, &triangle, order, &right, order, &scale, &info, 1, 1)
        try OpenBLAS.check(info, "dtrsyl")
        // INFO = 1: two eigenvalues add up to almost 0, and LAPACK perturbed them.
        guard info == 0, scale > 0 else {
            throw .overflow(routine: "the stationary covariance", matrix: "the drift matrix")
        }
        let inner = Matrix(rows, rows, right).transposed.scaled(by: 1 / scale)
        let solution = try schur.basis.product(
            try inner.product(schur.basis, otherTransposed: true))
        guard solution.elements.allSatisfy(\.isFinite) else {
            throw .overflow(routine: "the stationary covariance", matrix: "the drift matrix")
        }
        guard noise == noise.transposed else { return solution }
        return Self.combination(solution, 0.5, solution.transposed, 0.5)
    }
}
