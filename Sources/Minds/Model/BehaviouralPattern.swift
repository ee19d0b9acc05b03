/// A way of behaving that a mind follows in itself, known by words.
///
/// JSON: `earlier_count`, `name`, `occurrences`, `terms`.
public struct BehaviouralPattern: Sendable, Hashable {
    /// One event or insight in which the pattern showed.
    ///
    /// JSON: `source`, `time`.
    public struct Occurrence: Sendable, Hashable, Codable, Comparable {
        public let time: Moment
        /// The id of the event or insight.
        public let source: String

        public init(time: Moment, source: String) {
            self.time = time
            self.source = source
        }

        public static func < (left: Occurrence, right: Occurrence) -> Bool {
            (left.time, left.source) < (right.time, right.source)
        }
    }

    /// Unlike that of any other pattern of the mind.
    public let name: String
    /// Words, or sequences of words, each of which shows the pattern; matched whole, without regard to case.
    public var terms: [String]
    /// How often it showed before its occurrences were kept one by one: their times are not known.
    public let earlierCount: Int
    /// In order of time, then of source; one an event or insight. An event and an insight may have one id: their times
    /// tell them apart.
    public internal(set) var occurrences: [Occurrence]

    public init(name: String, terms: [String], earlierCount: Int = 0, occurrences: [Occurrence] = []) {
        self.name = name
        self.terms = terms
        self.earlierCount = earlierCount
        self.occurrences = occurrences
    }

    /// How often it showed in all.
    public var count: Int { earlierCount + occurrences.count }

    func validate() throws {
        try MindCheck.text(name, "name")
        try MindCheck.count(earlierCount, "earlier_count")
        for (index, occurrence) in occurrences.enumerated().dropFirst() where occurrence <= occurrences[index - 1] {
            throw MindError(
                .outOfRange, key: "occurrences[\(index)]", problem: "it does not come after the one before it",
                remedy: "give occurrences in order of time, then of source, each once")
        }
    }

    /// Checks that each term can show. What was imported may have a name of signs alone for its term: it stays.
    func validateTerms() throws {
        guard !terms.isEmpty else {
            throw MindError(.badName, key: "terms", problem: "there is none", remedy: "give the words that show it")
        }
        for (index, term) in terms.enumerated() where PatternWords(term).isEmpty {
            throw MindError(
                .badName, key: "terms[\(index)]", problem: "\(term.debugDescription) has no word",
                remedy: "give words of letters or digits")
        }
    }
}

extension BehaviouralPattern: Codable {
    enum CodingKeys: String, CodingKey {
        case name, occurrences, terms
        case earlierCount = "earlier_count"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            terms: try container.decode([String].self, forKey: .terms),
            earlierCount: try container.decodeWhole(forKey: .earlierCount),
            occurrences: try container.decode([Occurrence].self, forKey: .occurrences))
    }
}
