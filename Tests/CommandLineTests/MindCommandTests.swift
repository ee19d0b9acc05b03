import Foundation
import Testing

@Suite("claustrum mind")
struct MindCommandTests {
    private func run(_ arguments: [String], _ folder: Folder, input: String? = nil) throws -> Tool.Outcome {
        try Tool.run(["mind"] + arguments, in: folder, input: input)
    }

    private func made() throws -> Folder {
        let folder = try Folder()
        let outcome = try run(["new", "Ada", "--today", "2026-01-01", "--score", "big5.openness=0.62"], folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return folder
    }

    @Test("a mind is made, something happens to it, and its profile tells of it in both forms")
    func course() throws {
        let folder = try made()
        let events = """
            {"id": "talk", "summary": "gave a talk", "effects": [{"target": "personality.traits.big5.openness.score", "delta": 0.3, "confidence": 0.8}]}
            {"summary": "lost a key", "effects": [{"target": "personality.traits.big5.opennes.score", "delta": 1}]}
            """
        let applied = try run(["apply", "-", "--today", "2026-01-10", "--json"], folder, input: events)
        #expect(applied.status == 0, "\(applied.errors)")
        let activity = try applied.object()
        #expect(activity["schema"] as? String == "claustrum.mind-activity/1")
        #expect(activity["recorded"] as? [String] == ["talk", "ev2"] && activity["entries"] as? Int == 3)
        let drift = try #require(activity["drift"] as? [String: Any])
        #expect(drift["velocity"] as? [String: Double] == ["personality.traits.big5.openness.score": 0.012])
        #expect((activity["notes"] as? [String])?.first?.contains("did you mean") == true)

        let shown = try run(["show", "--today", "2026-01-11", "--json"], folder).object()
        let profile = try #require(shown["profile"] as? [[String: Any]])
        #expect(profile.count == 11 && profile[0]["score"] as? Double == 0.632)
        #expect(profile[0]["change"] as? Double == 0.012 && profile[0]["last_update"] as? String == "2026-01-10")
        #expect(shown["pending_events"] as? Int == 0 && shown["sequence"] as? Int == 4)
        let text = try run(["show", "--today", "2026-01-11"], folder).text
        #expect(text.contains("0.6320") && text.contains("+0.0120") && text.contains("2026-01-10"))
        #expect(!text.contains(" \n"), "blanks at the end of a line")

        // Applying again changes nothing.
        let again = try run(["apply", "--json", "--today", "2026-03-01"], folder).object()
        #expect(again["entries"] as? Int == 0)
        let history = try run(["history", "--jsonl"], folder)
        #expect(history.lines.count == 4 && history.lines[3].contains("\"kind\":\"drift\""))
        #expect(try run(["history", "--json"], folder).object()["schema"] as? String == "claustrum.mind-history/1")
        #expect(try run(["history", "--kind", "event", "--last", "1"], folder).text.contains("lost a key"))
        let verified = try run(["verify", "--json"], folder).object()
        #expect(verified["sound"] as? Bool == true && verified["entries"] as? Int == 4)
    }

    @Test("a reflection happens where it is due, and says why")
    func reflecting() throws {
        let folder = try made()
        let early = try run(["reflect", "--today", "2026-01-02", "--json"], folder).object()
        #expect(early["reflection"] is NSNull && early["entries"] as? Int == 0)
        let due = try run(["reflect", "--today", "2026-02-01"], folder)
        #expect(due.text.contains("reflected") && due.status == 0)
        #expect(try run(["reflect", "--today", "2026-02-01"], folder).text.contains("not due"))
        #expect(
            try run(["reflect", "--today", "2026-02-01", "--force", "--dry-run"], folder).text.contains("tried only"))
        #expect(try run(["history", "--kind", "insight"], folder).lines.count == 1)
    }

