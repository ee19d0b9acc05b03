import Drift
import GeneratedInput
import Minds
import Testing

/// Truths of every mind, on generated ones. A failure names the seed.
@Suite struct MindPropertyTests {
    /// A mind with events that push hard in all directions, at real, locked, unknown and malformed targets.
    static func generated(seed: UInt64) throws -> Mind {
        var random = SplitMix64(seed: seed)
        let rule = TraitDriftRule(
            inertia: random.fraction(), maximumDelta: random.value(0.001, 0.5), cooldownDays: random.index(4),
            eventSensitivity: random.fraction(), lowerBound: 0.05, upperBound: 0.95)
        let sets = [TraitSet.bigFive, .hexaco, try TraitSet(name: "custom", traits: ["courage", "wit_2"])]
        var mind = try Mind(
            identity: MindIdentity(id: "m\(seed)", name: "Ünï \"x\"/", birth: Example.birth), sets: sets,
            each: Trait(score: FourDecimals.rounded(random.value(0.05, 0.95))),
            drift: DriftConfiguration(rule: rule, locks: ["personality.traits.hexaco.e", "personality.traits.custom"]))
        let targets =
            mind.traits.paths.map(\.description) + ["personality.traits.big5.none.score", "", " x", "a.b.c.d.e"]
        for number in 1...(1 + random.index(12)) {
            let effects = (0..<random.index(5)).map { _ in
                TraitEffect(
                    target: targets[random.index(targets.count)], delta: random.value(-1, 1),
                    confidence: random.fraction())
            }
            try mind.record(
                MindEvent(
                    id: "ev\(number)", time: Example.moment(random.value(0, 9)), type: "t", summary: "s\u{1F600}\t\n\"",
                    valence: random.chance(0.5) ? random.value(-1, 1) : nil, tags: ["a", "b"],
                    effects: effects.filter { !$0.target.isEmpty }, evidence: ["n": [1, 2.5, nil, true, "x"]]))
        }
        return mind
    }

