public import Analysis

/// A test, or a distance, that compares two samples of many channels.
public protocol MultivariateTest: Sendable {
    /// The name by which the command line knows the method, such as `mmd`.
    static var name: String { get }

    /// Compares `sample` with `reference`.
    ///
    /// - Parameters:
    ///   - reference: rows × features.
    ///   - sample: rows × features, the same features.
    ///   - context: the pool, the device, whom to tell how far it is and whether to stop. None of them changes a bit of
    ///     the result, but for a device whose form of the method says so.
    /// - Throws: `DriftError` where the features differ (`Sample.requireSameColumns(as:)`) or there are too few rows;
    ///   `CancelledError`.
    /// - Complexity: as the conforming type says.
    func test(reference: Sample, sample: Sample, in context: RunContext) throws -> TestResult
}

extension MultivariateTest {
    /// Compares `sample` with `reference` on the calling thread.
    ///
    /// - Throws: what `test(reference:sample:in:)` throws.
    public func test(reference: Sample, sample: Sample) throws -> TestResult {
        try test(reference: reference, sample: sample, in: RunContext())
    }
}
