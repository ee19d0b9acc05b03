/// Where a result comes from: enough to repeat it and to notice when the input was another.
public struct Provenance: Hashable, Sendable, Codable {
    /// Claustrum's version and git revision.
    public var version: String
    public var revision: String
    /// SHA-256 of the input's bytes, in hexadecimal.
    public var inputDigest: String
    /// The configuration in force, every key, as `claustrum config show` prints it.
    public var configuration: [String: String]
    /// The device and the kernels' instruction-set level.
    public var device: String
    public var instructionSet: String
    /// The seed of the run's random numbers; nil where it draws none.
    public var seed: UInt64?
    /// Seconds from reading the input to the result, and when that began (ISO 8601, UTC).
    public var wallTimeSeconds: Double
    public var startedAt: String

    public init(
        version: String, revision: String, inputDigest: String, configuration: [String: String], device: String,
        instructionSet: String, seed: UInt64?, wallTimeSeconds: Double, startedAt: String
    ) {
        self.version = version
        self.revision = revision
        self.inputDigest = inputDigest
        self.configuration = configuration
        self.device = device
        self.instructionSet = instructionSet
        self.seed = seed
        self.wallTimeSeconds = wallTimeSeconds
        self.startedAt = startedAt
    }

    private enum CodingKeys: String, CodingKey {
        case version, revision, configuration, device, seed
        case inputDigest = "input_digest"
        case instructionSet = "instruction_set"
        case wallTimeSeconds = "wall_time_seconds"
        case startedAt = "started_at"
    }
}
