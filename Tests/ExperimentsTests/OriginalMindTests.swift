import Compute
import Experiments
import Foundation
import Minds
import Testing

/// The original model's file, read from bytes: what `MindsTests` shows of its meaning is not shown again here.
@Suite struct OriginalMindTests {
    static let lines = [
        "{\"schema_version\": 1, \"inception_moment\": \"2025-08-09T18:20:00Z\",",
        " \"core_identity\": {\"id\": \"a\", \"name\": \"Ada\", \"birth_timestamp\": \"2025-08-09T18:20:00Z\"},",
        " \"personality\": {\"traits\": {\"big5\": {\"openness\":",
        "   {\"score\": 0.62, \"conf\": 0.75, \"last_update\": \"yesterday\", \"origin\": \"init\"}}},",
        "  \"mbti\": {\"label\": \"INTP\", \"poles\": {\"E\": 0.5}}},",
        " \"drift_config\": {\"bounds\": {\"min\": 0.05, \"max\": 0.95}}}",
    ]

    static func read(replacing old: String = "", with new: String = "") throws -> OriginalMind {
        let text = lines.joined(separator: "\n")
        let bytes = old.isEmpty ? text : text.replacing(old, with: new)
        return try OriginalMind(bytes: Array(bytes.utf8), file: "self.json")
    }

    @Test func theFileIsReadAndWrittenBack() throws {
        let original = try Self.read()
        #expect(original.mind.identity.name == "Ada")
        #expect(
            original.notes == [
                "personality.traits.big5.openness.last_update: \"yesterday\" is no day, so it counts as long ago"
            ])
        #expect(original.mind.traits[TraitPath(set: "big5", trait: "openness")]?.lastUpdate == nil)
        let again = try OriginalMind(bytes: OriginalMind.json(of: original.mind), file: "again.json")
        #expect(again.mind == original.mind)
        // What this program writes can be imported too.
        #expect(try OriginalMind(bytes: original.mind.json(), file: "mind.json").mind == original.mind)
    }

    /// A mind with something in every list.
    @Test func aMindIsWhatItsSchemaSays() throws {
        var mind = try Self.read().mind
        let moment = Moment(UTCDay(number: 20_400))
        let effect = TraitEffect(TraitPath(set: "big5", trait: "openness"), delta: 0.5, confidence: 0.9)
        try mind.record(
            MindEvent(id: "ev1", time: moment, type: "talk", summary: "a plan", valence: -0.5, effects: [effect]))
        try mind.open(Commitment(id: "c1", text: "write", opened: moment, due: moment.day))
        try mind.closeCommitment("c1", .init(time: moment, outcome: .done, evidence: "sent"))
        try mind.follow(BehaviouralPattern(name: "planning", terms: ["plan"]))
        try DriftEngine(clock: .fixed(moment)).apply(to: &mind)
        let engine = try ReflectionEngine(patterns: PatternTracker(), clock: .fixed(moment))
        _ = try engine.reflect(&mind)
        let schema = try PhiRecordSchema()
        for bytes in [try mind.json(), try Self.read().mind.json()] {
            let value = try JSONSerialization.jsonObject(with: Data(bytes))
            #expect(schema.problems(of: value, against: "urn:claustrum:mind:2") == [])
        }
        #expect(mind.identityChanges.count == 1 && mind.insights.count == 1 && mind.patterns[0].count == 1)
    }

    @Test(arguments: [
        (
            "0.62", "6.2",
            "self.json: line 4, personality.traits.big5.openness.score: it is 6.2; give a number from 0 to 1"
        ),
        ("\"name\": \"Ada\", ", "", "self.json: core_identity.name: the key is missing; give a string"),
        (
            "\"min\": 0.05", "\"min\": 0.951",
            "self.json: line 6, drift_config.bounds: it is 0.951 to 0.95; give a minimum below the maximum"
        ),
        (
            "\"min\": 0.05", "\"min\": 0.12345",
            "self.json: line 6, drift_config.bounds.min: it is 0.12345; "
                + "give a number from 0 to 1 with at most four decimals: scores are kept so"
        ),
        (
            "\"min\": 0.05", "\"min\": true",
            "self.json: line 6, drift_config.bounds.min: it is a truth value; give a number"
        ),
        (
            "\"schema_version\": 1", "\"schema_version\": 9",
            "self.json: line 1, schema_version: version 9 is later than this program knows; "
                + "use a later release; this one reads versions 1 to 2"
        ),
    ])
    func aMistakeIsPlaced(old: String, new: String, message: String) {
        let error = #expect(throws: ExperimentError.self) { try Self.read(replacing: old, with: new) }
        #expect(error?.exitStatus == .badData)
        #expect(error?.message.contains(message.dropFirst("self.json: ".count)) == true, "\(error?.message ?? "")")
        #expect(error?.message.hasPrefix("self.json: ") == true)
    }

    @Test(arguments: [
        "", "hello", "[1]", "{", "{\"a\": 1, \"a\": 2}", "{\"a\": NaN}", "{\"schema_version\": 1}", "\u{0}{",
        String(repeating: "{\"a\":", count: 5_000),
    ])
    func garbageIsACodedError(text: String) {
        #expect {
            try OriginalMind(bytes: Array(text.utf8), file: "self.json")
        } throws: {
            ($0 as? any CodedError)?.exitStatus == .badData
        }
    }
}
