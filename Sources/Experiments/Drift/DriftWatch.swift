public import Drift
internal import Dynamics

/// Detectors that follow one stream, and what they found so far.
///
/// It is a value whose saved form holds all of it, so that a watch goes on in another process as if it had never stopped.
public struct DriftWatch: Sendable {
    /// A detector and what it said.
    public struct Follower: Sendable {
        public let question: DetectorQuestion
        /// The values that it took before it had anything to say; nil while it is warming up.
        public internal(set) var warmUp: Int?
        /// Values at which it warned.
        public internal(set) var warnings = 0
        public internal(set) var detections = 0
        let input: DetectorInput
        var detector: any CataloguedDetector
        var isWarning = false
        var stretchStart = 0
        var stretch = RunningMoments()

        init(_ detector: any CataloguedDetector) {
            question = DetectorQuestion(detector)
            input = type(of: detector).input
            self.detector = detector
        }

        /// The values since its last detection; nil where there is none.
        public var current: DriftEvent.Stretch? { stretch.count == 0 ? nil : described }

        var described: DriftEvent.Stretch {
            DriftEvent.Stretch(
                from: stretchStart, values: stretch.count, mean: stretch.mean,
                standardDeviation: stretch.standardDeviation)
        }
    }

    /// What a batch came to.
    public struct Outcome: Sendable {
        /// In the order of the stream, and at one value in the order of the detectors.
        public let events: [DriftEvent]
        /// What is wrong with the first value that a detector does not take; those before it were taken.
        public let mistake: DriftError?
    }

    public internal(set) var followers: [Follower]
    /// The values taken, in all processes.
    public internal(set) var valueCount = 0
    /// How many values had been taken before this process went on.
    public let firstIndex: Int
    /// Of the values taken in this process.
    var moments = RunningMoments()
    var extremes = (low: Double.infinity, high: -Double.infinity)

    public init(_ detectors: [any CataloguedDetector]) {
        self.init(followers: detectors.map(Follower.init), valueCount: 0)
    }

    /// - Parameter valueCount: taken so far.
    init(followers: [Follower], valueCount: Int) {
        self.followers = followers
        self.valueCount = valueCount
        firstIndex = valueCount
    }

    /// Takes the rows of a batch, one number each.
    ///
    /// - Parameter name: the stream's, for what is wrong with it.
    /// - Complexity: O(values · detectors), of the detectors' own costs.
    public mutating func add(_ batch: NumberBatch, of name: String) -> Outcome {
        let mistake = mistake(in: batch, of: name)
        let values = mistake.map { Array(batch.values[..<$0.place]) } ?? batch.values
        var events: [DriftEvent] = []
        for place in followers.indices {
            followers[place].take(values, batch.lines, firstIndex: valueCount, into: &events)
        }
        if followers.count > 1 {
            events = events.enumerated().sorted { ($0.element.index, $0.offset) < ($1.element.index, $1.offset) }
                .map(\.element)
        }
        for value in values {
            moments.add(value)
            extremes = (min(extremes.low, value), max(extremes.high, value))
        }
        valueCount += values.count
        return Outcome(events: events, mistake: mistake?.error)
    }

    /// The first value that a detector does not take.
    private func mistake(in batch: NumberBatch, of name: String) -> (place: Int, error: DriftError)? {
        var first: (place: Int, follower: Follower)?
        for follower in followers {
            let input = follower.input
            guard
                let place = batch.values[..<(first?.place ?? batch.values.count)].firstIndex(where: {
                    !input.accepts($0)
                })
            else { continue }
            first = (place, follower)
        }
        return first.map { place, follower in
            (
                place,
                DriftError(
                    .badSample, key: "\(name): line \(batch.lines[place])",
                    problem: "\(batch.values[place]) is nothing that \(follower.question.name) takes",
                    remedy: "give it \(follower.input.domain)")
            )
        }
    }
}

extension DriftWatch.Follower {
    /// Takes values and appends what was found.
    mutating func take(_ values: [Double], _ lines: [Int], firstIndex: Int, into events: inout [DriftEvent]) {
        let signals = Self.signals(of: &detector, values)
        for (place, signal) in signals.enumerated() {
            stretch.add(values[place])
            if signal == .stable && !isWarning && warmUp != nil { continue }
            let index = firstIndex + place
            if signal != .warmingUp && warmUp == nil { warmUp = index }
            let begins = signal == .drift || signal == .warning && !isWarning
            isWarning = signal == .warning
            if isWarning { warnings += 1 }
            guard begins else { continue }
            events.append(
                DriftEvent(
                    detector: question.name, signal: signal, index: index, line: lines[place], value: values[place],
                    stretch: described))
            guard signal == .drift else { continue }
            detections += 1
            stretch = RunningMoments()
            stretchStart = index + 1
        }
    }

    /// What the detector says of each value.
    private static func signals<Detector: DriftDetector>(
        of detector: inout Detector, _ values: [Double]
    ) -> [Signal] {
        [Signal](unsafeUninitializedCapacity: values.count) { buffer, count in
            for value in values {
                buffer.initializeElement(at: count, to: detector.update(value))
                count += 1
            }
        }
    }
}
