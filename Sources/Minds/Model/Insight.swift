/// What a mind came to think of itself.
///
/// JSON: `content`, `id`, `references`, `time`.
public struct Insight: Sendable, Hashable, Codable {
    /// Unlike that of any other insight of the mind.
    public let id: String
    public let time: Moment
    public let content: String
    /// Ids of what it rests on, by kind, such as `event_ids` or `commitment_ids`.
    public let references: [String: [String]]

    public init(id: String, time: Moment, content: String, references: [String: [String]] = [:]) {
        self.id = id
        self.time = time
        self.content = content
        self.references = references
    }

    func validate() throws {
        try MindCheck.text(id, "id")
        try MindCheck.text(content, "content")
    }
}
