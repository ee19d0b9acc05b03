public import Drift

/// How a mind drifts: the rule, and what may not move.
///
/// JSON: `bounds` (`maximum`, `minimum`), `cooldown_days`, `event_sensitivity`, `inertia`, `locks`,
/// `maturity_principle`, `maximum_delta`.
public struct DriftConfiguration: Sendable, Hashable {
    public var rule: TraitDriftRule
    /// Beginnings of trait paths: what begins with one of them does not move. `personality.traits.big5` locks the whole
    /// set.
    public var locks: [String]
    /// Whether the mind is said to follow the maturity principle (with age more agreeable, conscientious and stable:
    /// Roberts, Walton & Viechtbauer, Psychol. Bull. 132 (2006) 1). The rule of a single mind does not use it;
    /// populations have set points for it.
    public var followsMaturityPrinciple: Bool

    public init(rule: TraitDriftRule = TraitDriftRule(), locks: [String] = [], followsMaturityPrinciple: Bool = true) {
        self.rule = rule
        self.locks = locks
        self.followsMaturityPrinciple = followsMaturityPrinciple
    }

    /// Whether a lock keeps the target still.
    ///
    /// - Complexity: O(locks).
    public func locks(_ target: String) -> Bool { locks.contains { target.hasPrefix($0) } }

    func validate() throws {
        do {
            try rule.validate()
        } catch let error as DriftError {
            throw MindError(.outOfRange, key: error.key, problem: error.problem, remedy: error.remedy)
        }
        for (index, lock) in locks.enumerated() { try MindCheck.text(lock, "locks[\(index)]") }
    }
}

extension DriftConfiguration: Codable {
    enum CodingKeys: String, CodingKey {
        case bounds, inertia, locks
        case cooldownDays = "cooldown_days"
        case eventSensitivity = "event_sensitivity"
        case followsMaturityPrinciple = "maturity_principle"
        case maximumDelta = "maximum_delta"
    }

    private enum BoundsKeys: String, CodingKey { case maximum, minimum }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let bounds = try container.nestedContainer(keyedBy: BoundsKeys.self, forKey: .bounds)
        self.init(
            rule: TraitDriftRule(
                inertia: try container.decode(Double.self, forKey: .inertia),
                maximumDelta: try container.decode(Double.self, forKey: .maximumDelta),
                cooldownDays: try container.decodeWhole(forKey: .cooldownDays),
                eventSensitivity: try container.decode(Double.self, forKey: .eventSensitivity),
                lowerBound: try bounds.decode(Double.self, forKey: .minimum),
                upperBound: try bounds.decode(Double.self, forKey: .maximum)),
            locks: try container.decode([String].self, forKey: .locks),
            followsMaturityPrinciple: try container.decode(Bool.self, forKey: .followsMaturityPrinciple))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        var bounds = container.nestedContainer(keyedBy: BoundsKeys.self, forKey: .bounds)
        try bounds.encode(rule.upperBound, forKey: .maximum)
        try bounds.encode(rule.lowerBound, forKey: .minimum)
        try container.encode(rule.cooldownDays, forKey: .cooldownDays)
        try container.encode(rule.eventSensitivity, forKey: .eventSensitivity)
        try container.encode(rule.inertia, forKey: .inertia)
        try container.encode(locks, forKey: .locks)
        try container.encode(followsMaturityPrinciple, forKey: .followsMaturityPrinciple)
        try container.encode(rule.maximumDelta, forKey: .maximumDelta)
    }
}
