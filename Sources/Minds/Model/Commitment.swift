/// What a mind undertook to do.
///
/// JSON: `closure` (null while it is open), `due`, `id`, `opened`, `source`, `text`.
public struct Commitment: Sendable, Hashable {
    /// How a commitment ended.
    public enum Outcome: String, Sendable, Codable, CaseIterable {
        case done
        /// It could not be done.
        case blocked
        /// Somebody else does it.
        case delegated
        /// Its time went by.
        case expired
        /// It was taken back.
        case withdrawn
    }

    /// When, how and by what evidence a commitment ended.
    ///
    /// JSON: `evidence`, `outcome`, `time`.
    public struct Closure: Sendable, Hashable, Codable {
        public let time: Moment
        public let outcome: Outcome
        /// What shows it; empty only where an imported file has none.
        public let evidence: String

        public init(time: Moment, outcome: Outcome, evidence: String) {
            self.time = time
            self.outcome = outcome
            self.evidence = evidence
        }
    }

    /// Unlike that of any other commitment of the mind.
    public let id: String
    public let text: String
    public let opened: Moment
    /// The day by which it is to be done; nil where none was set.
    public let due: UTCDay?
    /// The id of the insight or event that it comes from; nil where none is known.
    public let source: String?
    /// nil while it is open.
    public internal(set) var closure: Closure?

    public init(
        id: String, text: String, opened: Moment, due: UTCDay? = nil, source: String? = nil, closure: Closure? = nil
    ) {
        self.id = id
        self.text = text
        self.opened = opened
        self.due = due
        self.source = source
        self.closure = closure
    }

    public var isOpen: Bool { closure == nil }

    /// Whether it is open after the day by which it was to be done.
    public func isOverdue(on day: UTCDay) -> Bool { isOpen && due.map { $0 < day } ?? false }

    func validate() throws {
        try MindCheck.text(id, "id")
        try MindCheck.text(text, "text")
    }
}

extension Commitment: Codable {
    enum CodingKeys: String, CodingKey { case closure, due, id, opened, source, text }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(closure, forKey: .closure)
        try container.encode(due, forKey: .due)
        try container.encode(id, forKey: .id)
        try container.encode(opened, forKey: .opened)
        try container.encode(source, forKey: .source)
        try container.encode(text, forKey: .text)
    }
}
