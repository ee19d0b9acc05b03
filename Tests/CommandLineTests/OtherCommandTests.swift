import Foundation
import Testing

@Suite("Other commands")
struct OtherCommandTests {
    @Test("the version names the release and the revision")
    func version() throws {
        let run = try Tool.run(["--version"], in: Folder())
        #expect(run.status == 0)
        #expect(
            run.text.wholeMatch(of: /claustrum \d+\.\d+\.\d+ \(([0-9a-f]{10}(-dirty)?|unknown)\)\n/) != nil,
            "\(run.text)")
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

    /// The loader of OpenCL reads its list of drivers from the folder that the variable names.
    @Test("doctor says how to get an OpenCL device where there is none")
    func doctorWithoutDevices() throws {
        let run = try Tool.run(["doctor"], in: Folder(), environment: ["OCL_ICD_VENDORS": "/dev/null/vendors"])
        #expect(run.status == 0)
        #expect(run.lines.contains { $0.hasPrefix("✗ OpenCL devices") && $0.contains("none") })
        #expect(run.text.contains("apt-get install -y pocl-opencl-icd"))
    }

    @Test("a word that is no device is refused with those that are")
    func badDevice() throws {
        let run = try Tool.run(["config", "show", "--device", "gpu"], in: Folder())
        #expect(run.status == 64)
        #expect(run.errors.contains("flag --device: device is 'gpu', but must be auto, cpu, opencl, or opencl:N"))
    }

    @Test("doctor tells of a setting that stops every other command")
    func doctorOfWrongSettings() throws {
        let run = try Tool.run(["doctor"], in: Folder(), environment: ["CLAUSTRUM_ISA": "bad"])
        #expect(run.status == 64)
        #expect(run.errors.isEmpty)
        #expect(run.lines.contains { $0.hasPrefix("✗ configuration") && $0.contains("CLAUSTRUM_ISA: isa is 'bad'") })
        #expect(run.lines.contains { $0.hasPrefix("✓ processor") })
        let empty = try Tool.run(["doctor"], in: Folder(), environment: ["CLAUSTRUM_ISA": ""])
        #expect(empty.status == 0 && !empty.text.contains("configuration"))
    }

    @Test("what a file calls its network and units cannot steer the terminal")
    func hostileNames() throws {
        let folder = try Folder()
        try folder.write(
            "n.json",
            #"{"labels": ["\u009b2Jx"], "tpm": [[0], [1]], "state": [1], "name": "\u001b]0;t\u0007", "noise": 0.1}"#)
        let outputs = try [
            ["network", "show", "n.json", "--attractors"], ["network", "validate", "n.json"], ["phi", "n.json"],
            ["complexes", "n.json", "--noise", "0.1,0.2"], ["phi", "n.json", "--units", "Q"],
            ["phi", "n.json", "--progress", "always"],
        ].map { arguments in
            let run = try Tool.run(arguments, in: folder)
            return run.text + run.errors
        }
        #expect(outputs.allSatisfy { !$0.isEmpty })
        for character in ["\u{1B}", "\u{7}", "\u{9B}"] {
            #expect(outputs.allSatisfy { !$0.unicodeScalars.map(String.init).contains(character) })
        }
        #expect(outputs[0].contains("1 unit: ") && outputs[0].contains("basin of 1 state\n"))
        #expect(outputs[1].contains("valid, 1 unit\n"))
    }

    @Test("a conversion to JSON or YAML keeps the network's source", arguments: ["json", "yaml"])
    func conversionKeepsTheSource(format: String) throws {
        let folder = try Folder()
        try folder.write("n.json", #"{"tpm": [[0.2], [0.9]], "source": "A. Author 1999, Fig. 1"}"#)
        #expect(try Tool.run(["network", "convert", "n.json", "c.\(format)"], in: folder).status == 0)
        let shown = try Tool.run(["network", "show", "c.\(format)", "--json"], in: folder).object()
        #expect(shown["source"] as? String == "A. Author 1999, Fig. 1")
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
