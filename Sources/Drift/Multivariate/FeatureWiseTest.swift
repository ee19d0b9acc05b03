public import Analysis
import Compute

/// A test of one channel applied to each of many, with a correction for their number.
public struct FeatureWiseTest: MultivariateTest {
    public static let name = "feature-wise"

    /// What the test says of one feature.
    public struct Feature: Sendable, Codable, Hashable {
        /// The feature's name, or `column 3` where it has none.
        public let feature: String
        public let result: TestResult
        /// The p-value corrected for the number of features; nil where the method gives none.
        public let adjustedPValue: Double?

        public init(feature: String, result: TestResult, adjustedPValue: Double?) {
            self.feature = feature
            self.result = result
            self.adjustedPValue = adjustedPValue
        }
    }

    public let test: any TwoSampleTest
    public let correction: Correction
    /// What an adjusted p-value must not exceed for the feature to count as changed.
    public let level: Double

    /// - Parameter level: above 0 and below 1.
    /// - Throws: `DriftError.badParameter` with any other level.
    public init(
        _ test: any TwoSampleTest = KolmogorovSmirnovTest(), correction: Correction = .holm, level: Double = 0.05
    ) throws {
        guard level > 0, level < 1 else {
            throw DriftError(
                .badParameter, key: "alpha", problem: "it is \(level)", remedy: "give \(Self.levelDomain)")
        }
        self.test = test
        self.correction = correction
        self.level = level
    }

    private static let levelDomain = "a number above 0 and below 1"

    /// What the test says of each feature, in their order.
    ///
    /// - Throws: `DriftError.dimensionMismatch`; what the test throws, with the feature's name; `CancelledError`.
    /// - Complexity: the test's a feature, shared by the pool's threads.
    public func features(
        reference: Sample, sample: Sample, in context: RunContext = RunContext()
    ) throws -> [Feature] {
        try sample.requireSameColumns(as: reference)
        let results = try context.pool.map(count: reference.columns) { column in
            try context.cancellation.check()
            // Features share the pool, so a feature's own permutations stay on its thread, but where it is the only
            // one.
            let inner = RunContext(
                cancellation: context.cancellation, progress: context.progress,
                pool: reference.columns == 1 ? context.pool : .init(threads: 1), device: context.device,
                profile: context.profile)
            do {
                return try test.test(reference: reference.column(column), sample: sample.column(column), in: inner)
            } catch let error as DriftError {
                throw error.inFeature(reference.label(column))
            }
        }
        let pValues = results.compactMap(\.pValue)
        let adjusted = pValues.count == results.count ? correction.adjusted(pValues) : nil
        return results.indices.map { column in
            Feature(
                feature: reference.label(column), result: results[column], adjustedPValue: adjusted?[column])
        }
    }

    /// All features as one result: the statistic is how many have an adjusted p-value up to `level`, the p-value the
    /// least adjusted one (with Benjamini and Hochberg's correction that is Simes's, Biometrika 73 (1986) 751), and the
    /// effect size the greatest of the features' in absolute value.
    ///
    /// Without a correction, and for a distance that is not tested, there is no p-value.
    ///
    /// - Throws: what `features(reference:sample:in:)` throws.
    public func test(reference: Sample, sample: Sample, in context: RunContext) throws -> TestResult {
        let features = try features(reference: reference, sample: sample, in: context)
        let adjusted = features.compactMap(\.adjustedPValue)
        let greatest = features.max {
            abs($0.result.effectSize.value) < abs($1.result.effectSize.value)
        }
        let least = features.min { ($0.adjustedPValue ?? 1) < ($1.adjustedPValue ?? 1) }
        let pValue = correction == .none && features.count > 1 ? nil : adjusted.min()
        var notes = features.flatMap(\.result.notes).reduce(into: [String]()) { unique, note in
            if !unique.contains(note) { unique.append(note) }
        }
        if let least, !adjusted.isEmpty { notes.append("the least p-value is that of \(least.feature)") }
        if let greatest { notes.append("the greatest effect is that of \(greatest.feature)") }
        return TestResult(
            method: Self.name, statistic: Double(adjusted.count { $0 <= level }), pValue: pValue,
            pValueMethod: pValue == nil ? nil : least?.result.pValueMethod,
            effectSize: .init(
                measure: "greatest " + (greatest?.result.effectSize.measure ?? "effect size"),
                value: greatest.map { abs($0.result.effectSize.value) } ?? 0),
            referenceCount: reference.rows, sampleCount: sample.rows, notes: notes)
    }
}

extension FeatureWiseTest {
    static let method = TwoSampleMethod(
        name, purpose: .test, summary: "a test of one channel for each feature, corrected for their number",
        options: [
            MethodOption(
                "test", default: KolmogorovSmirnovTest.name, domain: "a test of one channel",
                meaning: "the test to apply, at its defaults"),
            MethodOption(
                "correction", default: Correction.holm.rawValue,
                domain: Correction.allCases.map(\.rawValue).joined(separator: ", "),
                meaning: "how p-values are corrected for the number of features"),
            MethodOption(
                "alpha", default: "0.05", domain: levelDomain,
                meaning: "the adjusted p-value up to which a feature counts as changed"),
        ],
        maker: .manyChannels { options in
            try FeatureWiseTest(
                oneChannel(options.text("test") ?? KolmogorovSmirnovTest.name),
                correction: options.choice("correction", default: .holm),
                level: options.number("alpha", default: 0.05, domain: levelDomain) { $0 > 0 && $0 < 1 })
        })

    private static func oneChannel(_ name: String) throws -> any TwoSampleTest {
        guard case .oneChannel(let test) = try TwoSampleCatalogue.make(name) else {
            throw DriftError(
                .badParameter, key: "test", problem: "\(name) compares many channels",
                remedy: "give a method of one channel, such as \(KolmogorovSmirnovTest.name)")
        }
        guard try TwoSampleCatalogue.method(name).purpose == .test else {
            throw DriftError(
                .badParameter, key: "test", problem: "\(name) is a distance, which at its defaults has no p-value",
                remedy: "give a test, such as \(KolmogorovSmirnovTest.name)")
        }
        return test
    }
}

extension DriftError {
    /// The same mistake, in a feature of many.
    fileprivate func inFeature(_ name: String) -> DriftError {
        DriftError(kind, key: "feature \(name)" + (key.map { ", \($0)" } ?? ""), problem: problem, remedy: remedy)
    }
}
