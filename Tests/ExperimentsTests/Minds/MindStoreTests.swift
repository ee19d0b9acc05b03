import Experiments
import Foundation
import GRDB
import GeneratedInput
import Minds
import Testing

@Suite("Minds in a store")
struct MindStoreTests {
    @Test("whatever is done to minds, each is what replaying its entries gives", arguments: [1, 2, 3] as [UInt64])
    func replaying(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let fixture = try MindStoreFixture()
        for name in ["Ada", "Bob", "Cy"] { try fixture.add(name) }
        let store = try fixture.open()
        var expected: [String: Mind] = [:]
        for step in 0..<60 {
            let name = ["Ada", "Bob", "Cy"][random.index(3)]
            let clock = MindStoreFixture.clock(step)
            let choice = random.index(6)
            let paths = try store.mind(name).mind.traits.paths
            let effects = (0..<random.index(4)).map { _ in
                TraitEffect(paths[random.index(paths.count)], delta: random.value(-1, 1), confidence: random.fraction())
            }
            let result = try store.change(name) { edit in
                switch choice {
                case 0, 1:
                    try edit.record(MindStoreFixture.event("ev-\(step)", effects, at: step))
                    if choice == 1 { _ = try edit.drift(clock: clock, environment: [:]) }
                case 2:
                    let engine = try ReflectionEngine(patterns: try PatternTracker(), clock: clock)
                    _ = try edit.reflect(engine, isForced: random.chance(0.5))
                case 3:
                    try edit.change(.commitmentOpened) { mind in
                        try mind.open(Commitment(id: "c\(step)", text: "a/b~c \(step)", opened: clock.now()))
                        return ((), [:])
                    }
                case 4:
                    guard let open = edit.mind.openCommitments.first else { break }
                    try edit.change(.commitmentClosed) { mind in
                        try mind.closeCommitment(
                            open.id, Commitment.Closure(time: clock.now(), outcome: .done, evidence: "seen"))
                        return ((), [:])
                    }
                default:
                    var settings = MindSettings()
                    settings.values = [("inertia", "\(random.fraction())")]
                    if edit.mind.drift.locks.isEmpty {
                        settings.locks = ["personality.traits.hexaco"]
                    } else {
                        settings.unlocks = edit.mind.drift.locks
                    }
                    try edit.change(.configuration) { mind in
                        try settings.apply(to: &mind)
                        return ((), [:])
                    }
                }
                return edit.mind
            }
            expected[name] = result.result
        }
        let verification = try MindStore.verify(fixture.path)
        #expect(verification.problems == [] && verification.minds == 3)
        let again = try fixture.open()
        for (name, mind) in expected { #expect(try again.mind(name).mind == mind) }
    }

    @Test("changes turn any document into any other", arguments: [1, 2, 3, 4] as [UInt64])
    func changes(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        func tree(_ depth: Int) -> JSONTree {
            switch random.index(depth == 0 ? 4 : 6) {
            case 0: return .null
            case 1: return .bool(random.chance(0.5))
            case 2: return .number(Double(random.index(3)))
            case 3: return .string(["", "a", "~/ü\n"][random.index(3)])
            case 4: return .array((0..<random.index(5)).map { _ in tree(depth - 1) })
            default:
                let keys = ["a", "b/c", "d~1", "~", ""].filter { _ in random.chance(0.5) }
                return .object(Dictionary(keys.map { ($0, tree(depth - 1)) }, uniquingKeysWith: { $1 }))
            }
        }
        for _ in 0..<500 {
            let (old, new) = (tree(4), tree(4))
            var document = old
            let changes = DocumentChanges(from: old, to: new)
            try changes.apply(to: &document)
            #expect(document == new)
            #expect(DocumentChanges(changes.tree) == changes)
            #expect(DocumentChanges(from: new, to: new).operations.isEmpty)
        }
    }

    @Test("a change that names a place which is not there is refused")
    func misplaced() {
        let document: JSONTree = ["a": [1, 2]]
        for operation: DocumentChanges.Operation in [
            .remove("/b"), .replace("/b", 1), .remove("/a/2"), .add("/a/3", 1), .replace("/a/-", 1), .add("/b/c", 1),
            .add("/a/0/x", 1), .remove(""),
        ] {
            var copy = document
            #expect(throws: DocumentChanges.Misplaced.self) { try DocumentChanges([operation]).apply(to: &copy) }
        }
    }

    @Test("applying again writes nothing, and a trial writes nothing")
    func nothing() throws {
        let fixture = try MindStoreFixture()
        let mind = try fixture.add()
        let store = try fixture.open()
        let effect = TraitEffect(mind.traits.paths[0], delta: 0.5, confidence: 0.9)
        func apply(keeping: Bool) throws -> RecordedChange {
            try store.change(keeping: keeping) { edit in
                if edit.mind.events.isEmpty { try edit.record(MindStoreFixture.event("ev1", [effect])) }
                _ = try edit.drift(clock: MindStoreFixture.clock(1), environment: [:])
            }.change
        }
        #expect(try apply(keeping: false).entries == 2)
        #expect(try store.mind().mind == mind && store.mind().sequence == 1)
        #expect(try apply(keeping: true).sequence == 3)
        let after = try store.mind()
        #expect(try apply(keeping: true).entries == 0)
        #expect(try store.mind().mind == after.mind && after.sequence == 3)
        #expect(after.mind.traits[mind.traits.paths[0]]?.score == 0.52)
    }

    @Test("a change that fails leaves the store as it was")
    func failing() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let store = try fixture.open()
        #expect(throws: MindError.self) {
            _ = try store.change { edit in
                try edit.record(MindStoreFixture.event("ev1"))
                try edit.record(MindStoreFixture.event("ev1"))
            }
        }
        #expect(try store.mind().sequence == 1 && store.mind().mind.events.isEmpty)
        #expect(fixture.failure { try fixture.add() }?.code == "mind-exists")
        #expect(try MindStore.verify(fixture.path).isSound)
    }

    @Test("handles that write at once lose nothing")
    func concurrent() async throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let path = fixture.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let store = try MindStore(path: path)
                    for number in 0..<25 {
                        _ = try store.change { try $0.record(MindStoreFixture.event("\(writer)-\(number)")) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let mind = try fixture.open().mind().mind
        #expect(Set(mind.events.map(\.id)).count == 100)
        for writer in 0..<4 {
            #expect(
                mind.events.filter { $0.id.hasPrefix("\(writer)-") }.map(\.id) == (0..<25).map { "\(writer)-\($0)" })
        }
        #expect(try MindStore.verify(path).isSound)
    }

    @Test("of several minds the name says which; a name that is near is suggested")
    func names() throws {
        let fixture = try MindStoreFixture()
        #expect(fixture.failure { _ = try fixture.open().mind() }?.message.contains("mind new") == true)
        try fixture.add("Ada")
        #expect(try fixture.open().mind().mind.identity.name == "Ada")
        try fixture.add("Barbara")
        let store = try fixture.open()
        #expect(fixture.failure { _ = try store.mind() }?.code == "which-mind")
        #expect(fixture.failure { _ = try store.mind("Barbra") }?.message.contains("did you mean Barbara") == true)
        #expect(try store.mind("id-Ada").mind == store.mind("Ada").mind)
    }
}
