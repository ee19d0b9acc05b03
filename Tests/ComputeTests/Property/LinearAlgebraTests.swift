import Compute
import GeneratedInput
import Testing

@Suite struct LinearAlgebraTests {
    @Test func productsAreWhatTheyAreDefinedToBe() throws {
        for (index, (m, k, n)) in [(1, 1, 1), (3, 5, 2), (17, 9, 33), (600, 50, 31)].enumerated() {
            let left = try randomMatrix(m, k, seed: UInt64(index))
            let right = try randomMatrix(k, n, seed: UInt64(index + 100))
            let expected = try definedProduct(left, right)
            let bound = rounding(k)
            #expect(try distance(left.product(right), expected) < bound)
            #expect(try distance(left.transposed.product(right, transposed: true), expected) < bound)
            #expect(try distance(left.product(right.transposed, otherTransposed: true), expected) < bound)
            #expect(
                try distance(
                    left.transposed.product(right.transposed, transposed: true, otherTransposed: true), expected)
                    < bound)
            let square = try left.productWithTranspose(factor: 0.5)
            #expect(square == square.transposed)
            let half = Matrix.diagonal([Double](repeating: 0.5, count: m))
            #expect(try distance(square, definedProduct(left, left.transposed).product(half)) < bound)
        }
    }

    @Test func singlePrecisionAgreesWithDoubleToItsRounding() throws {
        let (left, right) = (try randomMatrix(20, 30, seed: 5), try randomMatrix(30, 10, seed: 6))
        let narrow = { (matrix: Matrix<Double>) in
            try Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map(Float.init))
        }
        let found = try narrow(left).product(narrow(right))
        let expected = try left.product(right)
        #expect(zip(found.elements, expected.elements).allSatisfy { abs(Double($0) - $1) < 30 * 4 * 0x1p-24 })
        let square = try narrow(left).productWithTranspose()
        let expectedSquare = try left.productWithTranspose()
        #expect(zip(square.elements, expectedSquare.elements).allSatisfy { abs(Double($0) - $1) < 30 * 4 * 0x1p-24 })
    }

    /// The number of workers never shows in a result.
    @Test func productsHaveTheSameBitsOnAnyNumberOfThreads() throws {
        var random = SplitMix64(seed: 11)
        for trial in 0..<20 {
            let (m, k, n) = (1 + random.index(700), 1 + random.index(400), 1 + random.index(300))
            let left = try randomMatrix(m, k, seed: UInt64(trial))
            let right = try randomMatrix(k, n, seed: UInt64(trial + 1000))
            let (product, square) = (try left.product(right), try left.productWithTranspose())
            let turned = try left.transposed.product(right, transposed: true)
            for threads in [2, 3, 16] {
                let pool = ThreadPool(threads: threads)
                #expect(try left.product(right, pool: pool) == product, "\(m) × \(k) × \(n)")
                #expect(
                    try left.transposed.product(right, transposed: true, pool: pool) == turned, "\(m) × \(k) × \(n)")
                #expect(try left.productWithTranspose(pool: pool) == square, "\(m) × \(k)")
            }
        }
    }

    @Test func routinesCanBeCalledFromManyThreadsAtOnce() throws {
        let matrices = try (0..<16).map { try randomMatrix(40, 40, seed: UInt64($0)) }
        let alone = try matrices.map { try $0.product($0).eigensystem().realParts }
        let together = try ThreadPool(threads: 4).map(count: matrices.count) {
            try matrices[$0].product(matrices[$0]).eigensystem().realParts
        }
        #expect(alone == together)
    }

    @Test(arguments: [1, 2, 7, 40]) func solutionsSatisfyTheirEquations(order: Int) throws {
        let matrix = try stableMatrix(order, seed: 21)
        let right = try randomMatrix(order, 3, seed: 22)
        let solution = try matrix.solve(right)
        #expect(try distance(matrix.product(solution), right) < rounding(order, matrix.oneNorm))
    }

    @Test(arguments: [1, 2, 7, 40]) func choleskyFactorsMultiplyBack(order: Int) throws {
        let root = try randomMatrix(order, 2 * order, seed: 31)
        let covariance = try root.productWithTranspose()
        let factor = try covariance.cholesky()
        #expect(try distance(factor.productWithTranspose(), covariance) < rounding(order, covariance.oneNorm))
        for row in 0..<order {
            #expect(factor[row, row] > 0)
            for column in (row + 1)..<max(order, row + 1) { #expect(factor[row, column] == 0) }
        }
    }

    @Test(arguments: [1, 2, 7, 40]) func symmetricEigenvectorsAreOrthonormalAndDiagonalise(order: Int) throws {
        let matrix = try randomMatrix(order, order, seed: 41).productWithTranspose()
        let system = try matrix.symmetricEigensystem()
        #expect(system.values == system.values.sorted())
        let gram = try system.vectors.product(system.vectors, transposed: true)
        #expect(distance(gram, .identity(order)) < rounding(order))
        let scaled = try system.vectors.product(.diagonal(system.values))
        #expect(try distance(matrix.product(system.vectors), scaled) < rounding(order, matrix.oneNorm))
    }

    /// A·(u + iv) = (a + ib)(u + iv), part by part.
    @Test(arguments: [1, 2, 3, 8, 41]) func eigenvectorsSatisfyTheirEquation(order: Int) throws {
        let matrix = try randomMatrix(order, order, seed: 51)
        let system = try matrix.eigensystem()
        let (u, v) = (system.realVectors, system.imaginaryVectors)
        let (a, b) = (system.realParts, system.imaginaryParts)
        let (real, imaginary) = (try matrix.product(u), try matrix.product(v))
        let bound = rounding(order, matrix.oneNorm)
        for j in 0..<order {
            for i in 0..<order {
                #expect(abs(real[i, j] - (a[j] * u[i, j] - b[j] * v[i, j])) < bound)
                #expect(abs(imaginary[i, j] - (a[j] * v[i, j] + b[j] * u[i, j])) < bound)
            }
            let norm = (0..<order).reduce(0) { $0 + u[$1, j] * u[$1, j] + v[$1, j] * v[$1, j] }
            #expect(abs(norm - 1) < rounding(order))
        }
        #expect(abs(a.reduce(0, +) - matrix.trace) < bound)
    }

    /// The squares of the singular values are the eigenvalues of A·Aᵀ.
    @Test(arguments: [(1, 1), (4, 9), (9, 4), (30, 30)]) func singularValuesAndEigenvalues(rows: Int, columns: Int)
        throws
    {
        let matrix = try randomMatrix(rows, columns, seed: 61)
        let values = try matrix.singularValues()
        #expect(values == values.sorted(by: >))
        let square = try (rows <= columns ? matrix : matrix.transposed).productWithTranspose()
        let expected = try square.symmetricEigensystem().values.reversed()
        #expect(zip(values, expected).allSatisfy { abs($0 * $0 - $1) < rounding(rows + columns, square.oneNorm) })
    }

    @Test(arguments: [1, 2, 9, 50]) func stationaryCovariancesSatisfyTheLyapunovEquation(order: Int) throws {
        let drift = try stableMatrix(order, seed: 71)
        let noise = try randomMatrix(order, order, seed: 72).productWithTranspose()
        let covariance = try drift.stationaryCovariance(noise: noise)
        #expect(covariance == covariance.transposed)
        let flow = try drift.product(covariance)
        let residual = try Matrix(
            (0..<order).map { i in (0..<order).map { flow[i, $0] + flow[$0, i] + noise[i, $0] } })
        #expect(distance(residual, .zero(order, order)) < rounding(order, drift.oneNorm * covariance.oneNorm))
        _ = try covariance.cholesky()
    }

    /// e^A·e^−A = 1, e^(2A) = (e^A)², and det e^A = e^(trace A), the last through eigenvalues.
    @Test(arguments: [1e-3, 0.1, 0.5, 1, 2, 8]) func exponentialsObeyTheirLaws(norm: Double) throws {
        let order = 6
        let random = try randomMatrix(order, order, seed: 81)
        let factor = norm / random.oneNorm
        let matrix = try Matrix(rows: order, columns: order, elements: random.elements.map { $0 * factor })
        let minus = try Matrix(rows: order, columns: order, elements: matrix.elements.map { -$0 })
        let twice = try Matrix(rows: order, columns: order, elements: matrix.elements.map { 2 * $0 })
        let (up, down) = (try matrix.exponential(), try minus.exponential())
        let size = up.oneNorm * down.oneNorm
        #expect(try distance(up.product(down), .identity(order)) < rounding(order, size * (1 + norm)))
        #expect(
            try distance(up.product(up), twice.exponential()) < rounding(order, up.oneNorm * up.oneNorm * (1 + norm)))
    }

    @Test func emptyMatricesHaveEmptyAnswers() throws {
        let empty = Matrix<Double>.zero(0, 0)
        #expect(try empty.product(empty) == empty)
        #expect(try empty.solve(empty) == empty)
        #expect(try empty.cholesky() == empty)
        #expect(try empty.exponential() == empty)
        #expect(try empty.singularValues() == [])
        #expect(try empty.eigensystem().realParts == [])
        #expect(try Matrix<Double>.zero(2, 0).product(.zero(0, 3)) == .zero(2, 3))
    }
}
