import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Connectomes and experiments to ask the tool about.
enum Simulations {
    static let ring = """
        {"labels": ["A", "B", "C", "D"],
         "edges": [{"from": "A", "to": "B", "weight": 1, "length": 10}, {"from": "B", "to": "C", "weight": 1, "length": 20},
                   {"from": "C", "to": "D", "weight": 1, "length": 30}, {"from": "D", "to": "A", "weight": 1, "length": 5}]}
        """

    static let experiment = """
        connectome: ring.json
        model: hopf
        coupling: {gain: 0.2, speed: 10}
        duration: 2 s
        noise: [{variable: x, intensity: 0.05}]
        seed: 4
        """

    static func folder() throws -> Folder {
        let folder = try Folder()
        try folder.write("ring.json", ring)
        try folder.write("e.yaml", experiment)
        return folder
    }
}

@Suite("claustrum simulate")
struct SimulateCommandTests {
    @Test("an experiment and the same as flags give the same samples")
    func flags() throws {
        let folder = try Simulations.folder()
        let document = try Tool.run(["simulate", "e.yaml", "--output", "a.npy"], in: folder)
        #expect(document.status == 0, "\(document.errors)")
        let flags = try Tool.run(
            [
                "simulate", "ring.json", "--model", "hopf", "--gain", "0.2", "--speed", "10", "--duration", "2s",
                "--noise", "x=0.05", "--seed", "4", "--output", "b.npy", "--threads", "1",
            ], in: folder)
        #expect(flags.status == 0, "\(flags.errors)")
        #expect(folder.bytes("a.npy") == folder.bytes("b.npy"))
        // 64-byte steps of a header, then 2000 samples of 4 nodes.
        #expect((folder.bytes("a.npy").count - 2000 * 4 * 8) % 64 == 0)
        let other = try Tool.run(["simulate", "e.yaml", "--seed", "5", "--output", "c.npy"], in: folder)
        #expect(other.status == 0 && folder.bytes("c.npy") != folder.bytes("a.npy"))
        #expect(document.text.contains("hopf on ring.json: 4 nodes, 4 edges"))
        #expect(document.text.contains("times real time") && document.text.contains("cpu ("))
    }

