import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Streams and samples to ask the tool about.
enum DriftInputs {
    /// Alternates about 0 and from value 500 on about 3: without random numbers.
    static func step(_ index: Int) -> Double {
        (index < 500 ? 0 : 3) + [0.1, -0.3, 0.2, -0.1, 0.4, -0.2, 0.05][index % 7]
    }

    static var stream: String { (0..<1000).map { "\(step($0))\n" }.joined() }

    static func table(shift: Double) -> String {
        "a,b\n"
            + (0..<200).map { index in
                let wave = Double(index * 37 % 200) / 200
                return "\(wave + shift),\(Double(index * 73 % 200) / 200)\n"
            }.joined()
    }
}

@Suite("claustrum drift")
struct DriftCommandTests {
    @Test("the same drifts from a file, standard input, CSV and as text, JSON, JSON Lines and CSV")
    func forms() throws {
        let folder = try Folder()
        try folder.write("s.txt", DriftInputs.stream)
        try folder.write("s.csv", "t,x\n" + (0..<1000).map { "\($0),\(DriftInputs.step($0))\n" }.joined())
        let object = try Tool.run(["drift", "watch", "s.txt", "--json"], in: folder).object()
        let detectors = try #require(object["detectors"] as? [[String: Any]])
        let events = try #require(detectors[0]["events"] as? [[String: Any]])
        let indices = events.map { $0["index"] as? Int ?? -1 }
        #expect(detectors[0]["name"] as? String == "adwin")
        #expect(indices.count == 1 && (500..<600).contains(indices[0]))
        let lines = try Tool.run(["drift", "watch", "s.csv", "--column", "x", "--jsonl"], in: folder).lines
        let line = try #require(try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
        #expect(lines.count == 1 && line["index"] as? Int == indices[0] && line["line"] as? Int == indices[0] + 2)
        let piped = try Tool.run(["drift", "watch", "-", "--csv"], in: folder, input: DriftInputs.stream)
        let rows = piped.text.split(whereSeparator: \.isNewline)
        #expect(rows.count == 2 && rows[1].hasPrefix("adwin,drift,\(indices[0]),\(indices[0] + 1),"))
        let text = try Tool.run(["drift", "watch", "s.csv", "--column", "2"], in: folder).text
        #expect(text.contains("adwin: \(indices[0] + 1) values from 0") && text.contains("1000 values in"))
    }

    @Test("a watch that is stopped and goes on finds what one without a stop finds")
    func state() throws {
        let folder = try Folder()
        let values = DriftInputs.stream.split(separator: "\n").map { $0 + "\n" }
        try folder.write("all", values.joined())
        let whole = try Tool.run(["drift", "watch", "all", "--csv", "--state", "w.json"], in: folder)
        for (name, part) in [("one", values[..<501]), ("two", values[501...])] {
            try folder.write(name, part.joined())
        }
        let first = try Tool.run(["drift", "watch", "one", "--csv", "--state", "s.json"], in: folder)
        let second = try Tool.run(["drift", "watch", "two", "--csv", "--state", "s.json"], in: folder)
        func events(_ outcome: Tool.Outcome) -> [String] {
            outcome.text.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
        }
        func withoutLine(_ event: String) -> String {
            event.split(separator: ",").enumerated().filter { $0.offset != 3 }.map { $0.element }.joined(separator: ",")
        }
        #expect(events(whole).count == 1)
        #expect((events(first) + events(second)).map(withoutLine) == events(whole).map(withoutLine))
        #expect(folder.bytes("s.json") == folder.bytes("w.json"))
        let other = try Tool.run(["drift", "watch", "one", "--detector", "ddm", "--state", "s.json"], in: folder)
        #expect(other.status == 65 && other.errors.contains("saved by adwin"))
        #expect(folder.bytes("s.json") == folder.bytes("w.json"))
    }

    @Test("on a live pipe a drift is told when it is found, and Ctrl-C saves the state")
    func live() throws {
        let folder = try Folder()
        let pipe = Pipe()
        let process = try Tool.start(
            ["drift", "watch", "-", "--state", "s.json"], in: folder, input: pipe)
        try pipe.fileHandleForWriting.write(contentsOf: Data(DriftInputs.stream.utf8))
        let deadline = Date(timeIntervalSinceNow: 20)
        while !String(decoding: folder.bytes("out"), as: UTF8.self).contains("drift    adwin"), Date() < deadline {
            usleep(20_000)
        }
        #expect(String(decoding: folder.bytes("out"), as: UTF8.self).contains("drift    adwin"))
        #expect(process.isRunning)
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        #expect(String(decoding: folder.bytes("err"), as: UTF8.self).contains("interrupted after 1000 values"))
        #expect(folder.exists("s.json"))
        try pipe.fileHandleForWriting.close()
        let rest = try Tool.run(["drift", "watch", "-", "--state", "s.json"], in: folder, input: "3\n")
        #expect(rest.status == 0 && rest.text.contains("going on after 1000 values"), "\(rest.errors)")
    }

