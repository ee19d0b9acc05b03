import Foundation
import Testing

@Suite("claustrum phi")
struct PhiCommandTests {
    @Test("JSON has every documented key, null where a value does not apply")
    func keys() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        let whole = try Tool.run(["phi", "n.json", "--json"], in: folder)
        #expect(whole.status == 0, "\(whole.errors)")
        let keys: Set = [
            "phi_s", "normalized_phi_s", "phi_c", "phi_e", "cause_state", "cause_ii", "effect_state", "effect_ii",
            "reasons", "mip", "units", "state", "schema", "provenance",
        ]
        #expect(keys.isSubset(of: try whole.object().keys))
        let mip = try #require(try whole.object()["mip"] as? [String: Any])
        #expect(Set(mip.keys) == ["parts", "connections_cut", "cut_matrix", "ties"])

        // B alone feeds itself in Fig. 1, so a unit without self-connection is made here.
        try folder.write("lone.json", #"{"weights": [[0, 1], [1, 0]], "slope": 1, "state": [0, 0]}"#)
        let lone = try Tool.run(["phi", "lone.json", "--units", "0", "--json", "--no-provenance"], in: folder)
        let object = try lone.object()
        #expect(keys.isSubset(of: object.keys))
        #expect(object["reasons"] as? [String] == ["MONAD_WITH_NO_SELFLOOP"])
        for key in ["phi_c", "phi_e", "mip", "provenance"] { #expect(object[key] is NSNull, "\(key)") }
    }

    @Test("text, JSON and CSV show the same φ_s")
    func sameNumbers() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        let json = try Tool.run(["phi", "n.json", "--units", "A,B", "--json"], in: folder).object()
        let csv = try Tool.run(["phi", "n.json", "--units", "A,B", "--csv"], in: folder)
        let phi = try #require(json["phi_s"] as? Double)
        #expect(phi > 0)
        #expect(csv.text.split(whereSeparator: \.isNewline).last?.hasPrefix("\(phi),") == true)
        let text = try Tool.run(["phi", "n.json", "--units", "A,B"], in: folder)
        #expect(text.text.contains(String(format: "%.6f", phi)))
    }

    @Test("units may be labels or indices, and the state one string or a list")
    func spellings() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        func answer(_ units: String, _ state: String) throws -> [UInt8] {
            try Tool.run(
                ["phi", "n.json", "--units", units, "--state", state, "--json", "--no-provenance"], in: folder
            ).output
        }
        #expect(try answer("A,C", "1,0,0") == answer("0,2", "100"))
        #expect(try answer("A,C", "1,0,0") != answer("A,C", "0,0,0"))
    }

    @Test("output is the same bytes for any number of threads, in every run")
    func determinism() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.dense(units: 8, seed: 11))
        try folder.write("lines", (0..<300).map { Networks.dense(units: 4, seed: $0) + "\n" }.joined())
        for command in [["phi", "n.json"], ["complexes", "n.json"], ["phi", "--jsonl", "lines"]] {
            let json = command.contains("--jsonl") ? [] : ["--json"]
            let runs = try ["1", "2", "7", "2"].map {
                try Tool.run(command + json + ["--no-provenance", "--threads", $0], in: folder)
            }
            #expect(runs.allSatisfy { $0.status == 0 && !$0.output.isEmpty }, "\(command): \(runs[0].errors)")
            #expect(Set(runs.map(\.output)).count == 1, "\(command)")
        }
    }

    @Test("equal input gives equal bytes at every instruction-set level")
    func levels() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.dense(units: 7, seed: 3))
        let runs = try ["baseline", "v3", "v4"].map {
            try Tool.run(["phi", "n.json", "--json", "--no-provenance", "--isa", $0], in: folder)
        }
        // 69: this machine lacks the level.
        let ran = runs.filter { $0.status != 69 }
        #expect(ran.allSatisfy { $0.status == 0 })
        #expect(Set(ran.map(\.output)).count == 1)
    }

    @Test("provenance names version, input and settings")
    func provenance() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        let object = try Tool.run(["phi", "n.json", "--json", "--threads", "2"], in: folder).object()
        let provenance = try #require(object["provenance"] as? [String: Any])
        #expect((provenance["input_digest"] as? String)?.count == 64)
        #expect((provenance["configuration"] as? [String: String])?["threads"] == "2")
        for key in ["version", "revision", "device", "instruction_set", "wall_time_seconds", "started_at"] {
            #expect(provenance[key] != nil, "\(key)")
        }
    }

    @Test("an attractor's first state can be asked about")
    func attractor() throws {
        let folder = try Folder()
        try folder.write("ring.bnet", Networks.ring)
        let arguments = ["phi", "ring.bnet", "--noise", "0.05", "--json", "--no-provenance", "--state"]
        let first = try Tool.run(arguments + ["attractor"], in: folder)
        #expect(first.status == 0, "\(first.errors)")
        #expect(try Tool.run(arguments + ["attractor:1"], in: folder).output == first.output)
        let none = try Tool.run(arguments + ["attractor:99"], in: folder)
        #expect(none.status == 64)
        #expect(none.errors.contains("attractor:1 to attractor:4"))
    }

    @Test("a noise sweep gives a result a value, in order")
    func sweep() throws {
        let folder = try Folder()
        try folder.write("ring.bnet", Networks.ring)
        let run = try Tool.run(
            ["phi", "ring.bnet", "--noise", "0.01,0.05,0.1", "--state", "100", "--json", "--no-provenance"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let values = try run.lines.map { line in
            try (JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["phi_s"] as? Double
        }
        #expect(values.count == 3)
        let single = try Tool.run(
            ["phi", "ring.bnet", "--noise", "0.05", "--state", "100", "--json", "--no-provenance"], in: folder)
        #expect(try single.object()["phi_s"] as? Double == values[1])
    }

    @Test("a report is a complete HTML file beside the result")
    func report() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        let run = try Tool.run(["phi", "n.json", "--report", "r.html"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let html = String(decoding: folder.bytes("r.html"), as: UTF8.self)
        #expect(html.contains("<svg") && html.contains("</html>"))
    }
}
