import Compute
import Experiments
import Graphs
import Minds
import Testing

@Suite("Events as they are given")
struct MindEventReaderTests {
    private let reader = MindEventReader(now: MindStoreFixture.birth)

    private func read(_ text: String, _ name: String = "events.json") throws -> [MindEvent] {
        try reader.read(Array(text.utf8), name: name).enumerated().map { $1.event($1.id ?? "made-\($0)") }
    }

    @Test("one event, a list, an object with a list and lines are the same events")
    func forms() throws {
        let first = #"{"id": "a", "summary": "x", "effects": [{"target": "t", "delta": 0.5}]}"#
        let second = #"{"summary": "y", "time": "2026-02-03", "type": "talk", "valence": -0.5, "tags": ["p"]}"#
        let list = try read("[\(first),\n\(second)]")
        #expect(try read("{\"events\": [\(first), \(second)]}") == list)
        #expect(try read("\(first)\n\n\(second)\n", "stdin") == list)
        #expect(try read("\(first)\r\n\(second)", "a.jsonl") == list)
        #expect(try read(first) == [list[0]])
        #expect(list[0].effects == [TraitEffect(target: "t", delta: 0.5, confidence: 0.5)])
        #expect(list[0].time == MindStoreFixture.birth && list[0].type == "event")
        #expect(list[1].id == "made-1" && list[1].valence == -0.5 && list[1].tags == ["p"])
        #expect(list[1].time == Moment("2026-02-03T00:00:00Z"))
    }

    @Test(
        "a mistake is told with its file, line and key",
        arguments: [
            (#"{"sumary": "x"}"#, ["events.json", "sumary", "summary"]), (#"{"id": "a"}"#, ["summary"]),
            ("[\n{\"summary\": 3}]", ["line 2", "events[0].summary"]),
            (#"{"summary": "x", "effects": [{"target": "t"}]}"#, ["effects[0]", "delta"]),
            (#"{"summary": "x", "time": "yesterday"}"#, ["time", "2026-01-31"]),
            (#"{"summary": "x", "effects": [{"target": "t", "delta": "big"}]}"#, ["delta", "number"]),
            (#"{"events": [], "summary": "x"}"#, ["summary"]), ("[", ["events.json"]), ("", ["events.json"]),
            (#"{"summary": "x"} {"summary": "y"}"#, ["events.json"]),
        ])
    func mistakes(_ text: String, _ words: [String]) {
        let error = #expect(throws: GraphsError.self) { _ = try read(text) }
        let message = error?.message ?? ""
        for word in words { #expect(message.contains(word), "\(message)") }
        #expect(!message.contains("network"), "\(message)")
    }

    @Test("effects of flags name traits by their path or by set and name")
    func flags() throws {
        let mind = try Mind(identity: MindIdentity(id: "i", name: "n", birth: MindStoreFixture.birth))
        let effects = try MindEventReader.effects(
            ["big5.openness=+0.05@0.8", "personality.traits.hexaco.emotionality.score=-1"], of: mind)
        #expect(effects[0] == TraitEffect(TraitPath(set: "big5", trait: "openness"), delta: 0.05, confidence: 0.8))
        #expect(effects[1] == TraitEffect(TraitPath(set: "hexaco", trait: "emotionality"), delta: -1, confidence: 0.5))
        for (text, word) in [
            ("big5.opennes=1", "did you mean big5.openness"), ("big5.openness", "="), ("big5.openness=x", "number"),
            ("big5.openness=1@", "number"), ("big5.openness=1@2@3", "number"),
        ] {
            let error = #expect(throws: MindStoreError.self) { _ = try MindEventReader.effects([text], of: mind) }
            #expect(
                error?.message.contains(word) == true && error?.exitStatus == .usage, "\(String(describing: error))")
        }
    }
}