    @Test("columns are matched by name, and drift is found in the one that moved")
    func samples() throws {
        let folder = try Folder()
        try folder.write("ref.csv", DriftInputs.table(shift: 0))
        let rows = DriftInputs.table(shift: 0.2).split(separator: "\n").map { $0.split(separator: ",") }
        try folder.write("cur.csv", rows.map { "\($0[1]),\($0[0])\n" }.joined())
        let run = try Tool.run(
            ["drift", "test", "ref.csv", "cur.csv", "--method", "ks", "--method", "welch", "--json"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let object = try run.object()
        let features = try #require(object["features"] as? [[String: Any]])
        #expect(features.map { $0["name"] as? String } == ["a", "b"])
        #expect(features.map { $0["drift"] as? Bool } == [true, false])
        let gate = try Tool.run(
            ["drift", "test", "ref.csv", "-", "--method", "ks", "--fail-on-drift", "--report", "page.html"], in: folder,
            input: String(decoding: folder.bytes("cur.csv"), as: UTF8.self))
        #expect(gate.status == 1 && gate.text.contains("1 of 2 features differs") && folder.exists("page.html"))
        let same = try Tool.run(
            ["drift", "test", "ref.csv", "ref.csv", "--permutations", "99", "--fail-on-drift"], in: folder)
        #expect(same.status == 0 && same.text.contains("None of 2 features differs"), "\(same.errors)")
    }

    @Test(
        "what is wrong is said with the place and what would be right, and leaves no output",
        arguments: [
            (["watch", "absent.csv"], 66, "absent.csv cannot be read"),
            (["watch", "empty"], 65, "there is no number in it"),
            (["watch", "text"], 65, "line 2: 'x' is not a number"),
            (["watch", "two.csv"], 65, "choose one with --column"),
            (["watch", "ok", "--detector", "adwim"], 64, "did you mean 'adwin'?"),
            (["watch", "ok", "--set", "delta=2"], 64, "delta"),
            (["watch", "ok", "--set", "delt=0.2"], 64, "perhaps delta"),
            (["watch", "ok", "--output", "ok"], 64, "nothing overwrites its input"), (["watch", "."], 66, "directory"),
            (["watch", "ok", "--detector", "ddm"], 65, "line 3: 0.5 is nothing that ddm takes"),
            (["watch", "ok", "--state", "text"], 65, "no saved watch"),
            (["watch", "ok", "--output", "/dev/full"], 75, "no space is left"),
            (["test", "ok", "absent"], 66, "absent cannot be read"),
            (["test", "two.csv", "other.csv"], 65, "it lacks b"),
            (["test", "two.csv", "ok"], 65, "1 column, and two.csv has 2"),
            (["test", "ok", "one", "--method", "welch"], 65, "at least 2 values"),
            (["test", "ok", "ok", "--method", "kolmogorov"], 64, "no method 'kolmogorov'"),
            (["test", "ok", "ok", "--alpha", "1.5"], 64, "--alpha"), (["test", "-", "-"], 64, "both standard input"),
            (["test", "two.csv", "two.csv", "--columns", ","], 64, "--columns has an empty name"),
            (["test", "ok", "ok", "--method", "welch", "--permutations", "9"], 64, "--permutations: welch"),
            (["calibrate", "--detector", "adwin", "--series", "ok", "--change", ""], 64, "--change"),
            (["test", "ok", "ok", "--report", "ok"], 64, "nothing overwrites its input"),
            (["test", "ok", "ok", "--method", "ks", "--output", "/dev/full"], 75, "no space is left"),
            (["calibrate", "--detector", "adwin", "--change", "jump"], 64, "mean-jump=SDS"),
            (["calibrate", "--detector", "ddm", "--change", "mean-jump=1"], 65, "ddm"),
        ] as [([String], Int32, String)])
    func mistakes(arguments: [String], status: Int32, part: String) throws {
        let folder = try Folder()
        for (name, contents) in [
            ("empty", ""), ("text", "1\nx\n"), ("two.csv", "a,b\n1,2\n3,4\n5,6\n"),
            ("other.csv", "a,c\n1,2\n3,4\n5,6\n"),
            ("ok", "0\n1\n0.5\n1\n0\n"), ("one", "1\n"),
        ] { try folder.write(name, contents) }
        let before = folder.names
        let run = try Tool.run(["drift"] + arguments, in: folder)
        #expect(run.status == status && run.errors.contains(part), "\(run.status) \(run.errors)")
        #expect(folder.names.filter { !["out", "err", "in"].contains($0) } == before)
    }

    @Test("a calibration says the same for any number of threads")
    func calibration() throws {
        let folder = try Folder()
        let arguments = [
            "drift", "calibrate", "--detector", "page-hinkley", "--detector", "adwin", "--repetitions", "20",
            "--length",
            "1000", "--horizon", "300", "--json", "--no-provenance",
        ]
        func detectors(_ threads: String) throws -> NSArray {
            let run = try Tool.run(arguments + ["--threads", threads], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            return try #require(try run.object()["detectors"] as? NSArray)
        }
        let one = try detectors("1")
        #expect(one.count == 2)
        #expect(try detectors("3") == one)
    }
}
