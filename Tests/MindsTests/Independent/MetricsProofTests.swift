import Drift
import Minds
import Testing

@Suite("Metrics at their limits")
struct MetricsProofTests {
    @Test("a share that is a threshold is of the faster class")
    func thresholds() {
        let rule = TraitDriftRule(inertia: 0.5, maximumDelta: 1, cooldownDays: 1, eventSensitivity: 1)
        let thresholds = StabilityThresholds(drifting: 0.25, volatile: 0.5)
        // The fastest is 0.5 a day, so every product here is exact.
        for (velocity, expected) in [
            (0, .unmoved), (-0.0, .unmoved), (0.125.nextDown, .stable), (0.125, .drifting), (-0.125, .drifting),
            (0.25.nextDown, .drifting), (0.25, .volatile), (-0.25, .volatile), (1, .volatile),
        ] as [(Double, StabilityClass)] {
            #expect(StabilityClass(velocityPerDay: velocity, rule: rule, thresholds: thresholds) == expected)
        }
    }

    @Test("consistency counts what was done among what was done, blocked, expired or is overdue")
    func consistency() throws {
        let birth = Moment(UTCDay(number: 20_000))
        let today = UTCDay(number: 20_010)
        var mind = try Mind(identity: MindIdentity(id: "m", name: "M", birth: birth))
        func consistency(after outcome: Commitment.Outcome?, due: Int?) throws -> Double? {
            let id = mind.nextCommitmentID
            try mind.open(Commitment(id: id, text: "do", opened: birth, due: due.map { UTCDay(number: $0) }))
            if let outcome {
                try mind.closeCommitment(id, .init(time: birth, outcome: outcome, evidence: "seen"))
            }
            return mind.selfConsistency(on: today)
        }
        for (outcome, due, expected) in [
            (.withdrawn, nil, nil), (.delegated, nil, nil), (nil, nil, nil), (nil, 20_010, nil), (.done, 20_001, 1),
            (.withdrawn, 20_001, 1), (.blocked, nil, 0.5), (.delegated, nil, 0.5), (nil, 20_009, 1.0 / 3),
            (.expired, nil, 0.25), (.done, nil, 0.4), (nil, nil, 0.4),
        ] as [(Commitment.Outcome?, Int?, Double?)] {
            let found = try consistency(after: outcome, due: due)
            #expect(found == expected, "\(String(describing: outcome)) \(String(describing: due))")
        }
    }
}
