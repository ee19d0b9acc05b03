/// How often a detector was wrong, and how late it was right.
public struct CalibrationResult: Sendable, Hashable {
    /// What it said of streams without a change.
    public struct FalseAlarms: Sendable, Hashable {
        public let count: Int
        /// Of the values looked at.
        public let perThousand: Double
        /// Of `perThousand`: from the differences between repetitions; nil for one repetition.
        public let standardError: Double?
        /// Values by alarms; nil where there were none.
        public let meanTimeBetween: Double?
        /// The share of streams in which there was an alarm.
        public let streamShare: Double
    }

    /// What it said of streams with a change.
    public struct Detection: Sendable, Hashable {
        /// The share of streams with an alarm within the horizon.
        public let share: Double
        /// Of `share`: √(p(1 − p)/n).
        public let standardError: Double
        /// Values from the change to the alarm, 0 for the first changed value; nil where nothing was detected.
        public let delay: Delay?
        /// The share of streams with an alarm before the change.
        public let earlyShare: Double
    }

    /// Over the streams in which the change was detected.
    public struct Delay: Sendable, Hashable {
        public let mean: Double
        /// Of the mean; nil for one detection.
        public let standardError: Double?
        /// The least delay by which at least a tenth, a half and nine tenths of the detections had come.
        public let tenth, median, ninetieth: Int
    }

    public let repetitions: Int
    public let falseAlarms: FalseAlarms
    public let detection: Detection

    /// - Parameters:
    ///   - falseAlarms: of each repetition without a change, in `length` values.
    ///   - earlyAlarms: of each repetition with a change, before it.
    ///   - delays: of each repetition with a change; nil where it was not detected.
    init(falseAlarms: [Int], length: Int, earlyAlarms: [Int], delays: [Int?]) {
        repetitions = delays.count
        let alarms = falseAlarms.reduce(0, +)
        let perThousand = 1000 / Double(length)
        let moments = Moments(falseAlarms)
        self.falseAlarms = FalseAlarms(
            count: alarms, perThousand: moments.mean * perThousand,
            standardError: moments.standardError.map { $0 * perThousand },
            meanTimeBetween: alarms > 0 ? Double(length) * Double(falseAlarms.count) / Double(alarms) : nil,
            streamShare: Double(falseAlarms.count { $0 > 0 }) / Double(falseAlarms.count))
        let found = delays.compactMap(\.self).sorted()
        let share = Double(found.count) / Double(delays.count)
        detection = Detection(
            share: share, standardError: (share * (1 - share) / Double(delays.count)).squareRoot(),
            delay: Delay(sorted: found), earlyShare: Double(earlyAlarms.count { $0 > 0 }) / Double(earlyAlarms.count))
    }
}

extension CalibrationResult.Delay {
    /// nil where there are none.
    fileprivate init?(sorted delays: [Int]) {
        guard !delays.isEmpty else { return nil }
        func quantile(_ tenths: Int) -> Int { delays[(delays.count * tenths + 9) / 10 - 1] }
        let moments = Moments(delays)
        (mean, standardError) = (moments.mean, moments.standardError)
        (tenth, median, ninetieth) = (quantile(1), quantile(5), quantile(9))
    }
}

/// The mean of numbers and its standard error.
private struct Moments {
    let mean: Double
    /// nil for one number.
    let standardError: Double?

    init(_ numbers: [Int]) {
        let count = Double(numbers.count)
        let mean = Double(numbers.reduce(0, +)) / count
        let squares = numbers.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        self.mean = mean
        standardError = numbers.count > 1 ? (squares / (count - 1) / count).squareRoot() : nil
    }
}
