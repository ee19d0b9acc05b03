extension Mind {
    /// The version of the JSON that is written. Earlier ones are read through `MindMigration`.
    public static let schemaVersion = 2

    /// Reads a mind of this or an earlier version of the schema.
    ///
    /// - Throws: `MindError`, with the key path: where it is not JSON, a value is of a wrong type or out of its range,
    ///   a name is given twice, or the version is later than this program knows.
    /// - Complexity: O(size).
    public init(json: [UInt8]) throws {
        do {
            self = try CanonicalJSON.read(Mind.self, from: json)
        } catch is EarlierVersion {
            self = try Self.migrated(try CanonicalJSON.read(JSONTree.self, from: json)).mind
        }
        try validate()
    }

    /// Reads a mind of this or an earlier version of the schema, and says what its migration had to decide.
    ///
    /// - Throws: as `init(json:)`; also where a key is none of the schema's, which would be lost without a word.
    public static func reading(_ tree: JSONTree) throws -> (mind: Mind, notes: [String]) {
        let (mind, notes, current) = try migrated(tree)
        try mind.validate()
        let known = try CanonicalJSON.read(JSONTree.self, from: mind.json())
        if let key = current.firstKey(missingIn: known) {
            throw MindError(
                .unknownKey, key: key, problem: "there is no such key",
                remedy: "correct its name, or keep it under unmodelled")
        }
        return (mind, notes)
    }

    private static func migrated(_ tree: JSONTree) throws -> (mind: Mind, notes: [String], current: JSONTree) {
        var current = tree
        let notes = try MindMigration.migrate(&current)
        return (try CanonicalJSON.read(Self.self, from: try CanonicalJSON.bytes(of: current)), notes, current)
    }

    /// The mind as canonical JSON.
    ///
    /// - Throws: `MindError` where a number is not finite, which validation excludes.
    /// - Complexity: O(size).
    public func json() throws -> [UInt8] { try CanonicalJSON.bytes(of: self) }
}

/// Thrown by the decoding of a mind to the reader, which migrates it.
private struct EarlierVersion: Error {}

extension Mind: Codable {
    enum CodingKeys: String, CodingKey {
        case commitments, drift, events, identity, inception, insights, metrics, patterns, traits, unmodelled
        case identityChanges = "identity_changes"
        case schemaVersion = "schema_version"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let version = try container.decodeWhole(forKey: .schemaVersion)
        try MindMigration.check(version)
        if version < Self.schemaVersion { throw EarlierVersion() }
        commitments = try container.decode([Commitment].self, forKey: .commitments)
        drift = try container.decode(DriftConfiguration.self, forKey: .drift)
        log = EventLog(try container.decode([MindEvent].self, forKey: .events))
        identity = try container.decode(MindIdentity.self, forKey: .identity)
        identityChanges = try container.decode([IdentityChange].self, forKey: .identityChanges)
        inception = try container.decode(Moment.self, forKey: .inception)
        insights = try container.decode([Insight].self, forKey: .insights)
        metrics = try container.decode(MindMetrics.self, forKey: .metrics)
        patterns = try container.decode([BehaviouralPattern].self, forKey: .patterns)
        traits = try container.decode(MindTraits.self, forKey: .traits)
        unmodelled = try container.decode(JSONTree.self, forKey: .unmodelled)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(commitments, forKey: .commitments)
        try container.encode(drift, forKey: .drift)
        try container.encode(events, forKey: .events)
        try container.encode(identity, forKey: .identity)
        try container.encode(identityChanges, forKey: .identityChanges)
        try container.encode(inception, forKey: .inception)
        try container.encode(insights, forKey: .insights)
        try container.encode(metrics, forKey: .metrics)
        try container.encode(patterns, forKey: .patterns)
        try container.encode(Self.schemaVersion, forKey: .schemaVersion)
        try container.encode(traits, forKey: .traits)
        try container.encode(unmodelled, forKey: .unmodelled)
    }
}
