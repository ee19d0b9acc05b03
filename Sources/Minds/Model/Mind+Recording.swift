extension Mind {
    /// Appends an event.
    ///
    /// - Throws: `MindError` where it is not valid, or there is one of its id.
    /// - Complexity: O(effects), amortised.
    public mutating func record(_ event: MindEvent) throws {
        try MindCheck.placing("event") { try event.validate() }
        guard !log.ids.contains(event.id) else { throw MindCheck.duplicate(event.id, "event.id") }
        log.append(event)
    }

    /// Appends an insight.
    ///
    /// - Throws: as `record(_:)` of an event.
    public mutating func record(_ insight: Insight) throws {
        try MindCheck.placing("insight") { try insight.validate() }
        guard !insights.contains(where: { $0.id == insight.id }) else {
            throw MindCheck.duplicate(insight.id, "insight.id")
        }
        insights.append(insight)
    }

    /// Appends a commitment, which is open.
    ///
    /// - Throws: as `record(_:)` of an event; also where it is closed.
    public mutating func open(_ commitment: Commitment) throws {
        try MindCheck.placing("commitment") { try commitment.validate() }
        guard commitment.isOpen else {
            throw MindError(
                .commitmentClosed, key: "commitment", problem: "it is closed already",
                remedy: "open it first, then close it with evidence")
        }
        guard !commitments.contains(where: { $0.id == commitment.id }) else {
            throw MindCheck.duplicate(commitment.id, "commitment.id")
        }
        commitments.append(commitment)
    }

    /// Closes an open commitment.
    ///
    /// - Throws: `MindError` where there is none of that id, it is closed already, or there is no evidence.
    /// - Complexity: O(commitments).
    public mutating func closeCommitment(_ id: String, _ closure: Commitment.Closure) throws {
        let index = try openCommitment(id)
        try MindCheck.text(closure.evidence, "commitments.\(id).evidence")
        commitments[index].closure = closure
    }

    /// Where the open commitment of that id stands.
    func openCommitment(_ id: String) throws -> Int {
        guard let index = commitments.firstIndex(where: { $0.id == id }) else {
            throw MindError(
                .unknownIdentifier, key: "commitments", problem: "there is none of id \(id.debugDescription)",
                remedy: openCommitments.isEmpty
                    ? "there is no open one"
                    : "the open ones are " + openCommitments.map(\.id).joined(separator: ", "))
        }
        guard commitments[index].isOpen else {
            throw MindError(
                .commitmentClosed, key: "commitments.\(id)", problem: "it is closed already",
                remedy: "a commitment is closed once; open another")
        }
        return index
    }

    /// Adds a pattern to follow, or gives the one of that name other terms; its occurrences so far stay.
    ///
    /// - Throws: `MindError` where it is not valid, or a term has no word that could show.
    public mutating func follow(_ pattern: BehaviouralPattern) throws {
        try MindCheck.placing("pattern") {
            try pattern.validate()
            try pattern.validateTerms()
        }
        if let index = patterns.firstIndex(where: { $0.name == pattern.name }) {
            patterns[index].terms = pattern.terms
        } else {
            patterns.append(pattern)
        }
    }

    /// An id for the next event: `ev` and the least number from the count on that is not taken.
    public var nextEventID: String { Self.next("ev", log.ids) }

    /// An id for the next insight, such as `in3`.
    public var nextInsightID: String { Self.next("in", Set(insights.map(\.id))) }

    /// An id for the next commitment, such as `c3`.
    public var nextCommitmentID: String { Self.next("c", Set(commitments.map(\.id))) }

    private static func next(_ prefix: String, _ taken: Set<String>) -> String {
        var number = taken.count + 1
        while taken.contains("\(prefix)\(number)") { number += 1 }
        return "\(prefix)\(number)"
    }
}
