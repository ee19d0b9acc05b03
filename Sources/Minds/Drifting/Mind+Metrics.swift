public import Drift

extension Mind {
    /// How far back a mind is compared with itself for its metrics, in days, unless said otherwise.
    public static let coherenceWindowDays = 30

    /// The traits as they stood at the end of a day: what the recorded steps after it changed, undone.
    ///
    /// Steps are undone by what they say, so a mind that was imported is known back to its import.
    ///
    /// - Complexity: O(identity changes).
    public func scores(on day: UTCDay) -> [TraitPath: Double] {
        var scores: [TraitPath: Double] = [:]
        for path in traits.paths { scores[path] = traits[path]?.score }
        for change in identityChanges.reversed() where change.time.day > day {
            guard let step = change.step, let path = TraitPath(step.target), scores[path] != nil else { continue }
            scores[path] = step.before
        }
        return scores
    }

    /// How far the mind's profile at the end of one day is what it was at the end of an earlier one:
    /// `ProfileCoherence.coherence` over all its traits, in [0, 1].
    ///
    /// - Throws: `DriftError` where the mind has no traits.
    /// - Complexity: O(identity changes + traits).
    public func identityCoherence(on day: UTCDay, since earlier: UTCDay) throws -> Double {
        let now = scores(on: day)
        let then = scores(on: earlier)
        let paths = traits.paths
        return try ProfileCoherence.coherence(
            before: paths.compactMap { then[$0] }, after: paths.compactMap { now[$0] },
            range: drift.rule.upperBound - drift.rule.lowerBound)
    }

    /// The course of the coherence: for each day from the inception on, every so many days and at last `day`, how far
    /// the mind then was what it was at its inception.
    ///
    /// - Parameter interval: days between two points, 1 or more.
    /// - Throws: as `identityCoherence(on:since:)`; `MindError` where the interval is not.
    /// - Complexity: O(points · (identity changes + traits)).
    public func coherenceCourse(to day: UTCDay, every interval: Int) throws -> [(day: UTCDay, coherence: Double)] {
        guard interval >= 1 else {
            throw MindError(
                .badParameter, key: "interval", problem: "it is \(interval)", remedy: "give a number of days, 1 or more"
            )
        }
        let first = inception.day
        var days = Array(stride(from: first.number, through: day.number, by: interval))
        if let last = days.last, last != day.number { days.append(day.number) }
        return try days.map { number in
            let day = UTCDay(number: number)
            return (day, try identityCoherence(on: day, since: first))
        }
    }

    /// How steadily each trait kept its score over a time.
    ///
    /// - Throws: `DriftError` where the thresholds are not valid.
    /// - Complexity: O(identity changes + traits).
    public func stabilityClasses(
        on day: UTCDay, since earlier: UTCDay, thresholds: StabilityThresholds = StabilityThresholds()
    ) throws -> [TraitPath: StabilityClass] {
        try thresholds.validate()
        let now = scores(on: day)
        let then = scores(on: earlier)
        let days = Double(max(day.number - earlier.number, 1))
        return now.reduce(into: [:]) { classes, entry in
            let change = FourDecimals.rounded(entry.value - (then[entry.key] ?? entry.value))
            classes[entry.key] = StabilityClass(
                velocityPerDay: change / days, rule: drift.rule, thresholds: thresholds)
        }
    }

    /// The share of settled commitments that were done: how far the mind does what it says (the consistency of
    /// intention and behaviour: Sheeran, Eur. Rev. Soc. Psychol. 12 (2002) 1).
    ///
    /// Settled are those that were closed, and those that are overdue; not those that somebody else does or that were
    /// taken back.
    ///
    /// - Returns: nil where none is settled.
    /// - Complexity: O(commitments).
    public func selfConsistency(on day: UTCDay) -> Double? {
        var done = 0
        var settled = 0
        for commitment in commitments {
            switch commitment.closure?.outcome {
            case .done:
                done += 1
                settled += 1
            case .blocked, .expired: settled += 1
            case .delegated, .withdrawn: break
            case nil: settled += commitment.isOverdue(on: day) ? 1 : 0
            }
        }
        return settled == 0 ? nil : Double(done) / Double(settled)
    }

    /// Commitments that are open.
    public var openCommitments: [Commitment] { commitments.filter(\.isOpen) }

    /// Brings the two metrics that follow from the rest of the mind up to date.
    ///
    /// - Complexity: O(identity changes + traits + commitments).
    public mutating func refreshMetrics(on day: UTCDay) {
        // A mind without traits has no profile, so no coherence.
        metrics.identityCoherence = try? identityCoherence(
            on: day, since: UTCDay(number: day.number - Self.coherenceWindowDays))
        metrics.selfConsistency = selfConsistency(on: day)
    }
}
