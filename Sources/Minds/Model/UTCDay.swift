/// A day of the proleptic Gregorian calendar, by UTC. As text and in JSON `2026-01-31`.
public struct UTCDay: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    public let number: Int

    /// - Parameter number: days since 1970-01-01.
    public init(number: Int) {
        self.number = number
    }

    /// A day of the years 1 to 9999; nil where there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else { return nil }
        number = Self.daysBefore(year: year) + Self.daysBefore(month: month, of: year) + day - 1
    }

    /// - Parameter text: `YYYY-MM-DD`; anything else, and days that there are not, give nil.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public static func < (left: UTCDay, right: UTCDay) -> Bool { left.number < right.number }

    /// Year, month and day of the month.
    public var components: (year: Int, month: Int, day: Int) {
        // A year is 365.2425 days in the mean, so the estimate is off by one at most.
        var year = Int((Double(number) / 365.2425).rounded(.down)) + 1970
        while Self.daysBefore(year: year) > number { year -= 1 }
        while Self.daysBefore(year: year + 1) <= number { year += 1 }
        let dayOfYear = number - Self.daysBefore(year: year)
        var month = 1
        while month < 12, Self.daysBefore(month: month + 1, of: year) <= dayOfYear { month += 1 }
        return (year, month, dayOfYear - Self.daysBefore(month: month, of: year) + 1)
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970-01-01 to the first of January.
    private static func daysBefore(year: Int) -> Int {
        let last = year - 1
        func quotient(_ divisor: Int) -> Int { Int((Double(last) / Double(divisor)).rounded(.down)) }
        return last * 365 + quotient(4) - quotient(100) + quotient(400) - 719_162
    }

    private static func daysBefore(month: Int, of year: Int) -> Int {
        (1..<month).reduce(0) { $0 + days(in: $1, of: year) }
    }
}

extension UTCDay: CustomStringConvertible {
    public var description: String {
        let (year, month, day) = components
        return [(year, 4), (month, 2), (day, 2)].map { Self.padded($0, to: $1) }.joined(separator: "-")
    }

    /// The number with zeros before it.
    static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension UTCDay: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = UTCDay(text) else {
            throw MindError(.badTime, problem: "\(text.debugDescription) is no day", remedy: "write it as 2026-01-31")
                .placed(at: decoder.codingPath.joined)
        }
        self = day
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
