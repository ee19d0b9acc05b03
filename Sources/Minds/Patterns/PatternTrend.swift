internal import Foundation

/// Where a pattern is going: the least-squares line through its counts per window of days.
public struct PatternTrend: Sendable, Hashable, Codable {
    public enum Direction: String, Sendable, Codable, CaseIterable {
        case rising, steady, falling
    }

    /// Occurrences in each window, the earliest first; the last ends now.
    public let counts: [Int]
    public let windowDays: Int
    /// Occurrences a window, from one window to the next.
    public let slope: Double
    /// Of the slope: the root of (residual squares / (n − 2)) / Σ(x − x̄)².
    public let standardError: Double
    /// `rising` or `falling` where the slope is more than so many standard errors from 0.
    public let direction: Direction

    /// - Parameters:
    ///   - counts: of three windows or more.
    ///   - standardErrors: how many the slope must be from 0.
    init(counts: [Int], windowDays: Int, standardErrors: Double) {
        self.counts = counts
        self.windowDays = windowDays
        let n = Double(counts.count)
        let middle = (n - 1) / 2
        let mean = Double(counts.reduce(0, +)) / n
        var squares = 0.0
        var products = 0.0
        for (x, count) in counts.enumerated() {
            squares += (Double(x) - middle) * (Double(x) - middle)
            products += (Double(x) - middle) * (Double(count) - mean)
        }
        slope = products / squares
        var residuals = 0.0
        for (x, count) in counts.enumerated() {
            let residual = Double(count) - mean - slope * (Double(x) - middle)
            residuals += residual * residual
        }
        standardError = (residuals / (n - 2) / squares).squareRoot()
        let bar = standardErrors * standardError
        direction = slope > bar ? .rising : slope < -bar ? .falling : .steady
    }

    enum CodingKeys: String, CodingKey {
        case counts, direction, slope
        case standardError = "standard_error"
        case windowDays = "window_days"
    }

    /// 2^x.
    static func power(_ exponent: Double) -> Double { exp2(exponent) }
}

/// A time for which a pattern stayed away.
public struct PatternBreak: Sendable, Hashable, Codable {
    /// The occurrence before it.
    public let from: Moment
    /// The occurrence that ended it; nil while it goes on.
    public let to: Moment?
    /// How long it took, or has taken so far.
    public let days: Double
    /// The mean interval of the occurrences before.
    public let meanIntervalDays: Double

    enum CodingKeys: String, CodingKey {
        case days, from, to
        case meanIntervalDays = "mean_interval_days"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(days, forKey: .days)
        try container.encode(from, forKey: .from)
        try container.encode(meanIntervalDays, forKey: .meanIntervalDays)
        try container.encode(to, forKey: .to)
    }
}

/// How a pattern fares at a moment.
public struct PatternState: Sendable, Hashable, Codable {
    public let name: String
    /// Occurrences in all, those without a known time included.
    public let count: Int
    /// See `PatternTracker.strength(of:at:)`.
    public let strength: Double
    /// nil where no occurrence has a known time.
    public let lastSeen: Moment?
    public let breaks: [PatternBreak]
    /// nil where the mind is too young for one.
    public let trend: PatternTrend?

    /// Whether it is away at this moment for longer than it should.
    public var isBroken: Bool { breaks.last.map { $0.to == nil } ?? false }

    enum CodingKeys: String, CodingKey {
        case breaks, count, name, strength, trend
        case lastSeen = "last_seen"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(breaks, forKey: .breaks)
        try container.encode(count, forKey: .count)
        try container.encode(lastSeen, forKey: .lastSeen)
        try container.encode(name, forKey: .name)
        try container.encode(strength, forKey: .strength)
        try container.encode(trend, forKey: .trend)
    }
}
