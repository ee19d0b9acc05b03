/// A streaming detector: it takes one value at a time, in the time and memory that its `update` states, and says when the stream
/// it comes from has changed.
///
/// A detector is a value. Copying it, or encoding and decoding it, copies its state exactly: both go on to the same
/// signals, bit for bit.
public protocol DriftDetector: Sendable, Codable {
    /// The name by which the command line and saved states know the detector, such as `page-hinkley`.
    static var name: String { get }

    /// Takes the stream's next value.
    ///
    /// - Parameter value: finite; for detectors of error rates 0 or 1 (1 is an error). The caller checks it
    ///   (`DetectorInput`), so that this stays within nanoseconds.
    /// - Returns: what the detector now says. `.drift` is returned once, by the value that reveals it.
    mutating func update(_ value: Double) -> Signal

    /// Forgets the stream; the parameters stay.
    mutating func reset()
}
