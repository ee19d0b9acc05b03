/// How steadily a trait keeps its score, by its drift velocity as a share of the fastest that its rule allows.
///
/// Shares and not scores a day, because what counts as fast is the rule's: one step of the largest size after every
/// cooldown. See `StabilityThresholds` for where the classes begin.
public enum StabilityClass: String, Sendable, Codable, Hashable, CaseIterable {
    /// No net change at all.
    case unmoved
    /// A net change slower than `StabilityThresholds.drifting`.
    case stable
    /// A net change from there to below `StabilityThresholds.volatile`.
    case drifting
    /// A faster one.
    case volatile

    /// - Parameters:
    ///   - velocityPerDay: the net change of the score over a time, divided by its days.
    ///   - rule: the one the trait drifts by.
    public init(velocityPerDay: Double, rule: TraitDriftRule, thresholds: StabilityThresholds = StabilityThresholds()) {
        let speed = abs(velocityPerDay)
        let fastest = rule.fastestPerDay
        if speed == 0 {
            self = .unmoved
        } else if speed < thresholds.drifting * fastest {
            self = .stable
        } else if speed < thresholds.volatile * fastest {
            self = .drifting
        } else {
            self = .volatile
        }
    }
}

/// Where the classes of stability begin, as shares of the fastest drift that a rule allows.
public struct StabilityThresholds: Sendable, Codable, Hashable {
    /// From this share on a trait is drifting. By default 0.1: a mind that is moved one way once in ten cooldowns.
    public var drifting: Double
    /// From this share on it is volatile. By default 0.5: moved one way every second cooldown.
    public var volatile: Double

    public init(drifting: Double = 0.1, volatile: Double = 0.5) {
        self.drifting = drifting
        self.volatile = volatile
    }

    /// - Parameter path: what the keys in errors begin with; empty for none.
    /// - Throws: `DriftError` unless 0 < drifting < volatile ≤ 1.
    public func validate(path: String = "") throws {
        guard drifting > 0, drifting < volatile, volatile <= 1 else {
            throw DriftError(
                .badParameter, key: path.isEmpty ? nil : path,
                problem: "thresholds of \(drifting) and \(volatile)",
                remedy: "give shares with 0 < drifting < volatile <= 1")
        }
    }
}

extension TraitDriftRule {
    /// The fastest that one-way effects can move a score, a day: the largest step (of an effect of delta 1, within
    /// `maximumDelta`) once in every cooldown. Without a cooldown, or one of a single day, one step a day.
    public var fastestPerDay: Double {
        min((1 - inertia) * eventSensitivity, maximumDelta) / Double(max(cooldownDays, 1))
    }
}
