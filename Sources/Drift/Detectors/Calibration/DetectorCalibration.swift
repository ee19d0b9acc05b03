public import Analysis
import Compute

/// How often a detector is wrong, and how late it is right, by trial.
///
/// Each repetition makes two streams: one of `length` values without a change, and one that changes at `changeAt` and goes on
/// for `horizon` values. The detector goes on after each alarm, as it would in use. Repetition k has the random numbers of
/// streams 2k and 2k + 1 of `seed`, so the output does not depend on the number of threads, and detectors that are
/// calibrated with one seed see the same streams.
public struct DetectorCalibration: Analysis {
    /// As `DetectorCatalogue` knows it.
    public let detector: String
    public let options: [String: String]
    public let model: StreamModel
    /// Values of a stream without a change.
    public let length: Int
    /// Where the change is: how many values come before it.
    public let changeAt: Int
    /// Values from the change on within which a detection counts.
    public let horizon: Int
    public let repetitions: Int
    public let seed: UInt64

    /// - Throws: `DriftError` where the detector or an option is unknown or outside its domain, where the stream's values are
    ///   not of the kind that the detector takes, or a number is out of range.
    public init(
        detector: String, options: [String: String] = [:], model: StreamModel, length: Int = 10_000,
        changeAt: Int = 1_000, horizon: Int = 1_000, repetitions: Int = 1_000, seed: UInt64 = 0
    ) throws {
        let description = try DetectorCatalogue.description(of: detector)
        _ = try description.make(options)
        try model.validate()
        try Self.check(model, description)
        for (key, value, most, domain) in [
            ("length", length, 1_000_000_000, "10⁹"), ("change_at", changeAt, 1_000_000_000, "10⁹"),
            ("horizon", horizon, 1_000_000_000, "10⁹"), ("repetitions", repetitions, 1_000_000, "10⁶"),
        ] {
            guard (1...most).contains(value) else {
                throw DriftError(
                    .badParameter, key: key, problem: "it is \(value)",
                    remedy: "give a whole number from 1 to \(domain)")
            }
        }
        self.detector = detector
        self.options = options
        self.model = model
        self.length = length
        self.changeAt = changeAt
        self.horizon = horizon
        self.repetitions = repetitions
        self.seed = seed
    }

    private static func check(_ model: StreamModel, _ detector: DetectorDescription) throws {
        if case .series(let values, _, let shift) = model, detector.input == .real || shift == 0 {
            try detector.input.check(values)
        } else if detector.input != .real, !model.hasOutcomes {
            throw DriftError(
                .badSample, key: model.name, problem: "\(detector.name) takes \(detector.input.domain)",
                remedy: "calibrate it on error-rate")
        }
    }

    /// A run of consecutive repetitions.
    public typealias Shard = Range<Int>

    /// What happened in each repetition of a shard.
    public struct Partial: Sendable, Codable {
        /// Alarms without a change.
        var falseAlarms: [Int] = []
        /// Alarms before the change.
        var earlyAlarms: [Int] = []
        /// Values from the change to the alarm, 0 for the first changed value; nil where none came within the horizon.
        var delays: [Int?] = []
    }

    public func shards(_ prepared: Void) throws -> [Shard] {
        stride(from: 0, to: repetitions, by: 8).map { $0..<min($0 + 8, repetitions) }
    }

    /// - Throws: as the initialiser; `CancelledError`.
    public func run(_ shard: Shard, _ prepared: Void, in context: RunContext) throws -> Partial {
        let fresh = try DetectorCatalogue.make(detector, options: options)
        var partial = Partial()
        for repetition in shard { try repeatOnce(repetition, fresh, &partial, context.cancellation) }
        return partial
    }

    public func work(_ shard: Shard, _ prepared: Void) -> Int { shard.count }

    private func repeatOnce(
        _ repetition: Int, _ fresh: some DriftDetector, _ partial: inout Partial, _ cancellation: Cancellation
    ) throws {
        let stream = 2 * UInt64(repetition)
        var detector = fresh
        var sampler = StreamSampler(model, Philox4x32(seed: seed, stream: stream))
        partial.falseAlarms.append(try Self.alarms(length, &detector, &sampler, cancellation))

        detector = fresh
        sampler = StreamSampler(model, Philox4x32(seed: seed, stream: stream + 1))
        partial.earlyAlarms.append(try Self.alarms(changeAt, &detector, &sampler, cancellation))
        partial.delays.append(
            try (0..<horizon).first {
                try Self.check($0, cancellation)
                return detector.update(sampler.next(since: $0)) == .drift
            })
    }

    /// How often `detector` alarms in the next `count` values without a change.
    private static func alarms(
        _ count: Int, _ detector: inout some DriftDetector, _ sampler: inout StreamSampler, _ cancellation: Cancellation
    ) throws -> Int {
        var alarms = 0
        for index in 0..<count {
            try check(index, cancellation)
            if detector.update(sampler.next(since: nil)) == .drift { alarms += 1 }
        }
        return alarms
    }

    /// Looks whether a stop was asked for, now and then.
    private static func check(_ index: Int, _ cancellation: Cancellation) throws {
        if index & 1023 == 0 { try cancellation.check() }
    }

    public func merge(_ partials: [Partial], _ prepared: Void) throws -> CalibrationResult {
        CalibrationResult(
            falseAlarms: partials.flatMap(\.falseAlarms), length: length,
            earlyAlarms: partials.flatMap(\.earlyAlarms), delays: partials.flatMap(\.delays))
    }
}
