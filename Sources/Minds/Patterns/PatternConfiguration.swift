/// What `PatternTracker` goes by.
public struct PatternConfiguration: Sendable, Hashable, Codable {
    /// The days after which an occurrence counts for half.
    public var halfLifeDays: Double
    /// A pattern is broken once it has been away for this many times its mean interval.
    public var breakFactor: Double
    /// The fewest occurrences from which an interval is taken for the pattern's own.
    public var leastOccurrences: Int
    /// The days of one window of the trend.
    public var windowDays: Int
    /// The windows that the trend looks back on, 3 or more.
    public var windowCount: Int
    /// How many standard errors a slope must be from 0 to count as a rise or a fall.
    public var standardErrors: Double

    /// - Parameters: a half-life of two weeks; a break after three mean intervals of a pattern that showed three times
    ///   or more; a trend over eight weeks by the week, with two standard errors (about 95 %).
    public init(
        halfLifeDays: Double = 14, breakFactor: Double = 3, leastOccurrences: Int = 3, windowDays: Int = 7,
        windowCount: Int = 8, standardErrors: Double = 2
    ) {
        self.halfLifeDays = halfLifeDays
        self.breakFactor = breakFactor
        self.leastOccurrences = leastOccurrences
        self.windowDays = windowDays
        self.windowCount = windowCount
        self.standardErrors = standardErrors
    }

    enum CodingKeys: String, CodingKey {
        case breakFactor = "break_factor"
        case halfLifeDays = "half_life_days"
        case leastOccurrences = "least_occurrences"
        case standardErrors = "standard_errors"
        case windowCount = "window_count"
        case windowDays = "window_days"
    }

    /// - Throws: `MindError` naming the value that is out of its range.
    public func validate() throws {
        func fail(_ key: String, _ value: String, _ remedy: String) -> MindError {
            MindError(.badParameter, key: key, problem: "it is \(value)", remedy: remedy)
        }
        guard halfLifeDays > 0, halfLifeDays.isFinite else {
            throw fail("half_life_days", "\(halfLifeDays)", "give a number of days above 0")
        }
        guard breakFactor >= 1, breakFactor.isFinite else {
            throw fail("break_factor", "\(breakFactor)", "give a number of 1 or more")
        }
        guard leastOccurrences >= 2 else {
            throw fail("least_occurrences", "\(leastOccurrences)", "give 2 or more: an interval needs two")
        }
        guard (1...36_500).contains(windowDays) else {
            throw fail("window_days", "\(windowDays)", "give a number of days from 1 to 36500")
        }
        guard (3...10_000).contains(windowCount) else {
            throw fail("window_count", "\(windowCount)", "give 3 to 10000: a slope's error needs three")
        }
        guard standardErrors >= 0, standardErrors.isFinite else {
            throw fail("standard_errors", "\(standardErrors)", "give a number of 0 or more")
        }
    }
}
