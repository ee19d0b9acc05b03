internal import Drift
internal import Graphs
public import Minds

/// Settings of a mind that are to be changed.
public struct MindSettings: Sendable {
    /// Keys and values, such as `inertia` and `0.8`.
    public var values: [(key: String, value: String)] = []
    /// Trait paths, or beginnings of them, that may no longer move, or move again.
    public var locks: [String] = []
    public var unlocks: [String] = []
    /// Behavioural patterns to follow.
    public var patterns: [BehaviouralPattern] = []

    public init() {}

    /// Whether nothing is to be changed.
    public var isEmpty: Bool { values.isEmpty && locks.isEmpty && unlocks.isEmpty && patterns.isEmpty }

    /// The keys there are.
    static let keys = [
        "inertia", "maximum_delta", "cooldown_days", "event_sensitivity", "bounds.minimum", "bounds.maximum",
        "maturity_principle", "reflection_cadence_days", "name",
    ]

    /// Changes them.
    ///
    /// - Throws: `MindStoreError` where a key or lock is unknown or a value cannot be read; `MindError` where it is out
    ///   of its range.
    public func apply(to mind: inout Mind) throws {
        for (key, value) in values { try set(key, value, in: &mind) }
        for lock in locks {
            guard mind.traits.paths.contains(where: { $0.description.hasPrefix(lock) }) else {
                throw MindStoreError(
                    .badSetting, place: "--lock",
                    problem: "\(lock.debugDescription) is the beginning of no trait's path",
                    remedy: "give one such as personality.traits.big5, or a whole path")
            }
            if !mind.drift.locks.contains(lock) { mind.drift.locks.append(lock) }
        }
        for lock in unlocks {
            guard let index = mind.drift.locks.firstIndex(of: lock) else {
                throw MindStoreError(
                    .badSetting, place: "--unlock", problem: "\(lock.debugDescription) is no lock",
                    remedy: mind.drift.locks.isEmpty
                        ? "there are none"
                        : "the locks are "
                            + mind.drift.locks.joined(separator: ", "))
            }
            mind.drift.locks.remove(at: index)
        }
        for pattern in patterns { try mind.follow(pattern) }
        try mind.validate()
    }

    private func set(_ key: String, _ value: String, in mind: inout Mind) throws {
        func number<Value: LosslessStringConvertible>(_ expectation: String) throws -> Value {
            guard let number = Value(value) else {
                throw MindStoreError(
                    .badSetting, place: key, problem: "it is \(value.debugDescription)", remedy: "give \(expectation)")
            }
            return number
        }
        switch key {
        case "inertia": mind.drift.rule.inertia = try number("a number from 0 to 1")
        case "maximum_delta": mind.drift.rule.maximumDelta = try number("a number above 0 and at most 1")
        case "cooldown_days": mind.drift.rule.cooldownDays = try number("a whole number of days")
        case "event_sensitivity": mind.drift.rule.eventSensitivity = try number("a number from 0 to 1")
        case "bounds.minimum": mind.drift.rule.lowerBound = try number("a number from 0 to 1")
        case "bounds.maximum": mind.drift.rule.upperBound = try number("a number from 0 to 1")
        case "maturity_principle": mind.drift.followsMaturityPrinciple = try number("true or false")
        case "reflection_cadence_days": mind.metrics.reflectionCadenceDays = try number("a whole number of days")
        case "name": mind.identity.name = value
        default:
            throw MindStoreError(
                .badSetting, place: "", problem: "there is no setting \(key.debugDescription)",
                remedy: Spelling.nearest(to: key, in: Self.keys).map { "did you mean \($0)?" }
                    ?? "the settings are \(Self.keys.joined(separator: ", "))")
        }
    }
}
