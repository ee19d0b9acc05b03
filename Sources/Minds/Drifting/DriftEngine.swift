internal import Drift

/// Applies the pending events of a mind to its traits, by the rule of drift.
///
/// Events in the order in which they were recorded, each effect in its order: a target that is locked or that the mind
/// has not is passed over; `TraitDriftRule` moves the others. All effects of one application fall on one day, so with a
/// cooldown of a day or more a trait moves once in it.
public struct DriftEngine: Sendable {
    private let clock: MindClock

    /// - Parameter clock: says what day it is; days are UTC's.
    public init(clock: MindClock = .system) {
        self.clock = clock
    }

    /// Applies all pending events, marks them processed, appends a record of each applied step, and updates the
    /// metrics.
    ///
    /// Applying again changes nothing.
    ///
    /// - Parameters:
    ///   - mind: changed where it has pending events, and else not at all.
    ///   - configuration: what applies instead of the mind's own; see `DriftConfiguration.overridden(by:)`.
    /// - Throws: `MindError` where the configuration or a pending event is not valid; the mind is then as it was.
    /// - Complexity: O(pending effects · locks + traits + identity changes).
    @discardableResult
    public func apply(to mind: inout Mind, configuration: DriftConfiguration? = nil) throws -> DriftOutcome {
        let configuration = configuration ?? mind.drift
        try MindCheck.placing("drift") { try configuration.validate() }
        let pending = mind.log.pending
        for index in pending { try MindCheck.placing("events[\(index)]") { try mind.events[index].validate() } }
        let now = clock.now()

        let before = mind.traits
        var effects: [DriftOutcome.Effect] = []
        var changes: [IdentityChange] = []
        for event in pending.map({ mind.events[$0] }) {
            for (index, effect) in event.effects.enumerated() {
                let outcome = Self.apply(
                    effect, number: index, of: event.id, to: &mind.traits, configuration, today: now.day)
                effects.append(outcome)
                if let change = Self.record(outcome, at: now) { changes.append(change) }
            }
        }
        mind.log.finishPending()
        mind.identityChanges.append(contentsOf: changes)

        let velocity = Self.velocity(of: effects, from: before, to: mind.traits)
        if !pending.isEmpty {
            mind.metrics.driftVelocity = velocity
            mind.refreshMetrics(on: now.day)
        }
        return DriftOutcome(
            velocity: velocity, effects: effects, events: pending.map { mind.events[$0].id }, changes: changes)
    }

    private static func apply(
        _ effect: TraitEffect, number: Int, of event: String, to traits: inout MindTraits,
        _ configuration: DriftConfiguration, today: UTCDay
    ) -> DriftOutcome.Effect {
        let path = TraitPath(effect.target)
        let trait = path.flatMap { traits[$0] }
        func outcome(_ after: Double?, _ reason: DriftOutcome.Reason?) -> DriftOutcome.Effect {
            DriftOutcome.Effect(
                event: event, index: number, effect: effect, before: trait?.score, after: after, skipped: reason)
        }
        if configuration.locks(effect.target) { return outcome(trait?.score, .locked) }
        guard let path, var trait else { return outcome(nil, .unknownTarget) }
        let before = trait.drifting
        let isApplied = configuration.rule.apply(
            delta: effect.delta, confidence: effect.confidence, to: &trait.drifting, today: today.number)
        guard isApplied else {
            return outcome(before.value, reason(effect.delta, before, configuration.rule, today: today.number))
        }
        traits[path] = trait
        return outcome(trait.score, nil)
    }

    /// Why the rule left the score as it was.
    private static func reason(
        _ delta: Double, _ score: TraitDriftRule.Score, _ rule: TraitDriftRule, today: Int
    ) -> DriftOutcome.Reason {
        if delta == 0 { return .zero }
        if let last = score.lastDriftDay, today - last < rule.cooldownDays { return .coolingDown }
        // What the rule would do amid the bounds tells a step that is too small from one that has no room.
        var amid = TraitDriftRule.Score(value: (rule.lowerBound + rule.upperBound) / 2)
        return rule.apply(delta: delta, confidence: 0, to: &amid, today: today) ? .atBound : .belowLeastStep
    }

    private static func record(_ outcome: DriftOutcome.Effect, at time: Moment) -> IdentityChange? {
        guard outcome.skipped == nil, let before = outcome.before, let after = outcome.after else { return nil }
        let step = IdentityChange.Step(
            target: outcome.effect.target, before: before, after: after, confidence: outcome.effect.confidence,
            event: outcome.event)
        return IdentityChange(
            time: time, change: "\(step.target) from \(before) to \(after) by event \(step.event)", step: step)
    }

    private static func velocity(
        of effects: [DriftOutcome.Effect], from before: MindTraits, to after: MindTraits
    ) -> [String: Double] {
        var velocity: [String: Double] = [:]
        for effect in effects where effect.skipped == nil {
            guard let path = TraitPath(effect.effect.target), let old = before[path], let new = after[path] else {
                continue
            }
            velocity[effect.effect.target] = FourDecimals.rounded(new.score - old.score)
        }
        return velocity
    }
}
