public import Drift

/// A change, or a sign of one, that a detector found in a stream.
public struct DriftEvent: Sendable, Hashable {
    /// Consecutive values of the stream.
    public struct Stretch: Sendable, Hashable {
        /// The index of the first, from 0.
        public let from: Int
        public let values: Int
        public let mean: Double
        /// Of the population: the root of the mean squared deviation.
        public let standardDeviation: Double
    }

    /// The detector's name.
    public let detector: String
    /// `.drift`, or `.warning` where a run of warnings begins.
    public let signal: Signal
    /// The index in the stream, from 0, of the value that revealed it; values passed over do not count.
    public let index: Int
    /// The line of that value, from 1.
    public let line: Int
    public let value: Double
    /// From the detector's last detection, or the stream's first value, to this value. A detector notices a change some
    /// values late, so that the last of them may belong to what comes after the change.
    public let stretch: Stretch
}
