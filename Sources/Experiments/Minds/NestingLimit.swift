internal import Minds

/// How deep what a mind keeps verbatim may be nested.
///
/// JSON is read to 64 levels, and the entry that takes in a whole mind puts three around its document, so that a document
/// may have 61. Whatever a store takes can then be exported, and taken in again.
enum NestingLimit {
    /// The levels of an event's evidence: the mind, its list of events and the event are around it.
    static let evidence = 58
    /// The levels of what is unmodelled: the mind is around it.
    static let unmodelled = 60

    /// - Throws: `MindStoreError.unkeepable`.
    static func check(_ event: MindEvent) throws {
        try check(event.evidence, evidence, "the evidence of event \(event.id)")
    }

    /// - Throws: `MindStoreError.unkeepable`.
    static func check(_ mind: Mind) throws {
        try check(mind.unmodelled, unmodelled, "unmodelled")
        for event in mind.events { try check(event) }
    }

    private static func check(_ tree: JSONTree, _ limit: Int, _ place: String) throws {
        guard tree.isDeeper(than: limit) else { return }
        throw MindStoreError(
            .unkeepable, place: place, problem: "it is nested more than \(limit) deep", remedy: "flatten it")
    }
}

extension JSONTree {
    /// Whether lists and objects are nested more than so deep: those of plain values are 1 deep.
    ///
    /// - Complexity: O(size).
    fileprivate func isDeeper(than limit: Int) -> Bool {
        switch self {
        case .array(let elements): limit < 1 || elements.contains { $0.isDeeper(than: limit - 1) }
        case .object(let members): limit < 1 || members.values.contains { $0.isDeeper(than: limit - 1) }
        default: false
        }
    }
}
