internal import Drift

extension Mind {
    /// The mind as version 1, the fields of the original model's file: what is modelled, laid over what the file that
    /// it was imported from says beyond.
    ///
    /// Read again it gives the same traits, events, insights, commitments and configuration. The terms and times of
    /// patterns, the scores of identity changes and how much was reflected on have no place there.
    ///
    /// - Complexity: O(size).
    public func originalTree() -> JSONTree {
        // What was another word for the start, or for being open, is that word still.
        let origins = unmodelled["personality"]?["traits"]
        let statuses = unmodelled["self_knowledge"]?["commitments"]
        let traits = traits.sets.map { set, traits in
            let members = traits.map { ($0, $1.original(start: origins?[set]?[$0]?["origin"])) }
            return (set, JSONTree.object(Self.named(members)))
        }
        let commitments = commitments.map { ($0.id, $0.original(open: statuses?[$0.id]?["status"])) }
        let modelled: JSONTree = [
            "schema_version": 1,
            "inception_moment": .string(inception.description),
            "core_identity": [
                "id": .string(identity.id), "name": .string(identity.name),
                "birth_timestamp": .string(identity.birth.description),
                "aliases": .array(identity.aliases.map { .string($0) }),
            ],
            "personality": ["traits": .object(Self.named(traits))],
            "self_knowledge": [
                "autobiographical_events": .array(events.map(\.original)),
                "insights": .array(insights.map(\.original)),
                "commitments": .object(Self.named(commitments)),
                "behavioral_patterns": .object(Self.named(patterns.map { ($0.name, .number(Double($0.count))) })),
            ],
            "metrics": metrics.original(
                open: openCommitments.count, closed: self.commitments.count - openCommitments.count),
            "drift_config": drift.original,
            "meta_cognition": [
                "identity_evolution": .array(
                    identityChanges.map { ["t": .string($0.time.description), "change": .string($0.change)] })
            ],
        ]
        return modelled.laid(over: unmodelled)
    }

    private static func named(_ members: [(String, JSONTree)]) -> [String: JSONTree] {
        Dictionary(members, uniquingKeysWith: { old, _ in old })
    }
}

extension JSONTree {
    /// This over what was left unmodelled of it: objects by key, elements of lists by id or place. Where this is null,
    /// what was left stands.
    fileprivate func laid(over left: JSONTree?) -> JSONTree {
        switch (self, left) {
        case (.object(let new), .object(let old)?):
            .object(new.merging(old) { new, old in new.laid(over: old) })
        case (.array(let elements), .object(let old)?):
            .array(
                elements.enumerated().map { index, element in
                    if case .string(let id)? = element["id"] { return element.laid(over: old[id]) }
                    return element.laid(over: old["\(index)"])
                })
        case (.null, let old?): old
        default: self
        }
    }
}

extension Trait {
    fileprivate func original(start: JSONTree?) -> JSONTree {
        [
            "score": .number(score), "conf": .number(confidence),
            "last_update": lastUpdate.map { .string($0.description) } ?? .null,
            "origin": origin == .drift ? "drift" : start ?? "init",
        ]
    }
}

extension MindEvent {
    fileprivate var original: JSONTree {
        [
            "id": .string(id), "t": .string(time.description), "type": .string(type), "summary": .string(summary),
            "valence": valence.map { .number($0) } ?? .null, "arousal": arousal.map { .number($0) } ?? .null,
            "salience": salience.map { .number($0) } ?? .null, "tags": .array(tags.map { .string($0) }),
            "effects_hypothesis": .array(
                effects.map { effect in
                    [
                        "target": .string(effect.target), "delta": .number(effect.delta),
                        "confidence": .number(effect.confidence),
                    ]
                }), "meta": ["processed": .bool(isProcessed)], "evidence": evidence,
        ]
    }
}

extension Insight {
    fileprivate var original: JSONTree {
        [
            "id": .string(id), "t": .string(time.description), "content": .string(content),
            "references": .object(references.mapValues { .array($0.map { .string($0) }) }),
        ]
    }
}

extension Commitment {
    fileprivate func original(open: JSONTree?) -> JSONTree {
        let status: JSONTree
        switch closure?.outcome {
        case nil: status = open ?? "open"
        case .done: status = "closed"
        case .blocked: status = "blocked"
        case .delegated: status = "delegated"
        case .expired: status = "expired"
        case .withdrawn: status = open ?? "archived"
        }
        return [
            "cid": .string(id), "text": .string(text), "created_at": .string(opened.description),
            "source_insight_id": source.map { .string($0) } ?? .null, "status": status,
            "due": due.map { .string($0.description) } ?? .null,
            "closed_at": closure.map { .string($0.time.description) } ?? .null,
            "close_note": closure.map { $0.evidence.isEmpty ? .null : .string($0.evidence) } ?? .null,
        ]
    }
}

extension MindMetrics {
    fileprivate func original(open: Int, closed: Int) -> JSONTree {
        let velocities = driftVelocity.map { (String($0.key.dropLast(".score".count)), JSONTree.number($0.value)) }
        return [
            "identity_coherence": identityCoherence.map { .number($0) } ?? .null,
            "self_consistency": selfConsistency.map { .number($0) } ?? .null,
            "drift_velocity": .object(Dictionary(velocities, uniquingKeysWith: { old, _ in old })),
            "reflection_cadence_days": .number(Double(reflectionCadenceDays)),
            "last_reflection_at": lastReflection.map { .string($0.time.description) } ?? .null,
            "commitments_open": .number(Double(open)), "commitments_closed": .number(Double(closed)),
        ]
    }
}

extension DriftConfiguration {
    fileprivate var original: JSONTree {
        [
            "maturity_principle": .bool(followsMaturityPrinciple), "inertia": .number(rule.inertia),
            "max_delta_per_reflection": .number(rule.maximumDelta),
            "cooldown_days": .number(Double(rule.cooldownDays)), "event_sensitivity": .number(rule.eventSensitivity),
            "bounds": ["min": .number(rule.lowerBound), "max": .number(rule.upperBound)],
            "locks": .array(locks.map { .string($0) }),
        ]
    }
}
