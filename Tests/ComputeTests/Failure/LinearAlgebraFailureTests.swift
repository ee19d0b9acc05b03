import Compute
import Testing

@Suite struct LinearAlgebraFailureTests {
    let square = Matrix<Double>.identity(3)

    private func error(_ body: () throws -> Void) -> LinearAlgebraError? {
        do {
            try body()
            return nil
        } catch {
            return error as? LinearAlgebraError
        }
    }

    @Test func raggedRowsAreNamed() {
        let found = error { _ = try Matrix([[1.0, 2], [3, 4], [5]]) }
        #expect(found?.code == "matrix-shape")
        #expect(found?.message.contains("row 2 has 1 entries") == true)
        #expect(error { _ = try Matrix(rows: 2, columns: 2, elements: [1.0, 2, 3]) }?.code == "matrix-shape")
    }

    @Test func shapesThatDoNotFitAreRefused() throws {
        let wide = Matrix<Double>.zero(3, 4)
        #expect(error { _ = try wide.product(wide) }?.code == "matrix-shape")
        #expect(error { _ = try wide.cholesky() }?.code == "matrix-shape")
        #expect(error { _ = try wide.exponential() }?.code == "matrix-shape")
        #expect(error { _ = try square.solve(.zero(4, 1)) }?.code == "matrix-shape")
        #expect(error { _ = try square.stationaryCovariance(noise: wide) }?.code == "matrix-shape")
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity]) func entriesThatAreNoNumbersArePlaced(value: Double) throws {
        let bad = try Matrix([[1, 0, 0], [0, 1, value], [0, 0, 1]])
        let expected = LinearAlgebraError.notFinite(matrix: "the matrix", row: 1, column: 2, value: "\(value)")
        #expect(error { _ = try bad.solve(square) } == expected)
        #expect(error { _ = try bad.cholesky() } == expected)
        #expect(error { _ = try bad.symmetricEigensystem() } == expected)
        #expect(error { _ = try bad.eigensystem() } == expected)
        #expect(error { _ = try bad.singularValues() } == expected)
        #expect(error { _ = try bad.exponential() } == expected)
        #expect(error { _ = try bad.stationaryCovariance(noise: square) }?.code == "matrix-not-finite")
        #expect(error { _ = try square.solve(bad) }?.message.contains("row 1, column 2") == true)
    }

    @Test func singularMatricesAreNotSolved() throws {
        let singular = try Matrix([[1.0, 2], [2, 4]])
        #expect(error { _ = try singular.solve(.identity(2)) } == .singular(matrix: "the matrix", pivot: 1))
    }

    @Test func indefiniteMatricesHaveNoCholeskyFactor() throws {
        let indefinite = try Matrix([[4.0, 2, 0], [2, 1, 0], [0, 0, -1]])
        let found = error { _ = try indefinite.cholesky() }
        #expect(found == .notPositiveDefinite(matrix: "the matrix", order: 2))
        #expect(found?.exitStatus == .badData)
    }

    @Test func asymmetricMatricesArePlaced() throws {
        let skew = try Matrix([[1.0, 0, 0], [0, 1, 0], [0.5, 0, 1]])
        let found = error { _ = try skew.symmetricEigensystem() }
        #expect(found == .notSymmetric(matrix: "the matrix", row: 2, column: 0, entry: "0.5", mirrored: "0.0"))
    }

    /// A system with an eigenvalue on the imaginary axis, or right of it, has no stationary covariance.
    @Test func unstableDriftsAreRefused() throws {
        let growing = try Matrix([[-1.0, 0], [0, 0.25]])
        let found = error { _ = try growing.stationaryCovariance(noise: .identity(2)) }
        #expect(found == .notStable(matrix: "the drift matrix", eigenvalue: "0.25"))
        let turning = try Matrix([[0.0, 1], [-1, 0]])
        #expect(error { _ = try turning.stationaryCovariance(noise: .identity(2)) }?.code == "matrix-not-stable")
    }

    @Test func exponentialsBeyondTheLargestNumberAreReported() throws {
        #expect(error { _ = try Matrix([[1000.0]]).exponential() }?.code == "matrix-overflow")
        #expect(error { _ = try Matrix([[1e300]]).exponential() }?.code == "matrix-overflow")
        #expect(try Matrix([[-1000.0]]).exponential().elements == [0])
    }

    @Test func aMissingLibrarySaysWhatToInstall() {
        let found = error { try OpenBLASProbe.open(["libno-such-blas.so.9"]) }
        #expect(found?.code == "blas-unavailable")
        #expect(found?.exitStatus == .unavailable)
        #expect(found?.message.contains("apt-get install") == true)
        let wrong = error { try OpenBLASProbe.open(["libc.so.6"]) }
        #expect(wrong?.message.contains("has no cblas_dgemm") == true)
    }
}