    @Test("the record says how to repeat the run")
    func provenance() throws {
        let folder = try Simulations.folder()
        let run = try Tool.run(["simulate", "e.yaml", "--json", "--output", "a.csv"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(folder.bytes("a.json") == run.output)
        let object = try run.object()
        let provenance = try #require(object["provenance"] as? [String: Any])
        #expect(provenance["seed"] as? Int == 4)
        #expect((provenance["version"] as? String)?.isEmpty == false)
        #expect((provenance["configuration"] as? [String: String])?["command"]?.contains("e.yaml") == true)
        #expect((object["inputs"] as? [[String: Any]])?.count == 2)
        #expect(object["outputs"] as? [String] == ["a.csv", "a.json"])
        #expect((object["device"] as? [String: Any])?["label"] as? String == "cpu")
    }

    @Test("several series and a folder")
    func folderOutput() throws {
        let folder = try Simulations.folder()
        let run = try Tool.run(
            ["simulate", "e.yaml", "--record", "x,y", "--bold", "--tr", "100ms", "--output", "new/"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path + "/new").sorted()
        #expect(names == ["bold.npy", "record.json", "x.npy", "y.npy"])
    }

    @Test("a sweep's table, kept series, record and page")
    func sweep() throws {
        let folder = try Simulations.folder()
        let run = try Tool.run(
            [
                "simulate", "e.yaml", "--duration", "100", "--sweep", "coupling.gain=0:1:3", "--sweep",
                "parameters.a=0.1,0.2", "--keep-series", "--output", "s.csv", "--report", "s.html", "--json",
            ], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try (run.object()["points"] as? [Any])?.count == 6)
        #expect(String(decoding: folder.bytes("s.points.csv"), as: UTF8.self).split(separator: "\r\n").count == 7)
        #expect((folder.bytes("s.x.npy").count - 6 * 100 * 4 * 8) % 64 == 0)
        #expect(String(decoding: folder.bytes("s.html"), as: UTF8.self).hasSuffix("</html>\n"))
        #expect(folder.exists("s.json"))
    }

    @Test("neuronal group selection needs no file")
    func groupSelection() throws {
        let folder = try Folder()
        let run = try Tool.run(
            [
                "simulate", "--model", "group-selection", "--set", "populations=4", "--set", "groups=8", "--set",
                "inputs=2", "--set", "stimulus_count=2", "--set", "generations=20", "--seed", "3", "--json", "--output",
                "g.csv",
            ], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try run.object()["seed"] as? Int == 3)
        #expect(String(decoding: folder.bytes("g.csv"), as: UTF8.self).split(separator: "\r\n").count == 1 + 20 * 4)
    }

    @Test("the models are listed and explained")
    func models() throws {
        let folder = try Folder()
        let list = try Tool.run(["simulate", "--list-models"], in: folder)
        #expect(list.status == 0 && list.text.contains("jansen-rit"))
        let hopf = try Tool.run(["simulate", "--model", "hopf", "--explain"], in: folder)
        #expect(hopf.text.contains("dx/dt") && hopf.text.contains("Deco"))
        #expect(try Tool.run(["simulate", "--model", "hopff", "--explain"], in: folder).status == 65)
    }

    @Test(
        "wrong usage is 64 and bad data 65, and nothing is written",
        arguments: [
            ([], 64, "Give an experiment"), (["e.yaml", "--output", "r.txt"], 64, ".npy"),
            (["e.yaml", "--keep-series"], 64, "--output"), (["e.yaml", "--output", "-"], 64, "--output"),
            (["e.yaml", "--sweep", "x"], 64, "--sweep"), (["e.yaml", "--set", "a"], 64, "--set"),
            (["e.yaml", "--output", "ring.json/../e.npy", "--report", "e.yaml"], 64, "nothing overwrites"),
            (["e.yaml", "--model", "hop"], 65, "did you mean \"hopf\"?"), (["none.yaml"], 66, "none.yaml"),
            (["e.yaml", "--set", "a=abc"], 64, "--set a: is \"abc\""),
            (["e.yaml", "--set", "a=b.npy"], 66, "--set a: there"),
            (["e.yaml", "--set", "a=1", "--set", "a=2"], 64, "--set a is given twice"),
            (["e.yaml", "--sweep", "seed=1,2", "--sweep", "seed=3,4"], 64, "set the same"),
            (["e.yaml", "--sweep", "parameters.a=0:1:1"], 65, "--sweep parameters.a=0:1:1: one value"),
            (
                [
                    "--model", "group-selection", "--set", "populations=4", "--set", "groups=8", "--set", "inputs=2",
                    "--set", "stimulus_count=2", "--set", "generations=20", "--keep-series", "--output", "g.csv",
                ], 64, "--output alone keeps"
            ),
            (["ring.json"], 65, "model"), (["e.yaml", "--set", "q=1"], 65, "--set"),
            (["e.yaml", "--record", "z"], 65, "z"), (["e.yaml", "--output", "no/such/r.npy"], 69, "no/such"),
            (["e.yaml", "--device", "opencl:99"], 69, "99"),
            (["e.yaml", "--speed", "0.0001", "--memory-limit", "1MiB"], 69, "the past that delays reach back to"),
            // The step is a hundred times what the oscillation allows.
            (["e.yaml", "--step", "40", "--sampling", "40", "--output", "r.npy"], 65, "first found at node"),
        ] as [([String], Int32, String)])
    func failures(arguments: [String], status: Int32, text: String) throws {
        let folder = try Simulations.folder()
        let run = try Tool.run(["simulate"] + arguments, in: folder)
        #expect(run.status == status, "\(run.errors)")
        #expect(run.errors.contains(text), "\(run.errors)")
        #expect(folder.names == ["e.yaml", "err", "out", "ring.json"])
    }

    @Test("an experiment may come from standard input, and its file may have a name of one letter")
    func shortNames() throws {
        let folder = try Simulations.folder()
        let piped = try Tool.run(["simulate", "-", "--output", "a.npy"], in: folder, input: Simulations.experiment)
        #expect(piped.status == 0, "\(piped.errors)")
        try folder.write("e", Simulations.experiment)
        let named = try Tool.run(["simulate", "e", "--output", "b.npy", "--report", "r"], in: folder)
        #expect(named.status == 0, "\(named.errors)")
        #expect(folder.exists("r") && folder.bytes("a.npy") == folder.bytes("b.npy"))
    }

    @Test(
        "fewer than two samples have no correlations, in one simulation as in a sweep",
        arguments: [("3 s", "simulate longer"), ("1500", "bold has 1 sample, and correlations take two")])
    func tooFewSamples(tr: String, words: String) throws {
        let folder = try Simulations.folder()
        try folder.write("fc.csv", "1,0.5,0,0\n0.5,1,0.1,0\n0,0.1,1,0.25\n0,0,0.25,1\n")
        for more in [[], ["--sweep", "seed=1,2"]] {
            let run = try Tool.run(
                ["simulate", "e.yaml", "--functional", "fc.csv", "--tr", tr, "--output", "o/"] + more, in: folder)
            #expect(run.status == 65 && run.errors.contains(words), "\(run.errors)")
            #expect(!folder.exists("o"))
        }
    }

    @Test("a sweep tells how many points have no result, and fails where none has one")
    func failedPoints() throws {
        let folder = try Simulations.folder()
        let some = try Tool.run(
            ["simulate", "e.yaml", "--sweep", "coupling.gain=0,1e6", "--duration", "50", "--output", "s.csv"],
            in: folder)
        #expect(some.status == 0 && some.errors.contains("1 of 2 points without a result; point 2: "), "\(some.errors)")
        let all = try Tool.run(
            ["simulate", "e.yaml", "--sweep", "coupling.gain=1e6,2e6", "--duration", "50", "--output", "a.csv"],
            in: folder)
        #expect(all.status == 65 && all.errors.contains("2 of 2 points without a result; point 1: "), "\(all.errors)")
        #expect(String(decoding: folder.bytes("a.csv"), as: UTF8.self).split(separator: "\r\n").count == 3)
        #expect(folder.exists("a.json"))
    }

    #if os(Linux)
        @Test("a full disk is 75, and leaves no other file")
        func fullDisk() throws {
            let folder = try Simulations.folder()
            try FileManager.default.createSymbolicLink(
                atPath: folder.url.path + "/full.npy", withDestinationPath: "/dev/full")
            let run = try Tool.run(["simulate", "e.yaml", "--output", "full.npy"], in: folder)
            #expect(run.status == 75, "\(run.errors)")
            #expect(run.errors.contains("no space"))
            #expect(folder.names == ["e.yaml", "err", "full.npy", "out", "ring.json"])
        }
    #endif

    @Test(
        "Ctrl-C ends a simulation within a second and leaves no file",
        arguments: ["ring.json", "large.csv"], [[], ["--sweep", "seed=1:2000:2000"]])
    func interruption(connectome: String, more: [String]) throws {
        let folder = try Simulations.folder()
        // Every step of this one takes a while.
        try folder.write(
            "large.csv", String(repeating: String(repeating: "0.001,", count: 699) + "0.001\n", count: 700))
        let process = try Tool.start(
            ["simulate", connectome, "--model", "hopf", "--output", "r/"]
                + ["--duration", more.isEmpty ? "10h" : "5min"] + more, in: folder)
        func unfinished() -> Bool {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.url.path + "/r")) ?? []
            return names.contains { $0.hasSuffix(".unfinished") }
        }
        while process.isRunning && !unfinished() { usleep(1000) }
        usleep(200_000)
        #expect(process.isRunning, "it ended before it could be interrupted")
        let began = ContinuousClock.now
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        // A second is the promise; the other is for a machine that runs other tests at the same time.
        #expect(began.duration(to: .now) < .seconds(2))
        #expect(process.terminationStatus == 130)
        #expect(folder.names == ["e.yaml", "err", "large.csv", "out", "ring.json"])
    }

    @Test("memory does not grow with the duration")
    func memory() throws {
        let folder = try Simulations.folder()
        // 80 MB of samples, where the shorter run has 0.8.
        var peaks: [Int] = []
        for duration in ["25s", "2500s"] {
            let process = try Tool.start(
                ["simulate", "e.yaml", "--duration", duration, "--step", "1", "--output", "r.npy"], in: folder)
            var peak = 0
            while process.isRunning {
                let status =
                    (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
                let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
                peak = max(peak, line.flatMap { Int($0.filter(\.isNumber)) } ?? 0)
                usleep(2000)
            }
            #expect(process.terminationStatus == 0)
            peaks.append(peak)
        }
        #expect(folder.bytes("r.npy").count > 79_000_000)
        #expect(peaks[1] < peaks[0] + 40_000, "\(peaks) kB")
    }
}
