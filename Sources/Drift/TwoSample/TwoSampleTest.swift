public import Analysis

/// A test, or a distance, that compares two samples of one channel.
public protocol TwoSampleTest: Sendable {
    /// The name by which the command line knows the method, such as `kolmogorov-smirnov`.
    static var name: String { get }

    /// Compares `sample` with `reference`.
    ///
    /// - Parameters:
    ///   - reference: finite values, in any order.
    ///   - sample: finite values, in any order.
    ///   - context: the pool for permutations, whom to tell how far they are and whether to stop. It changes no result.
    /// - Throws: `DriftError` where a value is not finite or there are too few; `CancelledError`.
    /// - Complexity: as the conforming type says.
    func test(reference: [Double], sample: [Double], in context: RunContext) throws -> TestResult
}

extension TwoSampleTest {
    /// Compares `sample` with `reference` on the calling thread.
    ///
    /// - Throws: what `test(reference:sample:in:)` throws.
    public func test(reference: [Double], sample: [Double]) throws -> TestResult {
        try test(reference: reference, sample: sample, in: RunContext())
    }
}
