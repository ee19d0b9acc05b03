/// Which departures from "both come from one distribution" a test looks for.
public enum Alternative: String, Sendable, Codable, CaseIterable {
    case twoSided = "two-sided"
    /// The statistic, as the test defines it, is less than under the hypothesis.
    case less
    /// The statistic, as the test defines it, is greater than under the hypothesis.
    case greater
}
