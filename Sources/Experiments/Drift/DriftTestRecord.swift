public import Compute
public import Drift
internal import Graphs

/// What comparing a current sample with a reference came to.
public struct DriftTestRecord: Sendable {
    /// A sample that was read.
    public struct Input: Sendable, Hashable {
        public let file: InputFile
        public let rows: Int
        /// Rows passed over because a number was missing.
        public let missing: Int
    }

    /// One method's word on one feature, or on all of them together.
    public struct Finding: Sendable, Hashable {
        public let result: TestResult
        /// The p-value with the correction for how many features the method looked at; nil where there is none.
        public let adjustedPValue: Double?
        /// Whether the adjusted p-value is at most α; nil where there is none.
        public let isDrift: Bool?

        public init(_ result: TestResult, adjustedPValue: Double?, alpha: Double) {
            self.result = result
            self.adjustedPValue = adjustedPValue
            isDrift = adjustedPValue.map { $0 <= alpha }
        }

        /// How large the effect is, in a word; nil where none is published.
        public var magnitude: EffectMagnitude? { EffectMagnitude(result.effectSize) }
    }

    /// One feature: its values and what was found in them.
    public struct Feature: Sendable {
        let comparison: FeatureComparison
        /// In the order of the methods.
        public let findings: [Finding]

        public var name: String { comparison.name }
        /// Whether a method finds drift; nil where none tests.
        public var isDrift: Bool? {
            let verdicts = findings.compactMap(\.isDrift)
            return verdicts.isEmpty ? nil : verdicts.contains(true)
        }
    }

    public let question: DriftTestQuestion
    public let reference: Input
    public let current: Input
    public let features: [Feature]
    /// What methods of all features together say.
    public let joint: [Finding]
    public let device: DeviceDecision
    public let wallTimeSeconds: Double
    public let provenance: Provenance?

    /// Whether any method finds drift; nil where none tests.
    public var isDrift: Bool? {
        let verdicts = features.compactMap(\.isDrift) + joint.compactMap(\.isDrift)
        return verdicts.isEmpty ? nil : verdicts.contains(true)
    }

    /// What it means, in sentences.
    var meaning: [String] {
        var sentences: [String] = []
        let tested = features.filter { $0.isDrift != nil }
        let drifted = tested.filter { $0.isDrift == true }
        let level = "at α = \(PhiText.number(question.alpha))"
        let correction =
            tested.count > 1 && question.correction != .none
            ? " after \(question.correction.words) correction" : ""
        if tested.count == 1, let feature = tested.first {
            sentences.append(
                drifted.isEmpty
                    ? "No difference between the samples was found in \(feature.name) \(level)."
                    : "The samples differ in \(feature.name) \(level).")
        } else if !tested.isEmpty {
            let names = drifted.prefix(8).map(\.name).joined(separator: ", ")
            let rest = drifted.count > 8 ? " and \(drifted.count - 8) more" : ""
            sentences.append(
                drifted.isEmpty
                    ? "None of \(tested.count) features differs \(level)\(correction)."
                    : "\(drifted.count) of \(tested.count) features \(drifted.count == 1 ? "differs" : "differ") "
                        + "\(level)\(correction): \(names)\(rest).")
        }
        for finding in joint {
            guard let isDrift = finding.isDrift else { continue }
            sentences.append(
                isDrift
                    ? "All features together, \(finding.result.method) finds a difference \(level)."
                    : "All features together, \(finding.result.method) finds no difference \(level).")
        }
        if isDrift == nil {
            sentences.append("No method gave a p-value, so nothing says whether the differences are chance.")
        }
        return sentences
    }

    /// What a reader should beware of.
    var warnings: [String] {
        var warnings: [String] = []
        let (least, sum) = (min(reference.rows, current.rows), reference.rows + current.rows)
        if isDrift == false {
            warnings.append("That no difference was found is no proof that there is none: a small sample hides much.")
        }
        if least < Self.littleData {
            warnings.append(
                "One sample has \(least.counted("row")) only: differences that are not large cannot be found.")
        }
        if sum >= Self.muchData {
            warnings.append(
                "With \(PhiText.count(sum)) rows even a difference too small to matter has a p-value near 0: "
                    + "judge by the effect size.")
        }
        return warnings
    }

    private static let littleData = 20
    private static let muchData = 10_000
}
