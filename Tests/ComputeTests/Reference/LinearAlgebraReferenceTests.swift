import Compute
import Testing

/// Matrices with known answers. Where a number has no closed form it was computed with SciPy 1.17.1, by the call quoted.
@Suite struct LinearAlgebraReferenceTests {
    /// The Hilbert matrix of order 5.
    static func hilbert() throws -> Matrix<Double> {
        try Matrix((0..<5).map { row in (0..<5).map { 1 / Double(row + $0 + 1) } })
    }

    /// `scipy.linalg.eigvalsh(scipy.linalg.hilbert(5))`
    @Test func hilbertEigenvalues() throws {
        let expected = [
            3.2879287721667084e-06, 0.0003058980401511414, 0.011407491623419655, 0.20853421861101332,
            1.5670506910982307,
        ]
        let found = try Self.hilbert().symmetricEigensystem().values
        // Absolute errors are of the order of the largest eigenvalue's rounding.
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) < rounding(5) })
    }

    /// The inverse of a Hilbert matrix has integer entries; their row sums for order 5 are these (Choi, Amer. Math.
    /// Monthly 90 (1983) 301). Its condition number, 4.8·10⁵, times the unit roundoff bounds the relative error.
    @Test func hilbertSystem() throws {
        let expected = [5.0, -120, 630, -1120, 630]
        let ones = try Matrix(rows: 5, columns: 1, elements: [1, 1, 1, 1, 1])
        let found = try Self.hilbert().solve(ones).elements
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 4.8e5 * rounding(5, 1120) })
    }

    /// `scipy.linalg.svdvals([[1, 2, 3], [4, 5, 6]])`
    @Test func singularValues() throws {
        let found = try Matrix([[1.0, 2, 3], [4, 5, 6]]).singularValues()
        #expect(abs(found[0] - 9.508032000695724) < rounding(3, 10))
        #expect(abs(found[1] - 0.7728696356734843) < rounding(3, 10))
    }

    /// Moler & Van Loan, SIAM Review 20 (1978) 801, section 3: the matrix whose Taylor series fails. Its eigenvalues are −1
    /// and −17, so the exponential has a closed form.
    @Test func exponentialOfMolerAndVanLoan() throws {
        let found = try Matrix([[-49.0, 24], [-64, 31]]).exponential()
        let expected = try Matrix([
            [-0.7357587581447559, 0.5518190996580998], [-1.4715175990882672, 1.1036382407155778],
        ])
        // Squaring five times loses as many bits of a matrix whose norm is 100.
        #expect(distance(found, expected) < 32 * rounding(2, 100))
    }

    /// A nilpotent matrix has an exponential of finitely many terms, and a rotation generator gives the rotation.
    @Test func exponentialsInClosedForm() throws {
        let nilpotent = try Matrix([[0.0, 1, 2], [0, 0, 3], [0, 0, 0]])
        #expect(try distance(nilpotent.exponential(), Matrix([[1, 1, 3.5], [0, 1, 3], [0, 0, 1]])) < rounding(3, 4))
        for angle in [1e-3, 0.2, 0.9, 2, 5, 40] {
            let turn = try Matrix([[0, -angle], [angle, 0]]).exponential()
            let (cosine, sine) = (CosineAndSine(angle).cosine, CosineAndSine(angle).sine)
            #expect(
                try distance(turn, Matrix([[cosine, -sine], [sine, cosine]])) < rounding(2, 1 + angle), "angle \(angle)"
            )
        }
    }

    /// The stationary covariance of two units, the second driving the first: solved by hand.
    ///
    /// x₂₂ = 2/6; then −4·x₁₂ + 2·x₂₂ + ½ = 0; then −2·x₁₁ + 4·x₁₂ + 1 = 0.
    @Test func covarianceOfTwoUnits() throws {
        let drift = try Matrix([[-1.0, 2], [0, -3]])
        let noise = try Matrix([[1.0, 0.5], [0.5, 2]])
        let expected = try Matrix([[13.0 / 12, 7.0 / 24], [7.0 / 24, 1.0 / 3]])
        #expect(try distance(drift.stationaryCovariance(noise: noise), expected) < rounding(2, 2))
    }

    /// A conjugate pair: `scipy.linalg.solve_continuous_lyapunov(A, -diag(1, 2, 3))` and `scipy.linalg.eigvals(A)`.
    @Test func covarianceOfThreeUnits() throws {
        let drift = try Matrix([[-1, 0.5, 0.2], [-0.3, -2, 0.7], [0.1, -0.4, -1.5]])
        let expected = try Matrix([
            [0.5570744380896908, 0.0683662024346547, 0.11445668436181163],
            [0.06836620243465467, 0.5338252128376574, 0.1259432662938723],
            [0.11445668436181163, 0.1259432662938724, 0.9740455746124216],
        ])
        #expect(try distance(drift.stationaryCovariance(noise: .diagonal([1, 2, 3])), expected) < rounding(3, 3))
        let system = try drift.eigensystem()
        #expect(abs(system.greatestRealPart - -0.9956358806847199) < rounding(3, 3))
        let imaginary = system.imaginaryParts.sorted()
        #expect(abs(imaginary[2] - 0.5922730566550437) < rounding(3, 3))
        #expect(imaginary[0] == -imaginary[2])
    }
}
