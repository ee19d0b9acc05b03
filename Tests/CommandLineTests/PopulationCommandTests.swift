import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("claustrum drift population")
struct PopulationCommandTests {
    private static let document = """
        minds: 3000
        days: 60
        traits: big5
        initial: {mean: 0.5, deviation: 0.1}
        events: {probability: 0.2, delta: {mean: 0.1, deviation: 0.5}}
        locks: [extraversion]
        set_points: maturity
        seed: 3
        """

    private func folder() throws -> Folder {
        let folder = try Folder()
        try folder.write("p.yaml", Self.document)
        return folder
    }

    private func run(_ arguments: [String], in folder: Folder, input: String? = nil) throws -> Tool.Outcome {
        try Tool.run(["drift", "population"] + arguments, in: folder, input: input)
    }

    @Test("any form, any number of threads and any level give the same numbers") func sameNumbers() throws {
        let folder = try folder()
        let record = try run(["p.yaml", "--json", "--no-provenance", "--output", "r.csv"], in: folder)
        #expect(record.status == 0, "\(record.errors)")
        let lines = try run(["p.yaml", "--csv", "--threads", "1", "--isa", "baseline"], in: folder)
        #expect(lines.status == 0, "\(lines.errors)")
        #expect(lines.output == folder.bytes("r.csv"))
        let reports = try #require(try record.object()["reports"] as? [[String: Any]])
        #expect(reports.compactMap { $0["day"] as? Int } == [0, 30, 60])
        let objects = try run(["p.yaml", "--jsonl", "--seed", "3"], in: folder)
        #expect(objects.lines.count == 3)
        let last = try JSONSerialization.jsonObject(with: Data(objects.lines[2].utf8)) as? NSDictionary
        #expect(last == reports[2] as NSDictionary)
        #expect(try run(["p.yaml", "--csv", "--seed", "4"], in: folder).output != lines.output)
        #expect(try run(["-", "--csv"], in: folder, input: Self.document).output == lines.output)
    }

    @Test("scores, page and text") func files() throws {
        let folder = try folder()
        let outcome = try run(
            ["p.yaml", "--scores", "s.npy", "--report", "p.html", "--output", "r.json", "--minds", "100"], in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect((folder.bytes("s.npy").count - 100 * 5 * 8) % 64 == 0)
        #expect(outcome.text.contains("100 minds") && outcome.text.contains("extraversion (locked)"))
        #expect(String(decoding: folder.bytes("p.html"), as: UTF8.self).contains("Identity coherence"))
        let record = try #require(
            try JSONSerialization.jsonObject(with: Data(folder.bytes("r.json"))) as? [String: Any])
        #expect(record["minds"] as? Int == 100)
        #expect((record["provenance"] as? [String: Any])?["seed"] as? Int == 3)
        #expect((record["outputs"] as? [String]) == ["r.json", "s.npy", "p.html"])
    }

    @Test("the record has the document as it was run, flags laid over it") func documentOfRecord() throws {
        let folder = try folder()
        let record = try run(["p.yaml", "--json", "--minds", "20", "--set", "set_point_every=2"], in: folder).object()
        let document = try #require(record["population"] as? [String: Any])
        #expect(document["minds"] as? Int == 20)
        #expect(document["set_point_every"] as? Int == 2)
        #expect(document["set_points"] as? String == "maturity")
        #expect((document["events"] as? [String: Any])?["probability"] as? Double == 0.2)
    }

    @Test("reports that nothing at the end tells of are not kept") func manyReports() throws {
        let folder = try folder()
        let many = ["p.yaml", "--minds", "1", "--days", "4000", "--set", "report_every=1", "--memory-limit", "8MiB"]
        let lines = try run(many + ["--csv", "--output", "r.jsonl"], in: folder)
        #expect(lines.status == 0, "\(lines.errors)")
        #expect(lines.text.split(separator: "\r\n").count == 1 + 4001 * 5)
        let text = try run(many, in: folder)
        #expect(text.status == 0 && text.text.contains("change since the beginning"))
        for form in [["--json"], ["--report", "p.html"], ["--output", "r.json"]] {
            let record = try run(many + form, in: folder)
            #expect(record.status == 69, "\(form)")
            #expect(record.errors.contains("4001 reports"), "\(record.errors)")
        }
    }

    @Test("mistakes are told, with their status")
    func mistakes() throws {
        let folder = try folder()
        try folder.write("bad.yaml", Self.document.replacing("minds: 3000", with: "minds: many"))
        let cases: [([String], Int32, String)] = [
            (["nowhere.yaml"], 66, "nowhere.yaml"), (["bad.yaml"], 65, "minds"),
            (["p.yaml", "--minds", "0"], 65, "--minds"), (["p.yaml", "--set", "report_every=0"], 65, "report_every"),
            (["p.yaml", "--json", "--csv"], 64, "one of them"), (["p.yaml", "--output", "x.txt"], 64, ".json"),
            (["p.yaml", "--scores", "p.yaml"], 64, ".npy"), (["p.yaml", "--report", "p.yaml"], 64, "p.yaml"),
            (["p.yaml", "--minds", "100000000", "--memory-limit", "1GiB"], 69, "--memory-limit"),
            (["p.yaml", "--output", "nowhere/r.json"], 69, "nowhere"),
            (["p.yaml", "--csv", "--output", "/dev/full"], 64, "/dev/full"),
        ]
        for (arguments, status, part) in cases {
            let outcome = try run(arguments, in: folder)
            #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
            #expect(outcome.errors.contains(part), "\(arguments): \(outcome.errors)")
        }
        #expect(folder.names == ["bad.yaml", "err", "out", "p.yaml"])
    }

    @Test("Ctrl-C ends a run within a second and leaves no file") func interruption() throws {
        let folder = try folder()
        let process = try Tool.start(
            [
                "drift", "population", "p.yaml", "--minds", "1000000", "--days", "100000", "--set",
                "report_every=100000",
                "--output", "r.json", "--scores", "s.npy",
            ], in: folder)
        while process.isRunning && !folder.names.contains(where: { $0.hasSuffix(".unfinished") }) { usleep(1000) }
        usleep(300_000)
        #expect(process.isRunning, "it ended before it could be interrupted")
        let began = ContinuousClock.now
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(began.duration(to: .now) < .seconds(2))
        #expect(process.terminationStatus == 130)
        #expect(folder.names == ["err", "out", "p.yaml"])
    }
}