    @Test("commitments are opened and closed with evidence, and settings changed")
    func commitments() throws {
        let folder = try made()
        #expect(try run(["commitment", "open", "write it down", "--due", "2026-01-05"], folder).text.contains("c1"))
        #expect(try run(["show", "--today", "2026-01-06"], folder).text.contains("overdue since 2026-01-05"))
        #expect(try run(["commitment", "close", "c1"], folder).status == 64)
        #expect(try run(["commitment", "close", "c1", "--evidence", "the page"], folder).status == 0)
        #expect(try run(["commitment", "close", "c1", "--evidence", "again"], folder).status == 64)
        #expect(
            try run(["configure", "inertia=0", "cooldown_days=0", "--lock", "personality.traits.big5"], folder).status
                == 0)
        let locked = try run(["apply", "--summary", "x", "--effect", "big5.openness=1", "--json"], folder).object()
        let effects = (locked["drift"] as? [String: Any])?["effects"] as? [[String: Any]]
        #expect(effects?.first?["skipped"] as? String == "locked")
        let kinds = try run(["history"], folder).lines.map { $0.split(separator: " ")[2] }
        #expect(kinds == ["created", "commitment_opened", "commitment_closed", "configuration", "event", "drift"])
    }

    @Test("a mind goes out to a file and comes in again, in both forms")
    func exporting() throws {
        let folder = try made()
        _ = try run(["apply", "--summary", "x", "--effect", "big5.openness=1"], folder)
        #expect(try run(["export", "--output", "ada.json"], folder).status == 0)
        #expect(try run(["export", "--original", "--output", "original.json"], folder).status == 0)
        #expect(try run(["new", "--from", "ada.json", "--store", "other.sqlite"], folder).status == 0)
        #expect(try run(["export", "--store", "other.sqlite"], folder).output == folder.bytes("ada.json"))
        #expect(try run(["new", "Eve", "--from", "original.json", "--store", "third.sqlite"], folder).status == 0)
        let eve = try run(["show", "--store", "third.sqlite", "--json"], folder).object()
        #expect((eve["profile"] as? [[String: Any]])?.first?["score"] as? Double == 0.64)
        // Its identifier is Ada's, and the store has her.
        #expect(try run(["new", "Eve", "--from", "ada.json"], folder).status == 64)
        #expect(try run(["new", "Eve", "--set", "values:care,order"], folder).status == 0)
        #expect(try run(["show"], folder).errors.contains("--mind"))
        #expect(try run(["show", "--mind", "Eve"], folder).text.contains("care"))
        #expect(try run(["list"], folder).lines.count == 2)
    }

    @Test("a file's number that is none and a key that there is not are told with their places")
    func placesInFiles() throws {
        let folder = try made()
        #expect(try run(["export", "--output", "ada.json"], folder).status == 0)
        let text = String(decoding: folder.bytes("ada.json"), as: UTF8.self)
        for (old, new, words) in [
            ("\"cooldown_days\":7", "\"cooldown_days\":7.5", ["drift.cooldown_days", "whole number"]),
            ("\"minimum\":0.05", "\"minimum\":0.951", ["drift.bounds: it is 0.951"]),
            ("\"aliases\":", "\"alias\":[],\"aliases\":", ["identity.alias", "no such key"]),
        ] {
            try folder.write("other.json", text.replacingOccurrences(of: old, with: new))
            let outcome = try run(["new", "--from", "other.json", "--store", "other.sqlite"], folder)
            #expect(outcome.status == 65 && !folder.exists("other.sqlite"))
            for word in ["other.json: line 1"] + words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
        }
    }

    @Test("help fits a terminal and has no options that do nothing")
    func help() throws {
        let folder = try Folder()
        for command in [[], ["new"], ["show"], ["apply"], ["configure"], ["reflect"], ["verify"]] {
            let outcome = try run(command + ["--help"], folder)
            #expect(
                outcome.status == 0 && outcome.lines.allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE:") },
                "\(outcome.text)")
            for option in ["--isa", "--threads", "--tied-partitions", "--provenance"] {
                #expect(!outcome.text.contains(option), "\(command)")
            }
            #expect(command.isEmpty || outcome.text.contains("--log-level"))
        }
    }

    @Test("the store is named by flag, variable or configuration")
    func configured() throws {
        let folder = try made()
        let environment = ["CLAUSTRUM_MIND_STORE": "elsewhere.sqlite"]
        let missing = try Tool.run(["mind", "show"], in: folder, environment: environment)
        #expect(missing.status == 66 && missing.errors.contains("elsewhere.sqlite"))
        #expect(try Tool.run(["mind", "new", "Bo"], in: folder, environment: environment).status == 0)
        #expect(folder.exists("elsewhere.sqlite"))
        try folder.write("c.yaml", "mind_store: minds.sqlite\n")
        #expect(try run(["list", "--config", "c.yaml"], folder).text.contains("Ada"))
        let inertia = try Tool.run(
            ["mind", "apply", "--summary", "x", "--effect", "big5.openness=0.1", "--json"], in: folder,
            environment: ["PMM_INERTIA": "0.5", "PMM_MAX_DELTA": "0.01"]
        ).object()
        let velocity = (inertia["drift"] as? [String: Any])?["velocity"] as? [String: Double]
        #expect(velocity == ["personality.traits.big5.openness.score": 0.01])
        let bad = try Tool.run(["mind", "apply"], in: folder, environment: ["PMM_INERTIA": "much"])
        #expect(bad.status == 64 && bad.errors.contains("PMM_INERTIA"))
    }

    @Test(arguments: [
        (["show", "--store", "none.sqlite"], Int32(66), "mind new"), (["show", "--mind", "Adda"], 64, "unknown-mind"),
        (["new"], 64, "--from"), (["new", "Ada"], 64, "mind-exists"), (["new", "B", "--set", "big6"], 64, "big5"),
        (["new", "B", "--score", "big5.opennes=1"], 64, "did you mean"),
        (["new", "B", "--set", "a:x", "--set", "a:y"], 64, "twice"),
        (["new", "B", "--score", "big5.openness=nan"], 64, "TRAIT=SCORE"),
        (["configure", "--pattern", "a=!!!, ,"], 65, "pattern.terms[0]"),
        (["configure", "--pattern", "a=,,"], 65, "pattern.terms"),
        (["new", "B", "--score", "big5.openness=2"], 65, "score"), (["new", "--from", "none.json"], 66, "none.json"),
        (["new", "--from", "bad.json"], 65, "bad.json"), (["apply", "none.json"], 66, "none.json"),
        (["apply", "bad.json"], 65, "sumary"), (["apply", "--effect", "big5.openness=1"], 64, "--summary"),
        (["apply", "--summary", "x", "--effect", "openness=1"], 64, "unknown-trait"),
        (["apply", "--summary", "x", "--effect", "big5.openness=5"], 65, "delta"),
        (["apply", "--today", "soon"], 64, "--today"), (["configure", "inertai=1"], 64, "did you mean inertia"),
        (["configure", "inertia=7"], 65, "inertia"), (["configure", "--lock", "big7"], 64, "big7"),
        (["configure"], 64, "what to change"), (["history", "--since", "soon"], 64, "--since"),
        (["commitment", "close", "c9", "--evidence", "x"], 64, "c9"), (["restore", "latest"], 66, "backup-missing"),
        (["backup", "--keep", "0"], 64, "--keep"), (["verify", "--store", "bad.json"], 65, "mind-store-foreign"),
        (["show", "--wait", "-1"], 64, "--wait"), (["export", "--output", "minds.sqlite"], 64, "overwrites"),
    ])
    func mistakes(_ arguments: [String], _ status: Int32, _ words: String) throws {
        let folder = try made()
        try folder.write("bad.json", #"{"sumary": "x"}"#)
        let before = folder.bytes("minds.sqlite")
        let names = folder.names
        let outcome = try run(arguments, folder)
        #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome.status): \(outcome.errors)")
        #expect(folder.bytes("minds.sqlite") == before && folder.names == names, "something was written")
    }
}
