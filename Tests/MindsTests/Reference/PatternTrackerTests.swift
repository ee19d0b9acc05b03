import Minds
import Testing

@Suite struct PatternTrackerTests {
    static func mind(_ terms: [String], _ texts: [(day: Double, text: String)]) throws -> Mind {
        var mind = try Example.plain()
        try mind.follow(BehaviouralPattern(name: "p", terms: terms))
        for (index, entry) in texts.enumerated() {
            try mind.record(Example.event("ev\(index + 1)", day: entry.day, entry.text))
        }
        return mind
    }

    static func days(_ days: [Double]) -> BehaviouralPattern {
        BehaviouralPattern(
            name: "p", terms: ["p"],
            occurrences: days.enumerated().map { .init(time: Example.moment($1), source: "ev\($0)") })
    }

    @Test(arguments: [
        ("plan", "Planning is all.", false), ("plan", "The PLAN holds", true), ("plan", "un-plan-ned", true),
        ("next step", "the next steps", false), ("next step", "The next, step by step", true),
        ("été", "L'ÉTÉ indien", false), ("été", "En E\u{301}TE\u{301}.", true), ("straße", "DIE STRASSE", true),
        ("λόγος", "ΛΌΓΟΣ", true), ("don't", "I don’t know", true), ("don", "I don't know", false),
        ("計画", "計画 だ", true), ("42", "the answer is 42", true),
    ])
    func termsAreWholeWordsOfAnyScript(term: String, text: String, isFound: Bool) throws {
        var mind = try Self.mind([term], [(1, text)])
        #expect(try PatternTracker().observe(&mind) == (isFound ? ["p": 1] : [:]))
    }

    @Test func aSourceCountsOnceAndInsightsCount() throws {
        var mind = try Self.mind(["plan", "scheme"], [(1, "plan, plan and scheme"), (2, "nothing"), (3, "a scheme")])
        try mind.record(Insight(id: "in1", time: Example.moment(4), content: "I plan."))
        let tracker = try PatternTracker()
        #expect(tracker.observe(&mind) == ["p": 3])
        #expect(mind.patterns[0].occurrences.map(\.source) == ["ev1", "ev3", "in1"])
        let once = mind
        #expect(tracker.observe(&mind) == [:])
        #expect(mind == once)
    }

    @Test func anEventAndAnInsightOfOneIdBothCount() throws {
        var mind = try Self.mind(["plan"], [(1, "a plan")])
        let tracker = try PatternTracker()
        #expect(tracker.observe(&mind) == ["p": 1])
        try mind.record(Insight(id: "ev1", time: Example.moment(2), content: "I plan."))
        #expect(tracker.observe(&mind) == ["p": 1])
        #expect(mind.patterns[0].occurrences.map(\.time) == [1, 2].map(Example.moment))
        #expect(tracker.observe(&mind) == [:])
        try mind.validate()
    }

    @Test func strengthGrowsWithUseAndHalvesWithTime() throws {
        let tracker = try PatternTracker(configuration: PatternConfiguration(halfLifeDays: 10))
        let pattern = Self.days([0, 10])
        #expect(tracker.strength(of: pattern, at: Example.moment(10)) == 1.5)
        #expect(tracker.strength(of: pattern, at: Example.moment(20)) == 0.75)
        #expect(tracker.strength(of: pattern, at: Example.moment(5)) == 0.5.squareRoot(), "what is to come counts not")
    }

    @Test func aPatternBreaksAfterThreeMeanIntervals() throws {
        let tracker = try PatternTracker()
        let pattern = Self.days([0, 2, 4])
        #expect(tracker.breaks(of: pattern, at: Example.moment(10)).isEmpty, "exactly three intervals are no break yet")
        let now = try #require(tracker.breaks(of: pattern, at: Example.moment(10.5)).first)
        #expect(now.from == Example.moment(4) && now.to == nil && now.days == 6.5 && now.meanIntervalDays == 2)
        #expect(tracker.breaks(of: Self.days([0, 2]), at: Example.moment(99)).isEmpty, "two make no habit")
        let ended = tracker.breaks(of: Self.days([0, 2, 4, 14]), at: Example.moment(15))
        #expect(ended.map(\.to) == [Example.moment(14)])
    }

    /// Counts 1, 2, 4 a window: slope 1.5, residuals 1/6, −1/3, 1/6, so the standard error is √(1/6 / 1 / 2) = 0.2887.
    @Test func theTrendIsALeastSquaresLine() throws {
        let tracker = try PatternTracker(configuration: PatternConfiguration(windowDays: 1, windowCount: 3))
        let pattern = Self.days([7.5, 8.2, 8.4, 9.1, 9.2, 9.3, 9.4])
        let trend = try #require(tracker.trend(of: pattern, at: Example.moment(10), inception: Example.birth))
        #expect(trend.counts == [1, 2, 4])
        #expect(trend.slope == 1.5)
        #expect(abs(trend.standardError - (1.0 / 12).squareRoot()) < 1e-15)
        #expect(trend.direction == .rising)
        let falling = try #require(
            tracker.trend(of: Self.days([7.1, 7.2, 8.5]), at: Example.moment(10), inception: Example.birth))
        #expect(falling.counts == [2, 1, 0] && falling.direction == .falling && falling.standardError == 0)
    }

    @Test func aYoungMindHasNoTrend() throws {
        let tracker = try PatternTracker()
        let pattern = Self.days([1, 2])
        #expect(tracker.trend(of: pattern, at: Example.moment(20), inception: Example.birth) == nil)
        let trend = tracker.trend(of: pattern, at: Example.moment(30), inception: Example.birth)
        #expect(trend?.counts.count == 4, "only whole windows that the mind lived")
    }

    @Test func aPatternThatComesAndGoesIsSteady() throws {
        let tracker = try PatternTracker(configuration: PatternConfiguration(windowDays: 1, windowCount: 4))
        let trend = tracker.trend(of: Self.days([7.5, 9.5]), at: Example.moment(10), inception: Example.birth)
        #expect(trend?.counts == [0, 1, 0, 1] && trend?.direction == .steady)
    }
}
