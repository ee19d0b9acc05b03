import Foundation
import Testing

@Suite("Other commands")
struct OtherCommandTests {
    @Test("the version names the release and the revision")
    func version() throws {
        let run = try Tool.run(["--version"], in: Folder())
        #expect(run.status == 0)
        #expect(run.text.wholeMatch(of: /claustrum \d+\.\d+\.\d+ \(([0-9a-f]{7}|unknown)\)\n/) != nil, "\(run.text)")
    }

    @Test(
        "help goes to standard output and succeeds", arguments: [["--help"], ["phi", "--help"], ["help", "network"]])
    func help(arguments: [String]) throws {
        let run = try Tool.run(arguments, in: Folder())
        #expect(run.status == 0)
        #expect(run.text.contains("USAGE"))
    }

    @Test("doctor says what is there and how to get what is not")
    func doctor() throws {
        let folder = try Folder()
        let text = try Tool.run(["doctor"], in: folder)
        #expect(text.status == 0)
        for word in ["processor", "kernels", "cores", "memory", "OpenBLAS", "OpenCL", "NATS"] {
            #expect(text.text.contains(word), "\(word)")
        }
        let checks = try #require(
            try Tool.run(["doctor", "--json"], in: folder).object()["checks"] as? [[String: Any]])
        for check in checks {
            #expect(Set(check.keys) == ["name", "finding", "standing", "remedy"])
            #expect((check["standing"] as? String == "missing") == (check["remedy"] is String))
        }
    }

    @Test("config show says what is in force and from where")
    func config() throws {
        let folder = try Folder()
        try folder.write("c.yaml", "threads: 2\nlog: {level: error}\n")
        let run = try Tool.run(
            ["config", "show", "--json", "--config", "c.yaml", "--formalism", "iit4-2026"], in: folder,
            environment: ["CLAUSTRUM_LOG_LEVEL": "critical"])
        let settings = try #require(try run.object()["settings"] as? [[String: Any]])
        let origins = Dictionary(
            uniqueKeysWithValues: settings.compactMap { setting in
                (setting["key"] as? String).map { ($0, setting["origin"] as? String) }
            })
        #expect(origins["threads"] == "file")
        #expect(origins["log.level"] == "environment")
        #expect(origins["formalism"] == "flag")
        #expect(origins["isa"] == "default")
        try folder.write("bad.yaml", "thread: 2\n")
        let bad = try Tool.run(["config", "validate", "bad.yaml"], in: folder)
        #expect(bad.status == 65)
        #expect(bad.errors.contains("bad.yaml:1") && bad.errors.contains("'threads'"))
    }

    @Test("the log is quiet by default, and JSON lines where asked for")
    func log() throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        #expect(try Tool.run(["phi", "n.json"], in: folder).errors.isEmpty)
        let loud = try Tool.run(["phi", "n.json", "--log-level", "debug", "--log-format", "json"], in: folder)
        let lines = loud.errors.split(separator: "\n")
        #expect(!lines.isEmpty)
        for line in lines {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?["level"] is String && object?["message"] is String && object?["time"] is String)
        }
    }

    @Test("a network converted to another format and back is the same network", arguments: ["json", "yaml"])
    func conversion(format: String) throws {
        let folder = try Folder()
        try folder.write("n.json", Networks.figure1)
        let there = try Tool.run(["network", "convert", "n.json", "copy.\(format)"], in: folder)
        #expect(there.status == 0, "\(there.errors)")
        let arguments = ["--json", "--no-provenance"]
        let original = try Tool.run(["phi", "n.json"] + arguments, in: folder)
        #expect(try Tool.run(["phi", "copy.\(format)"] + arguments, in: folder).output == original.output)
    }

    @Test("attractors of a ring of copies are its rotations")
    func attractors() throws {
        let folder = try Folder()
        try folder.write("ring.bnet", Networks.ring)
        let run = try Tool.run(["network", "show", "ring.bnet", "--attractors", "--json"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let found = try #require(try run.object()["attractors"] as? [[String: Any]])
        // Two cycles of three states and two fixed points; every state is on one of them.
        #expect(found.map { $0["period"] as? Int } == [3, 3, 1, 1])
        #expect(found.map { $0["basin_size"] as? Int } == [3, 3, 1, 1])
    }

    @Test("validation reports every wrong file and ends with 65")
    func validate() throws {
        let folder = try Folder()
        try folder.write("good.json", Networks.figure1)
        try folder.write("bad1.json", "{")
        try folder.write("bad2.json", "[]")
        let run = try Tool.run(["network", "validate", "bad1.json", "good.json", "bad2.json"], in: folder)
        #expect(run.status == 65)
        #expect(run.errors.contains("bad1.json") && run.errors.contains("bad2.json"))
        #expect(run.text.contains("good.json: valid"))
        #expect(try Tool.run(["network", "validate", "good.json"], in: folder).status == 0)
    }
}
