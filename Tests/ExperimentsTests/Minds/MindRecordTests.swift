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
        let tracker = try PatternTracker()
        let profile = try MindProfile(
            store.mind(), store: store.path, clock: clock,
            engine: ReflectionEngine(patterns: tracker, clock: clock), tracker: tracker)
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

    @Test("text and JSON of a profile have the same numbers, and names steer no terminal")
    func text() throws {
        let fixture = try MindStoreFixture()
        try fixture.add("Ada\u{1B}[31m")
        let store = try fixture.open()
        let clock = MindStoreFixture.clock(1)
        let tracker = try PatternTracker()
        let profile = try MindProfile(
            store.mind(), store: store.path, clock: clock,
            engine: ReflectionEngine(patterns: tracker, clock: clock), tracker: tracker)
        let text = profile.text(style: TextStyle())
        #expect(!text.contains("\u{1B}") && text.contains("Ada"))
        for line in profile.traits {
            #expect(text.contains(line.path.trait) && text.contains(String(format: "%.4f", line.trait.score)))
        }
    }
}
