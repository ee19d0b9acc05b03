/// From version 1, the fields of the Persistent Mind Model's file, to version 2.
///
/// What version 2 has no place for goes to `unmodelled` under the keys where it stood; elements of lists by their id.
enum OriginalFields {
    static func migrate(_ tree: JSONTree, notes: inout [String]) throws -> JSONTree {
        var root = try OriginalObject(tree, path: "")
        _ = root.take("schema_version")
        let identity = try identity(&root)
        let inception =
            try root.moment("inception_moment").map { .string($0.description) } ?? identity["birth"] ?? .null
        var personality = try root.object("personality")
        let traits = try traits(&personality, notes: &notes)
        root.leave("personality", restOf: personality)

        var knowledge = try root.object("self_knowledge")
        let events = try OriginalHistory.events(&knowledge)
        let insights = try OriginalHistory.insights(&knowledge)
        let commitments = try OriginalHistory.commitments(&knowledge, notes: &notes)
        let patterns = try OriginalHistory.patterns(&knowledge)
        root.leave("self_knowledge", restOf: knowledge)

        let metrics = try OriginalHistory.metrics(&root, events: events, commitments: commitments, notes: &notes)
        let drift = try drift(&root)
        let changes = try OriginalHistory.identityChanges(&root)
        if JSONTree.object(root.rest).holdsRoundedNumbers {
            notes.append("numbers of 2^53 or more are kept as the nearest that 64-bit floating point has")
        }
        return [
            "commitments": .array(commitments), "drift": drift, "events": .array(events), "identity": identity,
            "identity_changes": .array(changes), "inception": inception, "insights": .array(insights),
            "metrics": metrics, "patterns": .array(patterns), "traits": traits, "unmodelled": .object(root.rest),
        ]
    }

    private static func identity(_ root: inout OriginalObject) throws -> JSONTree {
        guard let tree = root.take("core_identity") else {
            throw root.missing("core_identity", "the mind's id, name and birth_timestamp")
        }
        var core = try OriginalObject(tree, path: "core_identity")
        let identity: JSONTree = [
            "aliases": .array(try core.strings("aliases")),
            "birth": .string(try core.requiredMoment("birth_timestamp").description),
            "id": .string(try core.requiredString("id")),
            "name": .string(try core.requiredString("name")),
        ]
        root.leave("core_identity", restOf: core)
        return identity
    }

    private static func traits(_ personality: inout OriginalObject, notes: inout [String]) throws -> JSONTree {
        guard let tree = personality.take("traits") else {
            throw personality.missing("traits", "sets of traits, such as big5")
        }
        var groups = try OriginalObject(tree, path: "personality.traits")
        var sets: [String: JSONTree] = [:]
        for set in groups.rest.keys.sorted() {
            var group = try groups.object(set)
            var traits: [String: JSONTree] = [:]
            for name in group.rest.keys.sorted() {
                var trait = try group.object(name)
                traits[name] = try self.trait(&trait, notes: &notes)
                group.leave(name, restOf: trait)
            }
            sets[set] = .object(traits)
            groups.leave(set, restOf: group)
        }
        personality.leave("traits", restOf: groups)
        return .object(sets)
    }

    private static func trait(_ trait: inout OriginalObject, notes: inout [String]) throws -> JSONTree {
        guard let score = try trait.number("score", in: 0...1) else { throw trait.missing("score", "a number") }
        let confidence = try trait.number("conf", in: 0...1) ?? 0.5
        var lastUpdate = JSONTree.null
        if let text = try trait.string("last_update") {
            if UTCDay(text) != nil {
                lastUpdate = .string(text)
            } else {
                trait.leave("last_update", .string(text))
                notes.append(
                    "\(trait.path).last_update: \(text.debugDescription) is no day, so it counts as long ago"
                )
            }
        }
        let origin = try trait.string("origin") ?? "init"
        if origin != "init" && origin != "drift" {
            trait.leave("origin", .string(origin))
            notes.append("\(trait.path).origin: \(origin.debugDescription) is taken as init")
        }
        return [
            "confidence": .number(confidence), "last_update": lastUpdate,
            "origin": .string(origin == "drift" ? "drift" : "init"), "score": .number(score),
        ]
    }

    private static func drift(_ root: inout OriginalObject) throws -> JSONTree {
        var configuration = try root.object("drift_config")
        var bounds = try configuration.object("bounds")
        let drift: JSONTree = [
            "bounds": [
                "maximum": .number(try bounds.number("max", in: 0...1) ?? 0.95),
                "minimum": .number(try bounds.number("min", in: 0...1) ?? 0.05),
            ],
            "cooldown_days": .number(try configuration.count("cooldown_days", in: 0...1_000_000) ?? 7),
            "event_sensitivity": .number(try configuration.number("event_sensitivity", in: 0...1) ?? 0.4),
            "inertia": .number(try configuration.number("inertia", in: 0...1) ?? 0.9),
            "locks": .array(try configuration.strings("locks")),
            "maturity_principle": .bool(try configuration.bool("maturity_principle") ?? true),
            "maximum_delta": .number(try configuration.number("max_delta_per_reflection", in: 0...1) ?? 0.02),
        ]
        configuration.leave("bounds", restOf: bounds)
        root.leave("drift_config", restOf: configuration)
        return drift
    }
}
