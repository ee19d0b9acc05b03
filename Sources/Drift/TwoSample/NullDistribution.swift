/// Where the p-value of a test comes from, when no permutations are asked for.
public enum NullDistribution: String, Sendable, Codable, CaseIterable {
    /// Exact where the test's documentation says so, else the limit.
    case automatic = "auto"
    case exact
    case asymptotic

    /// Whether the p-value is to be exact.
    ///
    /// - Parameters:
    ///   - suited: whether it is so by default.
    ///   - affordable: whether it can be.
    ///   - problem: why it cannot be.
    /// - Throws: `DriftError.tooLarge` where it is demanded and cannot be.
    func isExact(suited: Bool = true, affordable: Bool, problem: @autoclosure () -> String) throws -> Bool {
        switch self {
        case .automatic: return suited && affordable
        case .asymptotic: return false
        case .exact:
            guard affordable else {
                throw DriftError(
                    .tooLarge, key: "distribution", problem: problem(),
                    remedy: "leave it at auto, or ask for permutations")
            }
            return true
        }
    }

    static func option(_ meaning: String) -> MethodOption {
        MethodOption(
            "distribution", default: "auto", domain: "auto, exact or asymptotic",
            meaning: "where the p-value comes from; auto is exact " + meaning)
    }
}

extension Alternative {
    static func option(less: String, greater: String) -> MethodOption {
        MethodOption(
            "alternative", default: "two-sided", domain: "two-sided, less or greater",
            meaning: "the departures looked for; less: \(less); greater: \(greater)")
    }
}
