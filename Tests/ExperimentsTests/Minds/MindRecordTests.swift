import Experiments
import Foundation
import Minds
import Testing

@Suite("What is told of minds")
struct MindRecordTests {
    private func problems(_ bytes: [UInt8], _ name: String) throws -> [String] {
        let value = try JSONSerialization.jsonObject(with: Data(bytes))
        return try PhiRecordSchema().problems(of: value, against: "urn:claustrum:\(name):1")
    }

    /// A mind to which something of every kind has happened.
    private func busy() throws -> (fixture: MindStoreFixture, store: MindStore, activities: [MindActivity]) {
        let fixture = try MindStoreFixture()
        let mind = try fixture.add()
        let store = try fixture.open()
        let clock = MindStoreFixture.clock(40)
        let path = mind.traits.paths[2]
        var activities: [MindActivity] = []
        _ = try store.change { edit in
            try edit.change(.configuration) { mind in
                var settings = MindSettings()
                settings.locks = ["personality.traits.hexaco"]
                settings.patterns = [BehaviouralPattern(name: "events", terms: ["event"])]
                try settings.apply(to: &mind)
                try mind.open(Commitment(id: "c1", text: "x", opened: clock.now(), due: UTCDay("2026-01-20")))
                try mind.open(Commitment(id: "c2", text: "y", opened: clock.now()))
                try mind.closeCommitment("c2", Commitment.Closure(time: clock.now(), outcome: .done, evidence: "z"))
                return ((), [:])
            }
            let unknown = TraitEffect(target: "personality.traits.big5.opennes.score", delta: 1, confidence: 1)
            let effects = [TraitEffect(path, delta: 0.5, confidence: 1), unknown]
            for day in 0..<12 { try edit.record(MindStoreFixture.event("ev\(day)", effects, at: day)) }
            var activity = MindActivity(store: store.path, mind: edit.mind)
            activity.drift = try edit.drift(clock: clock, environment: [:])
            activity.noteUnknownTargets(of: edit.mind)
            activities.append(activity)
            let engine = try ReflectionEngine(patterns: try PatternTracker(), clock: clock)
            activity = MindActivity(store: store.path, mind: edit.mind)
            activity.reflectionState = engine.state(of: edit.mind)
            activity.reflection = try edit.reflect(engine, isForced: false)
            activities.append(activity)
        }
        return (fixture, store, activities)
    }

    @Test("every record is what its schema says")
    func schemas() throws {
        let (fixture, store, activities) = try busy()
        let clock = MindStoreFixture.clock(41)
        let profile = try Self.profile(of: store, day: 41)
        #expect(try problems(profile.json(), "mind-profile") == [])
        #expect(
            !profile.patterns.isEmpty && profile.traits.contains { $0.isLocked } && profile.reflection.eventCount == 0)
        for activity in activities { #expect(try problems(activity.json(), "mind-activity") == []) }
        #expect(activities[1].reflection != nil && activities[0].notes.count == 12)
        #expect(activities[0].text(style: TextStyle()).contains("did you mean personality.traits.big5.openness.score"))

        var listing = LedgerListing(form: .document, store: store.path)
        var bytes = listing.begin()
        var kinds: Set<LedgerEntry.Kind> = []
        try store.history(LedgerFilter()) { entry in
            bytes += try listing.next(entry, names: [:])
            kinds.insert(entry.kind)
            #expect(!entry.text(names: [:]).contains("not readable"))
        }
        #expect(try problems(bytes + listing.end(), "mind-history") == [])
        #expect(
            kinds.isSuperset(of: [.created, .configuration, .commitmentOpened, .event, .drift, .insight, .reflection]))
        let empty = LedgerListing(form: .document, store: store.path)
        #expect(try problems(empty.begin() + empty.end(), "mind-history") == [])

