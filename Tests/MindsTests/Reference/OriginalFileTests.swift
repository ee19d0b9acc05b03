import Drift
import Minds
import Testing

@Suite struct OriginalFileTests {
    static func read() throws -> (mind: Mind, notes: [String]) {
        try Mind.reading(CanonicalJSON.read(JSONTree.self, from: Array(OriginalExample.json.utf8)))
    }

    @Test func whatTheOriginalModelsIsModelled() throws {
        let (mind, notes) = try Self.read()
        #expect(mind.identity.name == "Ada" && mind.identity.aliases == ["A"])
        #expect(mind.inception == Moment("2025-08-09T18:20:00Z"))
        #expect(mind.traits[TraitPath(set: "big5", trait: "openness")]?.score == 0.62)
        #expect(
            mind.traits[TraitPath(set: "big5", trait: "neuroticism")]
                == Trait(score: 0.34, confidence: 0.71, lastUpdate: UTCDay("2025-08-20"), origin: .drift))
        #expect(
            mind.traits[TraitPath(set: "hexaco", trait: "emotionality")]
                == Trait(score: 0.38, confidence: 0.66, lastUpdate: nil, origin: .initial))
        #expect(
            mind.drift
                == DriftConfiguration(
                    rule: TraitDriftRule(
                        inertia: 0.8, maximumDelta: 0.03, cooldownDays: 5, eventSensitivity: 0.5, lowerBound: 0.1,
                        upperBound: 0.9), locks: ["personality.traits.hexaco"]))
        #expect(mind.events.map(\.isProcessed) == [false, true])
        #expect(mind.events[0].effects.map(\.delta) == [0.5])
        #expect(mind.events[0].evidence["ias"] == 0.154)
        #expect(mind.commitments.map(\.id) == ["c2", "c10"])
        #expect(mind.commitments[0].closure?.outcome == .done && mind.commitments[0].closure?.evidence == "ev2")
        #expect(mind.commitments[0].due == UTCDay("2025-08-12") && mind.commitments[1].due == nil)
        #expect(mind.patterns.map(\.name) == ["stability", "user_goal_alignment"])
        #expect(mind.patterns[1].terms == ["user goal alignment"] && mind.patterns[1].count == 38)
        #expect(mind.metrics.driftVelocity == ["personality.traits.big5.neuroticism.score": -0.01])
        #expect(mind.metrics.lastReflection?.events == 2 && mind.metrics.lastReflection?.closedCommitments == 0)
        #expect(mind.identityChanges.map(\.change) == ["Named Ada"])
        for told in ["last_update", "derived_big5", "next week", "identity_coherence", "self_consistency"] {
            #expect(notes.contains { $0.contains(told) }, "\(told)")
        }
        #expect(notes.count == 5)
    }

    @Test func whatItSaysBeyondIsKept() throws {
        let left = try Self.read().mind.unmodelled
        #expect(left["personality"]?["mbti"]?["label"] == "INTP")
        #expect(left["narrative_identity"]?["themes"] == ["x"])
        #expect(left["self_knowledge"]?["autobiographical_events"]?["ev1"]?["meta"] == ["source": "chat"])
        #expect(left["self_knowledge"]?["autobiographical_events"]?["ev2"] == nil)
        #expect(left["drift_config"] == ["notes": "early"])
        #expect(left["core_identity"] == nil)
    }

    @Test func whatCannotBeKeptToTheDigitIsSaid() throws {
        let text = OriginalExample.json.replacing("\"notes\": \"early\"", with: "\"notes\": 12345678901234567890")
        let (_, notes) = try Mind.reading(CanonicalJSON.read(JSONTree.self, from: Array(text.utf8)))
        #expect(notes.contains { $0.contains("2^53") })
    }

    /// Writing the original's fields gives back the file, key by key: nothing is lost.
    @Test func exportGivesTheFileBack() throws {
        let original = try CanonicalJSON.read(JSONTree.self, from: Array(OriginalExample.json.utf8))
        let exported = try Self.read().mind.originalTree()
        #expect(
            try String(decoding: CanonicalJSON.bytes(of: exported), as: UTF8.self)
                == String(decoding: CanonicalJSON.bytes(of: original), as: UTF8.self))
    }

    @Test func anImportedMindDriftsLikeAnyOther() throws {
        var mind = try Self.read().mind
        let engine = DriftEngine(clock: .fixed(Moment(try #require(UTCDay("2025-08-21")))))
        // 0.5 · 0.2 · 0.5 = 0.05, at most 0.03.
        #expect(try engine.apply(to: &mind).velocity == ["personality.traits.big5.openness.score": 0.03])
        #expect(mind.traits[TraitPath(set: "big5", trait: "openness")]?.score == 0.65)
    }

    @Test func theVersionsKeyNamesAreThose() throws {
        let mind = try Example.plain()
        let tree = try CanonicalJSON.read(JSONTree.self, from: mind.json())
        guard case .object(let members) = tree else { throw Missing() }
        #expect(
            members.keys.sorted() == [
                "commitments", "drift", "events", "identity", "identity_changes", "inception", "insights", "metrics",
                "patterns", "schema_version", "traits", "unmodelled",
            ])
        #expect(tree["schema_version"] == 2)
        #expect(tree["metrics"]?["last_reflection"] == .null, "what does not apply is null, never absent")
    }

    struct Missing: Error {}
}
