/// What happened to a mind of version 1, as version 2 has it.
enum OriginalHistory {
    static func events(_ knowledge: inout OriginalObject) throws -> [JSONTree] {
        try elements(&knowledge, "autobiographical_events") { event in
            let effects = try elements(&event, "effects_hypothesis", named: false) { effect in
                [
                    "confidence": .number(try effect.number("confidence", in: 0...1) ?? 0),
                    "delta": .number(try effect.number("delta", in: -1...1) ?? 0),
                    "target": .string(try effect.requiredString("target")),
                ]
            }
            var meta = try event.object("meta")
            let isProcessed = try meta.bool("processed") ?? false
            event.leave("meta", restOf: meta)
            return [
                "arousal": try event.numberOrNull("arousal", in: 0...1), "effects": .array(effects),
                "evidence": event.take("evidence") ?? .null, "id": .string(try event.requiredString("id")),
                "processed": .bool(isProcessed),
                "salience": try event.numberOrNull("salience", in: 0...1),
                "summary": .string(try event.string("summary") ?? ""), "tags": .array(try event.strings("tags")),
                "time": .string(try event.requiredMoment("t").description),
                "type": .string(try event.requiredString("type")),
                "valence": try event.numberOrNull("valence", in: -1...1),
            ]
        }
    }

    static func insights(_ knowledge: inout OriginalObject) throws -> [JSONTree] {
        try elements(&knowledge, "insights") { insight in
            var references = try insight.object("references")
            var lists: [String: JSONTree] = [:]
            for key in references.rest.keys.sorted() { lists[key] = .array(try references.strings(key)) }
            return [
                "content": .string(try insight.requiredString("content")),
                "id": .string(try insight.requiredString("id")),
                "references": .object(lists), "time": .string(try insight.requiredMoment("t").description),
            ]
        }
    }

    /// The original keeps them by id, in no order; here they stand in the order in which they were opened.
    static func commitments(_ knowledge: inout OriginalObject, notes: inout [String]) throws -> [JSONTree] {
        var kept = try knowledge.object("commitments")
        var opened: [(moment: Moment, id: String, members: JSONTree)] = []
        for id in kept.rest.keys.sorted() {
            var commitment = try kept.object(id)
            let moment = try commitment.requiredMoment("created_at")
            let closure = try closure(&commitment, opened: moment, notes: &notes)
            let due = try commitment.string("due")
            let day = due.flatMap { Moment($0)?.day }
            if let due, due != day?.description {
                commitment.leave("due", .string(due))
                if day == nil { notes.append("\(commitment.path).due: \(due.debugDescription) is no day; none is set") }
            }
            let members: JSONTree = [
                "closure": closure, "due": day.map { .string($0.description) } ?? .null, "id": .string(id),
                "opened": .string(moment.description),
                "source": try commitment.string("source_insight_id").map { .string($0) } ?? .null,
                "text": .string(try commitment.requiredString("text")),
            ]
            if commitment.rest["cid"] == .string(id) { _ = commitment.take("cid") }
            opened.append((moment, id, members))
            kept.leave(id, restOf: commitment)
        }
        knowledge.leave("commitments", restOf: kept)
        return opened.sorted { ($0.moment, $0.id.utf8.count, $0.id) < ($1.moment, $1.id.utf8.count, $1.id) }
            .map(\.members)
    }

    private static func closure(
        _ commitment: inout OriginalObject, opened: Moment, notes: inout [String]
    ) throws -> JSONTree {
        let status = try commitment.string("status") ?? "open"
        let outcomes = [
            "closed": "done", "done": "done", "blocked": "blocked", "delegated": "delegated", "expired": "expired",
            "archived": "withdrawn", "archived_legacy": "withdrawn",
        ]
        if ["tentative", "ongoing", "archived", "archived_legacy"].contains(status) {
            commitment.leave("status", .string(status))
        }
        if ["open", "tentative", "ongoing"].contains(status) { return .null }
        guard let outcome = outcomes[status] else {
            throw MindError(
                .outOfRange, key: commitment.path(of: "status"), problem: "it is \(status.debugDescription)",
                remedy: "give one of open, tentative, ongoing, \(outcomes.keys.sorted().joined(separator: ", "))")
        }
        let closed = try commitment.moment("closed_at")
        if closed == nil {
            notes.append("\(commitment.path).closed_at: there is none; it is taken to have closed when it was opened")
        }
        return [
            "evidence": .string(try commitment.string("close_note") ?? ""), "outcome": .string(outcome),
            "time": .string((closed ?? opened).description),
        ]
    }

