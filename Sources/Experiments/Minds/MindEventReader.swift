internal import Graphs
public import Minds

/// Reads events from JSON, JSON Lines or flags.
///
/// JSON is one event, a list of events, or `{"events": […]}`; JSON Lines has an event a line. An event has the keys of
/// `MindEvent`, all but `processed`: what is read is yet to be applied. Only `summary` must be given.
public struct MindEventReader: Sendable {
    /// The time of events that give none.
    private let now: Moment

    /// The type of events that give none, and the confidence of effects that give none.
    public static let defaultType = "event"
    public static let defaultConfidence = 0.5

    static let keys = [
        "id", "time", "type", "summary", "valence", "arousal", "salience", "tags", "effects", "evidence",
    ]

    public init(now: Moment) {
        self.now = now
    }

    /// An event as it was given: its identifier is made up when it is recorded, where none was given.
    public struct Given: Sendable {
        public let id: String?
        let make: @Sendable (_ id: String) -> MindEvent

        /// The event, under an identifier.
        public func event(_ id: String) -> MindEvent { make(id) }
    }

    /// - Parameter name: the file's name, for errors.
    /// - Throws: `GraphsError` with file, line and key path where a value is missing, of the wrong type or unknown.
    /// - Complexity: O(bytes).
    public func read(_ bytes: [UInt8], name: String) throws -> [Given] {
        if Self.isLines(bytes, name: name) {
            return try Self.lines(of: bytes).flatMap { number, line in
                try read(object: line, name: "\(name):\(number)")
            }
        }
        guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") else { return try read(object: bytes, name: name) }
        // The reader of documents takes an object; the list keeps its lines.
        let wrapped = Array(#"{"events":"#.utf8) + bytes + [UInt8(ascii: "}")]
        return try read(object: wrapped, name: name)
    }

    private func read(object bytes: [UInt8], name: String) throws -> [Given] {
        let root = try Self.document(bytes, name: name).root
        guard let list = try root.object(keys: nil, "an event").self["events"] else { return [try event(root)] }
        _ = try root.object(keys: ["events"], "an object with a list of events")
        return try list.elements("a list of events").map(event)
    }

    private static func document(_ bytes: [UInt8], name: String) throws -> Document {
        do {
            return try Document(bytes, file: name)
        } catch let error as GraphsError {
            // The remedies of the reader of documents speak of networks.
            throw GraphsError(
                error.kind, file: error.file, line: error.line, column: error.column, problem: error.problem,
                remedy: "write {\"summary\": …}, a list of such events, or one a line")
        }
    }

    private func event(_ value: DocumentValue) throws -> Given {
        let object = try value.object(keys: Self.keys, "an event: an object with a summary")
        let summary = try object.required("summary", "what happened, in words").string("what happened, in words")
        let time = try object["time"].map(Self.moment) ?? now
        let type = try object["type"]?.string("a word for the kind of event") ?? Self.defaultType
        let feelings = try ["valence", "arousal", "salience"].map { try object[$0]?.number("a number") }
        let tags = try object["tags"]?.elements("a list of words").map { try $0.string("a word") } ?? []
        let effects = try object["effects"]?.elements("a list of effects").map(Self.effect) ?? []
        let evidence = object["evidence"].map { JSONTree($0.node) } ?? .null
        return Given(id: try object["id"]?.string("an identifier")) { id in
            MindEvent(
                id: id, time: time, type: type, summary: summary, valence: feelings[0], arousal: feelings[1],
                salience: feelings[2], tags: tags, effects: effects, evidence: evidence)
        }
    }

    private static func moment(_ value: DocumentValue) throws -> Moment {
        let text = try value.string("a moment such as 2026-01-31T12:00:00Z")
        guard let moment = Moment(text) else {
            throw value.error(
                .wrongType, "is \(String(text.prefix(32)).debugDescription)",
                remedy: "give a moment such as 2026-01-31T12:00:00Z")
        }
        return moment
    }

    private static func effect(_ value: DocumentValue) throws -> TraitEffect {
        let object = try value.object(keys: ["target", "delta", "confidence"], "an effect: a target and a delta")
        return TraitEffect(
            target: try object.required("target", "the path of a trait").string("the path of a trait"),
            delta: try object.required("delta", "a number from -1 to 1").number("a number from -1 to 1"),
            confidence: try object["confidence"]?.number("a number from 0 to 1") ?? defaultConfidence)
    }

    /// Whether the text is JSON Lines: by the name, else where several lines are each an object.
    private static func isLines(_ bytes: [UInt8], name: String) -> Bool {
        if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") { return true }
        let lines = lines(of: bytes)
        return lines.count > 1
            && lines.allSatisfy { $0.bytes.first == UInt8(ascii: "{") && $0.bytes.last == UInt8(ascii: "}") }
    }

    /// The lines that are not blank, without blanks at their ends, with their numbers.
    private static func lines(of bytes: [UInt8]) -> [(number: Int, bytes: [UInt8])] {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            guard let first = line.firstIndex(where: { $0 > 0x20 }), let last = line.lastIndex(where: { $0 > 0x20 })
            else { return nil }
            return (index + 1, Array(line[first...last]))
        }
    }
}

extension MindEventReader {
    /// An event of flags.
    ///
    /// - Parameter effects: `TRAIT=DELTA` or `TRAIT=DELTA@CONFIDENCE`, such as `big5.openness=+0.05@0.8`; TRAIT is a
    ///   trait's path, or the two names in it.
    /// - Throws: `MindStoreError` where an effect cannot be read, or its trait is none of the mind's.
    public static func effects(_ effects: [String], of mind: Mind) throws -> [TraitEffect] {
        try effects.map { text in
            func fail(_ problem: String) -> MindStoreError {
                MindStoreError(
                    .badEvent, place: "--effect", problem: "\(text.debugDescription) \(problem)",
                    remedy: "write TRAIT=DELTA or TRAIT=DELTA@CONFIDENCE, such as big5.openness=+0.05@0.8")
            }
            let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else { throw fail("has no =") }
            let numbers = sides[1].split(separator: "@", omittingEmptySubsequences: false).map { Double($0) }
            guard (1...2).contains(numbers.count), let delta = numbers[0], let confidence = numbers.last.flatMap({ $0 })
            else { throw fail("has no number where one must be") }
            return TraitEffect(
                try trait(String(sides[0]), of: mind), delta: delta,
                confidence: numbers.count == 2 ? confidence : defaultConfidence)
        }
    }

    /// The trait that is meant by its path or by `set.trait`.
    ///
    /// - Throws: `MindStoreError` where the mind has none of that name, with the nearest it has.
    public static func trait(_ text: String, of mind: Mind) throws -> TraitPath {
        let paths = mind.traits.paths
        if let path = paths.first(where: { $0.description == text || "\($0.set).\($0.trait)" == text }) { return path }
        let names = paths.map { text.contains("personality") ? $0.description : "\($0.set).\($0.trait)" }
        throw MindStoreError(
            .unknownTrait, place: "", problem: "there is no trait \(text.debugDescription)",
            remedy: Spelling.nearest(to: text, in: names).map { "did you mean \($0)?" }
                ?? "the traits are \(names.joined(separator: ", "))")
    }
}
