public import Minds

/// A mind that is being changed, and what will be written to the ledger about it. Nothing is written before the edit
/// ends.
public struct MindEdit {
    public private(set) var mind: Mind
    /// The mind's document as the changes so far leave it.
    private(set) var document: JSONTree
    /// The mind's canonical JSON; nil where it was not written since the last change.
    private var json: [UInt8]?
    /// What the entries will say, in order.
    private(set) var drafts: [(kind: LedgerEntry.Kind, payload: LedgerPayload)] = []

    /// - Parameter json: the document as the store has it; where it is of an earlier schema, bringing it to this one is
    ///   the first change.
    init(_ json: [UInt8]) throws {
        mind = try Mind(json: json)
        document = try JSONTree(parsing: json)
        guard document["schema_version"] != .number(Double(Mind.schemaVersion)) else {
            self.json = json
            return
        }
        let current = try JSONTree(parsing: mind.json())
        let changes = DocumentChanges(from: document, to: current)
        try take(changes, leaving: current)
        drafts.append((.migrated, LedgerPayload(changes: changes)))
    }

    /// Whether there is nothing to write.
    public var isEmpty: Bool { drafts.isEmpty }

    /// Records an event.
    ///
    /// - Throws: `MindError` where it is not valid; `MindStoreError` where its evidence is nested too deep to be kept.
    public mutating func record(_ event: MindEvent) throws {
        try NestingLimit.check(event)
        json = nil
        try mind.record(event)
        let changes = DocumentChanges([.add("/events/-", try JSONTree(parsing: CanonicalJSON.bytes(of: event)))])
        try changes.apply(to: &document)
        drafts.append((.event, LedgerPayload(changes: changes)))
    }

    /// Changes the mind. Events, insights and commitments that `body` adds or closes become entries of their own; all
    /// else becomes one entry of the given kind. Where nothing changes, nothing is written.
    ///
    /// - Parameter body: changes the mind and returns, besides its result, the detail that the entry of the given kind
    ///   has.
    /// - Throws: what `body` throws; the mind is then as before.
    /// - Complexity: O(size of the mind).
    @discardableResult
    public mutating func change<Result>(
        _ kind: LedgerEntry.Kind, _ body: (inout Mind) throws -> (result: Result, detail: JSONTree)
    ) throws -> Result {
        var changed = mind
        let (result, detail) = try body(&changed)
        let bytes = try changed.json()
        let new = try JSONTree(parsing: bytes)
        let changes = DocumentChanges(from: document, to: new)
        try take(changes, leaving: new)
        mind = changed
        json = bytes
        var rest = DocumentChanges()
        for operation in changes.operations {
            if let own = LedgerEntry.Kind(of: operation) {
                drafts.append((own, LedgerPayload(changes: DocumentChanges([operation]), detail: place(of: operation))))
            } else {
                rest.operations.append(operation)
            }
        }
        if !rest.operations.isEmpty { drafts.append((kind, LedgerPayload(changes: rest, detail: detail))) }
        return result
    }

    /// The mind's canonical JSON, to which the drafts lead.
    ///
    /// - Throws: `MindStoreError` where they do not.
    /// - Complexity: O(size of the mind) where an event was recorded last; O(1) otherwise.
    func finished() throws -> [UInt8] {
        if let json { return json }
        let json = try mind.json()
        guard try JSONTree(parsing: json) == document else { throw Self.astray }
        return json
    }

    /// Applies the changes, which must give the new document: replaying them later will.
    private mutating func take(_ changes: DocumentChanges, leaving new: JSONTree) throws {
        try changes.apply(to: &document)
        guard document == new else { throw Self.astray }
    }

    private static let astray = MindStoreError(
        .inconsistent, place: "", problem: "the changes of a mind do not lead to it; nothing was written",
        remedy: "please report what led to this")

    /// Which commitment an operation closes.
    private func place(of operation: DocumentChanges.Operation) -> JSONTree {
        let tokens = operation.place.split(separator: "/")
        guard tokens.count == 3, let index = Int(tokens[1]), mind.commitments.indices.contains(index) else {
            return .object([:])
        }
        let commitment = mind.commitments[index]
        return .object(["id": .string(commitment.id), "text": .string(commitment.text)])
    }
}

extension LedgerEntry.Kind {
    /// The kind of an entry that an operation makes by itself; nil where it is part of something larger.
    fileprivate init?(of operation: DocumentChanges.Operation) {
        switch operation {
        case .add("/events/-", _): self = .event
        case .add("/insights/-", _): self = .insight
        case .add("/commitments/-", _): self = .commitmentOpened
        case .replace(let place, _) where place.hasPrefix("/commitments/") && place.hasSuffix("/closure"):
            self = .commitmentClosed
        default: return nil
        }
    }
}