    static func patterns(_ knowledge: inout OriginalObject) throws -> [JSONTree] {
        var counts = try knowledge.object("behavioral_patterns")
        return try counts.rest.keys.sorted().map { name in
            [
                "earlier_count": .number(try counts.count(name, in: 0...0x1p53) ?? 0), "name": .string(name),
                "occurrences": [],
                "terms": [.string(String(name.map { $0 == "_" ? " " : $0 }))],
            ]
        }
    }

    static func metrics(
        _ root: inout OriginalObject, events: [JSONTree], commitments: [JSONTree], notes: inout [String]
    ) throws -> JSONTree {
        var metrics = try root.object("metrics")
        var velocities = try metrics.object("drift_velocity")
        var velocity: [String: JSONTree] = [:]
        for key in velocities.rest.keys.sorted() {
            // The original names the trait, not its score.
            guard let path = TraitPath(key) ?? TraitPath(key + ".score") else { continue }
            if let change = try velocities.number(key, in: -1...1) { velocity[path.description] = .number(change) }
        }
        metrics.leave("drift_velocity", restOf: velocities)
        // The commitments say how many they are.
        for key in ["commitments_open", "commitments_closed"] { _ = try metrics.count(key, in: 0...0x1p53) }
        for key in ["identity_coherence", "self_consistency"] {
            guard let value = metrics.take(key) else { continue }
            metrics.leave(key, value)
            notes.append("metrics.\(key) is kept but not used: here it has a definition, and is computed")
        }
        var last = JSONTree.null
        if let time = try metrics.moment("last_reflection_at") {
            func before(_ text: JSONTree?) -> Bool {
                guard case .string(let text)? = text, let moment = Moment(text) else { return false }
                return moment <= time
            }
            last = [
                "closed_commitments": .number(
                    Double(commitments.count { before($0["closure"]?["time"]) })),
                "events": .number(Double(events.count { before($0["time"]) })), "time": .string(time.description),
            ]
        }
        let cadence = try metrics.count("reflection_cadence_days", in: 1...1_000_000) ?? 7
        root.leave("metrics", restOf: metrics)
        return [
            "drift_velocity": .object(velocity), "identity_coherence": nil, "last_reflection": last,
            "reflection_cadence_days": .number(cadence), "self_consistency": nil,
        ]
    }

    static func identityChanges(_ root: inout OriginalObject) throws -> [JSONTree] {
        var cognition = try root.object("meta_cognition")
        let changes = try elements(&cognition, "identity_evolution", named: false) { change in
            [
                "change": .string(try change.requiredString("change")), "step": nil,
                "time": .string(try change.requiredMoment("t").description),
            ]
        }
        root.leave("meta_cognition", restOf: cognition)
        return changes
    }

    /// Each element of a list; what is not modelled of it is left under its id, or its place where it has none.
    private static func elements(
        _ object: inout OriginalObject, _ key: String, named: Bool = true,
        _ read: (inout OriginalObject) throws -> JSONTree
    ) throws -> [JSONTree] {
        var left: [String: JSONTree] = [:]
        var seen: Set<String> = []
        var result: [JSONTree] = []
        for (index, tree) in try object.list(key).enumerated() {
            var element = try OriginalObject(tree, path: "\(object.path(of: key))[\(index)]")
            let read = try read(&element)
            var name = "\(index)"
            if named, case .string(let id)? = read["id"] { name = id }
            guard seen.insert(name).inserted else { throw MindCheck.duplicate(name, element.path(of: "id")) }
            if !element.rest.isEmpty { left[name] = .object(element.rest) }
            result.append(read)
        }
        if !left.isEmpty { object.leave(key, .object(left)) }
        return result
    }
}
