import Analysis
import Benchmark
import Compute
import Drift
import Foundation

/// The maximum mean discrepancy of 10 000 × 10 000 rows of 64 features with 100 permutations on every core, against the
/// same number of operations in products of large matrices, the least that its two products a tile could take; its
/// approximations and the density difference on the same rows.
///
/// Operations: for each pair of rows one multiplication and addition a feature and a labelling, those of the passes that look
/// for the median aside.
func twoSampleBenchmarks() {
    let subject = "two-sample, 10 000 × 10 000 rows of 64 features, 100 permutations"
    let configuration = Benchmark.Configuration(warmupIterations: 1, maxDuration: .seconds(10), maxIterations: 3)
    let methods: [(String, @Sendable () throws -> any MultivariateTest)] = [
        ("mmd", { try MaximumMeanDiscrepancy(permutations: 100) }),
        ("mmd, bandwidth given", { try MaximumMeanDiscrepancy(bandwidth: .widths([13]), permutations: 100) }),
        ("mmd-linear", { try LinearTimeMMD() }),
        ("mmd-random-features", { try RandomFeatureMMD(permutations: 100) }),
        ("lsdd", { try LeastSquaresDensityDifference(permutations: 100) }),
    ]
    for (name, make) in methods {
        Benchmark("\(subject): \(name)", configuration: configuration) { benchmark in
            let problem = try TwoSampleProblem.shared.get()
            let method = try make()
            benchmark.startMeasurement()
            let result = try method.test(reference: problem.reference, sample: problem.sample, in: problem.context)
            benchmark.stopMeasurement()
            blackHole(result.statistic)
        }
    }
    Benchmark("\(subject): products of as many operations", configuration: configuration) { benchmark in
        let problem = try TwoSampleProblem.shared.get()
        benchmark.startMeasurement()
        for _ in 0..<TwoSampleProblem.products {
            blackHole(try problem.square.product(problem.square, pool: problem.context.pool).elements.count)
        }
        benchmark.stopMeasurement()
    }
}

private struct TwoSampleProblem: Sendable {
    static let shared = Result { try TwoSampleProblem() }
    static let rows = 10_000
    static let features = 64
    static let order = 1024
    /// (64 + 100) operations for each of the pairs of 20 000 rows, in products of matrices of order 1024.
    static let products = rows * (2 * rows - 1) * (features + 100) / (order * order * order)

    let context = RunContext(pool: ThreadPool(threads: ThreadPool.cores))
    let reference: Sample
    let sample: Sample
    let square: Matrix<Double>

    private init() throws {
        var random = SplitMix64(seed: 5)
        func bell() -> Double { (0..<4).reduce(0) { sum, _ in sum + 2 * random.fraction() - 1 } }
        let count = Self.rows * Self.features
        reference = try Sample(rows: Self.rows, columns: Self.features, values: (0..<count).map { _ in bell() })
        sample = try Sample(rows: Self.rows, columns: Self.features, values: (0..<count).map { _ in bell() + 0.02 })
        square = try Matrix(
            rows: Self.order, columns: Self.order,
            elements: (0..<Self.order * Self.order).map { _ in random.fraction() })
    }
}