    @Test(arguments: 0..<200)
    func boundsAreNeverLeftLocksNeverMovedAndTwiceIsOnce(seed: Int) throws {
        var mind = try Self.generated(seed: UInt64(seed))
        let start = mind
        for day in [1, 2, 9, 30] {
            try Example.engine(day: day).apply(to: &mind)
            let once = mind
            #expect(try Example.engine(day: day).apply(to: &mind).isEmpty)
            #expect(try Example.engine(day: day + 1).apply(to: &mind).isEmpty)
            #expect(mind == once)
            for path in mind.traits.paths {
                let trait = try #require(mind.traits[path])
                #expect((0.05...0.95).contains(trait.score))
                #expect(FourDecimals.rounded(trait.score) == trait.score)
                if start.drift.locks(path.description) { #expect(trait == start.traits[path]) }
            }
            try Self.record(start.events, again: &mind)
        }
    }

    /// Records the events once more, pending, under new ids.
    static func record(_ events: [MindEvent], again mind: inout Mind) throws {
        for event in events {
            try mind.record(
                MindEvent(
                    id: mind.nextEventID, time: event.time, type: event.type, summary: event.summary,
                    effects: event.effects))
        }
    }

    @Test(arguments: 0..<100)
    func changesAddUpToTheVelocityInOrder(seed: Int) throws {
        var mind = try Self.generated(seed: UInt64(seed))
        let before = mind.traits
        let outcome = try Example.engine(day: 9).apply(to: &mind)
        #expect(outcome.effects.map(\.event) == mind.events.flatMap { event in event.effects.map { _ in event.id } })
        var scores = before.paths.reduce(into: [:]) { $0[$1.description] = before[$1]?.score }
        for change in outcome.changes {
            let step = try #require(change.step)
            #expect(scores[step.target] == step.before, "each step starts where the last one ended")
            scores[step.target] = step.after
        }
        for path in mind.traits.paths { #expect(scores[path.description] == mind.traits[path]?.score) }
        #expect(Set(outcome.velocity.keys) == Set(outcome.changes.compactMap { $0.step?.target }))
    }

    /// One event at a time, each applied before the next is recorded, comes to the same as all at once.
    @Test(arguments: 0..<100)
    func theOrderOfEventsIsThatOfRecording(seed: Int) throws {
        var together = try Self.generated(seed: UInt64(seed))
        let events = together.events
        var singly = try Mind(
            identity: together.identity,
            sets: [.bigFive, .hexaco, try TraitSet(name: "custom", traits: ["courage", "wit_2"])],
            each: try #require(together.traits[together.traits.paths[0]]), drift: together.drift)
        try Example.engine(day: 9).apply(to: &together)
        for event in events {
            try singly.record(event)
            try Example.engine(day: 9).apply(to: &singly)
        }
        #expect(singly.traits == together.traits)
        #expect(singly.identityChanges == together.identityChanges)
    }

    @Test(arguments: 0..<100)
    func jsonReadsBackExactlyAndTheSameMindGivesTheSameBytes(seed: Int) throws {
        var mind = try Self.generated(seed: UInt64(seed))
        try Example.engine(day: 9).apply(to: &mind)
        let bytes = try mind.json()
        let read = try Mind(json: bytes)
        #expect(read == mind)
        #expect(try read.json() == bytes)
        // As a tree too, and after a migration that has nothing to do.
        var tree = try CanonicalJSON.read(JSONTree.self, from: bytes)
        #expect(try MindMigration.migrate(&tree).isEmpty)
        #expect(try CanonicalJSON.bytes(of: tree) == bytes)
    }

    @Test func migratingTwiceIsMigratingOnce() throws {
        var tree = try CanonicalJSON.read(JSONTree.self, from: Array(OriginalExample.json.utf8))
        _ = try MindMigration.migrate(&tree)
        let once = tree
        #expect(try MindMigration.migrate(&tree).isEmpty)
        #expect(tree == once)
    }

    /// A generated mind, written with the original's fields and read again, is the same but for what has no place
    /// there.
    @Test(arguments: 0..<50)
    func theOriginalsFieldsHoldAMind(seed: Int) throws {
        var mind = try Self.generated(seed: UInt64(seed))
        try Example.engine(day: 9).apply(to: &mind)
        let (read, _) = try Mind.reading(mind.originalTree())
        #expect(read.traits == mind.traits && read.events == mind.events && read.drift == mind.drift)
        #expect(read.identity == mind.identity && read.metrics.driftVelocity == mind.metrics.driftVelocity)
        #expect(read.identityChanges.map(\.change) == mind.identityChanges.map(\.change))
    }

    @Test(arguments: 0..<100)
    func aPatternIsCountedOnceASourceAndHalvesInAHalfLife(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        var mind = try Example.plain()
        let words = ["plan", "rest", "Plan", "idea", "plans"]
        for name in ["plan", "rest"] { try mind.follow(BehaviouralPattern(name: name, terms: [name])) }
        var expected = ["plan": 0, "rest": 0]
        for number in 1...20 {
            let chosen = (0..<3).map { _ in words[random.index(words.count)] }
            if chosen.contains("plan") || chosen.contains("Plan") { expected["plan"]? += 1 }
            if chosen.contains("rest") { expected["rest"]? += 1 }
            try mind.record(Example.event("ev\(number)", day: random.value(0, 50), chosen.joined(separator: ", ")))
        }
        let tracker = try PatternTracker()
        tracker.observe(&mind)
        let once = mind
        tracker.observe(&mind)
        #expect(mind == once)
        for pattern in mind.patterns {
            #expect(pattern.count == expected[pattern.name])
            #expect(pattern.occurrences.map(\.time) == pattern.occurrences.map(\.time).sorted())
            let strength = tracker.strength(of: pattern, at: Example.moment(50))
            #expect(strength >= 0 && strength <= Double(pattern.count))
            #expect(
                abs(tracker.strength(of: pattern, at: Example.moment(64)) - strength / 2) <= 1e-14 * strength,
                "half after a half-life")
        }
    }
}