        #expect(try problems(MindListing(store).json(), "mind-list") == [])
        #expect(try problems(MindStore.verify(fixture.path).json(store: fixture.path), "mind-verification") == [])
        let (made, removed) = try store.backup(keeping: BackupRetention(), now: clock.now())
        #expect(
            try problems(BackupListing(store: fixture.path, made: made, removed: removed).json(), "mind-backups") == [])
        let restoration = try MindStore.restore(made.path, over: fixture.path, now: clock.now())
        #expect(try problems(restoration.json(store: fixture.path), "mind-restoration") == [])
    }

    @Test("text and JSON of a profile have the same numbers, and no text in it steers a terminal")
    func text() throws {
        let (fixture, store, _) = try busy()
        _ = try store.change { edit in
            try edit.change(.configuration) { mind in
                try mind.open(Commitment(id: "c3", text: "red\u{1B}[31m", opened: MindStoreFixture.clock(40).now()))
                return ((), [:])
            }
        }
        let profile = try Self.profile(of: store, day: 41)
        let text = profile.text(style: TextStyle())
        #expect(!text.unicodeScalars.contains("\u{1B}") && text.contains("c3: red"))
        let lines = text.split(separator: "\n")
        let record = try #require(try JSONSerialization.jsonObject(with: Data(profile.json())) as? [String: Any])
        let rows = try #require(record["profile"] as? [[String: Any]])
        #expect(rows.count == profile.traits.count && rows.contains { $0["change"] as? Double != 0 })
        for row in rows {
            let parts = try #require(row["path"] as? String).split(separator: ".")
            let heading = try #require(lines.firstIndex { $0.hasPrefix("\(parts[2]) ") })
            let line = try #require(lines[heading...].first { $0.hasPrefix("  \(parts[3]) ") })
            let score = try #require(row["score"] as? Double)
            let change = try #require(row["change"] as? Double)
            let signed = change == 0 ? "·" : (change < 0 ? "−" : "+") + String(format: "%.4f", abs(change))
            #expect(line.contains(" " + String(format: "%.4f", score)) && line.contains(" \(signed) "), "\(line)")
        }
        for (key, word) in [("identity_coherence", "coherence"), ("self_consistency", "consistency")] {
            let line = try #require(lines.first { $0.hasPrefix(word) })
            #expect(line.hasSuffix(" " + String(format: "%.2f", try #require(record[key] as? Double))), "\(line)")
        }
        withExtendedLifetime(fixture) {}
    }

    /// The stored metrics are those of the last drift or reflection: a commitment closed since, or a month gone by,
    /// makes others.
    @Test("coherence and consistency are of the day that the profile is of")
    func metricsOfToday() throws {
        let (fixture, store, _) = try busy()
        #expect(try store.mind().mind.metrics.selfConsistency == 0.5, "c2 done, c1 overdue")
        let clock = MindStoreFixture.clock(41)
        _ = try store.change { edit in
            try edit.change(.commitmentClosed) { mind in
                try mind.closeCommitment("c1", Commitment.Closure(time: clock.now(), outcome: .done, evidence: "z"))
                return ((), [:])
            }
        }
        let soon = try Self.profile(of: store, day: 41)
        #expect(soon.selfConsistency == 1 && soon.mind.metrics.selfConsistency == 0.5)
        #expect(try #require(soon.identityCoherence) < 1)
        let later = try Self.profile(of: store, day: 200)
        #expect(later.identityCoherence == 1, "nothing moved in the thirty days before")
        #expect(later.text(style: TextStyle()).contains("1.00"))
        withExtendedLifetime(fixture) {}
    }

    private static func profile(of store: MindStore, day: Int) throws -> MindProfile {
        let clock = MindStoreFixture.clock(day)
        let tracker = try PatternTracker()
        return try MindProfile(
            store.mind(), store: store.path, clock: clock,
            engine: ReflectionEngine(patterns: tracker, clock: clock), tracker: tracker)
    }

    @Test("a set is named once, and a score is a number")
    func drafts() throws {
        let clock = MindStoreFixture.clock(0)
        for (sets, scores, words) in [
            (["a:x", "a:y"], [], "a is named twice"), (["big5", "big5"], [], "big5 is named twice"),
            ([], ["big5.openness=nan"], "TRAIT=SCORE"), ([], ["big5.openness=inf"], "TRAIT=SCORE"),
        ] {
            var draft = MindDraft(name: "Ada")
            draft.sets = sets
            draft.scores = scores
            let error = #expect(throws: MindStoreError.self) { try draft.mind(clock: clock) }
            #expect(error?.message.contains(words) == true, "\(String(describing: error))")
        }
    }
}
