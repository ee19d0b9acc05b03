/// Finds behavioural patterns in what happened to a mind, and says how each fares.
public struct PatternTracker: Sendable {
    public let configuration: PatternConfiguration

    /// - Throws: `MindError` naming the value that is out of its range.
    public init(configuration: PatternConfiguration = PatternConfiguration()) throws {
        try configuration.validate()
        self.configuration = configuration
    }

    /// Looks for the mind's patterns in the summaries of its events and the content of its insights, and adds what it
    /// finds to their occurrences. An event or insight counts once for a pattern, however often it shows there.
    ///
    /// Observing again changes nothing.
    ///
    /// - Returns: how many occurrences each pattern gained, by name; patterns that gained none are left out.
    /// - Complexity: O(text · terms).
    @discardableResult
    public func observe(_ mind: inout Mind) -> [String: Int] {
        guard !mind.patterns.isEmpty else { return [:] }
        typealias Occurrence = BehaviouralPattern.Occurrence
        let events = mind.events.map { (place: Occurrence(time: $0.time, source: $0.id), text: $0.summary) }
        let insights = mind.insights.map { (place: Occurrence(time: $0.time, source: $0.id), text: $0.content) }
        var seen = mind.patterns.map { Set($0.occurrences) }
        let terms = mind.patterns.map { pattern in pattern.terms.map { PatternWords($0) } }
        var gained: [String: Int] = [:]
        for entry in events + insights {
            let unseen = mind.patterns.indices.filter { !seen[$0].contains(entry.place) }
            if unseen.isEmpty { continue }
            let words = PatternWords(entry.text)
            for index in unseen where terms[index].contains(where: words.contains) {
                seen[index].insert(entry.place)
                mind.patterns[index].occurrences.append(entry.place)
                gained[mind.patterns[index].name, default: 0] += 1
            }
        }
        for index in mind.patterns.indices where gained[mind.patterns[index].name] != nil {
            mind.patterns[index].occurrences.sort()
        }
        return gained
    }

    /// How strong the pattern is: Σ 2^(−age / half-life) over its occurrences until `now`, in occurrences. Each use
    /// adds one, and what was gained is halved every half-life. Occurrences whose time is not known count for nothing.
    ///
    /// - Complexity: O(occurrences).
    public func strength(of pattern: BehaviouralPattern, at now: Moment) -> Double {
        pattern.occurrences.reduce(0) { sum, occurrence in
            let age = now.days(since: occurrence.time)
            return age < 0 ? sum : sum + PatternTrend.power(-age / configuration.halfLifeDays)
        }
    }

    /// The times for which the pattern stayed away longer than `breakFactor` times the mean of the intervals before, in
    /// order. The last may still go on.
    ///
    /// - Complexity: O(occurrences).
    public func breaks(of pattern: BehaviouralPattern, at now: Moment) -> [PatternBreak] {
        let times = pattern.occurrences.map(\.time).filter { $0 <= now }
        guard let first = times.first else { return [] }
        var breaks: [PatternBreak] = []
        for count in times.indices.map({ $0 + 1 }) where count >= configuration.leastOccurrences {
            let last = times[count - 1]
            let mean = last.days(since: first) / Double(count - 1)
            let next = count < times.count ? times[count] : nil
            let away = (next ?? now).days(since: last)
            if mean > 0, away > configuration.breakFactor * mean {
                breaks.append(PatternBreak(from: last, to: next, days: away, meanIntervalDays: mean))
            }
        }
        return breaks
    }

    /// Where the pattern is going: see `PatternTrend`.
    ///
    /// - Parameter inception: windows that begin before it are left out: the mind was not there.
    /// - Returns: nil where fewer than three whole windows have passed since the inception.
    /// - Complexity: O(occurrences + windows).
    public func trend(of pattern: BehaviouralPattern, at now: Moment, inception: Moment) -> PatternTrend? {
        let days = configuration.windowDays
        let lived = now.days(since: inception) / Double(days)
        let count = min(configuration.windowCount, max(0, Int(min(lived, 1e6))))
        guard count >= 3 else { return nil }
        var counts = [Int](repeating: 0, count: count)
        for occurrence in pattern.occurrences {
            let age = now.days(since: occurrence.time) / Double(days)
            if age >= 0, age < Double(count) { counts[count - 1 - Int(age)] += 1 }
        }
        return PatternTrend(counts: counts, windowDays: days, standardErrors: configuration.standardErrors)
    }

    /// All of it for one pattern.
    public func state(of pattern: BehaviouralPattern, in mind: Mind, at now: Moment) -> PatternState {
        PatternState(
            name: pattern.name, count: pattern.count, strength: strength(of: pattern, at: now),
            lastSeen: pattern.occurrences.last { $0.time <= now }?.time, breaks: breaks(of: pattern, at: now),
            trend: trend(of: pattern, at: now, inception: mind.inception))
    }

    /// All of it for every pattern: the strongest first, then by name.
    public func states(of mind: Mind, at now: Moment) -> [PatternState] {
        mind.patterns.map { state(of: $0, in: mind, at: now) }
            .sorted { ($1.strength, $1.count, $0.name) < ($0.strength, $0.count, $1.name) }
    }
}
