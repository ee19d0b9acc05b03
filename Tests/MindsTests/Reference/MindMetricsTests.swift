import Drift
import Minds
import Testing

@Suite struct MindMetricsTests {
    @Test func coherenceIsOneLessTheMeanShareMoved() throws {
        #expect(try ProfileCoherence.coherence(before: [0.5, 0.5], after: [0.5, 0.5], range: 0.9) == 1)
        #expect(try ProfileCoherence.coherence(before: [0.25, 0.75], after: [0.75, 0.25], range: 0.5) == 0)
        #expect(try ProfileCoherence.coherence(before: [0.5, 0.5], after: [0.75, 0.5], range: 0.5) == 0.75)
        #expect(throws: DriftError.self) { try ProfileCoherence.coherence(before: [], after: [], range: 1) }
        #expect(throws: DriftError.self) { try ProfileCoherence.coherence(before: [1], after: [1, 1], range: 1) }
        #expect(throws: DriftError.self) { try ProfileCoherence.coherence(before: [1], after: [1], range: 0) }
    }

    @Test func theShapeOfAProfileIsItsCorrelation() throws {
        #expect(try ProfileCoherence.shapeStability(before: [0.25, 0.5, 0.75], after: [0, 0.5, 1]) == 1)
        #expect(try ProfileCoherence.shapeStability(before: [0.25, 0.5, 0.75], after: [0.75, 0.5, 0.25]) == -1)
        #expect(try ProfileCoherence.shapeStability(before: [0.3, 0.3, 0.3], after: [0.1, 0.2, 0.3]) == nil)
        #expect(try ProfileCoherence.shapeStability(before: [0.1, 0.3], after: [0.1, 0.3]) == nil)
        // Deviations (−1, 0, 1) and (−1/3, −1/3, 2/3) · 3: r = 3 / √(2 · 6).
        let r = try #require(try ProfileCoherence.shapeStability(before: [1, 2, 3], after: [1, 1, 4]))
        #expect(abs(r - 0.75.squareRoot()) < 1e-15)
    }

    /// With the default rule the fastest is 0.02 in seven days.
    @Test func stabilityIsAShareOfTheFastestDrift() {
        let rule = TraitDriftRule()
        #expect(rule.fastestPerDay == 0.02 / 7)
        func of(_ share: Double) -> StabilityClass {
            StabilityClass(velocityPerDay: share * rule.fastestPerDay, rule: rule)
        }
        #expect(
            [0, 0.09, -0.09, 0.11, 0.49, 0.51, -1].map(of) == [
                .unmoved, .stable, .stable, .drifting, .drifting, .volatile, .volatile,
            ])
        #expect(throws: DriftError.self) { try StabilityThresholds(drifting: 0.5, volatile: 0.4).validate() }
    }

    @Test func aMindKnowsWhatItWas() throws {
        let path = TraitPath(set: "big5", trait: "openness")
        var mind = try Example.plain()
        for (number, day) in [10, 20, 60].enumerated() {
            try mind.record(.effects("ev\(number)", [TraitEffect(path, delta: 1, confidence: 1)]))
            try Example.engine(day: day).apply(to: &mind)
        }
        #expect(mind.traits[path]?.score == 0.56)
        let courses = [9, 10, 19, 20, 59, 60].map { mind.scores(on: UTCDay(number: $0))[path] }
        #expect(courses == [0.5, 0.52, 0.52, 0.54, 0.54, 0.56])
        // One of eleven traits moved by 0.02 of 0.9 in the last 30 days.
        let expected = 1 - (0.02 / 0.9) / 11
        #expect(abs(try #require(mind.metrics.identityCoherence) - expected) < 1e-15)
        let course = try mind.coherenceCourse(to: UTCDay(number: 60), every: 25)
        #expect(course.map(\.day.number) == [0, 25, 50, 60])
        #expect(course[0].coherence == 1 && abs(course[3].coherence - (1 - (0.06 / 0.9) / 11)) < 1e-15)
        let classes = try mind.stabilityClasses(on: UTCDay(number: 60), since: UTCDay(number: 0))
        #expect(classes[path] == .drifting, "0.06 in 60 days is 35 % of the fastest")
        #expect(classes[TraitPath(set: "big5", trait: "neuroticism")] == .unmoved)
    }

    @Test func selfConsistencyIsTheShareOfCommitmentsKept() throws {
        var mind = try Example.plain()
        #expect(mind.selfConsistency(on: UTCDay(number: 5)) == nil)
        for number in 1...6 {
            try mind.open(
                Commitment(id: "c\(number)", text: "x", opened: Example.birth, due: UTCDay(number: number)))
        }
        let outcomes: [Commitment.Outcome] = [.done, .blocked, .delegated]
        for (number, outcome) in outcomes.enumerated() {
            try mind.closeCommitment(
                "c\(number + 1)", .init(time: Example.birth, outcome: outcome, evidence: "seen"))
        }
        // Kept: 1. Settled: done, blocked, and overdue c4 by day 5; c5 has its day still.
        #expect(mind.selfConsistency(on: UTCDay(number: 5)) == 1.0 / 3)
    }
}
