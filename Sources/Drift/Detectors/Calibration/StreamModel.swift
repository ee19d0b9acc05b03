import Compute

/// A stream to try detectors on: what it is without a change, and what the change makes of it.
public enum StreamModel: Sendable, Hashable, Codable {
    /// Independent standard normal values whose mean jumps by `shift`, in standard deviations.
    case meanJump(shift: Double)
    /// Independent standard normal values whose standard deviation is multiplied by `ratio`.
    case spreadChange(ratio: Double)
    /// Independent standard normal values whose mean rises by `shift` in equal steps over `length` values.
    case gradualMean(shift: Double, length: Int)
    /// Independent outcomes, 1 with probability `before` and then `after`.
    case errorRate(before: Double, after: Double)
    /// A recorded series, drawn in blocks of `blockLength` consecutive values from uniformly random places, the end joined
    /// to the start (the circular block bootstrap); the change adds `shift` of its standard deviations.
    ///
    /// Source: Politis & Romano, in Exploring the Limits of Bootstrap (1992) 263.
    case series(values: [Double], blockLength: Int, shift: Double)

    /// A name without the numbers, such as `mean-jump`.
    public var name: String {
        switch self {
        case .meanJump: "mean-jump"
        case .spreadChange: "spread-change"
        case .gradualMean: "gradual-mean"
        case .errorRate: "error-rate"
        case .series: "series"
        }
    }

    /// - Throws: `DriftError.badParameter` with the number that is outside its domain; `DriftError.tooFewValues` where a
    ///   series is shorter than a block.
    public func validate() throws {
        func require(_ holds: Bool, _ key: String, _ value: some CustomStringConvertible, _ domain: String) throws {
            guard holds else {
                throw DriftError(
                    .badParameter, key: key, problem: "\(name) was given \(value.description)", remedy: "give \(domain)"
                )
            }
        }
        switch self {
        case .meanJump(let shift):
            try require(abs(shift) <= 1e6, "shift", shift, "a number of magnitude 10⁶ or less")
        case .spreadChange(let ratio):
            try require(ratio >= 0 && ratio <= 1e6, "ratio", ratio, "a number from 0 to 10⁶")
        case .gradualMean(let shift, let length):
            try require(abs(shift) <= 1e6, "shift", shift, "a number of magnitude 10⁶ or less")
            try require(length >= 1, "length", length, "a whole number from 1")
        case .errorRate(let before, let after):
            try require(before >= 0 && before <= 1, "before", before, "a number from 0 to 1")
            try require(after >= 0 && after <= 1, "after", after, "a number from 0 to 1")
        case .series(let values, let blockLength, let shift):
            try require(abs(shift) <= 1e6, "shift", shift, "a number of magnitude 10⁶ or less")
            try require(blockLength >= 1, "block_length", blockLength, "a whole number from 1")
            guard values.count >= max(2, blockLength) else {
                throw DriftError(
                    .tooFewValues, key: "series", problem: "it has \(values.count) values",
                    remedy: "give at least \(max(2, blockLength)), a block's length")
            }
        }
    }

    /// Whether its values are outcomes of 0 and 1.
    var hasOutcomes: Bool {
        switch self {
        case .errorRate: true
        case .series(let values, _, let shift): shift == 0 && values.allSatisfy { $0 == 0 || $0 == 1 }
        case .meanJump, .spreadChange, .gradualMean: false
        }
    }
}

/// A stream's values, one after the other.
struct StreamSampler {
    private let model: StreamModel
    private var generator: Philox4x32.Generator
    private var spare: Double?
    private var place = 0
    private var leftInBlock = 0
    /// What the change adds to a value of a series.
    private let shift: Double

    init(_ model: StreamModel, _ source: Philox4x32) {
        self.model = model
        generator = source.makeGenerator()
        if case .series(let values, _, let shift) = model {
            let mean = values.reduce(0, +) / Double(values.count)
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            self.shift = shift * (squares / Double(values.count)).squareRoot()
        } else {
            shift = 0
        }
    }

    /// The next value.
    ///
    /// - Parameter since: 0 for the first value after the change, 1 for the second; nil before it.
    mutating func next(since: Int?) -> Double {
        switch model {
        case .meanJump(let shift):
            return normal() + (since == nil ? 0 : shift)
        case .spreadChange(let ratio):
            return normal() * (since == nil ? 1 : ratio)
        case .gradualMean(let shift, let length):
            return normal() + shift * Double(min(length, since.map { $0 + 1 } ?? 0)) / Double(length)
        case .errorRate(let before, let after):
            return generator.uniform() < (since == nil ? before : after) ? 1 : 0
        case .series(let values, let blockLength, _):
            if leftInBlock == 0 {
                place = Int(generator.next().multipliedFullWidth(by: UInt64(values.count)).high)
                leftInBlock = blockLength
            }
            leftInBlock -= 1
            let value = values[place]
            place = place + 1 == values.count ? 0 : place + 1
            return value + (since == nil ? 0 : shift)
        }
    }

    private mutating func normal() -> Double {
        if let value = spare {
            spare = nil
            return value
        }
        let pair = generator.normalPair()
        spare = pair[1]
        return pair[0]
    }
}
