import Compute
import Experiments
import Foundation
import Minds
import Testing

/// What a store takes, it can read again: nothing is committed that a verification would refuse.
@Suite("What a store of minds refuses to keep")
struct MindStoreLimitTests {
    private func nested(_ depth: Int) -> JSONTree { (0..<depth).reduce(.number(1)) { tree, _ in .array([tree]) } }

    private func mind(_ id: String, _ name: String) throws -> Mind {
        try Mind(identity: MindIdentity(id: id, name: name, birth: MindStoreFixture.birth))
    }

    private func event(_ id: String, _ evidence: JSONTree) -> MindEvent {
        MindEvent(
            id: id, time: MindStoreFixture.birth, type: "test", summary: "x", effects: [], evidence: evidence)
    }

    @Test("evidence of any depth is kept and verifies, or is refused and nothing is written")
    func evidence() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let store = try fixture.open()
        var kept = 0
        for depth in 50...70 {
            let before = try MindStore.verify(fixture.path).head
            let failure = fixture.failure {
                _ = try store.change { edit in
                    try edit.record(event("ev\(depth)", nested(depth)))
                    _ = try edit.drift(clock: MindStoreFixture.clock(1), environment: [:])
                }
            }
            let after = try MindStore.verify(fixture.path)
            #expect(after.problems == [], "\(depth)")
            if let failure {
                #expect(failure.code == "mind-not-keepable" && failure.exitStatus == .badData && after.head == before)
                #expect(failure.message.contains("evidence of event ev\(depth)"), "\(failure)")
            } else {
                kept += 1
            }
        }
        #expect(kept == 9)
        // What is kept goes out and comes in again.
        let other = try MindStoreFixture()
        try other.open().add(store.mind().mind, as: .imported)
        #expect(try MindStore.verify(other.path).problems == [])
    }

    @Test("so it is with what is unmodelled, and with evidence that comes with a whole mind")
    func imported() throws {
        var kept = [0, 0]
        for depth in 50...70 {
            for place in 0...1 {
                let fixture = try MindStoreFixture()
                var mind = try mind("a", "A")
                if place == 0 {
                    let value = #"{"thoughts":"# + String(repeating: "[", count: depth - 1)
                    let json = String(decoding: try mind.json(), as: UTF8.self).replacingOccurrences(
                        of: #""unmodelled":{}"#,
                        with: #""unmodelled":"# + value + String(repeating: "]", count: depth - 1) + "}")
                    mind = try Mind(json: Array(json.utf8))
                } else {
                    try mind.record(event("ev1", nested(depth)))
                }
                let failure = fixture.failure { try fixture.open().add(mind, as: .imported) }
                let after = try MindStore.verify(fixture.path)
                #expect(after.problems == [] && after.entries == (failure == nil ? 1 : 0), "\(depth), \(place)")
                #expect(failure == nil || failure?.code == "mind-not-keepable")
                kept[place] += failure == nil ? 1 : 0
            }
        }
        #expect(kept == [11, 9])
    }

    @Test("texts that differ only in how they are composed are one name and one identifier")
    func composed() throws {
        let (one, other) = ("caf\u{E9}", "cafe\u{301}")
        let fixture = try MindStoreFixture()
        let store = try fixture.open()
        try store.add(try mind(one, "A"))
        for (id, name) in [(other, "B"), ("b", other), (one, "B"), ("b", "A")] {
            #expect(fixture.failure { try store.add(try mind(id, name)) }?.code == "mind-exists", "\(id) \(name)")
        }
        try store.add(try mind("b", "B"))
        #expect(try MindStore.verify(fixture.path).minds == 2)
        #expect(try fixture.open().mind(other).mind.identity.name == "A")
    }

    @Test("a name or identifier with a control character is none", arguments: ["a\0b", "a\nb", "\u{1B}[1m", "a\u{7F}"])
    func controls(_ text: String) throws {
        for (id, name, key) in [(text, "A", "identity.id"), ("a", text, "identity.name")] {
            let error = #expect(throws: MindError.self) { try mind(id, name) }
            #expect(error?.kind == .badName && error?.key == key)
        }
    }

    @Test("a mind cannot be given another's name or identifier for a name; its own it keeps")
    func renaming() throws {
        let fixture = try MindStoreFixture()
        try fixture.add("Ada")
        try fixture.add("Bob")
        let store = try fixture.open()
        func rename(_ name: String) -> MindStoreError? {
            fixture.failure {
                _ = try store.change("id-Ada") { edit in
                    try edit.change(.configuration) { mind in
                        mind.identity.name = name
                        return ((), [:])
                    }
                }
            }
        }
        #expect(rename("Bob")?.code == "mind-exists" && rename("id-Bob")?.code == "mind-exists")
        #expect(try store.minds().map(\.name) == ["Ada", "Bob"])
        #expect(rename("Ada") == nil && rename("Eve") == nil && rename("id-Ada") == nil)
        #expect(try store.minds().map(\.name) == ["Bob", "id-Ada"])
        #expect(try MindStore.verify(fixture.path).problems == [])
    }

    @Test("a trial tells the ledger's end as it is")
    func trial() throws {
        let fixture = try MindStoreFixture()
        try fixture.add()
        let store = try fixture.open()
        let trial = try store.change(keeping: false) { try $0.record(event("ev1", .null)) }.change
        #expect(trial.entries == 1 && trial.sequence == 1)
        #expect(try store.change { try $0.record(event("ev1", .null)) }.change.sequence == 2)
    }
}
