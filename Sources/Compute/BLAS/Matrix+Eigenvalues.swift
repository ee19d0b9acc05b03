/// The eigenvalues and eigenvectors of a symmetric matrix.
public struct SymmetricEigensystem: Sendable {
    /// Ascending.
    public let values: [Double]
    /// Column j is the eigenvector of `values[j]`; the columns are orthonormal. A vector's sign is LAPACK's.
    public let vectors: Matrix<Double>
}

/// The eigenvalues and right eigenvectors of a square matrix, which may be complex.
public struct GeneralEigensystem: Sendable {
    /// The real parts of the eigenvalues, in LAPACK's order; a conjugate pair stands together, the positive imaginary part
    /// first.
    public let realParts: [Double]
    /// Their imaginary parts.
    public let imaginaryParts: [Double]
    /// Column j is the real part of the eigenvector of eigenvalue j, which has the Euclidean norm 1.
    public let realVectors: Matrix<Double>
    /// Its imaginary part.
    public let imaginaryVectors: Matrix<Double>

    /// The eigenvalue with the greatest real part: the linear system ẋ = A·x decays where it is below 0.
    public var greatestRealPart: Double { realParts.max() ?? -.infinity }
}

extension Matrix where Element == Double {
    /// The eigenvalues and orthonormal eigenvectors of this symmetric matrix, by divide and conquer (LAPACK dsyevd).
    ///
    /// - Throws: `LinearAlgebraError.notSymmetric` with the pair; `.wrongShape`, `.notFinite`, `.notConverged`,
    ///   `.unavailable`.
    /// - Complexity: O(n³).
    public func symmetricEigensystem() throws(LinearAlgebraError) -> SymmetricEigensystem {
        try requireSymmetric("the matrix")
        let blas = try OpenBLAS.library()
        guard rows > 0 else { return SymmetricEigensystem(values: [], vectors: self) }
        let order = [try OpenBLAS.integer(rows)]
        var vectors = elements
        var values = [Double](repeating: 0, count: rows)
        var info: Int32 = 0
        var (size, integerSize): (Int32, Int32) = (-1, -1)
        var (work, integerWork): ([Double], [Int32]) = ([0], [0])
        // The first call asks how much room the second one needs.
        for _ in 0..<2 {
            blas.routines.symmetricEigen(
                "V", "U", order, &vectors, order, &values, &work, [size], &integerWork, [integerSize], &info, 1, 1)
            try OpenBLAS.check(info, "dsyevd")
            guard size < 0 else { break }
            (size, integerSize) = (Int32(work[0]), integerWork[0])
            work = [Double](repeating: 0, count: Int(size))
            integerWork = [Int32](repeating: 0, count: Int(integerSize))
        }
        if info > 0 { throw .notConverged(routine: "dsyevd", matrix: "the matrix") }
        return SymmetricEigensystem(values: values, vectors: Matrix(rows, rows, vectors).transposed)
    }

    /// The eigenvalues and right eigenvectors of this square matrix (LAPACK dgeev).
    ///
    /// - Throws: `LinearAlgebraError.wrongShape`, `.notFinite`, `.notConverged`, `.unavailable`.
    /// - Complexity: O(n³).
    public func eigensystem() throws(LinearAlgebraError) -> GeneralEigensystem {
        try requireSquare("the matrix")
        let blas = try OpenBLAS.library()
        guard rows > 0 else {
            return GeneralEigensystem(realParts: [], imaginaryParts: [], realVectors: self, imaginaryVectors: self)
        }
        let order = [try OpenBLAS.integer(rows)]
        var matrix = transposed.elements
        var (reals, imaginaries) = ([Double](repeating: 0, count: rows), [Double](repeating: 0, count: rows))
        var vectors = Matrix.zero(rows, rows)
        var unused = 0.0
        var info: Int32 = 0
        var size: Int32 = -1
        var work = [0.0]
        for _ in 0..<2 {
            blas.routines.generalEigen(
                "N", "V", order, &matrix, order, &reals, &imaginaries, &unused, [1], &vectors.elements, order, &work,
                [size], &info, 1, 1)
            try OpenBLAS.check(info, "dgeev")
            guard size < 0 else { break }
            size = Int32(work[0])
            work = [Double](repeating: 0, count: Int(size))
        }
        if info > 0 { throw .notConverged(routine: "dgeev", matrix: "the matrix") }
        let (realVectors, imaginaryVectors) = Self.unpacked(vectors, imaginaries)
        return GeneralEigensystem(
            realParts: reals, imaginaryParts: imaginaries, realVectors: realVectors.transposed,
            imaginaryVectors: imaginaryVectors.transposed)
    }

    /// dgeev's vectors, one a row here: a real eigenvalue has one, a conjugate pair has the real and the imaginary part of
    /// its first vector in two rows.
    private static func unpacked(_ packed: Matrix, _ imaginaryParts: [Double]) -> (real: Matrix, imaginary: Matrix) {
        var (real, imaginary) = (packed, Matrix.zero(packed.rows, packed.columns))
        var pair = 0
        while pair < packed.rows {
            guard imaginaryParts[pair] != 0, pair + 1 < packed.rows else {
                pair += 1
                continue
            }
            for entry in 0..<packed.columns {
                real[pair + 1, entry] = packed[pair, entry]
                imaginary[pair, entry] = packed[pair + 1, entry]
                imaginary[pair + 1, entry] = -packed[pair + 1, entry]
            }
            pair += 2
        }
        return (real, imaginary)
    }

    /// The singular values of this matrix, descending (LAPACK dgesdd).
    ///
    /// - Throws: `LinearAlgebraError.notFinite`, `.notConverged`, `.unavailable`.
    /// - Complexity: O(rows · columns · min(rows, columns)).
    public func singularValues() throws(LinearAlgebraError) -> [Double] {
        try requireFinite("the matrix")
        let blas = try OpenBLAS.library()
        let count = min(rows, columns)
        guard count > 0 else { return [] }
        // Row by row, LAPACK sees the transpose, whose singular values are the same.
        let (height, width) = ([try OpenBLAS.integer(columns)], [try OpenBLAS.integer(rows)])
        var matrix = elements
        var values = [Double](repeating: 0, count: count)
        var (noLeft, noRight) = (0.0, 0.0)
        var integers = [Int32](repeating: 0, count: 8 * count)
        var info: Int32 = 0
        var size: Int32 = -1
        var work = [0.0]
        for _ in 0..<2 {
            blas.routines.singularValues(
                "N", height, width, &matrix, height, &values, &noLeft, [1], &noRight, [1], &work, [size], &integers,
                &info, 1)
            try OpenBLAS.check(info, "dgesdd")
            guard size < 0 else { break }
            size = Int32(work[0])
            work = [Double](repeating: 0, count: Int(size))
        }
        if info > 0 { throw .notConverged(routine: "dgesdd", matrix: "the matrix") }
        return values
    }
}
