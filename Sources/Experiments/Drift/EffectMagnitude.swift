public import Drift

/// How large an effect is, in a word, where thresholds are published for its measure.
///
/// They are conventions: what matters in a field is for the field to say.
public enum EffectMagnitude: String, Sendable, CaseIterable {
    case negligible, small, medium, large

    /// From where on an effect is small, medium and large, and who says so.
    struct Thresholds {
        let small: Double
        let medium: Double
        let large: Double
        let source: String
    }

    /// nil where no thresholds are published for the measure.
    public init?(_ effect: TestResult.EffectSize) {
        guard let thresholds = Self.thresholds(of: effect.measure) else { return nil }
        let size = effect.value.magnitude
        self =
            size >= thresholds.large
            ? .large : size >= thresholds.medium ? .medium : size >= thresholds.small ? .small : .negligible
    }

    static func thresholds(of measure: String) -> Thresholds? {
        switch measure {
        case "Cohen's d", "Hedges' g":
            Thresholds(small: 0.2, medium: 0.5, large: 0.8, source: "Cohen, Statistical Power Analysis (1988), 2.2.3")
        case "rank-biserial correlation", "Cliff's delta":
            Thresholds(small: 0.147, medium: 0.33, large: 0.474, source: "Romano et al., FAIR annual meeting (2006)")
        case "Cohen's w", "Cramér's V":
            Thresholds(small: 0.1, medium: 0.3, large: 0.5, source: "Cohen, Statistical Power Analysis (1988), 7.2.3")
        case "population stability index":
            // Siddiqi has two bounds: insignificant below 0.1, a minor shift below 0.25, a major one from there.
            Thresholds(small: 0.1, medium: 0.1, large: 0.25, source: "Siddiqi, Credit Risk Scorecards (2006)")
        default: nil
        }
    }
}
