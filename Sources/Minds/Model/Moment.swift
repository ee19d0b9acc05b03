internal import Foundation

/// A moment by UTC, to the millisecond. As text and in JSON `2026-01-31T12:00:00Z`, or `2026-01-31T12:00:00.250Z` where
/// the milliseconds are not 0.
public struct Moment: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The beginning of a day.
    public init(_ day: UTCDay) {
        milliseconds = Int64(day.number) * Self.millisecondsPerDay
    }

    public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

    /// The day that it is in.
    public var day: UTCDay {
        UTCDay(number: Int((milliseconds - millisecondOfDay) / Self.millisecondsPerDay))
    }

    /// The days from `other` to this, with their fraction; negative where this is earlier.
    public func days(since other: Moment) -> Double {
        Double(milliseconds - other.milliseconds) / Double(Self.millisecondsPerDay)
    }

    private var millisecondOfDay: Int64 {
        let remainder = milliseconds % Self.millisecondsPerDay
        return remainder < 0 ? remainder + Self.millisecondsPerDay : remainder
    }

    static let millisecondsPerDay: Int64 = 86_400_000
}

extension Moment: CustomStringConvertible {
    public var description: String {
        let ofDay = Int(millisecondOfDay)
        let seconds = ofDay / 1_000
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { UTCDay.padded($0, to: 2) }
        let fraction = ofDay % 1_000
        return "\(day)T" + clock.joined(separator: ":")
            + (fraction == 0 ? "" : "." + UTCDay.padded(fraction, to: 3)) + "Z"
    }

    /// - Parameter text: RFC 3339: a day, `T` or a space, `hh:mm:ss` with or without a fraction (cut to milliseconds),
    ///   then `Z`, an offset such as `+02:00`, or nothing, which is taken for UTC; or a day alone, which is its
    ///   beginning. Anything else gives nil.
    public init?(_ text: String) {
        let characters = Array(text.utf8)
        guard characters.count >= 10, let day = UTCDay(String(decoding: characters[..<10], as: UTF8.self)) else {
            return nil
        }
        guard characters.count > 10 else {
            self.init(day)
            return
        }
        guard characters.count >= 19, [84, 116, 32].contains(characters[10]), characters[13] == 58,
            characters[16] == 58, let hour = Self.number(characters[11..<13], atMost: 23),
            let minute = Self.number(characters[14..<16], atMost: 59),
            let second = Self.number(characters[17..<19], atMost: 59)
        else { return nil }
        var rest = characters[19...]
        var fraction = 0
        if rest.first == 46 {
            let digits = rest.dropFirst().prefix { (48...57).contains($0) }
            guard !digits.isEmpty else { return nil }
            let padded = Array(digits.prefix(3)) + [UInt8](repeating: 48, count: max(0, 3 - digits.count))
            fraction = Self.number(padded[...], atMost: 999) ?? 0
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let offset = Self.offsetMinutes(rest) else { return nil }
        let seconds = Int64(day.number) * 86_400 + Int64(hour * 3_600 + (minute - offset) * 60 + second)
        self.init(milliseconds: seconds * 1_000 + Int64(fraction))
        // An offset can lead out of the years that can be written.
        guard (1...9999).contains(self.day.components.year) else { return nil }
    }

    /// Minutes east of UTC.
    private static func offsetMinutes(_ text: ArraySlice<UInt8>) -> Int? {
        guard let sign = text.first else { return 0 }
        if text.count == 1 { return sign == 90 || sign == 122 ? 0 : nil }
        let digits = text.dropFirst()
        guard sign == 43 || sign == 45, digits.count == 5, digits[digits.startIndex + 2] == 58,
            let hours = number(digits.prefix(2), atMost: 23), let minutes = number(digits.suffix(2), atMost: 59)
        else { return nil }
        return (sign == 45 ? -1 : 1) * (hours * 60 + minutes)
    }

    private static func number(_ digits: ArraySlice<UInt8>, atMost limit: Int) -> Int? {
        guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        return value <= limit ? value : nil
    }
}

extension Moment: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let moment = Moment(text) else {
            throw MindError(
                .badTime, problem: "\(text.debugDescription) is no moment", remedy: "write it as 2026-01-31T12:00:00Z"
            ).placed(at: decoder.codingPath.joined)
        }
        self = moment
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// What says what time it is: the system's clock, or one that stands still, for tests and for `--today`.
public struct MindClock: Sendable {
    private let read: @Sendable () -> Moment

    public init(_ read: @escaping @Sendable () -> Moment) {
        self.read = read
    }

    public func now() -> Moment { read() }

    /// The system's clock.
    public static let system = MindClock {
        Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }

    /// A clock that stands still.
    public static func fixed(_ moment: Moment) -> MindClock { MindClock { moment } }
}

extension [any CodingKey] {
    /// The keys as one path: `events[3].effects[0].delta`.
    var joined: String {
        reduce("") { path, key in
            if let index = key.intValue { return "\(path)[\(index)]" }
            return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
        }
    }
}
