/// Who a mind is.
///
/// JSON: `aliases`, `birth`, `id`, `name`.
public struct MindIdentity: Sendable, Hashable, Codable {
    /// What tells this mind from every other; a UUID unless it was imported with another.
    public let id: String
    public var name: String
    public let birth: Moment
    public var aliases: [String]

    public init(id: String, name: String, birth: Moment, aliases: [String] = []) {
        self.id = id
        self.name = name
        self.birth = birth
        self.aliases = aliases
    }

    func validate() throws {
        try MindCheck.text(id, "id")
        try MindCheck.text(name, "name")
        for (text, key) in [(id, "id"), (name, "name")]
        where text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            throw MindError(
                .badName, key: key, problem: "it holds a control character", remedy: "use printable characters")
        }
    }
}

/// A change of a mind's self: a step of drift, or what an import tells of.
///
/// JSON: `change`, `step` (null where no trait moved), `time`.
public struct IdentityChange: Sendable, Hashable {
    /// One applied step of a trait.
    ///
    /// JSON: `after`, `before`, `confidence`, `event`, `target`.
    public struct Step: Sendable, Hashable, Codable {
        /// The trait's path.
        public let target: String
        /// The score before the step.
        public let before: Double
        /// The score after it.
        public let after: Double
        /// The confidence of the effect.
        public let confidence: Double
        /// The event's id.
        public let event: String

        public init(target: String, before: Double, after: Double, confidence: Double, event: String) {
            self.target = target
            self.before = before
            self.after = after
            self.confidence = confidence
            self.event = event
        }
    }

    public let time: Moment
    /// What changed, in words.
    public let change: String
    public let step: Step?

    public init(time: Moment, change: String, step: Step? = nil) {
        self.time = time
        self.change = change
        self.step = step
    }
}

extension IdentityChange: Codable {
    enum CodingKeys: String, CodingKey { case change, step, time }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(change, forKey: .change)
        try container.encode(step, forKey: .step)
        try container.encode(time, forKey: .time)
    }
}
