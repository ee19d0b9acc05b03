/// A way of behaving that a mind follows in itself, known by words.
///
/// JSON: `earlier_count`, `name`, `occurrences`, `terms`.
public struct BehaviouralPattern: Sendable, Hashable, Codable {
    /// One event or insight in which the pattern showed.
    ///
    /// JSON: `source`, `time`.
    public struct Occurrence: Sendable, Hashable, Codable {
        public let time: Moment
        /// The id of the event or insight.
        public let source: String

        public init(time: Moment, source: String) {
            self.time = time
            self.source = source
        }
    }

    /// Unlike that of any other pattern of the mind.
    public let name: String
    /// Words, or sequences of words, each of which shows the pattern; matched whole, without regard to case.
    public var terms: [String]
    /// How often it showed before its occurrences were kept one by one: their times are not known.
    public let earlierCount: Int
    /// In order of time; one a source.
    public internal(set) var occurrences: [Occurrence]

    public init(name: String, terms: [String], earlierCount: Int = 0, occurrences: [Occurrence] = []) {
        self.name = name
        self.terms = terms
        self.earlierCount = earlierCount
        self.occurrences = occurrences
    }

    /// How often it showed in all.
    public var count: Int { earlierCount + occurrences.count }

    enum CodingKeys: String, CodingKey {
        case name, occurrences, terms
        case earlierCount = "earlier_count"
    }

    func validate() throws {
        try MindCheck.text(name, "name")
        guard earlierCount >= 0 else {
            throw MindError(
                .outOfRange, key: "earlier_count", problem: "it is \(earlierCount)", remedy: "give a count of 0 or more"
            )
        }
    }
}
