/// What a detector says of the stream after one more value.
public enum Signal: String, Sendable, Codable, CaseIterable {
    /// Too few values yet for the detector to say anything.
    case warmingUp = "warming-up"
    /// No sign of change.
    case stable
    /// A sign of change short of the detector's threshold for drift. Not every detector has one.
    case warning
    /// The stream has changed, by the detector's rule. Detectors that start anew after a change do so with the next value.
    case drift
}
